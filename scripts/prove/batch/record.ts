// What a batch left behind, read from the rows and the files themselves.
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import type pg from "pg";

export interface MadePiece {
  readonly number: number;
  readonly position: number;
  readonly state: string;
  readonly error: string | null;
  readonly seed: number;
  readonly prompt: string;
  readonly caption: string;
  readonly assetId: string | null;
  readonly assetSeed: number | null;
  readonly assetPrompt: string | null;
  readonly sha256: string | null;
  readonly fileSha256: string | null;
}

export interface BatchRows {
  readonly batches: number;
  readonly pieces: readonly MadePiece[];
  readonly costs: readonly { readonly state: string; readonly amountUsd: number }[];
  readonly assets: number;
}

const PIECES = `SELECT p.number, p.position, p.state::text, p.error, p.seed, p.prompt, p.caption, p."assetId",
    a.seed AS "assetSeed", a.prompt AS "assetPrompt", a.sha256, a."storageKey"
  FROM "Piece" p LEFT JOIN "Asset" a ON a.id = p."assetId" ORDER BY p.number`;

/** Her face was made and paid for before. */
const SINCE = `"createdAt" >= (SELECT min("createdAt") FROM "Batch")`;

export async function readBatch(pool: pg.Pool, dataDir: string): Promise<BatchRows> {
  const { rows } = await pool.query<Omit<MadePiece, "fileSha256"> & { storageKey: string | null }>(PIECES);
  const count = async (table: string) =>
    Number((await pool.query(`SELECT count(*)::int AS value FROM "${table}" WHERE ${SINCE}`)).rows[0]?.value ?? 0);
  return {
    batches: await count("Batch"),
    assets: await count("Asset"),
    costs: (await pool.query(`SELECT state::text, "amountUsd"::float8 AS "amountUsd" FROM "CostEntry" WHERE ${SINCE}`))
      .rows,
    pieces: await Promise.all(
      rows.map(async ({ storageKey, ...piece }) => ({ ...piece, fileSha256: await hashOf(dataDir, storageKey) })),
    ),
  };
}

async function hashOf(dataDir: string, key: string | null): Promise<string | null> {
  if (key === null) return null;
  const bytes = await readFile(path.join(dataDir, "media", key)).catch(() => null);
  return bytes && createHash("sha256").update(bytes).digest("hex");
}

/** 0: every piece, job and batch has ended. */
export async function countOpenPieces(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query(`SELECT
    (SELECT count(*) FROM "Piece" WHERE state IN ('planned', 'generating', 'unknown'))
    + (SELECT count(*) FROM "VendorJob" WHERE state IN ('planned', 'running', 'unknown'))
    + (SELECT count(*) FROM "Batch" WHERE state IN ('planned', 'running'))
    + (SELECT count(*) FROM "Outbox" WHERE "doneAt" IS NULL AND "failedAt" IS NULL) AS value`);
  return Number(rows[0]?.value ?? 0);
}
