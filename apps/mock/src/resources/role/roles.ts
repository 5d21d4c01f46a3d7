import { defineBehaviour } from "../../behave/behaviours.ts";
import { answerList } from "../../behave/list.ts";
import { readQuery } from "../../behave/query.ts";
import { without } from "../../json.ts";
import { Entry } from "../../memory/entry.ts";

/** Roles (facts: role.md): the list names permissions by id only. */
defineBehaviour("listRoles", (call) => {
  const roles = call.records.view(readQuery(call));
  return answerList(call, {
    length: roles.length,
    positionOf: (entry) => roles.positionOf(entry),
    slice: (start, end) =>
      roles
        .slice(start, end)
        .map(({ key, value, sequence }) => new Entry(key, without(value, ["permission"]), sequence)),
  });
});
