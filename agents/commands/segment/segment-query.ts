// A segment as one query: who it means, and of those who cannot be written to now, why. The reasons are the send gate's and
// the outreach rules' (agents/domain), so that a count of a hundred thousand needs no judging of each; a test holds both
// against each other.
import { Prisma } from "../../../prisma/client.ts";
import { windowClosesAt } from "../../domain/fans/reply-window.ts";
import type { SegmentFilterValue } from "../../domain/fans/segment-filter.ts";
import { CRISIS_NO_SALES_MS } from "../../domain/trust/crisis.ts";
import { DAY_MS } from "../../kernel/clock.ts";
import type { AppContext, Transaction } from "../context.ts";
import { outreachSettings } from "../outreach/outreach-settings.ts";

const { sql, join, empty } = Prisma;
const FIRST_DAY = new Date(0);

export interface SegmentPlace {
  readonly avatarId: string;
  readonly filter: SegmentFilterValue;
  readonly now: Date;
  /** Fans after the one and up to the other only, by their ids. */
  readonly span?: { readonly after: string; readonly upTo: string };
}

/** Conditions on `c` (Conversation), `f` (Fan) and `a` (Account). */
export function segmentWhere({ avatarId, filter, now, span }: SegmentPlace): Prisma.Sql {
  const ago = (days: number) => new Date(now.getTime() - days * DAY_MS);
  const tags = (list: readonly string[]) =>
    list.map((tag) => tag.replace(/^#/, "").trim().toLowerCase().replace(/\s+/g, "-"));
  const paid = sql`SELECT p."fanId" FROM "Purchase" p WHERE p."avatarId" = ${avatarId} AND p.state = 'paid'`;
  const ofPack = (slug: string) => sql`SELECT p."fanId" FROM "Purchase" p JOIN "Offer" o ON o.id = p."offerId"
    JOIN "Pack" k ON k.id = o."packId" WHERE p."avatarId" = ${avatarId} AND p.state = 'paid' AND k.slug = ${slug}`;
  const subscribed = sql`SELECT s."fanId" FROM "Subscription" s WHERE s."avatarId" = ${avatarId}`;
  const { stages, channels, languages, subscription } = filter;
  const conditions: readonly (Prisma.Sql | undefined)[] = [
    sql`c."avatarId" = ${avatarId} AND f."erasedAt" IS NULL`,
    span && sql`f.id > ${span.after} AND f.id <= ${span.upTo}`,
    stages && sql`c.stage::text = ANY(${stages})`,
    filter.scoreFrom === undefined ? undefined : sql`c.score >= ${filter.scoreFrom}`,
    filter.scoreTo === undefined ? undefined : sql`c.score <= ${filter.scoreTo}`,
    filter.tags && sql`f.tags && ${tags(filter.tags)}::text[]`,
    filter.withoutTags && sql`NOT coalesce(f.tags && ${tags(filter.withoutTags)}::text[], FALSE)`,
    filter.spentFrom === undefined ? undefined : sql`f."spentUsd" >= ${filter.spentFrom}`,
    filter.spentTo === undefined ? undefined : sql`f."spentUsd" <= ${filter.spentTo}`,
    filter.silentFrom === undefined ? undefined : sql`c."lastInboundAt" <= ${ago(filter.silentFrom)}`,
    filter.silentTo === undefined ? undefined : sql`c."lastInboundAt" >= ${ago(filter.silentTo)}`,
    channels && sql`a.platform = ANY(${channels})`,
    languages && sql`f.language = ANY(${languages})`,
    filter.bought === undefined ? undefined : sql`f.id ${filter.bought ? empty : sql`NOT`} IN (${paid})`,
    filter.boughtPack === undefined ? undefined : sql`f.id IN (${ofPack(filter.boughtPack)})`,
    filter.withoutPack === undefined ? undefined : sql`f.id NOT IN (${ofPack(filter.withoutPack)})`,
    subscription &&
      (subscription === "none"
        ? sql`f.id NOT IN (${subscribed})`
        : sql`f.id IN (${subscribed} AND s.state::text = ${subscription})`),
  ];
  return join(
    conditions.filter((condition): condition is Prisma.Sql => condition !== undefined),
    " AND ",
  );
}

export interface Wish {
  /** Fans of other languages are left out; absent: any. */
  readonly languages?: readonly string[];
  readonly carriesOffer?: boolean;
  /** A sequence: no yes of a person stands behind each message, and broadcasts do not count. */
  readonly ofSequence?: boolean;
}

/** Why `c` cannot be written to now, or null, in the order of the send gate and then of the outreach rules. */
export async function reasonColumn(
  context: Pick<AppContext, "clock">,
  tx: Pick<Transaction, "account" | "avatar" | "setting">,
  avatarId: string,
  wish: Wish,
): Promise<Prisma.Sql> {
  const now = context.clock.now();
  const accounts = await tx.account.findMany({ where: { avatarId } });
  const avatar = await tx.avatar.findUniqueOrThrow({ where: { id: avatarId } });
  const settings = await outreachSettings(tx, avatarId);
  const closed = accounts.flatMap(({ id, platform }) => {
    const openUntil = windowClosesAt(platform, now, false);
    if (openUntil === null) return [];
    const width = openUntil.getTime() - now.getTime();
    const since = width < 0 ? null : new Date(now.getTime() - width);
    return sql`c."accountId" = ${id} AND ${since === null ? sql`TRUE` : sql`coalesce(c."lastInboundAt", ${FIRST_DAY}) < ${since}`}`;
  });
  const away = accounts.flatMap(({ id, state, pausedAt }) => (isReady({ state, pausedAt }) ? [] : [id]));
  const day = new Date(now.getTime() - DAY_MS);
  const crisis = new Date(now.getTime() - CRISIS_NO_SALES_MS);
  const recent = new Date(now.getTime() - settings.everyDays * DAY_MS);
  const off = avatar.autonomy === "off" ? sql`TRUE` : sql`c.autonomy = 'off'`;
  const draft = avatar.autonomy === "draft" ? sql`TRUE` : sql`c.autonomy = 'draft'`;
  const cases: readonly (Prisma.Sql | false | undefined)[] = [
    sql`WHEN c."bannedAt" IS NOT NULL THEN 'banned'`,
    sql`WHEN f."blockedAt" IS NOT NULL THEN 'blocked'`,
    sql`WHEN c."minorLockedAt" IS NOT NULL THEN 'minor_lock'`,
    sql`WHEN c."optedOutAt" IS NOT NULL THEN 'opted_out'`,
    sql`WHEN c."closedAtSeq" = c."lastSeq" THEN 'window_closed'`,
    ...closed.map((condition) => sql`WHEN ${condition} THEN 'window_closed'`),
    wish.carriesOffer && sql`WHEN c."crisisAt" > ${crisis} THEN 'crisis_quiet'`,
    wish.carriesOffer && sql`WHEN c."noOfferUntil" > ${now} THEN 'no_offer_until'`,
    wish.carriesOffer &&
      sql`WHEN f.id IN (SELECT "fanId" FROM "Offer" WHERE "avatarId" = ${avatarId} AND "shownAt" > ${day}
        GROUP BY "fanId" HAVING count(*) >= 3) THEN 'offers_a_day'`,
    sql`WHEN c."botPausedUntil" > ${now} THEN 'human_takeover'`,
    sql`WHEN ${off} THEN 'autonomy_off'`,
    wish.ofSequence && sql`WHEN ${draft} THEN 'needs_approval'`,
    sql`WHEN c."silentUntil" > ${now} THEN 'silent'`,
    settings.afterAnswer ? undefined : sql`WHEN c."unansweredOut" >= 1 THEN 'unanswered'`,
    away.length > 0 && sql`WHEN c."accountId" = ANY(${away}) THEN 'not_connected'`,
    sql`WHEN c."reachedAt" IS NOT NULL AND c."reachedAt" >= coalesce(c."lastInboundAt", ${FIRST_DAY}) THEN 'unanswered'`,
    !wish.ofSequence &&
      settings.everyDays > 0 &&
      sql`WHEN f.id IN (SELECT "fanId" FROM "Outreach" WHERE "avatarId" = ${avatarId} AND "broadcastId" IS NOT NULL
        AND (state IN ('queued', 'planned') OR "sentAt" > ${recent})) THEN 'too_soon'`,
    sql`WHEN c."crisisAt" > ${crisis} THEN 'crisis'`,
    sql`WHEN c."waitingSince" IS NOT NULL THEN 'with_person'`,
    sql`WHEN c."firstUnansweredAt" IS NOT NULL OR c."leaseUntil" > ${now} OR c.id IN (SELECT "conversationId"
      FROM "OutboundMessage" WHERE state IN ('draft', 'pending', 'sending', 'unknown')) THEN 'in_flight'`,
    wish.languages && sql`WHEN NOT f.language = ANY(${[...wish.languages]}) THEN 'no_text'`,
  ];
  const present = cases.filter((part): part is Prisma.Sql => part !== undefined && part !== false);
  return sql`CASE ${join(present, " ")} END`;
}

/** An account that is connected and not paused. */
export function isReady(account: { readonly state: string; readonly pausedAt: Date | null }): boolean {
  return account.pausedAt === null && account.state !== "disconnected" && account.state !== "suspended";
}

const FROM = sql`FROM "Conversation" c JOIN "Fan" f ON f.id = c."fanId" JOIN "Account" a ON a.id = c."accountId"`;

/** One row a fan, in the order of their ids: of several conversations one that can be written to, then the liveliest. */
export function fansOf(place: SegmentPlace, reason: Prisma.Sql): Prisma.Sql {
  return sql`SELECT DISTINCT ON (c."fanId") c."fanId", c.id AS "conversationId", c."accountId", a.platform,
      f."displayName", f.language, c.stage::text AS stage, c.score, c."lastInboundAt", ${reason} AS reason
    ${FROM} WHERE ${segmentWhere(place)}
    ORDER BY c."fanId", (${reason}) IS NOT NULL, c."lastInboundAt" DESC NULLS LAST, c.id`;
}

export interface SegmentCounts {
  readonly fans: number;
  readonly reachable: number;
  /** Of the others, by why; the most frequent first. */
  readonly leftOut: Readonly<Record<string, number>>;
}

export async function countSegment(
  context: Pick<AppContext, "clock" | "database">,
  { avatarId, filter }: Omit<SegmentPlace, "now">,
  wish: Wish = {},
): Promise<SegmentCounts> {
  const { prisma } = context.database;
  const reason = await reasonColumn(context, prisma, avatarId, wish);
  const rows = await prisma.$queryRaw<{ reason: string | null; count: number }[]>`
    SELECT reason, count(*)::int AS count FROM (${fansOf({ avatarId, filter, now: context.clock.now() }, reason)}) s
    GROUP BY reason ORDER BY count DESC, reason`;
  const leftOut = Object.fromEntries(rows.flatMap((row) => (row.reason === null ? [] : [[row.reason, row.count]])));
  return {
    fans: rows.reduce((sum, { count }) => sum + count, 0),
    reachable: rows.find((row) => row.reason === null)?.count ?? 0,
    leftOut,
  };
}

export interface SampleFan {
  readonly fanId: string;
  readonly conversationId: string;
  readonly displayName: string;
  readonly language: string;
  readonly platform: string;
  readonly stage: string;
  readonly score: number;
  readonly lastInboundAt: Date | null;
  readonly reason: string | null;
}

/** Who can be written to first. */
export async function sampleSegment(
  context: Pick<AppContext, "clock" | "database">,
  { avatarId, filter }: Omit<SegmentPlace, "now">,
  wish: Wish,
  limit: number,
): Promise<readonly SampleFan[]> {
  const { prisma } = context.database;
  const reason = await reasonColumn(context, prisma, avatarId, wish);
  return await prisma.$queryRaw<SampleFan[]>`
    SELECT * FROM (${fansOf({ avatarId, filter, now: context.clock.now() }, reason)}) s
    ORDER BY reason IS NOT NULL, "lastInboundAt" DESC NULLS LAST, "fanId" LIMIT ${limit}`;
}
