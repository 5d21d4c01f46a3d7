import { expect, test } from "vitest";
import { UnexpectedPageError } from "../src/build/cut.ts";
import { takeApart, withoutForeignAddresses } from "../src/build/page.ts";

const script = `export{hydrate};
const __redoc_definition = {"openapi":"3.1.0"};
const __redoc_options = {"disableTelemetry":true};
hydrate(__redoc_definition, __redoc_options, document.getElementById('redoc'));`;
const page = `<body><a href="/hub">Hub</a><script type="module">${script}</script></body>`;
const logos = "https://cdn.redoc.ly/redoc/logo-mini-full.svg https://cdn.redoc.ly/redoc/logo-mini.svg";

test("a page of the expected layout is taken apart", () => {
  expect(takeApart(page)).toEqual({
    before: '<body><a href="#/hub">Hub</a>',
    after: "</body>",
    library: "export{hydrate};",
    options: '{"disableTelemetry":true}',
  });
});

test.each([
  '<script type="module">',
  "</script>",
  "const __redoc_definition = ",
  "const __redoc_options = ",
  "hydrate(__redoc_definition",
  ' href="/',
  '"disableTelemetry":true',
])("a page without %s stops the build", (mark) => {
  expect(() => takeApart(page.replaceAll(mark, mark === '"disableTelemetry":true' ? '"other":1' : ""))).toThrow(
    UnexpectedPageError,
  );
});

test.each(["logo-mini-full.svg", "logo-mini.svg", "otel.cloud.redocly.com"])(
  "a library without %s stops the build, since it may fetch it from elsewhere now",
  (mark) => {
    const library = `${logos} https://otel.cloud.redocly.com/v1/traces`;
    expect(withoutForeignAddresses(library, "data:,")).toBe("data:, data:, https://telemetry.invalid/v1/traces");
    expect(() => withoutForeignAddresses(library.replace(mark, ""), "data:,")).toThrow(UnexpectedPageError);
  },
);
