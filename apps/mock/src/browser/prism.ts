import { examplesOf } from "@mileapp/contract/examples";
import { badRequest, failure } from "../errors.ts";
import { sourceHeader } from "../stages/answer.ts";

/** Stands in for Prism, which needs Node.js: it gives the document's examples, and errors in words of its own. */
export const createPrism: typeof import("../prism.ts").createPrism = () => ({
  answer(operation, { status = operation.answers[0]?.status ?? 200, example, dynamic } = {}) {
    if (dynamic === true && example === undefined) {
      return badRequest("Prefer: dynamic=true needs the mock's server. In a browser there are examples only.");
    }
    const headers = { [sourceHeader]: "example" };
    const examples = examplesOf(operation.id).answers[status] ?? [];
    const shown = examples.find(({ name }) => name === example) ?? examples[0];
    if (shown === undefined) {
      if (status >= 400) return failure(status, undefined, headers);
      return { status, headers, body: undefined };
    }
    const { contentType, value } = shown;
    const isText = contentType !== "application/json" && typeof value === "string";
    const body = isText ? value : JSON.stringify(value);
    return { status, headers: { ...headers, "content-type": contentType }, body };
  },
});
