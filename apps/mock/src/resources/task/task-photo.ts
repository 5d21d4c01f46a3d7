import { defineBehaviour } from "../../behave/behaviours.ts";
import { answerDocumented } from "../../behave/envelope.ts";
import { isFile } from "../../form.ts";
import { invalid } from "../../refusal.ts";
import { keepPicture } from "../file/kept-pictures.ts";
import { storedFile } from "../file/stored-file.ts";

/** Media types of a JPEG, and what clients write that know none. */
const jpeg = new Set(["image/jpeg", "image/jpg", "application/octet-stream", ""]);

/** Answers with the address of the picture, which is the one to ask `GET /file/view` for. */
defineBehaviour("uploadTaskPhoto", (call) => {
  const { photo } = call.body;
  if (isFile(photo) && !jpeg.has(photo.contentType)) throw invalid("The photo must be a file of type: jpg, jpeg.");
  const name = `${Math.floor(call.world.now() / 1000)}_${call.path("forRenameFile")}.jpg`;
  const url = storedFile(call, "sandbox", name);
  if (isFile(photo)) keepPicture(call.world, url, photo.bytes);
  return answerDocumented(call, { url });
});
