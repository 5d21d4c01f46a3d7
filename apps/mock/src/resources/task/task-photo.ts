import { defineBehaviour } from "../../behave/behaviours.ts";
import { documentedBody } from "../../behave/envelope.ts";
import { organizationId } from "../../behave/stamps.ts";
import { isFile } from "../../form.ts";
import { valueAt } from "../../json.ts";
import { invalid } from "../../refusal.ts";

/** The host and the environment of stored pictures, as the document shows them. */
const store = /^https:\/\/[^/]+\/[^/]+/;

/** Media types of a JPEG, and what clients write that know none. */
const jpeg = new Set(["image/jpeg", "image/jpg", "application/octet-stream", ""]);

/** Answers with the address that the picture would have; the picture itself is not kept. */
defineBehaviour("uploadTaskPhoto", (call) => {
  const { photo } = call.body;
  if (isFile(photo) && !jpeg.has(photo.contentType)) throw invalid("The photo must be a file of type: jpg, jpeg.");
  const shown = String(valueAt(documentedBody(call.operation, 200), "/url"));
  const now = call.world.now();
  const day = new Date(now).toISOString().slice(0, 10).replaceAll("-", "/");
  const name = `${Math.floor(now / 1000)}_${encodeURIComponent(call.path("forRenameFile"))}.jpg`;
  const url = `${store.exec(shown)?.[0]}/${organizationId(call)}/${day}/${name}`;
  return { status: 200, headers: {}, body: JSON.stringify({ status: true, url }) };
});
