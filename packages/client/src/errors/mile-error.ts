/** What every error of this package is an instance of. None of them ever holds the token. */
export class MileError extends Error {
  static {
    MileError.prototype.name = "MileError";
  }
}
