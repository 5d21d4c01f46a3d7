import { expect } from "vitest";
import { useMock } from "./support.ts";

/** The documented flows. */
export const delivery = "695db394c4d1e2f3a4b50501";
export const pickup = "695db394c4d1e2f3a4b50502";
export const inspection = "695db394c4d1e2f3a4b50503";

/** A component that takes a text, unless `more` says otherwise. */
export const input = (id: string, more = {}) => ({ id, component: "input", type: "String", ...more });

/** A flow with components on its initial page. */
export const visit = (name: string, ...components: object[]) => ({ name, pages: [{ id: "page0", components }] });

/** What the tests of flows need: `useMock`, and a function that creates a flow and returns its id. */
export function useFlows() {
  const { send, wait } = useMock();
  const create = async (flow: object): Promise<string> => {
    const reply = await send("POST", "/flow", flow);
    expect(reply.status).toBe(200);
    return String(reply.at("/flow/_id"));
  };
  return { send, wait, create };
}
