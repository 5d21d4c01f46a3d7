// node spec/release/main.ts          what has changed since the last release, and whether the version says so
// node spec/release/main.ts --keep   makes the present state the last release
import { compare } from "./compare.ts";
import { bundle, keep, lastRelease, promiseOf } from "./promise.ts";

const now = promiseOf(bundle());
if (process.argv[2] === "--keep") {
  keep(now);
} else {
  const { declared, report } = await compare(lastRelease(), now);
  console.log(report);
  if (!declared) console.error("Raise `info.version` in spec/openapi.yaml, or take the change back.");
  process.exitCode = declared ? 0 : 1;
}
