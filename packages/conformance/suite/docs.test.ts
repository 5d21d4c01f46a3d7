// The docs site in a real browser.
import { AxeBuilder } from "@axe-core/playwright";
import { type Operation, operations } from "@mileapp/contract";
import { startServer } from "@mileapp/docs";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chromiumPath } from "../src/chromium.ts";

const mockUrl = "http://127.0.0.1:4999/api/v3";

describe.skipIf(chromiumPath === undefined)("the docs site in Chromium (skipped where none is installed)", () => {
  let browser: Browser;
  let docs: Awaited<ReturnType<typeof startServer>>;
  const lanes: Lane[] = [];
  const foreign: string[] = [];
  const problems: string[] = [];

  beforeAll(async () => {
    docs = await startServer({ port: 0, mockUrl });
    const args = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking", "--no-first-run"];
    browser = await chromium.launch({ executablePath: chromiumPath ?? "", args });
    lanes.push({ page: await open(), turn: Promise.resolve() }, { page: await open(), turn: Promise.resolve() });
  });

  async function open(): Promise<Page> {
    const opened = await browser.newPage();
    opened.on("request", (request) => {
      if (!request.url().startsWith(docs.url) && !/^(data|blob):/.test(request.url())) foreign.push(request.url());
    });
    opened.on("console", (message) => message.type() === "error" && problems.push(message.text()));
    opened.on("pageerror", (error) => problems.push(error.message));
    await opened.goto(docs.url);
    return opened;
  }

  afterAll(async () => {
    await browser?.close();
    await docs?.close();
  });

  // Redoc takes its time for each operation, so two pages share them.
  test.concurrent.for(operations.map((operation, index) => [operation.id, operation, index] as const))(
    "%s is shown with its path and every status code",
    async ([, operation, index], { expect }) => {
      const lane = lanes[index % lanes.length];
      if (lane === undefined) throw new Error("no page is open");
      const turn = lane.turn.then(() => visit(lane.page, operation));
      lane.turn = turn.catch(() => undefined);
      const { text, buttons } = await turn;
      expect(text).toContain(operation.path);
      for (const { status } of operation.answers) expect(buttons).toContain(String(status));
    },
  );

  /** What stands in the section of an operation, and on the buttons in it. */
  async function visit(on: Page, operation: Operation): Promise<{ text: string; buttons: string[] }> {
    await on.goto(docs.url + addressOf(operation));
    const section = on.locator(`[data-section-id="${addressOf(operation).slice(1)}"]`).first();
    await section.getByText(operation.path).first().waitFor();
    const buttons = await section.locator("button").allInnerTexts();
    return { text: await section.innerText(), buttons: buttons.map((text) => text.split(/\s/, 1)[0] ?? "") };
  }

  test("every guide and the mock's address are on the page", async () => {
    const page = await open();
    for (const text of ["Authentication", "Data formats", "Status codes", "Rate limit", "Paging", mockUrl]) {
      await page.getByText(text).first().waitFor({ state: "attached" });
    }
    await page.close();
  });

  test.for(["light", "dark"] as const)("it has no accessibility violation in %s mode", async (colorScheme) => {
    const context = await browser.newContext({ colorScheme });
    const themed = await context.newPage();
    await themed.goto(`${docs.url}#/task/createtask`);
    await themed.locator('[data-section-id="/task/createtask"]').first().waitFor();
    const { violations } = await new AxeBuilder({ page: themed }).analyze();
    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`),
    ).toEqual([]);
    await context.close();
  });

  test("it asks no other host for anything and logs no error", () => {
    expect({ foreign, problems }).toEqual({ foreign: [], problems: [] });
  });
});

/** A page, and when it is free. */
interface Lane {
  readonly page: Page;
  turn: Promise<unknown>;
}

/** `#/<tag>/<operationId>`, in lower case, with `-` for spaces. */
function addressOf({ tag, id }: Operation): string {
  return `#/${tag.toLowerCase().replaceAll(" ", "-")}/${id.toLowerCase()}`;
}
