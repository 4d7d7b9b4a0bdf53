// One outbound message from intent to fact, one round trip a step; the SQL is in the migrations "fused_turn", "fan_erasure",
// "people" and "reply_count".
import type { AutonomyRuleFacts } from "./conversation-turn.ts";
import { callRowFunction, callRowFunctionForAll, type Queryable, reviveDates } from "./row-function.ts";

/** What the send gate judges of a conversation, its fan and its avatar. */
export interface SendRow {
  readonly avatarState: string;
  readonly avatarAutonomy: "auto" | "draft" | "off";
  readonly autonomyRules: readonly AutonomyRuleFacts[];
  readonly autonomy: "auto" | "draft" | "off" | null;
  readonly blockedAt: Date | null;
  /** Setting of that name; true: everything stops. */
  readonly killSwitch: unknown;
  readonly lastInboundAt: Date | null;
  readonly closedByPlatform: boolean;
  readonly optedOutAt: Date | null;
  readonly minorLockedAt: Date | null;
  readonly crisisAt: Date | null;
  readonly bannedAt: Date | null;
  readonly silentUntil: Date | null;
  readonly botPausedUntil: Date | null;
  readonly noOfferUntil: Date | null;
  readonly answeredSeq: number;
  readonly unansweredOut: number;
  /** Only where the platform counts: messages of the account since the fan last wrote. */
  readonly sentSinceInbound?: number;
  readonly offersToday: number;
}

/** `facts` is what `send_facts` gave: a text to compare by, and a row to judge. */
export function readFacts(facts: string): SendRow {
  return reviveDates(JSON.parse(facts));
}

/** What they become when nothing but an answer is written; as Postgres writes JSON, to be compared. */
export function afterAnswer(facts: string, answeredSeq: number): string {
  return facts.replace(/"answeredSeq": \d+/, `"answeredSeq": ${answeredSeq}`);
}

export async function sendFacts(db: Queryable, conversationId: string, now: Date): Promise<string> {
  const { rows } = await db.query<{ facts: string }>({
    name: "send_facts",
    text: "SELECT send_facts($1, $2::timestamptz) AS facts",
    values: [conversationId, now],
  });
  return rows[0]?.facts ?? "";
}

export interface SendIntent {
  readonly conversationId: string;
  readonly leaseToken: string;
  readonly outboundId: string;
  /** As judged. */
  readonly facts: string;
  readonly now: Date;
}

export type SendBegun =
  | { readonly state: "sending" | "lost_lease" }
  /** Nothing was written: judge again. */
  | { readonly state: "changed"; readonly facts: string }
  /** It is no longer open. */
  | { readonly state: "sent" | "blocked" | "failed" | "discarded" | "draft" };

/** The intent to send, under the conversation's lock: a stop that committed before this is obeyed (trust C14). */
export async function beginSending(db: Queryable, intent: SendIntent): Promise<SendBegun> {
  return await callRowFunction(db, "begin_sending", intent);
}

export interface SentMessage {
  readonly conversationId: string;
  readonly outboundId: string;
  /** The platform's id. */
  readonly externalId: string;
  readonly messageRowId: string;
  readonly now: Date;
}

/**
 * Once, whoever learns of it first: this or the echo.
 * @param release the lease to be given back with it: nothing more is sent
 * @returns `facts` is null when the fan was erased meanwhile, and for who gave the lease back
 */
export async function recordSent(
  db: Queryable,
  message: SentMessage,
  release?: string,
): Promise<{ readonly recorded: boolean; readonly facts: string | null }> {
  return await callRowFunction(db, "record_sent", release === undefined ? message : { ...message, release });
}

export interface Echo {
  readonly source: string;
  readonly eventId: string;
  readonly platform: string;
  readonly accountExternalId: string;
  readonly fanExternalId: string;
  readonly messageId: string;
  readonly text: string;
  readonly at: Date;
  readonly now: Date;
  /** Under each known key; see `ErasedAddress`. */
  readonly addressHashes: readonly string[];
  /** How long a human who wrote in the app has the conversation. */
  readonly botPausedUntil: Date;
  readonly rowId: string;
  readonly messageRowId: string;
}

export type EchoResult =
  | { readonly state: "duplicate" | "unknown_conversation" | "ours" }
  | { readonly state: "human"; readonly conversationId: string };

/** In their order, all or nothing. @returns one result an echo */
export async function receiveEchoes(db: Queryable, echoes: readonly Echo[]): Promise<readonly EchoResult[]> {
  return await callRowFunctionForAll(db, "receive_echo", echoes);
}
