// Checked by `npm run typecheck`, never run: what a caller may write, and what the editor stops.
import { createClient, type Hub, type HubInput, type HubRow, type MileClient, NotFoundError } from "../src/index.ts";

export async function use(mile: MileClient, input: HubInput): Promise<void> {
  const hub: Hub = (await mile.hubs.create(input)).data;
  const name: string = hub.name;
  const rows: HubRow[] = (await mile.hubs.list({ sortOrder: "desc", limit: 5 }, {})).data;
  const replaced: Hub = (await mile.hubs.replace(hub._id, { ...input, name })).property;
  const status: true = (await mile.hubs.delete(replaced._id)).status;
  const perhaps: string | undefined = rows[0]?.address;
  console.log(status, perhaps);

  // @ts-expect-error An answer has no such property.
  hub.nmae;
  // @ts-expect-error Only `_id` is sure in a row.
  rows[0]?.name.length;
  // @ts-expect-error A required property is missing.
  await mile.hubs.create({ name });
  // @ts-expect-error A request takes no other properties.
  await mile.hubs.create({ ...input, colour: "red" });
  // @ts-expect-error The document lists the values.
  await mile.hubs.list({ sortOrder: "up" });
  // @ts-expect-error The id is missing.
  await mile.hubs.get();
  // @ts-expect-error No such path.
  await mile.http.GET("/harbours");
  // @ts-expect-error The token is missing.
  createClient({});
}

export function explain(error: unknown): string | undefined {
  return error instanceof NotFoundError ? `${error.status} ${error.operation} ${error.failedCode}` : undefined;
}
