// What a run left behind: of its fans, and of its batches.
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import type pg from "pg";
import { type FanHistory, readFanRows, readNumber, UNFINISHED_FANS } from "../history/fan-history.ts";

export interface PieceRow {
  readonly batchId: string;
  readonly number: number;
  readonly state: string;
  readonly rejectedReason: string | null;
  readonly assetId: string | null;
  readonly storageKey: string | null;
  readonly sha256: string | null;
  /** Of the stored file; null: there is none. */
  readonly fileSha256: string | null;
}

export interface CostRow {
  readonly attemptKey: string;
  readonly pieceId: string | null;
  readonly state: string;
  readonly amountUsd: number;
}

export interface CrashRecord extends FanHistory {
  readonly wanted: { readonly batches: number; readonly piecesABatch: number };
  readonly batches: readonly { readonly id: string; readonly state: string }[];
  readonly pieces: readonly PieceRow[];
  readonly costs: readonly CostRow[];
  readonly budgetUsedUsd: number;
  /** Pictures the vendor made and billed. */
  readonly vendorPictures: number;
}

type Rows = Omit<
  CrashRecord,
  | "wantedMessages"
  | "stops"
  | "wanted"
  | "platform"
  | "webhooks"
  | "vendorPictures"
  | "chainsIntact"
  | "leaks"
  | "unplannedDeaths"
>;

const TABLES = {
  batches: `SELECT id, state::text FROM "Batch"`,
  pieces: `SELECT p."batchId", p.number, p.state::text, p."rejectedReason", p."assetId", a."storageKey", a.sha256
    FROM "Piece" p LEFT JOIN "Asset" a ON a.id = p."assetId" ORDER BY p.number`,
  costs: `SELECT "attemptKey", "pieceId", state::text, "amountUsd"::float8 AS "amountUsd" FROM "CostEntry"`,
};

export async function readRows(pool: pg.Pool, dataDir: string): Promise<Rows> {
  const read = async (table: keyof typeof TABLES) => (await pool.query(TABLES[table])).rows;
  const pieces = (await read("pieces")) as Omit<PieceRow, "fileSha256">[];
  return {
    ...(await readFanRows(pool)),
    batches: await read("batches"),
    pieces: await Promise.all(
      pieces.map(async (piece) => ({ ...piece, fileSha256: await fileHash(dataDir, piece.storageKey) })),
    ),
    costs: await read("costs"),
    budgetUsedUsd: await readNumber(
      pool,
      `SELECT coalesce(sum("usedUsd"), 0)::float8 AS value FROM "Budget" WHERE scope = 'day'`,
    ),
  };
}

async function fileHash(dataDir: string, storageKey: string | null): Promise<string | null> {
  if (storageKey === null) return null;
  const bytes = await readFile(path.join(dataDir, "media", storageKey)).catch(() => null);
  return bytes && createHash("sha256").update(bytes).digest("hex");
}

/** Work that is not at its end yet; 0: the run has settled. */
export async function countUnfinished(pool: pg.Pool): Promise<number> {
  return await readNumber(
    pool,
    `SELECT ${UNFINISHED_FANS}
    + (SELECT count(*) FROM "Batch" WHERE state IN ('planned', 'running'))
    + (SELECT count(*) FROM "Piece" WHERE state IN ('planned', 'generating', 'unknown'))
    + (SELECT count(*) FROM "RunCard" WHERE state IN ('approved', 'running')) AS value`,
  );
}
