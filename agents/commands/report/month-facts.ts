// A calendar month of the business as figures, each beside the month before where growth is told; the words are the card's.
import { z } from "zod";
import { Prisma } from "../../../prisma/client.ts";
import { arpuMicros, conversionRate, growthRate } from "../../domain/sales/revenue.ts";
import type { AppContext } from "../context.ts";
import { monthAway, monthSpan } from "./months.ts";
import type { ReportScope } from "./report-scope.ts";
import { type Business, sumBusiness } from "./sum-business.ts";

const Line = z.object({
  avatar: z.string(),
  netRevenueMicros: z.number(),
  costMicros: z.number(),
  profitMicros: z.number(),
});

export const MonthFacts = z.object({
  /** "2026-11", of UTC. */
  month: z.string(),
  avatar: z.string().nullable(),
  revenueMicros: z.number(),
  refundsMicros: z.number(),
  costMicros: z.number(),
  /** Revenue less refunds and cost. */
  profitMicros: z.number(),
  /** Profit / net revenue. */
  margin: z.number().nullable(),
  sales: z.number(),
  payers: z.number(),
  arpuMicros: z.number().nullable(),
  /** Of revenue. */
  growth: z.number().nullable(),
  /** Sandbox sales, in none of the above. */
  playMicros: z.number(),
  newFans: z.number(),
  fanGrowth: z.number().nullable(),
  offersShown: z.number(),
  offersPaid: z.number(),
  conversion: z.number().nullable(),
  published: z.number(),
  /** The most revenue first. */
  avatars: z.array(Line),
});
export type MonthValue = z.output<typeof MonthFacts>;

interface Counts {
  readonly newFans: number;
  readonly fansBefore: number;
  readonly published: number;
}

/** @param scope whose rows may be counted */
export async function monthFacts(
  context: Pick<AppContext, "database">,
  month: string,
  scope: Pick<ReportScope, "avatar" | "allows">,
): Promise<MonthValue> {
  const span = monthSpan(month);
  const before = monthSpan(monthAway(month, -1));
  const [[total, ...avatars], [totalBefore], counts] = await Promise.all([
    sumBusiness(context, { ...scope, ...span }),
    sumBusiness(context, { ...scope, ...before }),
    countsOf(context, { ...scope, ...span }, before.from),
  ]);
  if (!total) throw new Error("the sums always begin with the total");
  const { revenueMicros, refundsMicros, costMicros, sales, payers } = total.real;
  const netMicros = revenueMicros - refundsMicros;
  const profitMicros = netMicros - costMicros;
  return {
    month,
    avatar: scope.avatar,
    ...{ revenueMicros, refundsMicros, costMicros, profitMicros },
    margin: netMicros === 0 ? null : profitMicros / netMicros,
    ...{ sales, payers, arpuMicros: arpuMicros(revenueMicros, payers) },
    growth: growthRate(revenueMicros, totalBefore?.real.revenueMicros ?? 0),
    playMicros: total.play.revenueMicros,
    newFans: counts.newFans,
    fanGrowth: growthRate(counts.newFans, counts.fansBefore),
    offersShown: total.offersShown,
    offersPaid: total.offersPaid,
    conversion: conversionRate(total.offersPaid, total.offersShown),
    published: counts.published,
    avatars: avatars.map(lineOf).toSorted((one, other) => other.netRevenueMicros - one.netRevenueMicros),
  };
}

function lineOf({ slug, real }: Business): z.output<typeof Line> {
  const netRevenueMicros = real.revenueMicros - real.refundsMicros;
  const { costMicros } = real;
  return { avatar: slug ?? "", netRevenueMicros, costMicros, profitMicros: netRevenueMicros - costMicros };
}

async function countsOf(
  { database }: Pick<AppContext, "database">,
  { from, to, allows }: Pick<ReportScope, "from" | "to" | "allows">,
  before: Date,
): Promise<Counts> {
  const [row] = await database.prisma.$queryRaw<Counts[]>`
    SELECT
      (SELECT count(*)::int FROM "Conversation"
        WHERE "createdAt" > ${from} AND "createdAt" <= ${to} AND ${allows(Prisma.sql`"avatarId"`)}) AS "newFans",
      (SELECT count(*)::int FROM "Conversation"
        WHERE "createdAt" > ${before} AND "createdAt" <= ${from} AND ${allows(Prisma.sql`"avatarId"`)}) AS "fansBefore",
      (SELECT count(*)::int FROM "ScheduledPost" s JOIN "Account" a ON a.id = s."accountId"
        WHERE s."publishedAt" > ${from} AND s."publishedAt" <= ${to} AND ${allows(Prisma.sql`a."avatarId"`)}) AS published`;
  if (!row) throw new Error("a query of counts always has a row");
  return row;
}
