/** Says that the page that Redoc built does not look as this build expects. */
export class UnexpectedPageError extends Error {
  constructor(what: string) {
    super(`Redoc's page holds no ${what}. Its layout has changed with its version: adapt apps/docs/src/build.`);
    this.name = "UnexpectedPageError";
  }
}

/**
 * Cuts `text` at the last place where `mark` stands, into what is before and what is after it.
 * @throws {UnexpectedPageError} when the mark is missing.
 */
export function cutAtLast(text: string, mark: string, what: string): [before: string, after: string] {
  const at = text.lastIndexOf(mark);
  if (at < 0) throw new UnexpectedPageError(what);
  return [text.slice(0, at), text.slice(at + mark.length)];
}

/**
 * Replaces a piece of text that must be there.
 * @throws {UnexpectedPageError} when it is missing.
 */
export function replaceAllOrFail(text: string, mark: string, by: string, what: string): string {
  if (!text.includes(mark)) throw new UnexpectedPageError(what);
  return text.replaceAll(mark, () => by);
}
