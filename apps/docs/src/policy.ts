import { createHash } from "node:crypto";

/**
 * The Content-Security-Policy of one page: nothing is loaded from anywhere but the site itself, the page may talk only
 * to the site and to the mock, and of inline scripts and styles only those run that the page was built with.
 *
 * Redoc needs two things besides: it opens an empty style element and fills it rule by rule, and its prerendered markup
 * sets layout in style attributes.
 */
export function policyOf(html: string, mockUrl: string): string {
  return [
    "default-src 'none'",
    ["script-src 'self'", ...hashes(html, "script")].join(" "),
    ["style-src 'self'", hashOf(""), ...hashes(html, "style")].join(" "),
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src data:",
    `connect-src 'self' ${new URL(mockUrl).origin}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}

/** Hashes, as the policy writes them, of the elements of one kind that carry their code inside the page. */
function hashes(html: string, tag: "script" | "style"): string[] {
  const elements = html.matchAll(new RegExp(`<${tag}\\b([^>]*)>([\\s\\S]*?)</${tag}>`, "g"));
  return [...elements]
    .filter(([, attributes = ""]) => !/\bsrc=|application\/json/.test(attributes))
    .map(([, , code = ""]) => hashOf(code));
}

function hashOf(code: string): string {
  return `'sha256-${createHash("sha256").update(code).digest("base64")}'`;
}

/** The element that carries the policy inside a page, for hosts that set no headers. */
export function policyElement(html: string, mockUrl: string): string {
  return `<meta http-equiv="Content-Security-Policy" content="${policyOf(html, mockUrl)}" />`;
}
