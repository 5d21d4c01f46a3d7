import { defaultMockUrl } from "../mock-address.ts";
import { addSamples } from "./samples.ts";

/** A JSON object of which nothing is known yet. */
export type JsonObject = { [key: string]: unknown };

/** Whether a value is a JSON object, neither an array nor null. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The document as the page shows it: with curl commands, the mock among its servers and guides in levels. */
export function documentForPage(document: JsonObject): JsonObject {
  const info = isObject(document.info) ? document.info : {};
  const servers = Array.isArray(document.servers) ? document.servers : [];
  const namesMock = servers.some((server) => isObject(server) && server.url === defaultMockUrl);
  const mock = { url: defaultMockUrl, description: "The mock on this machine" };
  return {
    ...addSamples(document, defaultMockUrl),
    info: { ...info, description: lowerSubheadings(String(info.description ?? "")) },
    servers: namesMock ? servers : [...servers, mock],
  };
}

/**
 * Moves headings of the second level to the third. Redoc moves the first level to the second and leaves the others,
 * so a guide and its sections would look alike. Lines of code blocks stay as they are.
 */
function lowerSubheadings(markdown: string): string {
  let inCode = false;
  return markdown
    .split("\n")
    .map((line) => {
      if (line.startsWith("```")) inCode = !inCode;
      return inCode ? line : line.replace(/^##(?= )/, "###");
    })
    .join("\n");
}
