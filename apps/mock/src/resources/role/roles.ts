import { defineBehaviour } from "../../behave/behaviours.ts";
import { answerList } from "../../behave/list.ts";
import { leavingOut } from "../../behave/listing.ts";
import { readQuery } from "../../behave/query.ts";

const withoutPermissions = leavingOut("permission");

/** Roles (facts: role.md): the list names permissions by id only. */
defineBehaviour("listRoles", (call) => answerList(call, withoutPermissions(call.records.view(readQuery(call)))));
