import type { Delivery, MockResponse } from "../types.ts";

/** A part of a body, and how long to wait before it is sent. */
export interface Piece {
  readonly bytes: Uint8Array;
  readonly waitMs: number;
}

/** Pieces that a slow body comes in. */
const slowPieces = 10;

/** The parts of a body that a spoiled delivery sends: half of it, or all of it bit by bit. */
export function piecesOf(body: MockResponse["body"], delivery: Delivery): Piece[] {
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : (body ?? new Uint8Array());
  if (delivery.kind !== "slow") return [{ bytes: bytes.subarray(0, bytes.length >> 1), waitMs: 0 }];
  const size = Math.max(1, Math.ceil(bytes.length / slowPieces));
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) => ({
    bytes: bytes.subarray(index * size, (index + 1) * size),
    waitMs: delivery.ms / slowPieces,
  }));
}

/** Resolves after some milliseconds. */
export function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
