// What every resource does with its records from the first request to the last, as far as it has the operations.
import { recordShape, requestShape } from "@mileapp/contract/records";
import { describe, expect, inject, test } from "vitest";
import { freshBody, smallPatches } from "../src/life/bodies.ts";
import type { JsonObject } from "../src/life/json.ts";
import { lives } from "../src/life/lives.ts";
import { changed, contradicted, filterable, hasText, lasting, named } from "../src/life/records.ts";
import { recordIn, Session, unknownId } from "../src/life/session.ts";

const target = inject("targets").find(({ kind }) => kind === "mock");
let organizations = 0;

/** A client of an organization that no other test knows. */
function newSession(name = "life"): Session {
  organizations += 1;
  if (target === undefined) throw new Error("there is no mock to test");
  return new Session(target, `${name}-${organizations}`);
}

describe.runIf(target !== undefined).each(lives())("$collection", (life) => {
  const { create, get, list, replace, update, remove, upserts } = life;
  const lists = list === undefined ? [] : [list];
  const idOf = (record: JsonObject) => String(record[life.id]);

  test.runIf(create)("a created record can be read as it was sent", async () => {
    if (create === undefined) return;
    const session = newSession();
    const { answer, body } = await session.send(create);
    const created = recordIn(create, answer);
    const stored = await session.record(get, { id: idOf(created) });
    expect(stored).toMatchObject(named(life, created));
    expect(contradicted(create, stored, body)).toEqual([]);
  });

  test.each(lists)("$id finds a record, alone and among others", async (list) => {
    const session = newSession();
    const records = [await session.anyRecord(life), await session.anyRecord(life)];
    const found = (await session.walk(list)).records.map(idOf);
    expect(found).toEqual(expect.arrayContaining(records.map(idOf)));
    expect(new Set(found).size).toBe(found.length);
  });

  test.each(lists)("$id filters by what the records have", async (list) => {
    const session = newSession();
    const record = await session.anyRecord(life);
    const all = (await session.walk(list)).records;
    for (const { name } of list.parameters) {
      const value = filterable(life, record, name);
      if (value === undefined) continue;
      const found = (await session.walk(list, { [name]: value })).records.map(idOf);
      expect(found, `${name}=${value}`).toContain(idOf(record));
      const exact = all.filter((one) => hasText(one[name], value, false)).map(idOf);
      const partial = all.filter((one) => hasText(one[name], value, true)).map(idOf);
      expect(found, `${name}=${value}`).toEqual(expect.arrayContaining(exact));
      expect(partial, `${name}=${value}`).toEqual(expect.arrayContaining(found));
    }
  });

  const projecting = lists.filter(({ parameters }) => parameters.some(({ name }) => name === "fields"));
  test.each(projecting)("$id sends the fields that are asked for and no other", async (list) => {
    const session = newSession();
    const record = await session.anyRecord(life);
    const names = Object.keys(record)
      .filter((name) => recordShape(life.collection).properties.includes(name))
      .slice(1, 4);
    const { records } = await session.walk(list, { fields: names.join(",") });
    const found = records.find((one) => idOf(one) === idOf(record));
    expect(found).toMatchObject(Object.fromEntries(names.map((name) => [name, record[name]])));
    // Some lists send an id or two with every row; whoever asks for nothing else sees which.
    const always = (await session.walk(list, { fields: life.id })).records.flatMap((one) => Object.keys(one));
    expect(new Set(always).size).toBeLessThan(4);
    for (const one of records) expect([...names, ...always]).toEqual(expect.arrayContaining(Object.keys(one)));
  });

  const paged = lists.filter(({ paging }) => paging !== undefined && paging.style !== "none");
  test.each(paged)("$id is the same list page by page, and its links keep the filter", async (list) => {
    const session = newSession();
    let record: JsonObject = {};
    for (let count = 0; count < 3; count += 1) record = await session.anyRecord(life);
    const filters = list.parameters.map(({ name }) => [name, filterable(life, record, name)] as const);
    const filter = filters.find(([, value]) => value !== undefined);
    const query = filter?.[1] === undefined ? {} : { [filter[0]]: filter[1] };
    const whole = (await session.walk(list, query)).records.map(idOf);
    const { records, links } = await session.walk(list, query, 1);
    expect(records.map(idOf)).toEqual(whole);
    for (const link of links) expect(Object.fromEntries(new URL(link).searchParams)).toMatchObject(query);
  });

  const withCursor = lists.flatMap((list) => (list.paging?.style === "cursor" ? [{ list, paging: list.paging }] : []));
  test.each(withCursor)("$list.id goes on behind a cursor", async ({ list, paging }) => {
    const session = newSession();
    for (let count = 0; count < 3; count += 1) await session.anyRecord(life);
    const whole = (await session.walk(list)).records.map(idOf);
    const rest = await session.walk(list, { [paging.switch]: 1, [paging.cursor]: whole[1] ?? "" });
    expect(rest.records.map(idOf)).toEqual(whole.slice(2));
  });

  test.runIf(replace)("replacing twice leaves the same as replacing once", async () => {
    if (replace === undefined) return;
    const session = newSession();
    const record = await session.anyRecord(life);
    const { answer, body } = await session.send(replace, idOf(record));
    const once = recordIn(replace, answer);
    const twice = await session.record(replace, { id: idOf(record), body });
    expect(lasting(twice)).toEqual(lasting(once));
    const stored = await session.record(get, { id: idOf(record) });
    expect(contradicted(replace, stored, body)).toEqual([]);
    expect(idOf(stored)).toBe(idOf(record));
    if (!("createdTime" in body)) expect(stored.createdTime).toEqual(record.createdTime);
  });

  const takesJson = replace?.body?.contents.some(({ type }) => type === "application/json");
  test.runIf(takesJson && get)("what is read can be sent back, and changes nothing", async () => {
    if (replace === undefined) return;
    const session = newSession();
    const id = idOf(await session.anyRecord(life));
    const read = await session.record(get, { id });
    const ofRequests = requestShape(replace.id).properties;
    const ofServer = recordShape(life.collection).properties.filter((name) => !ofRequests.includes(name));
    const body = Object.fromEntries(Object.entries(read).filter(([name]) => !ofServer.includes(name)));
    expect(await session.ask(replace, { id, body })).toMatchObject({ status: 200 });
    expect(lasting(await session.record(get, { id }))).toEqual(lasting(read));
  });

  test.runIf(update)("a patch changes what it sends and nothing else", async () => {
    if (update === undefined) return;
    const session = newSession();
    let taken = 0;
    for (const body of smallPatches(update)) {
      const before = await session.anyRecord(life);
      const { status } = await session.ask(update, { id: idOf(before), body });
      const after = await session.record(get, { id: idOf(before) });
      // A made-up value may be refused for a reason that is not in the document, such as the organization's own fields.
      expect(status === 200 ? Object.keys(body) : []).toEqual(expect.arrayContaining(changed(update, before, after)));
      if (status !== 200) continue;
      expect(contradicted(update, after, body)).toEqual([]);
      taken += 1;
    }
    expect(taken).toBeGreaterThan(0);
  });

  test.runIf(remove)("a deleted record is gone, and deleting it again is a 404", async () => {
    if (remove === undefined) return;
    const session = newSession();
    const kept = await session.anyRecord(life);
    const record = await session.anyRecord(life);
    const id = idOf(record);
    expect((await session.ask(remove, { id })).status).toBe(200);
    expect((await session.ask(remove, { id })).status).toBe(404);
    expect((await session.ask(get, { id })).status).toBe(404);
    if (list === undefined) return;
    const found = (await session.walk(list)).records.map(idOf);
    expect(found).not.toContain(id);
    expect(found).toContain(idOf(kept));
  });

  test.runIf(replace)("replacing an unknown id creates there, or is a 404 where the document says so", async () => {
    if (replace === undefined) return;
    const session = newSession();
    const id = unknownId();
    expect((await session.ask(get, { id })).status).toBe(404);
    const { answer, body } = await session.send(replace, id);
    expect(answer.status).toBe(upserts ? 200 : 404);
    expect((await session.ask(get, { id })).status).toBe(upserts ? 200 : 404);
    expect((await session.ask(replace, { id: "not-an-id", body })).status).toBe(404);
  });

  test.runIf(create ?? (upserts ? replace : undefined))("no organization sees another's records", async () => {
    const [alpha, beta] = [newSession("alpha"), newSession("beta")];
    await alpha.anyRecord(life);
    const record = await alpha.anyRecord(life);
    const id = idOf(record);
    expect((await beta.ask(get, { id })).status).toBe(404);
    if (list !== undefined) expect((await beta.walk(list)).records.map(idOf)).not.toContain(id);
    if (update !== undefined) expect((await beta.ask(update, { id, body: freshBody(update) })).status).toBe(404);
    if (remove !== undefined) expect((await beta.ask(remove, { id })).status).toBe(404);
    if (replace !== undefined) await beta.send(replace, id);
    expect(await alpha.record(get, { id })).toEqual(record);
  });
});
