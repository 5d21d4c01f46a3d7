// Every operation, every documented status code.
import { type Operation, operations } from "@mileapp/contract";
import { describe, expect, inject, test } from "vitest";
import { exampleRequest, type Received, send } from "../src/requests.ts";
import type { Target } from "../src/targets.ts";

for (const target of inject("targets")) {
  describe.concurrent(`every documented answer of ${target.name}`, () => {
    for (const operation of operations.filter((operation) => canAsk(target, operation))) {
      for (const { status, success } of operation.answers.filter(
        (answer) => target.kind !== "live" || answer.success,
      )) {
        test(`${operation.id} answers ${status} as documented`, async () => {
          const answer = await ask(target, operation, status);
          expect(answer.violations).toEqual([]);
          expect(answer.status).toBe(status);
          if (!success) expect(answer.body).toMatchObject({ status: false, message: expect.stringMatching(/./) });
        });
      }
    }
  });
}

/** Of a server that is not ours only lists and reads without parameters are asked: they change nothing. */
function canAsk(target: Target, operation: Operation): boolean {
  if (target.kind === "live") {
    return operation.method === "GET" && operation.parameters.every((parameter) => !parameter.required);
  }
  // Stock Prism can't tell the parts of a multipart body and has no bytes to show for a file.
  const isJson = (types: readonly string[]) => types.every((type) => type === "application/json");
  const requestTypes = operation.body?.contents.map(({ type }) => type) ?? [];
  return target.kind === "mock" || (isJson(requestTypes) && operation.answers.every((one) => isJson(one.contentTypes)));
}

async function ask(target: Target, operation: Operation, status: number): Promise<Received> {
  const request = await exampleRequest(operation, target.token);
  const [first] = operation.answers;
  const wanted = operation.answers.find((answer) => answer.status === status);
  // Our mock remembers: by its example it answers whatever has become of the record meanwhile.
  const shown = target.kind === "mock" && wanted?.success === true ? wanted.examples[0] : undefined;
  const example = shown === undefined ? "" : `, example=${shown}`;
  if (first?.status !== status || example !== "") request.headers.prefer = `code=${status}${example}`;
  return send(target, request);
}
