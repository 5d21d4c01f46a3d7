import { beforeEach, expect, test } from "vitest";
import type { Mock } from "../../src/index.ts";
import { call, callForm, quietMock } from "./support.ts";

let mock: Mock;
let wait: (ms: number) => void;
beforeEach(() => {
  ({ mock, wait } = quietMock());
});

const azureAuthUrl = "https://login.microsoftonline.com/5f0c7a4e-91d2-4b36-8e57-3c2a90d1b6e4/saml2";
const azureCert = new File(["-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n"], "office.cer");
const known = "/app-integration/695db394c4d1e2f3a4b50e01";
const stored = "https://apistorage.mile.app/v3-public/sandbox/61636d650000000000000000/2026/03/09/office.cer";

test("a new app integration is one with azure and keeps the address of its certificate", async () => {
  const { at } = await callForm(mock, "POST", "/app-integration", { azureAuthUrl, azureCert });
  expect(at("/data")).toMatchObject({ integrationType: "azure", azureAuthUrl, azureCert: stored });
  expect((await call(mock, "GET", `/app-integration/${at("/data/_id")}`)).at("/data")).toEqual(at("/data"));
});

test("a POST to an app integration replaces it, with its id and time of creation kept", async () => {
  wait(1000);
  const before = (await call(mock, "GET", known)).at("/data");
  const form = { azureAuthUrl: `${azureAuthUrl}?v=2`, azureCert };
  expect((await callForm(mock, "POST", known, form)).at("/data")).toEqual({
    ...(before as object),
    azureAuthUrl: `${azureAuthUrl}?v=2`,
    azureCert: stored,
    updatedTime: "2026-03-09T01:00:01.000000Z",
  });
});

test("a POST to a free id creates nothing", async () => {
  const path = "/app-integration/695db394c4d1e2f3a4b5ffff";
  expect((await callForm(mock, "POST", path, { azureAuthUrl, azureCert })).status).toBe(404);
  expect((await call(mock, "GET", path)).status).toBe(404);
});

test("the certificate is needed every time, as a file in Base64", async () => {
  const binary = new File([Uint8Array.of(0x30, 0x82, 0x01, 0x0a)], "office.cer");
  expect((await callForm(mock, "POST", known, { azureAuthUrl })).status).toBe(400);
  expect((await callForm(mock, "POST", known, { azureAuthUrl, azureCert: "MIIB" })).status).toBe(400);
  expect((await callForm(mock, "POST", known, { azureAuthUrl, azureCert: binary })).status).toBe(400);
});

test("an app integration that is deleted is answered as it was and gone", async () => {
  const before = (await call(mock, "GET", known)).at("/data");
  expect((await call(mock, "DELETE", known)).at("/data")).toEqual(before);
  expect((await call(mock, "DELETE", known)).status).toBe(404);
});
