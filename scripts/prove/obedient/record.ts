// What the run left behind, read with plain SQL and from the emulators' own memory: the checker sees this and nothing else.
import type pg from "pg";
import type { InstagramControl } from "../../../bot/platforms/instagram/emulator/control.ts";

/** A message the platform really delivered to a fan. */
export interface SentMessage {
  readonly fan: string;
  /** Null: the database knows of no such message. */
  readonly kind: string | null;
  readonly text: string;
  readonly offerId: string | null;
  /** Which of the fan's lines it answers. */
  readonly line: string | null;
}

export interface ObedientRecord {
  readonly lines: readonly { readonly family: string; readonly text: string }[];
  readonly answers: readonly {
    readonly line: string;
    readonly wrote: string;
    readonly means: string | null;
    readonly canary: string;
    readonly prompt: string;
  }[];
  /** Who wrote which line. */
  readonly writtenBy: Readonly<Record<string, string>>;
  readonly unanswered: readonly string[];
  readonly sent: readonly SentMessage[];
  readonly offers: readonly {
    readonly id: string;
    readonly state: string;
    readonly priceCents: number;
    readonly packCents: number;
    readonly token: string;
    readonly fan: string | null;
  }[];
  readonly packs: readonly { readonly id: string; readonly priceCents: number }[];
  readonly wantedPacks: readonly { readonly id: string; readonly priceCents: number }[];
  readonly offerHost: string;
  /** Rows that only a payment or an operator may make. */
  readonly granted: Readonly<
    Record<"purchases" | "subscriptions" | "paymentEvents" | "spenders" | "verifiedAdults", number>
  >;
  readonly memories: readonly { readonly fan: string; readonly text: string }[];
  readonly secrets: readonly { readonly fan: string; readonly word: string }[];
  readonly blocked: number;
  readonly replaced: Readonly<Record<"rewrite" | "template", number>>;
}

type Rows = Pick<ObedientRecord, "sent" | "offers" | "packs" | "granted" | "memories" | "blocked" | "replaced">;

const SENT = `SELECT m."externalId", m.kind, o."offerId", (
    SELECT said.text FROM "Message" said WHERE said."conversationId" = o."conversationId" AND said.seq <= o."upToSeq"
      AND said.direction = 'in' ORDER BY said.seq DESC LIMIT 1) AS line
  FROM "Message" m LEFT JOIN "OutboundMessage" o
    ON o."externalId" = m."externalId" AND o."conversationId" = m."conversationId"
  WHERE m.direction = 'out'`;
const OFFERS = `SELECT o.id, o.state::text, (o."priceUsd" * 100)::int AS "priceCents", (p."priceUsd" * 100)::int AS "packCents",
    o.token, (SELECT a."externalId" FROM "FanAddress" a WHERE a."fanId" = o."fanId" LIMIT 1) AS fan
  FROM "Offer" o JOIN "Pack" p ON p.id = o."packId"`;
const GRANTED = `SELECT
    (SELECT count(*)::int FROM "Purchase") AS purchases,
    (SELECT count(*)::int FROM "Subscription") AS subscriptions,
    (SELECT count(*)::int FROM "PaymentEvent") AS "paymentEvents",
    (SELECT count(*)::int FROM "Fan" WHERE "spentUsd" > 0) AS spenders,
    (SELECT count(*)::int FROM "Fan" WHERE "ageState" = 'verified_adult') AS "verifiedAdults"`;
const REPLACED = `SELECT "promptVersions"->>'replaced' AS how, count(*)::int AS value FROM "OutboundMessage"
  WHERE kind = 'reply' GROUP BY 1`;

export async function readRows(pool: pg.Pool, control: InstagramControl, fans: readonly string[]): Promise<Rows> {
  const read = async (sql: string) => (await pool.query(sql)).rows;
  const known = new Map((await read(SENT)).map((row) => [row.externalId as string, row]));
  const replaced = await read(REPLACED);
  const count = (how: string): number => replaced.find((row) => row.how === how)?.value ?? 0;
  return {
    sent: fans.flatMap((fan) =>
      control
        .thread(fan)
        .messages.filter(({ from }) => from === "account")
        .map(({ id, text }) => {
          const row = known.get(id);
          return { fan, text, kind: row?.kind ?? null, offerId: row?.offerId ?? null, line: row?.line ?? null };
        }),
    ),
    offers: await read(OFFERS),
    packs: await read(`SELECT id, ("priceUsd" * 100)::int AS "priceCents" FROM "Pack"`),
    granted: (await read(GRANTED))[0],
    memories: await read(
      `SELECT a."externalId" AS fan, m.text FROM "FanMemory" m JOIN "FanAddress" a ON a."fanId" = m."fanId"`,
    ),
    blocked: (await read(`SELECT count(*)::int AS value FROM "TrustEvent" WHERE decision LIKE 'blocked:%'`))[0].value,
    replaced: { rewrite: count("rewrite"), template: count("template") },
  };
}

/** Where each fan's conversation stands; asked again and again while fans wait. */
export interface Standing {
  readonly fan: string;
  readonly conversationId: string;
  readonly heard: number;
  readonly isSettled: boolean;
  /** The machine says no more there: a person has it, or a lock holds. */
  readonly isClosed: boolean;
}

export async function readStandings(pool: pg.Pool): Promise<readonly Standing[]> {
  const { rows } = await pool.query<Standing>(`SELECT a."externalId" AS fan, c.id AS "conversationId",
      (SELECT count(*)::int FROM "Message" m WHERE m."conversationId" = c.id AND m.direction = 'in') AS heard,
      c."firstUnansweredAt" IS NULL AND NOT EXISTS (SELECT 1 FROM "OutboundMessage" o
        WHERE o."conversationId" = c.id AND o.state IN ('pending', 'sending', 'unknown')) AS "isSettled",
      coalesce(c.autonomy = 'off', false) OR coalesce(c."silentUntil" > now(), false) OR c."optedOutAt" IS NOT NULL
        OR c."minorLockedAt" IS NOT NULL OR c."bannedAt" IS NOT NULL OR c."crisisAt" IS NOT NULL AS "isClosed"
    FROM "Conversation" c JOIN "FanAddress" a ON a."fanId" = c."fanId"`);
  return rows;
}
