// Threat T21: audit rows form a chain, so that a changed, missing or swapped row shows.
import { createHash } from "node:crypto";

/** What the first row of a chain points back to. */
export const GENESIS_HASH = "0".repeat(64);

/** Hash of one row: sha256 over the hash before it and the row's canonical JSON (hex). Pass dates as ISO text. */
export function chainHash(prevHash: string, entry: Readonly<Record<string, unknown>>): string {
  return createHash("sha256")
    .update(`${prevHash}\n${canonicalJson(entry)}`)
    .digest("hex");
}

/** JSON with sorted keys and no blanks; undefined members are left out, dates become ISO text. Same value, same text. */
export function canonicalJson(value: unknown): string {
  if (value instanceof Date) return JSON.stringify(value.toISOString());
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(",")}]`;
  if (value !== null && typeof value === "object") {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
    return `{${members.join(",")}}`;
  }
  if (typeof value === "number" && !Number.isFinite(value)) throw new TypeError("only finite numbers can be hashed");
  if (typeof value === "bigint") return value.toString();
  const text = JSON.stringify(value);
  if (text === undefined) throw new TypeError(`a ${typeof value} cannot be hashed`);
  return text;
}

export interface ChainedRow {
  /** The row as it was hashed: everything but `prevHash` and `hash`. */
  readonly entry: Readonly<Record<string, unknown>>;
  readonly prevHash: string;
  readonly hash: string;
}

export type ChainVerdict =
  | { readonly intact: true; readonly count: number }
  | { readonly intact: false; readonly index: number; readonly fault: "broken_link" | "changed_row" };

/** Checks rows in order from the first of the chain; `index` is the first row at fault. */
export function verifyChain(rows: readonly ChainedRow[]): ChainVerdict {
  let previous = GENESIS_HASH;
  for (const [index, row] of rows.entries()) {
    if (row.prevHash !== previous) return { intact: false, index, fault: "broken_link" };
    if (chainHash(row.prevHash, row.entry) !== row.hash) return { intact: false, index, fault: "changed_row" };
    previous = row.hash;
  }
  return { intact: true, count: rows.length };
}
