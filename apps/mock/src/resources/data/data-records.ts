import { defineBehaviour } from "../../behave/behaviours.ts";
import { bulk } from "../../behave/bulk.ts";
import { type Call, callerOf } from "../../behave/call.ts";
import { answerList } from "../../behave/list.ts";
import { type Filter, narrow, readQuery } from "../../behave/query.ts";
import {
  createRecord,
  deleteEntry,
  deleteRecord,
  replaceRecord,
  replaceState,
  updateRecord,
  updateState,
} from "../../behave/records.ts";
import { answerRecord, answerValue, keyOfPath } from "../../behave/single.ts";
import { type JsonObject, valueAt, without } from "../../json.ts";
import type { Entry } from "../../memory/entry.ts";
import { readTime } from "../../notation.ts";
import { invalid, unknownRecord } from "../../refusal.ts";
import { findByKey, findOfRow, upsert } from "./data-sources.ts";

// What the operations on data records do beside what all operations do (facts: data-source.md).

const filters = {
  dataTypeName:
    (name: unknown): Filter =>
    (record) =>
      valueAt(record, "/data_type/name") === name,
  updatedTime: (text: unknown): Filter => {
    const since = readTime(text);
    return ({ updatedTime }) => readTime(updatedTime) >= since;
  },
  // A switch here, and a list in the records.
  limitUser: undefined,
};

defineBehaviour("listDataSources", (call) => {
  const query = readQuery(call, filters);
  const limited = [...call.organization.collection("dataTypes").allBy("limitUser", true)].map(({ key }) => key);
  if (limited.length === 0 || call.query.limitUser === false) return answerList(call, call.records.view(query));
  const { email } = callerOf(call);
  const isVisible: Filter = ({ dataTypeId, limitUser }) =>
    !Array.isArray(limitUser) || limitUser.includes(email) || !limited.includes(String(dataTypeId));
  return answerList(call, call.records.view(narrow(query, [email, limited], isVisible)));
});

defineBehaviour("replaceDataSource", (call) => answerById(call, replaceRecord(call, keyOfPath(call), call.body)));
defineBehaviour("updateDataSource", (call) => answerById(call, updateRecord(call, keyOfPath(call), call.body)));
defineBehaviour("deleteDataSource", (call) => answerById(call, deleteRecord(call, keyOfPath(call))));

/** Writes by id answer without the data type. */
function answerById(call: Call, { value }: Entry) {
  return answerValue(call, without(value, ["data_type"]));
}

/** Without a hub only shared records are found: elsewhere the key would not be unique. */
defineBehaviour("getDataSourceByType", (call) => {
  const found = findByKey(call, dataTypeOfPath(call), ofPath(call));
  if (found === undefined) throw unknownRecord();
  return answerRecord(call, found);
});

defineBehaviour("getDataSourceByHubAndType", (call) => answerRecord(call, findOfHub(call)));
defineBehaviour("deleteDataSourceByHubAndType", (call) => answerRecord(call, deleteEntry(call, findOfHub(call))));

/** The body must name what the path names; what it leaves out is taken from there. */
defineBehaviour("replaceDataSourceByHubAndType", (call) => {
  const dataType = dataTypeOfPath(call);
  const hub = call.organization.collection("hubs").get(call.path("hubId"));
  if (hub === undefined || dataType.commonData === true) throw unknownRecord();
  const own: JsonObject = { ...ofPath(call), dataTypeId: dataType._id, hubId: hub.key };
  for (const [name, value] of Object.entries(own)) {
    if ((call.body[name] ?? value) !== value) throw invalid(`The ${name} field must be that of the path.`);
  }
  const input = { ...call.body, ...own };
  const known = findByKey(call, dataType, own);
  return answerRecord(call, known === undefined ? createRecord(call, input) : replaceState(call, known.value, input));
});

/** All three parts of the path must fit; a shared record belongs to no hub. */
function findOfHub(call: Call): Entry {
  const dataType = dataTypeOfPath(call);
  const found = dataType.commonData === true ? undefined : findByKey(call, dataType, ofPath(call));
  if (found === undefined) throw unknownRecord();
  return found;
}

function dataTypeOfPath(call: Call): JsonObject {
  const entry = call.organization.collection("dataTypes").findBy("name", call.path("dataTypeName"));
  if (entry === undefined) throw unknownRecord();
  return entry.value;
}

function ofPath(call: Call): JsonObject {
  const { dataId, hubId } = call.exchange.values.path;
  return hubId === undefined ? { dataId } : { dataId, hubId };
}

const said = { create: "Data has been created successfully.", update: "Data has been updated successfully." };

defineBehaviour(
  "bulkUpsertDataSources",
  bulk((call, row) => {
    const { entry, event } = upsert(call, row);
    return { value: { _id: entry.key, event }, message: said[event] };
  }),
);

/** Rows name their record by its key, not by `_id`. */
defineBehaviour(
  "bulkUpdateDataSources",
  bulk((call, row) => {
    const known = findOfRow(call, row);
    if (known === undefined) throw unknownRecord();
    return updateState(call, known.value, row);
  }),
);
