// What a proof is: a run of the product from a seed, judged from what it left behind.
import type { Backend } from "../testbed/ground.ts";

export interface ProofOptions {
  readonly seed: number;
  readonly backend: Backend;
  /** A file to prove on instead of what is shipped; only for proofs that take one. */
  readonly file: string | null;
  /** Where progress is told; not part of the result. */
  readonly say: (line: string) => void;
}

export interface ProofReport {
  readonly figures: Readonly<Record<string, number>>;
  /** What did not hold, one sentence each; empty: proven. */
  readonly failures: readonly string[];
}

export interface Proof {
  readonly name: string;
  readonly summary: string;
  readonly takesFile?: true;
  run(options: ProofOptions): Promise<ProofReport>;
}
