// Walks hash chains page by page: memory stays flat however many rows there are.
import { chainHash, GENESIS_HASH } from "../../domain/trust/hash-chain.ts";

export interface ChainRow {
  readonly id: string;
  /** Rows of one chain stand together, in the order of `seq`. */
  readonly chain: string;
  readonly seq: number;
  /** The row as it was hashed. */
  readonly entry: Readonly<Record<string, unknown>>;
  readonly prevHash: string;
  readonly hash: string;
}

export interface ChainReport {
  readonly rows: number;
  readonly chains: number;
  readonly intact: boolean;
  readonly broken: {
    readonly id: string;
    readonly chain: string;
    readonly seq: number;
    readonly fault: "broken_link" | "changed_row";
  } | null;
}

/** Stops at the first row at fault. `rows` counts what was read. */
export async function checkChains(
  pages: AsyncIterable<readonly ChainRow[]>,
  signal: AbortSignal,
): Promise<ChainReport> {
  let rows = 0;
  let chains = 0;
  let chain: string | null = null;
  let seq = 0;
  let previous = GENESIS_HASH;
  for await (const page of pages) {
    signal.throwIfAborted();
    for (const row of page) {
      rows += 1;
      if (row.chain !== chain) {
        ({ chain } = row);
        chains += 1;
        seq = 0;
        previous = GENESIS_HASH;
      }
      seq += 1;
      const fault = faultOf(row, previous, seq);
      if (fault) return { rows, chains, intact: false, broken: { id: row.id, chain: row.chain, seq: row.seq, fault } };
      previous = row.hash;
    }
  }
  return { rows, chains, intact: true, broken: null };
}

/** A gap in the numbers is a missing row, even where someone mended the hashes around it. */
function faultOf(row: ChainRow, previous: string, seq: number): "broken_link" | "changed_row" | null {
  if (row.prevHash !== previous || row.seq !== seq) return "broken_link";
  return chainHash(row.prevHash, row.entry) === row.hash ? null : "changed_row";
}
