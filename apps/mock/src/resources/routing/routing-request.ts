import { isObject, type JsonObject, objectsIn, textsIn } from "../../json.ts";
import { readTimeOfDay } from "../../time-of-day.ts";
import { type Position, readPosition } from "./position.ts";
import { onEachDay, type TimeWindow } from "./routing-windows.ts";

/** Amounts by the name of the capacity constraint. */
export type Load = Readonly<Record<string, number>>;

/** A visit as the planner needs it. */
export interface Visit {
  readonly sent: JsonObject;
  /** Missing when the coordinate is no place on earth. */
  readonly position: Position | undefined;
  readonly load: Load;
  /** In the order of their starts; at least one. */
  readonly windows: readonly TimeWindow[];
  /** Seconds on site. */
  readonly stay: number;
  readonly tags: readonly string[];
}

/** A vehicle as the planner needs it; times in seconds since midnight, speed in km/h. */
export interface Vehicle {
  readonly sent: JsonObject;
  readonly speed: number;
  readonly cost: number;
  readonly tags: ReadonlySet<string>;
  readonly workingTime: JsonObject;
  readonly start: number;
  readonly end: number;
  readonly min: Load;
  readonly max: Load;
}

/** The part of the configuration that the planner looks at. */
export interface Settings {
  readonly constraints: readonly string[];
  readonly defaultSpeed: number;
  readonly autoSpeed: boolean;
  /** Minutes. */
  readonly defaultVisitTime: number;
  readonly returnToHub: boolean;
  readonly useAllVehicle: boolean;
  /** Most trips of one vehicle. */
  readonly trips: number;
  /** Hours of a vehicle that states none: those of the others (facts: vehicle.md 7). */
  readonly workingTime: JsonObject;
  /** When the last vehicle is off the road, in seconds since midnight. */
  readonly end: number;
}

/** Hours where no vehicle states any. */
export const usualWorkingTime = { startTime: "08:00", endTime: "17:00" };

/** Speed in km/h where nothing states one. */
export const usualSpeed = 25;
const usualTrips = 5;

/** Reads the settings of a run; what they leave open depends on its vehicles. */
export function readSettings(configuration: JsonObject, vehicles: readonly JsonObject[]): Settings {
  const { capacityConstraint } = configuration;
  const isMultitrip = configuration.multitrip === true;
  const hours = vehicles.map(({ workingTime }) => workingTime).filter(isObject);
  return {
    constraints: textsIn(capacityConstraint),
    defaultSpeed: Number(configuration.defaultSpeed ?? usualSpeed),
    autoSpeed: configuration.autoSpeed === true,
    defaultVisitTime: Number(configuration.defaultVisitTime ?? 0),
    // A vehicle that loads again has to be at the hub in the end as well.
    returnToHub: configuration.returnToHub === true || isMultitrip,
    useAllVehicle: configuration.useAllVehicle === true,
    trips: isMultitrip ? Number(configuration.numberOfMultitrip ?? usualTrips) : 1,
    workingTime: hours[0] ?? usualWorkingTime,
    end: Math.max(0, ...hours.map(({ endTime }) => readTimeOfDay(endTime) ?? 0)),
  };
}

/** Reads a visit as it is sent. */
export function readVisit(sent: JsonObject, settings: Settings): Visit {
  return {
    sent,
    position: readPosition(sent.coordinate),
    load: loadOf(sent.capacity, settings.constraints),
    windows: windowsOf(sent, settings.end),
    stay: Number(sent.visitTime ?? settings.defaultVisitTime) * 60,
    tags: textsIn(sent.tags),
  };
}

/** Reads a vehicle as it is sent. */
export function readVehicle(sent: JsonObject, settings: Settings): Vehicle {
  const workingTime = isObject(sent.workingTime) ? sent.workingTime : settings.workingTime;
  return {
    sent,
    speed: Number((settings.autoSpeed ? undefined : sent.speed) ?? settings.defaultSpeed),
    cost: Number(sent.fixedCost ?? 0),
    tags: new Set(textsIn(sent.tags)),
    workingTime,
    start: readTimeOfDay(workingTime.startTime) ?? 0,
    end: readTimeOfDay(workingTime.endTime) ?? Number.POSITIVE_INFINITY,
    min: limitsOf(sent.capacity, "min", settings.constraints),
    max: limitsOf(sent.capacity, "max", settings.constraints),
  };
}

/** The constraints that count where the configuration names none: those that the vehicles have limits for. */
export function constraintsOfVehicles(vehicles: readonly JsonObject[]): readonly string[] {
  return [...new Set(vehicles.flatMap(({ capacity }) => (isObject(capacity) ? Object.keys(capacity) : [])))];
}

/** `timeWindows` beats `timeWindow`; without either, any time will do. */
function windowsOf({ timeWindow, timeWindows }: JsonObject, lastEnd: number): readonly TimeWindow[] {
  const several = objectsIn(timeWindows);
  const sent = several.length > 0 ? several : [isObject(timeWindow) ? timeWindow : {}];
  return sent.flatMap((window) => onEachDay(window, lastEnd)).sort((a, b) => a.start - b.start);
}

function loadOf(capacity: unknown, constraints: readonly string[]): Load {
  const sent = isObject(capacity) ? capacity : {};
  return Object.fromEntries(constraints.map((name) => [name, Number(sent[name] ?? 0)]));
}

function limitsOf(capacity: unknown, side: "min" | "max", constraints: readonly string[]): Load {
  const sent = isObject(capacity) ? capacity : {};
  const limits = constraints.flatMap((name) => {
    const limit = sent[name];
    return isObject(limit) && typeof limit[side] === "number" ? [[name, limit[side]] as const] : [];
  });
  return Object.fromEntries(limits);
}
