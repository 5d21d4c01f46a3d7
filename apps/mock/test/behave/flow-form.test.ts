import { expect, test } from "vitest";
import { checkForm, fillFromForm, readForm } from "../../src/resources/flow/flow-form.ts";

const place = "-7.2458,112.7378";

/** A form with these components on its initial page. */
const form = (...components: object[]) => readForm({ name: "Visit", pages: [{ id: "page0", components }] });
const input = (id: string, type: string, more = {}) => ({ id, component: "input", type, ...more });
const select = (more = {}) => ({ id: "service", component: "select", options: ["Regular", "Express"], ...more });

/** What a form says of one value of its only component; undefined when it takes it. */
function refusalOf(component: { id: string }, value: unknown, partial = false): string | undefined {
  try {
    checkForm(form(component), value === undefined ? {} : { [component.id]: value }, { partial });
  } catch (error) {
    return String(error);
  }
  return undefined;
}

test("a required field of the initial page must have a value, unless the flow gives it one", () => {
  const name = input("name", "String", { required: true });
  for (const value of [undefined, null, ""]) expect(refusalOf(name, value)).toMatch(/The name field is required\./);
  expect(refusalOf(name, "Toko Bahari")).toBeUndefined();
  expect(refusalOf({ ...name, default: "Unknown" } as typeof name, undefined)).toBeUndefined();
  expect(refusalOf(input("weight", "Numeric", { required: true }), null)).toBeUndefined();
});

test("a required photo is asked for by the properties of its pictures, and there may be too many", () => {
  const shot = { id: "shot", component: "photo", required: true, max: 1 };
  const check = (sent: object) => () => checkForm(form(shot), { ...sent }, { partial: false });
  const picture = "https://files.kurirsamudra.example/1_shot.jpg";
  expect(check({})).toThrow("The shot field is required.");
  expect(check({ shot_url: picture, shot_x_url: picture })).toThrow("The shot field is required.");
  expect(check({ shot_0_url: picture })).not.toThrow();
  expect(check({ shot_0_url: "yes" })).toThrow("The shot field must hold addresses of pictures.");
  expect(check({ shot_0_url: picture, shot_1_url: picture })).toThrow("The shot field must have at most 1 pictures.");
});

test("a change in part can leave a required field out, but not clear it", () => {
  const name = input("name", "String", { required: true });
  expect(refusalOf(name, undefined, true)).toBeUndefined();
  expect(refusalOf(name, null, true)).toMatch(/The name field is required\./);
});

test("fields of later pages and of a hidden initial page are not required", () => {
  const components = [input("note", "String", { required: true })];
  for (const page of [{ id: "page1" }, { id: "page0", enabled: false }]) {
    const later = readForm({ name: "Visit", pages: [{ ...page, components }] });
    expect(() => checkForm(later, {}, { partial: false })).not.toThrow();
  }
});

test.each([
  ["String", "Dock 3", 3],
  ["Address", "Jalan Kapal Layar 12\nSurabaya", 12],
  ["PhoneNumber", "0315550112", 315550112],
  ["URL", "https://kurirsamudra.example", "kurirsamudra"],
  ["Geolocation", place, "-7.2458, 112.7378"],
  ["Geolocation", "90,180", "91,0"],
  ["Date", "2026-03-09", "09.03.2026"],
  ["Datetime", "2026-03-09T08:00:00+07:00", "tomorrow"],
  ["Time", "08:00", "24:00"],
  ["Numeric", 2.5, "heavy"],
  ["number", "2.5", true],
  ["Currency", 25000, "Rp 25000"],
])("an input of type %s takes %j and refuses %j", (type, good, bad) => {
  expect(refusalOf(input("field", type), good)).toBeUndefined();
  expect(refusalOf(input("field", type), bad)).toMatch(/The field field must be /);
});

test("routing takes durations in whole minutes and constraints with at most one decimal", () => {
  const duration = input("duration", "Numeric", { routeAs: "VisitDuration" });
  const weight = input("weight", "Numeric", { routeAs: "Constraint.weight" });
  expect(refusalOf(duration, 15)).toBeUndefined();
  expect(refusalOf(duration, 15.5)).toMatch(/whole number/);
  for (const value of [2.4, 1000000.1, "0.3"]) expect(refusalOf(weight, value)).toBeUndefined();
  expect(refusalOf(weight, 2.45)).toMatch(/at most one decimal/);
});

test("a select takes one of its options as text", () => {
  expect(refusalOf(select({ max: 1 }), "Express")).toBeUndefined();
  expect(refusalOf(select({ max: 1 }), "Slow")).toMatch(/The service field must be one of: Regular, Express\./);
  expect(refusalOf(select({ max: 1 }), ["Express"])).toMatch(/The service field must be a string\./);
});

test("a select with several choices takes as many as it allows", () => {
  const several = select({ options: ["A", "B", "C"], min: 2, max: 2 });
  expect(refusalOf(several, ["A", "B"])).toBeUndefined();
  expect(refusalOf(several, ["A", "B", "C"])).toMatch(/at most 2/);
  expect(refusalOf(several, ["A"])).toMatch(/at least 2/);
});

test("a unit must be one of those that the number allows", () => {
  const weight = form(input("weight", "Numeric", { useUnit: true, units: ["kg"] }));
  const check = (unit: string) => checkForm(weight, { weight: 2, weight_unit: unit }, { partial: true });
  expect(() => check("kg")).not.toThrow();
  expect(() => check("stone")).toThrow("The weight_unit field must be one of: kg.");
});

test("what is published of no value is taken as it comes", () => {
  for (const component of ["photo", "signature", "list", "bill", "timer", "voice", "capture", "view"]) {
    expect(refusalOf({ id: "any", component } as { id: string }, { free: [1] })).toBeUndefined();
  }
});

test("a new task gets the defaults of what is not sent, numbers as numbers", () => {
  const defaults = form(
    input("pieces", "Numeric", { default: "1" }),
    select({ max: 1, default: "Regular" }),
    input("note", "String", { default: null }),
  );
  expect(fillFromForm(defaults, {})).toMatchObject({ pieces: 1, service: "Regular" });
  expect(fillFromForm(defaults, {})).not.toHaveProperty("note");
  expect(fillFromForm(defaults, { service: "Express" })).toMatchObject({ service: "Express" });
  expect(fillFromForm(defaults, {}, { pieces: 3 })).toEqual({});
});

test("numbers sent as text are stored as numbers, null as 0", () => {
  const numbers = form(input("weight", "Numeric"), input("price", "Currency"), input("code", "String"));
  expect(fillFromForm(numbers, { weight: "2.5", price: null, code: "007" })).toMatchObject({
    weight: 2.5,
    price: 0,
    code: "007",
  });
});

test("null opening hours become a working day", () => {
  const hours = form(input("from", "Time", { routeAs: "OpenTime" }), input("until", "Time", { routeAs: "CloseTime" }));
  expect(fillFromForm(hours, { from: null, until: null })).toMatchObject({ from: "08:00", until: "17:00" });
});

test("a component shows its value as title, content, label or place of the task", () => {
  const shown = form(
    input("name", "String", { showAs: "title" }),
    input("weight", "Numeric", { showAs: "label" }),
    input("place", "Geolocation", { showAs: "expectedCoordinate" }),
  );
  const task = fillFromForm(shown, { name: "Toko Bahari", weight: 4, place });
  expect(task).toMatchObject({ title: "Toko Bahari", label: "4", expectedCoordinate: place });
  const patched = fillFromForm(shown, { ...task, title: "By hand", weight: 5, place: null }, task);
  expect(patched).toMatchObject({ title: "By hand", label: "5" });
  expect(patched).not.toHaveProperty("expectedCoordinate");
});

test("a coordinate with a geolock locks the task to its place", () => {
  const locked = form(input("place", "Geolocation", { useGeoLock: true, radius: 200, geoLockTrigger: "onTaskDone" }));
  const task = fillFromForm(locked, { place });
  expect(task).toMatchObject({
    useGeoLock: true,
    geoLock: [{ geoLocation: place, radius: 200 }],
    geoLockTrigger: "onTaskDone",
  });
  const free = fillFromForm(locked, { ...task, place: "" }, task);
  expect(free).toMatchObject({ useGeoLock: false });
  expect(free).not.toHaveProperty("geoLock");
});
