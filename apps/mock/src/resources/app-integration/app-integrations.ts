import { defineBehaviour } from "../../behave/behaviours.ts";
import type { Call } from "../../behave/call.ts";
import { createRecord, updateRecord } from "../../behave/records.ts";
import { answerRecord, keyOfPath } from "../../behave/single.ts";
import { isFile, type SentFile } from "../../form.ts";
import type { JsonObject } from "../../json.ts";
import { invalid } from "../../refusal.ts";
import { storedFile } from "../file/stored-file.ts";

/** App integrations (facts: app-integration.md): the certificate is stored, and its address is what is kept. */
defineBehaviour("createAppIntegration", (call) => answerRecord(call, createRecord(call, inputOf(call))));

/** The form states all there is, but an unknown id is not created. */
defineBehaviour("replaceAppIntegration", (call) =>
  answerRecord(call, updateRecord(call, keyOfPath(call), inputOf(call))),
);

function inputOf(call: Call): JsonObject {
  const { azureCert } = call.body;
  if (!isFile(azureCert)) throw invalid("The azureCert field must be a file.");
  if (isBinary(azureCert)) throw invalid("The azureCert field must be a certificate in Base64, not a binary one.");
  return { ...call.body, azureCert: storedFile(call, "v3-public/sandbox", azureCert.filename) };
}

/** Base64, with or without the lines around it, is plain ASCII. */
function isBinary({ bytes }: SentFile): boolean {
  return bytes.some((byte) => byte > 126 || (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13));
}
