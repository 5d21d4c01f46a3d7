import type { Random } from "./random.ts";
import { strangeHeaders } from "./strange-headers.ts";
import { pathParts, queries } from "./strange-urls.ts";

/** The address with a strange query, or with garbage in its path. */
export function spoilUrl(url: string, random: Random): string {
  const [path = "", query] = url.split("?");
  const parts = path.split("/");
  switch (random.int(0, 5)) {
    case 0:
      return `${path}/${random.pick(pathParts)}`;
    case 1:
      return [...parts.slice(0, -1), random.pick(pathParts)].join("/");
    case 2:
      return parts.with(random.int(0, parts.length - 1), random.pick(pathParts)).join("/");
    case 3:
      return random.pick([
        "",
        "/",
        "*",
        `${path}/`,
        path.toUpperCase(),
        `http://other.example${url}`,
        url.slice(0, -1),
      ]);
    default:
      return `${path}?${query ?? ""}&${random.pick(queries)}&${random.pick(queries)}`;
  }
}

/** One to three headers that say something unusual, or one that is missing. */
export function spoilHeaders(headers: Readonly<Record<string, string>>, random: Random): Record<string, string> {
  const spoilt = { ...headers };
  for (let left = random.int(1, 3); left > 0; left -= 1) {
    const name = random.pick(Object.keys(strangeHeaders));
    if (random.chance(0.2)) delete spoilt[name];
    else spoilt[name] = random.pick(strangeHeaders[name] ?? [""]);
  }
  return spoilt;
}

/** A method that the operation may not take, or that nobody has heard of. */
export function spoilMethod(random: Random): string {
  return random.pick([
    "GET",
    "POST",
    "PUT",
    "PATCH",
    "DELETE",
    "HEAD",
    "OPTIONS",
    "TRACE",
    "QUERY",
    "PROPFIND",
    "get",
    "",
    "G E T",
    "__proto__",
    "constructor",
  ]);
}
