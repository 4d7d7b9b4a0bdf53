// What a run with fans left behind, read with plain SQL and from the emulator's own memory: the checkers see this and nothing else.
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
  /** When it was begun to be sent; null: never. */
  readonly sendingAtMs: number | null;
  readonly blockedBy: string | null;
  readonly error: string | null;
}

export interface ConversationRow {
  readonly id: string;
  readonly disclosed: boolean;
  /** When what silences it was committed; null: nothing does. */
  readonly optedOutAtMs: number | null;
  readonly minorLockedAtMs: number | null;
  readonly crisisAtMs: number | null;
}

export interface FanHistory {
  /** Fan messages the platform was made to tell of. */
  readonly wantedMessages: number;
  readonly platform: readonly PlatformMessage[];
  readonly webhooks: readonly WebhookAttempt[];
  readonly events: readonly { readonly eventId: string; readonly state: string }[];
  readonly messages: readonly MessageRow[];
  readonly outbound: readonly OutboundRow[];
  readonly conversations: readonly ConversationRow[];
  /** From when until when an operator had stopped everything. */
  readonly stops: readonly { readonly fromMs: number; readonly untilMs: number }[];
  readonly openOutbox: number;
  readonly audit: readonly { readonly seq: number; readonly prevHash: string; readonly hash: string }[];
  /** What the product's own check of both hash chains says. */
  readonly chainsIntact: boolean;
  /** Messages and secrets that stand in the log. */
  readonly leaks: readonly string[];
  readonly unplannedDeaths: readonly string[];
}

type Rows = Pick<FanHistory, "events" | "messages" | "outbound" | "conversations" | "openOutbox" | "audit">;

const ms = (column: string) => `(extract(epoch FROM "${column}") * 1000)::float8`;

const TABLES = {
  events: `SELECT "eventId", state::text FROM "InboundEvent"`,
  messages: `SELECT "conversationId", seq, direction::text, kind, "externalId", ${ms("createdAt")} AS "receivedAtMs"
    FROM "Message" ORDER BY "conversationId", seq`,
  outbound: `SELECT "conversationId", "upToSeq", ordinal, kind, state::text, "externalId",
      ${ms("sendingAt")} AS "sendingAtMs", "blockedBy", error
    FROM "OutboundMessage" ORDER BY "conversationId", "upToSeq", ordinal`,
  conversations: `SELECT id, "disclosedAt" IS NOT NULL AS disclosed, ${ms("optedOutAt")} AS "optedOutAtMs",
      ${ms("minorLockedAt")} AS "minorLockedAtMs", ${ms("crisisAt")} AS "crisisAtMs"
    FROM "Conversation"`,
  audit: `SELECT seq, "prevHash", hash FROM "AuditEntry" ORDER BY seq`,
};

export async function readFanRows(pool: pg.Pool): Promise<Rows> {
  const read = async (table: keyof typeof TABLES) => (await pool.query(TABLES[table])).rows;
  return {
    events: await read("events"),
    messages: await read("messages"),
    outbound: await read("outbound"),
    conversations: await read("conversations"),
    openOutbox: await readNumber(
      pool,
      `SELECT count(*)::int AS value FROM "Outbox" WHERE "doneAt" IS NULL AND "failedAt" IS NULL`,
    ),
    audit: await read("audit"),
  };
}

export async function readNumber(pool: pg.Pool, sql: string): Promise<number> {
  return Number((await pool.query<{ value: number }>(sql)).rows[0]?.value ?? 0);
}

export function readPlatform(control: InstagramControl, fanIds: readonly string[]): readonly PlatformMessage[] {
  return fanIds.flatMap((fanId) => control.thread(fanId).messages.map(({ id, from }) => ({ id, from })));
}

/** A word only a fan wrote: each message of a proof ends with one of its own. */
export const tokenOf = (number: number) => `qx${number.toString(36).padStart(3, "0")}zv`;
const TOKEN = /qx[0-9a-z]+zv/g;

/** @param secrets other words that must not stand there */
export function leaksIn(log: string, secrets: readonly string[]): readonly string[] {
  return [...new Set([...(log.match(TOKEN) ?? []), ...secrets.filter((secret) => log.includes(secret))])];
}

/** Fan work that is not at its end yet. */
export const UNFINISHED_FANS = `(SELECT count(*) FROM "Conversation" WHERE "firstUnansweredAt" IS NOT NULL OR "leaseUntil" > now())
    + (SELECT count(*) FROM "OutboundMessage" WHERE state IN ('pending', 'sending', 'unknown'))
    + (SELECT count(*) FROM "InboundEvent" WHERE state = 'received')
    + (SELECT count(*) FROM "Outbox" WHERE "doneAt" IS NULL AND "failedAt" IS NULL)`;
