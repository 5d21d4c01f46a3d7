import { describe, expect, test } from "vitest";
import {
  type ExampleObject,
  type MediaType,
  type ParameterObject,
  readDocument,
  resolve,
} from "../generate/document.ts";
import { mediaTypes, readOperations, type Source } from "../generate/operations.ts";
import { checkExchange } from "../src/exchange.ts";
import { checkBody } from "../src/index.ts";

const document = readDocument();

describe.each(readOperations(document).map((source) => [source.operation.id, source] as const))("%s", (_, source) => {
  const { operation, object } = source;
  const body = object.requestBody === undefined ? undefined : resolve(document, object.requestBody);

  test.each(examplesOf(body?.content))("request example %s keeps the document", (_name, type, value) => {
    const form = operation.body?.contents.find((content) => content.type === type)?.fields;
    const files = (form ?? []).filter((field) => field.file).map(({ name }) => [name, aFile]);
    const sent = form === undefined ? value : Object.assign({}, value, Object.fromEntries(files));
    expect(checkBody(operation, type, sent)).toEqual([]);
  });

  const answers = Object.entries(object.responses).flatMap(([status, response]) =>
    examplesOf(resolve(document, response).content).map(([name, type, value]) => [status, name, type, value] as const),
  );
  test.each(answers)("answer example %s %s keeps the document", (status, _name, type, value) => {
    expect(
      checkExchange({
        method: operation.method,
        url: urlOf(source),
        requestBody: examplesOf(body?.content)[0]?.[2],
        status: Number(status),
        responseHeaders: { "content-type": type, allow: operation.method },
        responseBody: value,
      }).filter(({ pointer }) => !pointer.startsWith("/body")),
    ).toEqual([]);
  });
});

const aFile = { filename: "example.bin", contentType: "application/octet-stream", size: 1 };

function examplesOf(content: Readonly<Record<string, MediaType>> = {}): (readonly [string, string, unknown])[] {
  const types = mediaTypes(content);
  return Object.values(content).flatMap((media, index) =>
    Object.entries(media.examples ?? {}).map(
      ([name, example]) => [name, types[index] ?? "", resolve<ExampleObject>(document, example).value] as const,
    ),
  );
}

/** The URL with the examples of its parameters. */
function urlOf({ operation, parameters }: Source): string {
  const withExample = parameters.filter((parameter) => exampleOf(parameter) !== undefined);
  const query = withExample.filter((parameter) => parameter.in === "query");
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name) => {
    const parameter = withExample.find((one) => one.in === "path" && one.name === name);
    return encodeURIComponent(String(parameter === undefined ? "" : exampleOf(parameter)));
  });
  return `${path}?${new URLSearchParams(query.map((one) => [one.name, String(exampleOf(one))]))}`;
}

function exampleOf(parameter: ParameterObject): unknown {
  return parameter.example;
}
