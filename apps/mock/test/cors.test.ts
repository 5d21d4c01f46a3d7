import { expect, test } from "vitest";
import { hub, json, useServer } from "./support.ts";

const mock = useServer();

test("a preflight is answered without a token and allows what the browser asks for", async () => {
  const answer = await mock.send("OPTIONS", "/hub/anything", {
    headers: {
      authorization: "",
      origin: "https://app.example",
      "access-control-request-method": "PUT",
      "access-control-request-headers": "authorization, content-type, prefer",
    },
  });
  expect(answer).toMatchObject({ status: 204, text: "" });
  expect(answer.headers.get("access-control-allow-origin")).toBe("https://app.example");
  expect(answer.headers.get("access-control-allow-headers")).toBe("authorization, content-type, prefer");
  expect(answer.headers.get("access-control-allow-methods")).toContain("PUT");
  expect(answer.headers.get("access-control-max-age")).toBe("7200");
  expect(answer.headers.get("vary")).toBe("Origin, Access-Control-Request-Headers");
  expect(answer.headers.has("content-type")).toBe(false);
});

test("a preflight that asks for no header is allowed them all", async () => {
  const { headers } = await mock.send("OPTIONS", "/hubs", { headers: { "access-control-request-method": "GET" } });
  expect(headers.get("access-control-allow-headers")).toBe("*");
});

test("a page that sends its cookies along may read the answer: it is named, also in a refusal", async () => {
  for (const origin of ["http://localhost:5173", "null"]) {
    for (const path of ["/hubs", "/nowhere"]) {
      const { headers } = await mock.send("GET", path, { headers: { origin } });
      expect(headers.get("access-control-allow-origin")).toBe(origin);
      expect(headers.get("access-control-allow-credentials")).toBe("true");
      expect(headers.get("vary")).toBe("Origin");
    }
  }
});

test("OPTIONS that is no preflight is a wrong method, and only OPTIONS is a preflight", async () => {
  expect(await mock.send("OPTIONS", "/hubs")).toMatchObject({ status: 405 });
  const headers = { "access-control-request-method": "GET" };
  expect(await mock.send("GET", "/hubs", { headers })).toMatchObject({ status: 200 });
});

test("every answer can be read by any origin and says that it comes from the mock", async () => {
  const answers = [
    await mock.send("GET", "/hubs"),
    await mock.send("GET", "/hubs", { headers: { authorization: "" } }),
    await mock.send("GET", "/nowhere"),
    await mock.send("DELETE", "/hubs"),
    await mock.send("GET", "/hubs", { headers: { prefer: "code=500" } }),
    await mock.send("POST", "/hub", { headers: json, body: "{bad" }),
    await mock.send("POST", "/hub", { headers: json, body: JSON.stringify(hub) }),
  ];
  expect(answers.map(({ status }) => status)).toEqual([200, 401, 404, 405, 500, 400, 200]);
  for (const { headers } of answers) {
    expect(headers.get("access-control-allow-origin")).toBe("*");
    expect(headers.get("access-control-expose-headers")).toBe("Allow, X-Mileapp-Mock, X-Mileapp-Mock-Source");
    expect(headers.get("x-mileapp-mock")).toMatch(/^\d+\.\d+\.\d+$/);
    expect(headers.get("content-type")).toBe("application/json");
  }
});
