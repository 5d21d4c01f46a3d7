import { isObject, type JsonObject, objectsIn } from "../../json.ts";
import { documentedSeed } from "../../memory/documented-seed.ts";

let workflows: ReadonlyMap<string, JsonObject> | undefined;

/**
 * The workflow with an id; undefined when there is none. No operation makes or shows workflows, so every organization has
 * those that the document's activities are runs of (facts: activity.md 14).
 */
export function workflowOf(id: unknown): JsonObject | undefined {
  workflows ??= new Map(documentedWorkflows().map((workflow) => [String(workflow._id), workflow]));
  return workflows.get(String(id));
}

/** The steps of a workflow in their order. */
export function stepsOf(workflow: unknown): readonly JsonObject[] {
  return isObject(workflow) ? objectsIn(workflow.steps) : [];
}

function documentedWorkflows(): readonly JsonObject[] {
  const { activities = [] } = documentedSeed();
  return activities.flatMap(({ workflow }) => (isObject(workflow) && stepsOf(workflow).length > 0 ? [workflow] : []));
}
