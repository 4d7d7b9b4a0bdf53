// What a benchmark is: measured work of the built product beside its reference, both in the same run.

/** One line of the result. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What `value` stands beside, in the same unit. */
  readonly reference: number;
  readonly ratio: number;
  /** How `value` and `reference` came about. */
  readonly note: string;
}

export interface Benchmark {
  readonly name: string;
  readonly summary: string;
  run(bench: Bench): Promise<readonly Figure[]>;
}

/** What a benchmark gets: where the product under test lives, and somebody to tell how far it is. */
export interface Bench {
  readonly backend: "embedded" | "real";
  /** Environment of a product of its own: a folder and, on real services, a database and a Redis database nobody else has. */
  claimPlace(): Promise<Readonly<Record<string, string>>>;
  progress(text: string): void;
}

export function figure(name: string, unit: string, value: number, reference: number, note: string): Figure {
  return { name, value: round(value), unit, reference: round(reference), ratio: round(value / reference), note };
}

function round(value: number): number {
  return Number(value.toPrecision(3));
}
