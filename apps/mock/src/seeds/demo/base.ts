import { day, minute } from "../../durations.ts";
import type { JsonObject } from "../../json.ts";
import type { Seed } from "../../memory/store.ts";
import { writeTime } from "../../notation.ts";
import { hubInVehicle } from "../../resources/hub/hub-copies.ts";
import type { Position } from "../../resources/routing/position.ts";
import { find, type Maker } from "./maker.ts";
import { firstNames, hubs as hubNames, lastNames } from "./names.ts";

/** A hub with the vehicles that start there. */
export interface Base {
  readonly hub: JsonObject;
  readonly point: Position;
  readonly crews: readonly Crew[];
}

/** A vehicle with its driver. */
export interface Crew {
  readonly vehicle: JsonObject;
  readonly driver: JsonObject;
}

const crewsPerHub = 2;

/** The hubs, drivers and vehicles: the documented ones, and more of the same kind. */
export function makeBases(documented: Seed, maker: Maker): Base[] {
  const { hubs = [], users, vehicles } = documented;
  const made = hubNames.map((name, index) => makeHub(hubs[0] ?? {}, name, maker, index));
  const names = driverNames();
  return [...hubs, ...made].map((hub) => {
    const crews = documentedCrews(hub, users, vehicles);
    while (crews.length < crewsPerHub) {
      const driver = makeDriver(find(users, "name", "Danu Ombak"), hub, names.next().value ?? "", maker);
      const vehicle = makeVehicle(find(vehicles, "name", "Van Surabaya 1"), hub, driver, crews.length, maker);
      crews.push({ driver, vehicle });
    }
    return { hub, point: { lat: Number(hub.lat), lng: Number(hub.lng) }, crews };
  });
}

function makeHub(pattern: JsonObject, name: (typeof hubNames)[number], maker: Maker, index: number): JsonObject {
  const time = maker.today - (60 - index) * day;
  return {
    ...pattern,
    _id: maker.id(time),
    name: name.name,
    address: `${name.street}, ${name.name} ${name.postcode}`,
    lat: name.lat,
    lng: name.lng,
    deleteAccess: false,
    createdTime: writeTime("hubs", "createdTime", time),
    updatedTime: writeTime("hubs", "updatedTime", time),
  };
}

/** The documented vehicles of a hub that have a driver. */
function documentedCrews(hub: JsonObject, users: Seed[string] = [], vehicles: Seed[string] = []): Crew[] {
  return vehicles.flatMap((vehicle) => {
    const driver = users.find(({ email }) => email === vehicle.assignee);
    return vehicle.hubId === hub._id && driver !== undefined ? [{ vehicle, driver }] : [];
  });
}

function* driverNames(): Generator<string, undefined> {
  for (const last of lastNames) for (const first of firstNames) yield `${first} ${last}`;
}

function makeDriver(pattern: JsonObject, hub: JsonObject, name: string, maker: Maker): JsonObject {
  const time = maker.today - maker.whole(20, 50) * day;
  const write = (property: string, moment: number) => writeTime("users", property, moment);
  return {
    ...pattern,
    _id: maker.id(time),
    name,
    email: `${name.toLowerCase().replace(" ", ".")}@kurirsamudra.example`,
    phoneNumber: `+628120000${maker.whole(1000, 9999)}`,
    hubId: [hub._id],
    teamId: [],
    lastLogin: write("lastLogin", maker.today - day + maker.whole(0, 40) * minute),
    createdTime: write("createdTime", time),
    updatedTime: write("updatedTime", time),
  };
}

function makeVehicle(
  pattern: JsonObject,
  hub: JsonObject,
  driver: JsonObject,
  number: number,
  maker: Maker,
): JsonObject {
  const time = maker.today - maker.whole(5, 19) * day;
  return {
    ...pattern,
    _id: maker.id(time),
    name: `Van ${hub.name} ${number + 1}`,
    assignee: driver.email,
    tags: ["van"],
    hubs: hubInVehicle(hub),
    hubId: hub._id,
    createdTime: writeTime("vehicles", "createdTime", time),
    updatedTime: writeTime("vehicles", "updatedTime", time),
  };
}
