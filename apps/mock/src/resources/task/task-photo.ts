import { defineBehaviour } from "../../behave/behaviours.ts";
import { documentedBody } from "../../behave/envelope.ts";
import { organizationId } from "../../behave/stamps.ts";
import { valueAt } from "../../json.ts";

/** The host and the environment of stored pictures, as the document shows them. */
const store = /^https:\/\/[^/]+\/[^/]+/;

/** Answers with the address that the picture would have; the picture itself is not kept. */
defineBehaviour("uploadTaskPhoto", (call) => {
  const shown = String(valueAt(documentedBody(call.operation, 200), "/url"));
  const now = call.world.now();
  const day = new Date(now).toISOString().slice(0, 10).replaceAll("-", "/");
  const name = `${Math.floor(now / 1000)}_${encodeURIComponent(call.path("forRenameFile"))}.jpg`;
  const url = `${store.exec(shown)?.[0]}/${organizationId(call)}/${day}/${name}`;
  return { status: 200, headers: {}, body: JSON.stringify({ status: true, url }) };
});
