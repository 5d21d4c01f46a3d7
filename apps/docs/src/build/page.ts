import { cutAtLast, replaceAllOrFail, UnexpectedPageError } from "./cut.ts";

/** The page that `redocly build-docs --inlineBundle` writes, taken apart. */
export type PageParts = {
  /** What stands before and after the big script, in the reader's order. */
  before: string;
  after: string;
  /** Redoc itself: an ES module that defines `hydrate`. */
  library: string;
  /** Redoc's options, as JSON. */
  options: string;
};

const scriptStart = '<script type="module">';
const definitionStart = "const __redoc_definition = ";
const optionsStart = "const __redoc_options = ";
const hydrateCall = "hydrate(__redoc_definition, __redoc_options, document.getElementById('redoc'));";

/**
 * Takes the page apart, so that its parts can be cached on their own.
 * @throws {UnexpectedPageError} when a part is not where this version of Redoc puts it.
 */
export function takeApart(html: string): PageParts {
  const start = html.indexOf(scriptStart);
  if (start < 0) throw new UnexpectedPageError(`\`${scriptStart}\``);
  const [script, after] = cutAtLast(html.slice(start + scriptStart.length), "</script>", "end of its script");
  const [beforeCall] = cutAtLast(script, hydrateCall, `call \`${hydrateCall}\``);
  const [beforeOptions, options] = cutAtLast(beforeCall, optionsStart, `\`${optionsStart}\``);
  const [library] = cutAtLast(beforeOptions, definitionStart, `\`${definitionStart}\``);
  return {
    before: withRouteLinks(html.slice(0, start)),
    after,
    library: library.trim(),
    options: readOptions(options),
  };
}

/**
 * Redoc prerenders its links as paths (`/hub`), but the page routes by fragment (`#/hub`). React keeps the prerendered
 * addresses, so that without this a link opened in a new tab would lead nowhere.
 */
function withRouteLinks(html: string): string {
  return replaceAllOrFail(html, ' href="/', ' href="#/', "link to one of its sections");
}

/** The options as JSON again, once it is sure that telemetry is off in them. */
function readOptions(text: string): string {
  const options: unknown = JSON.parse(text.trim().replace(/;$/, ""));
  const off = typeof options === "object" && options !== null && "disableTelemetry" in options;
  if (!off || options.disableTelemetry !== true)
    throw new UnexpectedPageError("`disableTelemetry: true` in its options");
  return JSON.stringify(options).replaceAll("<", "\\u003c");
}

const logos = ["https://cdn.redoc.ly/redoc/logo-mini-full.svg", "https://cdn.redoc.ly/redoc/logo-mini.svg"];
const telemetryHost = "https://otel.cloud.redocly.com";

/**
 * Redoc without what it would fetch from elsewhere: its logo becomes `logo`, and the address of its telemetry leads
 * nowhere, should the option that switches it off ever stop working.
 * @throws {UnexpectedPageError} when one of the addresses is not found.
 */
export function withoutForeignAddresses(library: string, logo: string): string {
  let own = library;
  for (const address of logos) own = replaceAllOrFail(own, address, logo, `logo address ${address}`);
  return replaceAllOrFail(own, telemetryHost, "https://telemetry.invalid", `telemetry address ${telemetryHost}`);
}
