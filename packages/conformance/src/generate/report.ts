import type { Fault } from "./run.ts";

/** How often each kind of fault came, and of each different one the first, with the request to send again. */
export function describeFaults(faults: readonly Fault[]): string {
  const groups = Map.groupBy(faults, ({ kind, what, generated }) => {
    const everyRow = what.slice(0, 300).replace(/\.\d+(?=[. ])/g, ".*");
    return `${kind}, ${generated.operation}: ${everyRow}`;
  });
  return [...groups]
    .map(([title, [first, ...more]]) => `${title} (${more.length + 1}×)\n${describe(first)}`)
    .join("\n\n");
}

function describe(fault: Fault | undefined): string {
  if (fault === undefined) return "";
  const { seed, number, generated } = fault;
  const { method, url, headers, body } = generated.asked;
  const text = body === undefined ? "" : new TextDecoder().decode(body.slice(0, 1000));
  return `  seed ${seed}, request ${number} (${generated.kind}): ${method} ${url.slice(0, 500)}\n  ${JSON.stringify(headers).slice(0, 500)}\n  ${text}`;
}
