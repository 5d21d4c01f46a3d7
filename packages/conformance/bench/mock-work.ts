import { writeFileSync } from "node:fs";
import { examplesOf } from "@mileapp/contract/examples";

/** A created task, as far as it is read here; a peer may call the id by its other name. */
interface Made {
  readonly _id?: unknown;
  readonly id?: unknown;
}

export const headers = {
  authorization: "Bearer bench~x",
  accept: "application/json",
  "content-type": "application/json",
};

const [example] = examplesOf("createTask").requests;

/** The documented request that creates a task. */
export const request = JSON.stringify(example?.value);

/** Creates tasks through the API, one by one. Returns the id of the last. Throws when one is refused. */
export async function seed(base: string, tasks: number): Promise<string> {
  let answer = "";
  for (let made = 0; made < tasks; made += 1) answer = await ask(`${base}/task`, { method: "POST", body: request });
  const { task, ...record }: { task?: Made } & Made = JSON.parse(answer);
  const { _id, id = _id } = task ?? record;
  if (id === undefined) throw new Error(`${base} created a task without an id: ${answer}`);
  return String(id);
}

/** The id of the task that the document shows. */
export const shownId = String(examplesOf("getTask").path.taskId);

/** Writes down what a seeded server answers, for those that answer the same without doing anything for it. */
export async function record(base: string, id: string, file: string): Promise<void> {
  const list = await ask(`${base}/tasks?limit=20`);
  const one = await ask(`${base}/task/${id}`);
  const created = await ask(`${base}/task`, { method: "POST", body: request });
  writeFileSync(file, JSON.stringify({ list, one, created, request }));
}

async function ask(url: string, init: RequestInit = {}): Promise<string> {
  const response = await fetch(url, { headers, ...init });
  const text = await response.text();
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${text}`);
  return text;
}
