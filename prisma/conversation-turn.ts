// The hot steps of a conversation's turn, one round trip each; the SQL is in the migrations "conversation_turn",
// "fused_turn", "fan_erasure", "experiments", "people", "lean_turn" and "quick_claim".

import type {
  Account,
  AutonomyRule,
  Avatar,
  Conversation,
  Fan,
  Message,
  Offer,
  OutboundMessage,
} from "./generated/client/client.ts";
import type { SendIntent } from "./outbound-message.ts";
import { callRowFunction, only, type Queryable, reviveDates } from "./row-function.ts";

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
  /** Where the avatar has none of its own, like the next. */
  readonly quietMs: number;
  readonly longestMs: number;
  /** A silence this long starts a new sitting (trust C1, C3). */
  readonly chatGapMs: number;
  /** Under each known key; see `ErasedAddress`. */
  readonly addressHashes: readonly string[];
  readonly rowId: string;
  readonly fanId: string;
  readonly addressId: string;
  readonly conversationId: string;
  readonly messageRowId: string;
}

export type ReceiveResult =
  /** `erased`: written before its fan was erased. */
  | { readonly state: "duplicate" | "unknown_account" | "erased" }
  | {
      readonly state: "received";
      readonly conversationId: string;
      readonly fanId: string;
      readonly avatarId: string;
      readonly seq: number;
      readonly replyDueAt: string;
      /** No job waits for this conversation that would find the message. */
      readonly wake: boolean;
    };

export async function receiveMessage(db: Queryable, message: ReceiveMessage): Promise<ReceiveResult> {
  return only(await receiveMessages(db, [message]));
}

/** In their order, all or nothing. @returns one result a message */
export async function receiveMessages(
  db: Queryable,
  messages: readonly ReceiveMessage[],
): Promise<readonly ReceiveResult[]> {
  const { rows } = await db.query<{ result: ReceiveResult }>({
    name: "receive_messages",
    text: "SELECT receive_message(with_burst(message)) AS result FROM jsonb_array_elements($1::jsonb) message",
    values: [JSON.stringify(messages)],
  });
  return rows.map(({ result }) => result);
}

export type AutonomyRuleFacts = Pick<AutonomyRule, "intent" | "stage" | "fromCents" | "autonomy">;

/** The avatar without what only making pictures of her needs. */
export type TurnAvatar = Pick<
  Avatar,
  "id" | "slug" | "name" | "state" | "statedAge" | "likeness" | "languages" | "timeZone" | "autonomy" | "voice"
>;

/** A message of before as far as the next answer depends on it. */
export type PastMessage = Pick<
  Message,
  | "id"
  | "seq"
  | "direction"
  | "author"
  | "kind"
  | "text"
  | "attachments"
  | "intent"
  | "sentiment"
  | "deletedAt"
  | "sentAt"
>;

/** Everything one turn needs, as it was when the lease was taken. */
export interface ConversationSnapshot {
  /** An operator has stopped everything. */
  readonly stopped: boolean;
  /** For the send gate; see outbound-message.ts. */
  readonly facts: string;
  /** Of both sides in the last 24 hours, after the last break: as many as make one due, or 0 for fewer. */
  readonly messagesSinceBreak: number;
  /** Among as many of the newest messages; null: none was sent there. */
  readonly lastBreakAt: Date | null;
  readonly conversation: Conversation;
  readonly fan: Fan & { readonly externalId: string };
  readonly account: Account;
  readonly avatar: TurnAvatar;
  /** The avatar's, in an order of their own. */
  readonly autonomyRules: readonly AutonomyRuleFacts[];
  /** Settings under `handover`, the avatar's over the workspace's; not parsed. */
  readonly handover: unknown;
  /** The same under `pacing`. */
  readonly pacing: unknown;
  readonly persona: Readonly<Record<string, unknown>>;
  /** The avatar's calendar around now, a few days to both sides; what is secret is still in it. */
  readonly story: readonly {
    /** Days are "2026-12-01". */
    readonly from: string;
    readonly to: string;
    readonly what: string;
    readonly place: string | null;
    readonly mood: string | null;
    readonly tellFrom: string | null;
    readonly source: string;
  }[];
  /** Outbound messages neither sent nor given up, in order. */
  readonly open: readonly OutboundMessage[];
  readonly unanswered: readonly Message[];
  /** Newest messages before the unanswered ones and our own, oldest first. */
  readonly history: readonly PastMessage[];
  /** The fan's newest offers, oldest first; prices are text here. */
  readonly offers: readonly (Omit<Offer, "priceUsd"> & { readonly priceUsd: number })[];
  /** The avatar's running experiments, with what this fan was assigned. */
  readonly experiments: readonly {
    readonly id: string;
    readonly element: string;
    readonly language: string | null;
    readonly assignedId: string | null;
    readonly variants: readonly {
      readonly id: string;
      readonly allocation: number;
      readonly content: VariantRow;
      readonly stopped: boolean;
    }[];
  }[];
  /** Deployed wordings, the newest by element and language. */
  readonly wordings: readonly {
    readonly element: string;
    readonly language: string | null;
    readonly content: VariantRow;
  }[];
}

/** `ExperimentVariant.content`, as written by experiment.create. */
interface VariantRow {
  readonly text?: string;
  readonly pack?: string;
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

/** As many messages as make a break due (trust C3): older ones are not looked at. */
const BREAK_WINDOW = 150;

export async function claimConversation(db: Queryable, id: string, options: ClaimOptions): Promise<ClaimResult> {
  const { rows } = await db.query<ClaimResult>({
    name: "claim_conversation",
    text: "SELECT * FROM claim_conversation($1, $2, $3, $4, $5, $6)",
    values: [id, options.leaseToken, options.leaseMs, options.now, options.historyLimit, BREAK_WINDOW],
  });
  return reviveDates(only(rows));
}

export interface Answer {
  readonly conversationId: string;
  readonly leaseToken: string | null;
  /** As claimed: somebody who answered meanwhile moved it. */
  readonly answeredSeq: number;
  readonly upToSeq: number;
  readonly now: Date;
  /** As of `ReceiveMessage`, for messages that came in meanwhile. */
  readonly quietMs: number;
  readonly longestMs: number;
  readonly fanId: string;
  readonly language: string;
  readonly stage: Conversation["stage"];
  readonly score: number;
  readonly scoreReasons: unknown;
  readonly conversionChance: number;
  readonly sentiment: number;
  /** Absent: left as they are. */
  readonly silentUntil?: Date;
  readonly noOfferUntil?: Date;
  readonly handoverReason?: string;
  readonly autonomy?: Conversation["autonomy"];
  readonly model: string;
  readonly promptVersions: unknown;
  /** A hand-over, or a draft: the fan waits for a person from now on. */
  readonly waitsForPerson: boolean;
  readonly messages: readonly Pick<
    OutboundMessage,
    | "id"
    | "ordinal"
    | "kind"
    | "text"
    | "state"
    | "offerId"
    | "intent"
    | "stage"
    | "priceCents"
    | "variantId"
    | "dueAt"
    | "afterSeq"
    | "form"
  >[];
  readonly understood: readonly Pick<Message, "id" | "intent" | "sentiment">[];
}

export interface Answered {
  /** What is to be sent now, in order. */
  readonly open: readonly OutboundMessage[];
  /** For the send gate; see outbound-message.ts. */
  readonly facts: string;
  /** Of `open`, the one whose sending has begun already. */
  readonly begunId?: string;
}

/**
 * @param first the intent to send this message is written, too, if the send gate's facts are still those that were judged;
 * else that is left to `beginSending`
 * @returns null when the lease was lost or somebody else answered: nothing was written
 */
export async function answerConversation(
  db: Queryable,
  answer: Answer,
  first?: Pick<SendIntent, "outboundId" | "facts">,
): Promise<Answered | null> {
  const parameter = first ? { ...answer, first } : answer;
  const answered = reviveDates(await callRowFunction<Answered | null>(db, "answer_conversation", parameter));
  const begun = answered?.open.find(({ id, state }) => id === first?.outboundId && state === "sending");
  return answered && (begun ? { ...answered, begunId: begun.id } : answered);
}

/** Gives the lease back if it is still ours. */
export async function releaseConversation(db: Queryable, id: string, leaseToken: string): Promise<void> {
  await db.query({
    name: "release_conversation",
    text: `UPDATE "Conversation" SET "leaseToken" = NULL, "leaseUntil" = NULL WHERE id = $1 AND "leaseToken" = $2`,
    values: [id, leaseToken],
  });
}
