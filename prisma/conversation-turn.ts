// The two hot steps of a conversation, one round trip each; the SQL is in the migration "conversation_turn".
import type { Account, Avatar, Conversation, Fan, Message, Offer, OutboundMessage } from "./generated/client/client.ts";

/** What both a pool and a client inside a transaction can do. */
export interface Queryable {
  query<Row extends object>(config: { name: string; text: string; values: unknown[] }): Promise<{ rows: Row[] }>;
}

export interface ReceiveMessage {
  readonly source: string;
  readonly eventId: string;
  readonly platform: string;
  readonly accountExternalId: string;
  readonly fanExternalId: string;
  readonly fanName: string;
  readonly language: string;
  readonly messageId: string;
  readonly kind: string;
  readonly text: string;
  readonly attachments: unknown;
  /** When the platform says it was written; never later than `now`. */
  readonly at: Date;
  readonly now: Date;
  /** The event without its text, kept for 30 days (trust C18). */
  readonly payload: unknown;
  readonly quietMs: number;
  readonly longestMs: number;
  /** A silence this long starts a new sitting (trust C1, C3). */
  readonly chatGapMs: number;
  readonly rowId: string;
  readonly fanId: string;
  readonly addressId: string;
  readonly conversationId: string;
  readonly messageRowId: string;
}

export type ReceiveResult =
  | { readonly state: "duplicate" | "unknown_account" }
  | {
      readonly state: "received";
      readonly conversationId: string;
      readonly fanId: string;
      readonly avatarId: string;
      readonly seq: number;
      readonly replyDueAt: string;
    };

export async function receiveMessage(db: Queryable, message: ReceiveMessage): Promise<ReceiveResult> {
  const { rows } = await db.query<{ result: ReceiveResult }>({
    name: "receive_message",
    text: "SELECT receive_message($1::jsonb) AS result",
    values: [JSON.stringify(message)],
  });
  return only(rows).result;
}

/** Everything one turn needs, as it was when the lease was taken. */
export interface ConversationSnapshot {
  readonly conversation: Conversation;
  readonly fan: Fan & { readonly externalId: string };
  readonly account: Account;
  readonly avatar: Avatar;
  readonly persona: Readonly<Record<string, unknown>>;
  /** Outbound messages neither sent nor given up, in order. */
  readonly open: readonly OutboundMessage[];
  readonly unanswered: readonly Message[];
  /** Newest messages before the unanswered ones and our own, oldest first. */
  readonly history: readonly Message[];
  /** The fan's newest offers, oldest first; prices are text here. */
  readonly offers: readonly (Omit<Offer, "priceUsd"> & { readonly priceUsd: number })[];
}

export type ClaimResult =
  | { readonly state: "gone" }
  | { readonly state: "busy"; readonly leaseUntil: Date | null }
  | ({ readonly state: "claimed" } & ConversationSnapshot);

export interface ClaimOptions {
  readonly leaseToken: string;
  readonly leaseMs: number;
  readonly now: Date;
  readonly historyLimit: number;
}

export async function claimConversation(db: Queryable, id: string, options: ClaimOptions): Promise<ClaimResult> {
  const { rows } = await db.query<{ result: ClaimResult }>({
    name: "claim_conversation",
    text: "SELECT claim_conversation($1, $2, $3, $4, $5) AS result",
    values: [id, options.leaseToken, options.leaseMs, options.now, options.historyLimit],
  });
  return reviveDates(only(rows).result);
}

/** Gives the lease back if it is still ours. */
export async function releaseConversation(db: Queryable, id: string, leaseToken: string): Promise<void> {
  await db.query({
    name: "release_conversation",
    text: `UPDATE "Conversation" SET "leaseToken" = NULL, "leaseUntil" = NULL WHERE id = $1 AND "leaseToken" = $2`,
    values: [id, leaseToken],
  });
}

function only<Row>(rows: readonly Row[]): Row {
  const [row] = rows;
  if (row === undefined) throw new Error("the database function returned no row");
  return row;
}

const TIMESTAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?[+-]\d\d:\d\d$/;

/** JSON has no dates: columns named ...At, ...Until, ...Since come back as Date. */
function reviveDates<Value>(value: Value): Value {
  const revive = (item: unknown, key = ""): unknown => {
    if (Array.isArray(item)) return item.map((part) => revive(part));
    if (item !== null && typeof item === "object") {
      return Object.fromEntries(Object.entries(item).map(([name, part]) => [name, revive(part, name)]));
    }
    const isTime = typeof item === "string" && /(At|Until|Since)$/.test(key) && TIMESTAMP.test(item);
    return isTime ? new Date(item) : item;
  };
  return revive(value) as Value;
}
