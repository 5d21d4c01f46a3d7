import { basePath, type Operation, operations } from "@mileapp/contract";
import { checkExchange } from "@mileapp/contract/exchange";
import type { Asked } from "./request.ts";
import type { Answered, Handle } from "./run.ts";

/** The first thing that the document has against an exchange; undefined when it has nothing. */
export function violationOf({ method, url, headers, body }: Asked, answered: Answered): string | undefined {
  if (isOwnAnswer(headers, answered)) return undefined;
  const [violation] = checkExchange({
    method,
    url,
    requestHeaders: headers,
    requestBody: body,
    status: answered.status,
    responseHeaders: answered.headers,
    responseBody: answered.body,
  });
  return violation?.message;
}

/** The document knows no `Prefer` header, so it can't document how a mock refuses one that makes no sense. */
function isOwnAnswer({ prefer }: Asked["headers"], { status, body }: Answered): boolean {
  return prefer !== undefined && status === 400 && /"message":"[^"]*Prefer/.test(String(body));
}

const lists = operations.filter(
  ({ resource, parameters }) => resource.verb === "list" && parameters.every(({ required }) => !required),
);

/** All that the lists of an organization show, as one text to compare. Throws when a list does not answer. */
export async function snapshot(handle: Handle, organization: string): Promise<string> {
  const headers = { authorization: `Bearer ${organization}~x` };
  const answers: string[] = [];
  for (const list of lists) {
    const url = basePath + list.path + wholeOf(list);
    const answered = await handle({ method: "GET", url, headers, body: undefined });
    if (answered?.status !== 200) throw new Error(`${url} answered ${answered?.status}: ${answered?.body}`);
    answers.push(String(answered.body));
  }
  return answers.join("\n");
}

function wholeOf({ paging }: Operation): string {
  return paging === undefined || paging.style === "none" ? "" : `?${paging.limit}=${paging.max ?? 1000}`;
}
