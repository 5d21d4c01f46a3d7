import { defaultMockUrl } from "../mock-address.ts";
import { policyElement } from "../policy.ts";
import { replaceAllOrFail } from "./cut.ts";
import { documentForPage, isObject, type JsonObject } from "./document.ts";
import { type PageParts, takeApart, withoutForeignAddresses } from "./page.ts";
import { renderPage } from "./render.ts";
import { openFolder, pictureAddress, readSource } from "./write.ts";

const headMark = "<!-- site:head -->";

/**
 * Builds the whole site from a bundled OpenAPI document into a folder, which is emptied first.
 * @throws {UnexpectedPageError} when Redoc's page does not look as expected.
 */
export async function buildSite(bundle: Uint8Array, folder: string): Promise<void> {
  const document: unknown = JSON.parse(new TextDecoder().decode(bundle));
  if (!isObject(document)) throw new Error("The bundle holds no OpenAPI document: it is not a JSON object.");
  const shown = documentForPage(document);
  const parts = takeApart(await renderPage(shown));

  const site = await openFolder(folder);
  const library = withoutForeignAddresses(parts.library, await pictureAddress("redoc.svg"));
  const script = await site.hashed("redoc", "js", `${library}\n${await readSource("boot.js")}`);
  const style = await site.hashed("theme", "css", await readSource("theme.css"));

  await site.plain("openapi.json", bundle);
  await site.plain("description.json", JSON.stringify(shown));
  await site.plain("index.html", withPolicy(await assemble(parts, script, style, summaryOf(document))));
  await site.plain("404.html", withPolicy(await readSource("404.html")));
}

async function assemble(parts: PageParts, script: string, style: string, summary: string): Promise<string> {
  const head = [
    `<meta name="description" content="${summary}" />`,
    `<link rel="icon" href="${await pictureAddress("favicon.svg")}" />`,
    `<link rel="modulepreload" href="${script}" />`,
    `<link rel="preload" as="fetch" href="description.json" crossorigin />`,
    `<link rel="stylesheet" href="${style}" />`,
  ];
  const scripts = [
    `<script type="application/json" id="redoc-options">${parts.options}</script>`,
    `<script type="module" src="${script}"></script>`,
  ];
  const page = [parts.before, ...scripts, parts.after].join("\n");
  return replaceAllOrFail(page, headMark, head.join("\n    "), `\`${headMark}\``);
}

/** What search engines show of the page, escaped for an attribute. */
function summaryOf(document: JsonObject): string {
  const summary = isObject(document.info) ? String(document.info.summary ?? "") : "";
  return summary.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}

function withPolicy(html: string): string {
  return html.replace("<title>", `${policyElement(html, defaultMockUrl)}\n    $&`);
}
