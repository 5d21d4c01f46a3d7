import { basePath } from "@mileapp/contract";
import { controlPath, routes } from "./control/routes.ts";
import { defaultOrganization } from "./exchange.ts";
import { faultNames } from "./faults/plan.ts";
import { defaultMaxRecords } from "./memory/store.ts";
import { defaultBodyLimit } from "./mock.ts";
import { defaultHost, defaultPort } from "./server.ts";

const width = Math.max(...routes.map(({ method, path }) => method.length + path.length)) + controlPath.length + 3;

const controls = routes.map(
  ({ method, path, summary }) => `  ${`${method} ${controlPath}${path}`.padEnd(width)}${summary}`,
);

/** Columns of the smallest terminal. */
const columns = 80;

/** Breaks a line that is too long; it goes on below its own text, which follows two spaces in a table. */
function fold(line: string): string {
  if (line.length <= columns) return line;
  const indent = /^(?:.*\S)? {2,}/.exec(line)?.[0].length ?? 0;
  const end = line.lastIndexOf(" ", columns);
  return `${line.slice(0, end)}\n${fold(" ".repeat(indent) + line.slice(end + 1))}`;
}

const text = `The MileApp API on your own machine: it checks every request, and remembers
what you send.

Usage: mileapp-mock [options]         in this project: npm run mock -- [options]

Where it listens
  --port <n>             port, 0 for any free one (default ${defaultPort})
  --host <address>       address (default ${defaultHost}: for this machine only)

What it remembers
  --seed <name or file>  "documented": the examples of the API document (default)
                         "demo": an organization with some hundreds of tasks over several days
                         a JSON file: your own records by collection,
                         { "hubs": [ … ] }
  --data <file>          keep the records in this file (SQLite) when the mock ends
  --max-records <n>      refuse with 503 what would be more (default ${defaultMaxRecords})
  --random <n>           decides made-up records, ids and faults: same number, same run (default 0)
  --clock <datetime>     let the mock's clock begin there: 2026-03-09T08:00:00Z (UTC without an offset)

What it refuses
  --rate-limit <n>       requests per window and organization, or "off" (default 100)
  --rate-window <ms>     length of the window (default 1000)
  --rate-penalty <ms>    how long everything is refused after too many requests (default 0)
  --body-limit <n>       largest request body in bytes (default ${defaultBodyLimit})

What goes wrong on purpose
  --chaos <file>         a fault plan in JSON: { "rates": { "503": 0.05 } }
                         faults: ${faultNames.join(" ")}
                         beside rates: "operations" (ids; default all), "slowMs" (default 3000)

Your own answers
  --scenarios <file>     a module that exports what defineScenario returns
  --scenario <name>      the one that the mock is in; a client chooses one with Prefer: scenario=<name>

What it prints
  The first line on standard output tells the address. Each request is a line
  on standard error.
  --json                 each request as a line of JSON
  --quiet                no line for requests
  --help, --version

Try it
  mileapp-mock --seed demo
  curl -H 'Authorization: Bearer acme~me' \\
    'http://${defaultHost}:${defaultPort}${basePath}/tasks?limit=3'
  mileapp-mock --data ./mock.db --rate-limit off

Tokens: every bearer token is accepted. "acme~danu" is the user danu of the
organization "acme", a token without "~" belongs to the organization "${defaultOrganization}".
Organizations never see each other. Each begins with the seed and is kept from
its first write on; those that are only read may be forgotten.

The Prefer header of a request asks for a certain answer. Several wishes are
separated by commas:
  Prefer: code=503         an answer that the operation documents, also an error
  Prefer: example=<name>   a named example; a wrong name is answered with the names there are
  Prefer: dynamic=true     a made-up body
  Prefer: delay=<ms>       the answer waits, at most 30000
  Prefer: scenario=<name>  a scenario of --scenarios, with records and a clock of its own

Controlling it, outside of the API and without a token (off with --no-control):
${controls.join("\n")}
`;

/** What `--help` prints. */
export const help = text.split("\n").map(fold).join("\n");
