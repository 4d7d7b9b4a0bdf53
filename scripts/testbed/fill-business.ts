// A business of some years as rows, made by the database itself in a minute or two: what pages and reports are measured with.
import type pg from "pg";

interface BusinessSize {
  readonly avatars: number;
  /** One fan each. */
  readonly conversations: number;
  /** Of all conversations together. */
  readonly messages: number;
}

export const LARGE: BusinessSize = { avatars: 10, conversations: 100_000, messages: 1_000_000 };

/** One conversation in so many was shown an offer; one offer in so many was paid. */
const OFFER_EVERY = 3;
const PAID_EVERY = 5;
/** Over so many days, evenly; the newest now. */
const DAYS = 365;

/**
 * Ids begin with "bulk_"; what else is there stays. Written without triggers and checks of references, so that only a
 * role with that right (a superuser) can do it, and only the rows below have to be true to each other.
 */
export async function fillBusiness(pool: pg.Pool, size: BusinessSize, progress: (text: string) => void): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("SET session_replication_role = replica");
    for (const { what, sql } of statements(size)) {
      progress(what);
      await client.query(sql);
    }
    progress("statistics");
    // As autovacuum would have done meanwhile: without it no scan can trust an index alone.
    await client.query("VACUUM ANALYZE");
  } finally {
    await client.query("RESET session_replication_role");
    client.release();
  }
}

const whole = (value: number) => String(Math.trunc(value));

function statements({ avatars, conversations, messages }: BusinessSize) {
  const people = whole(conversations);
  const each = whole(messages / conversations);
  const avatar = `'bulk_a' || (n % ${whole(avatars)})`;
  const account = `'bulk_c' || (n % ${whole(avatars)})`;
  /** Of row n: spread over the time; neighbours in number are not neighbours in time, as fans are not. */
  const ago = `now() - make_interval(secs => ((n::bigint * 7919) % ${people}) * ${DAYS * 86_400}.0 / ${people})`;
  const offers = `generate_series(${OFFER_EVERY}, ${people}, ${OFFER_EVERY}) AS n`;
  const isPaid = `n % ${OFFER_EVERY * PAID_EVERY} = 0`;
  return [
    {
      what: `${avatars} avatars`,
      sql: `WITH avatar AS (
          INSERT INTO "Avatar" (id, slug, name, state, "statedAge", brief, "createdAt", "updatedAt")
          SELECT 'bulk_a' || n, 'bulk-' || n, 'Bulk ' || n, 'active', 25, 'made for measuring', now(), now()
          FROM generate_series(0, ${whole(avatars - 1)}) AS n)
        INSERT INTO "Account" (id, "avatarId", platform, "externalId", handle, state, emulated, scopes, "updatedAt")
        SELECT 'bulk_c' || n, 'bulk_a' || n, 'instagram', 'bulk-' || n, 'bulk.' || n, 'healthy', true, '{}', now()
        FROM generate_series(0, ${whole(avatars - 1)}) AS n`,
    },
    {
      what: `${people} fans`,
      sql: `INSERT INTO "Fan" (id, "avatarId", "displayName", language, "spentUsd", "createdAt")
        SELECT 'bulk_f' || n, ${avatar}, 'Fan ' || n || ' ' || substr(md5(n::text), 1, 6),
          CASE n % 3 WHEN 0 THEN 'es' ELSE 'en' END, CASE WHEN ${isPaid} THEN 29.99 ELSE 0 END, ${ago}
        FROM generate_series(1, ${people}) AS n`,
    },
    {
      what: "their addresses",
      sql: `INSERT INTO "FanAddress" (id, "fanId", "accountId", "externalId", username, "createdAt")
        SELECT 'bulk_d' || n, 'bulk_f' || n, ${account}, 'bulk-' || n, 'fan.' || n, ${ago}
        FROM generate_series(1, ${people}) AS n`,
    },
    {
      what: `${people} conversations`,
      sql: `INSERT INTO "Conversation" (id, "avatarId", "fanId", "accountId", stage, score, "conversionChance", "lastSeq",
          "answeredSeq", "lastInboundAt", "lastOutboundAt", "waitingSince", "handoverReason", "createdAt")
        SELECT 'bulk_v' || n, ${avatar}, 'bulk_f' || n, ${account},
          (CASE WHEN n % 10 < 6 THEN 'lead_magnet' WHEN n % 10 < 9 THEN 'qualification' ELSE 'conversion' END)::"FunnelStage",
          n % 101, (n % 100) / 100.0, ${each}, ${each}, ${ago} + interval '1 hour', ${ago} + interval '2 hours',
          CASE WHEN n % 500 = 0 THEN ${ago} + interval '1 hour' END, CASE WHEN n % 500 = 0 THEN 'asked_for_human' END, ${ago}
        FROM generate_series(1, ${people}) AS n`,
    },
    {
      what: `${whole(messages)} messages`,
      sql: `INSERT INTO "Message" (id, "conversationId", seq, direction, author, text, intent, sentiment, "externalId",
          "sentAt", "createdAt")
        SELECT 'bulk_m' || n || '_' || seq, 'bulk_v' || n, seq,
          (CASE seq % 2 WHEN 1 THEN 'in' ELSE 'out' END)::"Direction",
          (CASE seq % 2 WHEN 1 THEN 'fan' ELSE 'avatar' END)::"MessageAuthor",
          'the sea was calm this morning, said ' || substr(md5((n * 31 + seq)::text), 1, 8), 'casual_chat', 0.2,
          'bulk-' || n || '-' || seq, ${ago} + seq * interval '6 minutes', ${ago}
        FROM generate_series(1, ${people}) AS n, generate_series(1, ${each}) AS seq`,
    },
    {
      what: "their answers",
      sql: `INSERT INTO "OutboundMessage" (id, "conversationId", "upToSeq", kind, text, state, "createdAt", "sentAt")
        SELECT 'bulk_o' || n, 'bulk_v' || n, 1, 'reply', 'the sea was calm this morning',
          (CASE WHEN n % 400 = 0 THEN 'draft' ELSE 'sent' END)::"OutboundState", ${ago}, ${ago}
        FROM generate_series(1, ${people}) AS n`,
    },
    {
      what: "stages",
      sql: `INSERT INTO "StageChange" (id, "conversationId", "from", "to", score, at)
        SELECT 'bulk_s' || n, 'bulk_v' || n, 'lead_magnet', 'qualification', 40, ${ago} + interval '3 hours'
        FROM generate_series(1, ${people}) AS n WHERE n % 10 >= 6`,
    },
    {
      what: "offers",
      sql: `INSERT INTO "Offer" (id, "avatarId", "fanId", "conversationId", layer, state, "priceUsd", token, "shownAt",
          "paidAt", "expiresAt", sandbox, "conversionChance", "createdAt")
        SELECT 'bulk_p' || n, ${avatar}, 'bulk_f' || n, 'bulk_v' || n, 'pack',
          (CASE WHEN ${isPaid} THEN 'paid' ELSE 'shown' END)::"OfferState", 29.99, 'bulk-' || n, ${ago},
          CASE WHEN ${isPaid} THEN ${ago} + interval '5 hours' END, ${ago} + interval '7 days', false, (n % 100) / 100.0, ${ago}
        FROM ${offers}`,
    },
    {
      what: "purchases",
      sql: `INSERT INTO "Purchase" (id, "avatarId", "fanId", "offerId", state, provider, "intentId", "amountUsd", sandbox,
          "paidAt", "createdAt")
        SELECT 'bulk_b' || n, ${avatar}, 'bulk_f' || n, 'bulk_p' || n, 'paid', 'stripe', 'bulk-' || n, 29.99, false,
          ${ago} + interval '5 hours', ${ago}
        FROM ${offers} WHERE ${isPaid}`,
    },
    {
      what: "costs",
      sql: `INSERT INTO "CostEntry" (id, "attemptKey", state, "avatarId", "conversationId", provider, model, unit, units,
          "amountUsd", "createdAt", "settledAt")
        SELECT 'bulk_e' || n, 'bulk-' || n, 'settled', ${avatar}, 'bulk_v' || n, 'openai', 'small', 'token', 900, 0.0009,
          ${ago}, ${ago}
        FROM generate_series(1, ${people}) AS n`,
    },
    {
      what: "webhooks",
      sql: `INSERT INTO "InboundEvent" (id, source, "eventId", kind, state, payload, "conversationId", "receivedAt", "processedAt")
        SELECT 'bulk_i' || n, 'instagram', 'bulk-' || n, 'message', 'processed', '{}', 'bulk_v' || n, ${ago}, ${ago}
        FROM generate_series(1, ${people}) AS n`,
    },
    {
      what: "decisions of controls",
      sql: `INSERT INTO "TrustEvent" (id, stream, seq, control, "ruleVersion", "inputHash", decision, at, "prevHash", hash)
        SELECT 'bulk_t' || n, 'bulk_v' || n, 1, 'C' || (1 + n % 20), '1', md5(n::text), 'passed', ${ago}, '', md5(n::text)
        FROM generate_series(1, ${people}) AS n`,
    },
  ] as const;
}
