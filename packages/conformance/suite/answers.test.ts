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
  const isDefault = operation.answers[0]?.status === status;
  if (!isDefault) request.headers.prefer = `code=${status}`;
  return send(target, request);
}
