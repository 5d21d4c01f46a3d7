import { defineBehaviour } from "../../behave/behaviours.ts";
import { unknownRecord } from "../../refusal.ts";
import { jpeg, png } from "./image.ts";
import { pictureAt } from "./kept-pictures.ts";

/** The endings of images that are stored, with what they look like here (facts: file.md). */
const images = { png: { type: "image/png", bytes: png }, jpg: { type: "image/jpeg", bytes: jpeg } };

/** Any address that can be that of a stored image leads to one: an uploaded photo, or else plain grey. */
defineBehaviour("viewFile", (call) => {
  const url = String(call.query.url);
  const { pathname } = new URL(url);
  const ending = /[^/]\.(png|jpe?g)$/i.exec(pathname)?.[1]?.toLowerCase();
  if (ending === undefined) throw unknownRecord();
  const { type, bytes } = ending === "png" ? images.png : images.jpg;
  // Two names of one type: whoever asks for the unofficial one gets it.
  const asked = call.exchange.header("accept")?.trim().toLowerCase();
  const named = type === "image/jpeg" && asked === "image/jpg" ? asked : type;
  return { status: 200, headers: { "content-type": named }, body: pictureAt(call.world, url) ?? bytes() };
});
