import { Unreadable } from "../resources/data/unreadable.ts";

/** Unpacking needs Node.js. */
export const readXlsx: typeof import("../resources/data/xlsx/xlsx.ts").readXlsx = () => {
  throw new Unreadable("In a browser this mock reads CSV only.");
};
