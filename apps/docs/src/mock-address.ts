/** Where the mock listens unless it is told otherwise; the guides and the built site name this address. */
export const defaultMockUrl = "http://127.0.0.1:4010/api/v3";

/**
 * Checks an address of a mock and brings it into one form, without a slash at its end.
 * @throws {RangeError} when it is not a plain http or https address; the message is meant for people.
 */
export function parseMockUrl(text: string): string {
  const url = URL.parse(text);
  if (url === null || !["http:", "https:"].includes(url.protocol)) {
    throw new RangeError(`"${text}" is not an http or https address. Give one like ${defaultMockUrl}.`);
  }
  if (url.username !== "" || url.password !== "" || url.search !== "" || url.hash !== "") {
    throw new RangeError(`The mock's address may hold no user, query or fragment. Give one like ${defaultMockUrl}.`);
  }
  return url.href.replace(/\/+$/, "");
}

/** Replaces the default address, wherever a built file names it, by the one that the reader's mock really has. */
export function pointToMock(text: string, mockUrl: string): string {
  // A parsed address holds no quote, space or angle bracket; only `&` and `'` could mean something in HTML or a shell.
  const safe = mockUrl.replaceAll("&", "%26").replaceAll("'", "%27");
  return text.replaceAll(defaultMockUrl, () => safe);
}
