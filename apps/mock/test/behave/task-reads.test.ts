import { beforeEach, describe, expect, test } from "vitest";
import { valueAt } from "../../src/json.ts";
import { refused } from "../support.ts";
import { call, callForm, quietMock } from "./support.ts";

const surabaya = "695b1b20c4d1e2f3a4b50101";
const [unassigned, ongoing, done] = ["1", "2", "3"].map((end) => `69ae1b90c4d1e2f3a4b5100${end}`);
const danu = "danu.ombak@kurirsamudra.example";
const delivery = { flow: "Delivery", hubId: surabaya, customerName: "Toko Jangkar", address: "Jalan Sauh 3, Surabaya" };
const hour = 3_600_000;

let { mock, wait } = quietMock();
beforeEach(() => {
  ({ mock, wait } = quietMock());
});

const send = (method: string, path: string, body?: unknown, token?: string) => call(mock, method, path, body, token);
const idsOf = (rows: unknown) => (Array.isArray(rows) ? rows.map((row: { _id: string }) => row._id) : []);
const list = async (query: string) => idsOf((await send("GET", `/tasks?${query}`)).at("/tasks/data"));
const finish = async (own: object = {}) => {
  const { at } = await send("POST", "/task", { ...delivery, ...own });
  const id = String(at("/task/_id"));
  await send("PATCH", `/task/${id}`, { status: "DONE", proof_0_url: "https://example.org/1.jpg" }, "acme~danu");
  return id;
};

describe("the task list", () => {
  test("counts finished and ongoing tasks over all pages of what matches", async () => {
    const counting = async (query: string) => (await send("GET", `/tasks?${query}`)).at("/metadata/counting");
    expect(await counting("limit=1")).toEqual({ doneTotal: 1, ongoingTotal: 1 });
    expect(await counting("status=DONE")).toEqual({ doneTotal: 1, ongoingTotal: 0 });
    await send("PATCH", `/task/${ongoing}`, { status: "DONE" });
    expect(await counting("limit=1")).toEqual({ doneTotal: 2, ongoingTotal: 0 });
    expect(await counting("flow=Pickup")).toEqual({ doneTotal: 0, ongoingTotal: 0 });
    expect(await counting("isVisit=true")).toEqual({ doneTotal: 2, ongoingTotal: 0 });
  });

  test("says of which second its data is", async () => {
    wait(5000);
    expect((await send("GET", "/tasks")).at("/dataVersion")).toBe("1773018005");
  });

  test("holds by time window what is active now and what has not ended", async () => {
    const later = { ...delivery, startTime: "2026-03-09 12:00:00", endTime: "2026-03-09 13:00:00" };
    const id = (await send("POST", "/task", later)).at("/task/_id");
    expect(await list("active=true")).not.toContain(id);
    expect(await list("isVisit=true")).toContain(id);
    wait(11.5 * hour);
    expect(await list("active=true")).toEqual([id]);
    wait(hour);
    expect(await list("isVisit=true")).toEqual([]);
  });

  test("takes several flows, and tasks without a type as ordinary ones", async () => {
    await send("POST", "/task", { ...delivery, flow: "Pickup", customerId: "C-1" });
    expect(await list("flow=Pickup,Delivery")).toHaveLength(4);
    expect(await list("flow=Delivery&taskType=task")).toHaveLength(3);
    expect(await list("taskType=activityChild")).toEqual([]);
  });

  test("shows the vehicle of a task even when only other fields are asked for", async () => {
    const [row] = [(await send("GET", `/tasks?fields=title&status=ONGOING`)).at("/tasks/data/0")];
    expect(row).toEqual({ _id: ongoing, assignedVehicle: null, title: "Warung Layar" });
  });

  test("goes on behind the cursor, also among active tasks", async () => {
    for (const query of ["", "&active=true"]) {
      const first = await list(`lazyLoad=1&limit=2${query}`);
      const rest = await list(`lazyLoad=1&limit=2${query}&cursor=${first[1]}`);
      expect([...first, ...rest]).toEqual([done, ongoing, unassigned]);
    }
  });
});

test("the links of a walk with a cursor lead on to its end, and those to pages lead to pages", async () => {
  const seen: unknown[] = [];
  let url: unknown = "/tasks?lazyLoad=1&limit=2&fields=title&page=7";
  for (let page = 1; typeof url === "string"; page += 1) {
    const { at } = await send("GET", url.replace("http://mock/api/v3", ""));
    expect(at("/tasks/current_page")).toBe(page);
    seen.push(at("/tasks/data/0/_id"), at("/tasks/data/1/_id"));
    expect(at("/tasks/last_page_url")).toBe("http://mock/api/v3/tasks?limit=2&fields=title&page=2");
    expect(at("/tasks/prev_page_url")).toBeNull();
    url = at("/tasks/next_page_url");
  }
  expect(seen).toEqual([done, ongoing, unassigned, undefined]);
});

test.each(["desc", "asc"])("a walk with a cursor goes on though its tasks leave the list (%s)", async (order) => {
  const others = [await send("POST", "/task", delivery), await send("POST", "/task", delivery)];
  const all = [unassigned, ...others.map(({ at }) => at("/task/_id"))];
  const expected = order === "asc" ? all : all.toReversed();
  for (const more of ["", "&isVisit=true"]) {
    const query = `status=UNASSIGNED&lazyLoad=1&limit=2&sortOrder=${order}${more}`;
    const page = await list(query);
    await send("PUT", `/task/${page[1]}/assign`, { assignee: [danu] });
    expect([...page, ...(await list(`${query}&cursor=${page[1]}`))]).toEqual(expected);
    await send("PUT", `/task/${page[1]}/assign`, { assignee: [] });
  }
  expect((await send("GET", "/tasks?lazyLoad=1&cursor=695b1b20c4d1e2f3a4b5ffff")).status).toBe(400);
});

describe("the gallery", () => {
  test("holds finished tasks with pictures", async () => {
    expect(idsOf((await send("GET", "/tasks-gallery")).at("/tasks/data"))).toEqual([done]);
    const id = await finish();
    await send("PATCH", `/task/${ongoing}`, { status: "DONE" });
    expect(idsOf((await send("GET", "/tasks-gallery")).at("/tasks/data"))).toEqual([id, done]);
    expect(idsOf((await send("GET", "/tasks-gallery?status=ONGOING")).at("/tasks/data"))).toEqual([]);
  });

  test("says true on its last page", async () => {
    const id = await finish();
    const page = async (number: number) => (await send("GET", `/tasks-gallery?limit=1&page=${number}`)).at("/tasks");
    expect(await page(1)).toMatchObject({ current_page: 1, data: [{ _id: id }], last_page: false, countProcessed: 1 });
    expect(await page(2)).toMatchObject({ data: [{ _id: done }], last_page: true, total_estimate: "2" });
  });

  test("leaves out flows whose photos are all optional", async () => {
    const photo = { id: "proof", component: "photo", title: "Proof", min: 0, max: 3 };
    const name = { id: "customerName", component: "input", title: "Name", type: "String", showAs: "title" };
    const pages = [
      { id: "page0", components: [name] },
      { id: "page1", components: [photo] },
    ];
    expect((await send("POST", "/flow", { name: "Survey", pages })).status).toBeLessThan(300);
    const id = await finish({ flow: "Survey" });
    expect(await list(`flow=Survey`)).toEqual([id]);
    expect(idsOf((await send("GET", "/tasks-gallery")).at("/tasks/data"))).toEqual([done]);
  });
});

describe("the tracking", () => {
  const track = async (more = "") => {
    const query = `hubId=${surabaya}&timeFrom=2026-03-09 00:00:00&timeTo=2026-03-09 23:59:59${more}`;
    return (await send("GET", `/tasks/tracking?${encodeURI(query)}`)).body;
  };

  test("sums up the tasks of each worker, finished ones by when they were done", async () => {
    expect(await track()).toMatchObject({
      doneTotal: 1,
      ongoingTotal: 1,
      taskTotal: 2,
      counting: { [danu]: { doneTask: 1, ongoingTask: 1 } },
    });
    wait(24 * hour);
    await send("PATCH", `/task/${ongoing}`, { status: "DONE" }, "acme~danu");
    expect(await track()).toMatchObject({ doneTotal: 1, ongoingTotal: 0, taskTotal: 1 });
    expect(await track("&timeBy=createdTime")).toMatchObject({ doneTotal: 2 });
  });

  test("adds up the ways of the workers in the period", async () => {
    const before = Object(await track()).totalDistance;
    const point = { email: danu, lat: -7.25, lon: 112.74, distance: 12.5, duration: 60_000 };
    expect((await send("POST", "/location-history", point)).status).toBeLessThan(300);
    wait(24 * hour);
    await send("POST", "/location-history", point);
    const after = Object(await track());
    expect(after.totalDistance - before).toBeCloseTo(12.5);
    expect(after.createdFrom).toContain("mileAppField");
    expect(Object(await track("&createdFrom=elsewhere")).totalDistance).toBe(0);
  });

  test("is about one worker when an e-mail is given", async () => {
    expect(await track("&email=tirta.karang@kurirsamudra.example")).toMatchObject({ taskTotal: 0, counting: {} });
  });
});

describe("what guests see of a task", () => {
  test("is its state and its lists, without the data of its changes", async () => {
    const inspection = { flow: "House Inspection", hubId: surabaya, owner: "Ibu Pantai", address: "Jalan Pasir 1" };
    const id = (await send("POST", "/task", { ...inspection, visit: "First visit" })).at("/task/_id");
    const rooms = [{ title: "Kitchen", content: null, qty: 1, qtyProcessed: 1 }];
    await send("PATCH", `/task/${id}`, { rooms });
    const reply = await send("GET", `/task/public/${id}`);
    expect(reply.at("/data/task")).toMatchObject({ title: "Ibu Pantai", status: "UNASSIGNED", rooms });
    expect(reply.at("/data/task")).not.toHaveProperty("owner");
    expect(reply.at("/data/task/histories/1")).not.toHaveProperty("changeData");
    expect(reply.at("/data/taskComponentDetail")).toEqual([
      { id: "rooms", component: "list", type: "checkbox" },
      { id: "repairs", component: "bill" },
    ]);
  });

  test("is the last position of each worker during the task", async () => {
    for (const lat of [-7.25, -7.26]) {
      wait(60_000);
      await send("POST", "/location-history", { email: danu, lat, lon: 112.74, taskId: unassigned });
    }
    expect((await send("GET", `/task/public/${unassigned}`)).at("/data/location")).toMatchObject([
      { email: danu, lat: "-7.26", lon: "112.74", user: { name: "Danu Ombak" } },
    ]);
  });

  test("is found without a token, whatever organization the task belongs to", async () => {
    const id = (await send("POST", "/task", delivery)).at("/task/_id");
    const view = async (headers: Record<string, string>) => {
      const response = await mock.fetch(new Request(`http://mock/api/v3/task/public/${id}`, { headers }));
      return [response.status, valueAt(await response.json(), "/data/task/title")];
    };
    expect(await view({})).toEqual([200, "Toko Jangkar"]);
    expect(await view({ authorization: "Bearer other~x" })).toEqual([404, undefined]);
  });

  test("ends with the time of the task", async () => {
    const id = (await send("POST", "/task", { ...delivery, endTime: "2026-03-09 03:00:00" })).at("/task/_id");
    wait(2 * hour - 1000);
    expect((await send("GET", `/task/public/${id}`)).status).toBe(200);
    wait(1000);
    const expired = refused("You can't track this task because it has expired.");
    expect(await send("GET", `/task/public/${id}`)).toMatchObject({ status: 401, body: expired });
    await send("PATCH", `/task/${id}`, { endTime: "2026-03-09 05:00:00" });
    expect((await send("GET", `/task/public/${id}`)).status).toBe(200);
  });

  test("can be tried with the tasks of the document on any day", async () => {
    wait(1000 * 24 * hour);
    expect((await send("GET", `/task/public/${ongoing}`)).at("/data/task/title")).toBe("Warung Layar");
  });

  test("is nothing of an unknown task", async () => {
    expect((await send("GET", "/task/public/695b1b20c4d1e2f3a4b5ffff")).status).toBe(404);
  });
});

test("a photo gets an address with its name, the day and the second of the upload", async () => {
  const form = new FormData();
  form.append("photo", new File(["picture"], "photo.jpg", { type: "image/jpeg" }));
  const request = new Request(`http://mock/api/v3/task/photo/${ongoing}_0_proof`, {
    method: "POST",
    headers: { authorization: "Bearer demo" },
    body: form,
  });
  const body = await (await mock.fetch(request)).json();
  const name = `1773018000_${ongoing}_0_proof.jpg`;
  expect(body).toEqual({
    status: true,
    url: `https://apistorage.mile.app/sandbox/695b1b20c4d1e2f3a4b50001/2026/03/09/${name}`,
  });
});

test("a photo is seen at its address without a token, as it was uploaded", async () => {
  const photo = new File(["my own picture"], "photo.jpg", { type: "image/jpeg" });
  const { body } = await callForm(mock, "POST", "/task/photo/proof", { photo });
  const url = encodeURIComponent(String(valueAt(body, "/url")));
  const seen = await mock.fetch(`http://mock/api/v3/file/view?url=${url}`);
  expect(seen.headers.get("content-type")).toBe("image/jpeg");
  expect(await seen.text()).toBe("my own picture");
});

test("of many photos the last are kept", async () => {
  const size = 12 * 1024 * 1024;
  const urls: string[] = [];
  for (const name of ["first", "second", "third"]) {
    const body = new FormData();
    body.append("photo", new File([new Uint8Array(size)], "photo.jpg", { type: "image/jpeg" }));
    const init = { method: "POST", headers: { authorization: "Bearer demo" }, body };
    const answer = await mock.fetch(`http://mock/api/v3/task/photo/${name}`, init);
    urls.push(encodeURIComponent(String(valueAt(await answer.json(), "/url"))));
  }
  const sizes = urls.map(async (url) => {
    const answer = await mock.fetch(`http://mock/api/v3/file/view?url=${url}`);
    return (await answer.arrayBuffer()).byteLength;
  });
  expect(await Promise.all(sizes)).toEqual([expect.any(Number), size, size]);
  expect(await sizes[0]).toBeLessThan(size);
});

test("a photo has to be a JPEG", async () => {
  const photo = new File(["picture"], "photo.png", { type: "image/png" });
  const message = "The photo must be a file of type: jpg, jpeg.";
  expect(await callForm(mock, "POST", "/task/photo/proof", { photo })).toMatchObject({
    status: 400,
    body: refused(message),
  });
});
