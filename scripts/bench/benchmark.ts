// What a benchmark is: measured work of the built product beside its reference, both in the same run.
import type { Backend } from "../testbed/ground.ts";

/** One line of the result. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What `value` stands beside, in the same unit. */
  readonly reference: number;
  /** value / reference. */
  readonly ratio: number;
  /** How `value` and `reference` came about. */
  readonly note: string;
}

export interface Benchmark {
  readonly name: string;
  readonly summary: string;
  run(bench: Bench): Promise<readonly Figure[]>;
}

/** What a benchmark gets: the backend its products live on, and somebody to tell how far it is. */
export interface Bench {
  readonly backend: Backend;
  progress(text: string): void;
}

/** Four digits are more than any of these is worth. */
const DIGITS = 4;

export function figure(name: string, unit: string, value: number, reference: number, note: string): Figure {
  return { name, value: round(value), unit, reference: round(reference), ratio: round(value / reference), note };
}

function round(value: number): number {
  return Number(value.toPrecision(DIGITS));
}
