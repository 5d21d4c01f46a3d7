// The memory that the peers share: what a team would write in an afternoon.
import { readFileSync } from "node:fs";

/** `file` holds the mock's own answers: the peers give records of the same size, in the same page around them. */
export function createTasks(file) {
  const page = JSON.parse(JSON.parse(readFileSync(file, "utf8")).list);
  const [shown] = page.tasks.data;
  const tasks = new Map();
  let last = 0;
  return {
    shown: () => page.tasks.data.map((task) => ({ ...task, id: task._id })),
    list: (limit) => ({
      ...page,
      tasks: { ...page.tasks, data: [...tasks.values()].slice(-limit), total: tasks.size },
    }),
    get: (id) => tasks.get(id),
    create(sent) {
      last += 1;
      const task = { ...shown, ...sent, _id: last.toString(16).padStart(24, "0") };
      tasks.set(task._id, task);
      return task;
    },
  };
}
