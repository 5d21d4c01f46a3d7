/** A request as the samples show it. */
export type SampleRequest = {
  method: string;
  /** Address without the query. */
  url: string;
  query: [name: string, value: string][];
  body: SampleBody | undefined;
};

/** A body: its example, and which fields of a form are files, with their media type. */
export type SampleBody = { type: string; value: unknown; files?: Map<string, string> };

/** A request as a curl command for a shell, one option on each line. The token comes from the variable `TOKEN`. */
export function curlCommand({ method, url, query, body }: SampleRequest): string {
  const lines = [`curl ${quote(url)}`];
  if (method === "GET" && query.length > 0) lines.push("--get");
  else if (method !== "GET") lines.push(`--request ${method}`);
  // Outside of GET, curl would send --data-urlencode as the body, so the query goes into the address.
  if (method !== "GET" && query.length > 0) lines[0] = `curl ${quote(`${url}?${new URLSearchParams(query)}`)}`;
  else for (const [name, value] of query) lines.push(`--data-urlencode ${quote(`${name}=${value}`)}`);
  lines.push('--header "Authorization: Bearer $TOKEN"', ...bodyLines(body));
  return lines.join(" \\\n  ");
}

function bodyLines(body: SampleBody | undefined): string[] {
  if (body?.value === undefined) return [];
  if (body.type === "multipart/form-data") return formLines(body.value, body.files ?? new Map());
  return [`--header ${quote(`Content-Type: ${body.type}`)}`, `--data ${quote(JSON.stringify(body.value, null, 2))}`];
}

/** The fields of a form. A file is read from the reader's disk, from a file of the field's name. */
function formLines(value: unknown, files: Map<string, string>): string[] {
  const fields = Object.entries(typeof value === "object" && value !== null ? value : {});
  return fields.map(([name, field]) => {
    const type = files.get(name);
    if (type !== undefined) return `--form ${quote(`${name}=@${name};type=${type}`)}`;
    return `--form-string ${quote(`${name}=${typeof field === "string" ? field : JSON.stringify(field)}`)}`;
  });
}

/** A text in single quotation marks, in which a POSIX shell leaves everything as it is. */
function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
