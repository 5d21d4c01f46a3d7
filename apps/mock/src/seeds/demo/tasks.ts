import { hour, minute } from "../../durations.ts";
import { type JsonObject, listIn } from "../../json.ts";
import { writeMicro, writeTime } from "../../notation.ts";
import { hubInTask } from "../../resources/hub/hub-copies.ts";
import type { Crew } from "./base.ts";
import { coordinate, type Maker } from "./maker.ts";
import { notes } from "./names.ts";
import { clockTime, type Round, type Stop, type Visit, workBegins, workEnds } from "./visits.ts";

/** What a task takes from the documented organization. */
export interface TaskFrame {
  readonly organizationId: unknown;
  readonly flow: JsonObject;
  readonly dispatcher: JsonObject;
}

const write = (property: string, time: number): string => writeTime("tasks", property, time);

/** The moment at which a day's tasks come in: two hours before the work begins. */
const arrives = (visit: Visit): number => visit.date + workBegins - 2 * hour;

/** A task that nobody has been told to do. */
export function openTask(visit: Visit, frame: TaskFrame, maker: Maker): JsonObject {
  const created = Math.min(arrives(visit) + maker.whole(0, 90) * minute, maker.now - maker.whole(1, 600) * minute);
  const { hub } = visit.base;
  const weight = { customerName: visit.customer, service: visit.service, weight: visit.weight };
  return {
    _id: maker.id(created),
    organizationId: frame.organizationId,
    flow: frame.flow.name,
    flowId: frame.flow._id,
    hubId: hub._id,
    hub: hubInTask(hub),
    status: "UNASSIGNED",
    startTime: write("startTime", visit.date + workBegins),
    endTime: write("endTime", visit.date + workEnds),
    assignee: [],
    orderIndex: Math.floor(created / 1000) * 100_000 + maker.whole(0, 99_999),
    createdBy: frame.dispatcher.name,
    createdFrom: "API",
    createdTime: write("createdTime", created),
    updatedTime: write("updatedTime", created),
    title: visit.customer,
    content: visit.address,
    expectedCoordinate: coordinate(visit.point),
    useGeoLock: false,
    assignedVehicle: null,
    address: visit.address,
    destination: coordinate(visit.point),
    phone: visit.phone,
    ...weight,
    histories: [history("create", `Created by ${frame.dispatcher.name}`, weight, created, maker)],
  };
}

/** The same task on the round of a vehicle; finished when its stop is over by now. */
export function plannedTask(task: JsonObject, round: Round, stop: Stop, frame: TaskFrame, maker: Maker): JsonObject {
  const assigned = Math.min(round.date + workBegins - 30 * minute, maker.now - minute);
  const { driver } = round.crew;
  const change = { status: "UNASSIGNED", assignee: [] };
  const ongoing = {
    ...task,
    status: "ONGOING",
    assignee: [driver.email],
    assignedTo: {
      _id: driver._id,
      name: driver.name,
      email: driver.email,
      hubId: driver.hubId,
      organization: null,
      role: null,
    },
    assignedBy: frame.dispatcher.name,
    assignedTime: write("assignedTime", assigned),
    updatedTime: write("updatedTime", assigned),
    routePlannedOrder: stop.order,
    ...assignedVehicle(round.crew),
    distance: stop.distance,
    eta: clockTime(stop.arrival),
    etd: clockTime(stop.departure),
    waitingTime: 0,
    histories: [
      ...listIn(task.histories),
      history("assign", `Assigned by ${frame.dispatcher.name}`, change, assigned, maker),
    ],
  };
  return stop.departure > maker.now ? ongoing : finished(ongoing, round, stop, maker);
}

function finished(task: JsonObject & { histories: unknown[] }, round: Round, stop: Stop, maker: Maker): JsonObject {
  const late = maker.whole(-4, 15) * minute;
  const done = Math.min(stop.departure + late, maker.now - minute);
  const arrived = Math.min(stop.arrival + late, done - minute);
  const { driver } = round.crew;
  return {
    ...task,
    status: "DONE",
    openTaskTime: write("openTaskTime", arrived + minute / 2),
    inLocation: write("inLocation", arrived),
    doneBy: driver.name,
    doneTime: write("doneTime", done),
    doneCoordinate: coordinate(maker.near(stop.visit.point.lat, stop.visit.point.lng, 0.0003)),
    doneFrom: "MOBILE",
    doneOrder: stop.order,
    isLastDoneOrder: stop.order === round.stops.length,
    duration: Math.round((done - arrived) / minute),
    travelDistance: stop.distance + maker.whole(0, 400),
    travelDuration: Math.round(stop.distance / 400),
    updatedTime: write("updatedTime", done),
    note: maker.pick(notes),
    histories: [...task.histories, history("patch", `Updated by ${driver.name}`, { status: "ONGOING" }, done, maker)],
  };
}

function assignedVehicle({ vehicle }: Crew): JsonObject {
  const { _id, name, assignee, speed, workingTime } = vehicle;
  return { assignedVehicleId: _id, assignedVehicle: { _id, name, assignee, speed, workingTime } };
}

function history(action: string, notes: string, changeData: JsonObject, time: number, maker: Maker): JsonObject {
  return {
    _id: maker.id(time),
    action,
    notes,
    changeData,
    createdAt: writeMicro(time),
  };
}
