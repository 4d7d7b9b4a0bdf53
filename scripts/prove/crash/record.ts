// What a run left behind, read with plain SQL and from the emulators' own memory: the checker sees this and nothing else.
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import type pg from "pg";
import type { InstagramControl } from "../../../bot/platforms/instagram/emulator/control.ts";
import type { WebhookAttempt } from "../../testbed/fan-platform.ts";

/** A message as the platform holds it; `from` is who wrote it. */
export interface PlatformMessage {
  readonly id: string;
  readonly from: "fan" | "account";
}

export interface MessageRow {
  readonly conversationId: string;
  readonly seq: number;
  readonly direction: "in" | "out";
  readonly kind: string;
  readonly externalId: string | null;
  readonly receivedAtMs: number;
}

export interface OutboundRow {
  readonly conversationId: string;
  readonly upToSeq: number;
  readonly ordinal: number;
  readonly kind: string;
  readonly state: string;
  readonly externalId: string | null;
}

export interface PieceRow {
  readonly batchId: string;
  readonly number: number;
  readonly state: string;
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

export interface CrashRecord {
  readonly wanted: { readonly messages: number; readonly batches: number; readonly piecesABatch: number };
  readonly platform: readonly PlatformMessage[];
  readonly webhooks: readonly WebhookAttempt[];
  readonly events: readonly { readonly eventId: string; readonly state: string }[];
  readonly messages: readonly MessageRow[];
  readonly outbound: readonly OutboundRow[];
  readonly conversations: readonly { readonly id: string; readonly disclosed: boolean }[];
  readonly batches: readonly { readonly id: string; readonly state: string }[];
  readonly pieces: readonly PieceRow[];
  readonly costs: readonly CostRow[];
  readonly budgetUsedUsd: number;
  /** Pictures the vendor made and billed. */
  readonly vendorPictures: number;
  readonly openOutbox: number;
  readonly audit: readonly { readonly seq: number; readonly prevHash: string; readonly hash: string }[];
  /** What the product's own check of both hash chains says. */
  readonly chainsIntact: boolean;
  readonly log: string;
  /** Words that must not stand in the log. */
  readonly secrets: readonly string[];
  readonly unplannedDeaths: readonly string[];
}

type Rows = Pick<
  CrashRecord,
  | "events"
  | "messages"
  | "outbound"
  | "conversations"
  | "batches"
  | "pieces"
  | "costs"
  | "budgetUsedUsd"
  | "openOutbox"
  | "audit"
>;

const TABLES = {
  events: `SELECT "eventId", state::text FROM "InboundEvent"`,
  messages: `SELECT "conversationId", seq, direction::text, kind, "externalId",
      (extract(epoch FROM "createdAt") * 1000)::float8 AS "receivedAtMs"
    FROM "Message" ORDER BY "conversationId", seq`,
  outbound: `SELECT "conversationId", "upToSeq", ordinal, kind, state::text, "externalId" FROM "OutboundMessage"
    ORDER BY "conversationId", "upToSeq", ordinal`,
  conversations: `SELECT id, "disclosedAt" IS NOT NULL AS disclosed FROM "Conversation"`,
  batches: `SELECT id, state::text FROM "Batch"`,
  pieces: `SELECT p."batchId", p.number, p.state::text, p."assetId", a."storageKey", a.sha256
    FROM "Piece" p LEFT JOIN "Asset" a ON a.id = p."assetId" ORDER BY p.number`,
  costs: `SELECT "attemptKey", "pieceId", state::text, "amountUsd"::float8 AS "amountUsd" FROM "CostEntry"`,
  audit: `SELECT seq, "prevHash", hash FROM "AuditEntry" ORDER BY seq`,
};

export async function readRows(pool: pg.Pool, dataDir: string): Promise<Rows> {
  const read = async (table: keyof typeof TABLES) => (await pool.query(TABLES[table])).rows;
  const number = async (sql: string) => Number((await pool.query<{ value: number }>(sql)).rows[0]?.value ?? 0);
  const pieces = (await read("pieces")) as Omit<PieceRow, "fileSha256">[];
  return {
    events: await read("events"),
    messages: await read("messages"),
    outbound: await read("outbound"),
    conversations: await read("conversations"),
    batches: await read("batches"),
    pieces: await Promise.all(
      pieces.map(async (piece) => ({ ...piece, fileSha256: await fileHash(dataDir, piece.storageKey) })),
    ),
    costs: await read("costs"),
    budgetUsedUsd: await number(
      `SELECT coalesce(sum("usedUsd"), 0)::float8 AS value FROM "Budget" WHERE scope = 'day'`,
    ),
    openOutbox: await number(
      `SELECT count(*)::int AS value FROM "Outbox" WHERE "doneAt" IS NULL AND "failedAt" IS NULL`,
    ),
    audit: await read("audit"),
  };
}

async function fileHash(dataDir: string, storageKey: string | null): Promise<string | null> {
  if (storageKey === null) return null;
  const bytes = await readFile(path.join(dataDir, "media", storageKey)).catch(() => null);
  return bytes && createHash("sha256").update(bytes).digest("hex");
}

export function readPlatform(control: InstagramControl, fanIds: readonly string[]): readonly PlatformMessage[] {
  return fanIds.flatMap((fanId) => control.thread(fanId).messages.map(({ id, from }) => ({ id, from })));
}

/** Work that is not at its end yet; 0: the run has settled. */
export async function countUnfinished(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ value: number }>(`SELECT
    (SELECT count(*) FROM "Conversation" WHERE "firstUnansweredAt" IS NOT NULL OR "leaseUntil" > now())
    + (SELECT count(*) FROM "OutboundMessage" WHERE state IN ('pending', 'sending', 'unknown'))
    + (SELECT count(*) FROM "Batch" WHERE state IN ('planned', 'running'))
    + (SELECT count(*) FROM "Piece" WHERE state IN ('planned', 'generating', 'unknown'))
    + (SELECT count(*) FROM "RunCard" WHERE state IN ('approved', 'running'))
    + (SELECT count(*) FROM "InboundEvent" WHERE state = 'received')
    + (SELECT count(*) FROM "Outbox" WHERE "doneAt" IS NULL AND "failedAt" IS NULL) AS value`);
  return Number(rows[0]?.value ?? 0);
}
