// What happened in the last day and what waits now, for the one who reads it over coffee. Plain numbers: the words are the card's.
import { z } from "zod";
import { DAY_MS } from "../../kernel/clock.ts";
import { microsFromUsd } from "../../kernel/money.ts";
import type { AppContext } from "../context.ts";
import { WAITING } from "../conversation/waiting.ts";
import { EXAMPLE_PROVIDER } from "../example/example-provider.ts";
import { ceilingsToday } from "../money/ceilings.ts";

export const DigestFacts = z.object({
  /** The last 24 hours. */
  fanMessages: z.number(),
  answers: z.number(),
  newFans: z.number(),
  handovers: z.number(),
  sales: z.number(),
  /** Real money, less what went back. */
  revenueMicros: z.number(),
  playMicros: z.number(),
  costMicros: z.number(),
  published: z.number(),
  /** Now. */
  fansWaiting: z.number(),
  drafts: z.number(),
  pieces: z.number(),
  failedPosts: z.number(),
  unknown: z.number(),
  accountsUnwell: z.number(),
  /** The next 24 hours. */
  postsAhead: z.number(),
  budgetMicros: z.number(),
});
export type DigestValue = z.output<typeof DigestFacts>;

type Counted = Record<Exclude<keyof DigestValue, `${string}Micros` | "fansWaiting">, number> &
  Record<"revenue" | "play" | "cost", string>;

export async function digestFacts(context: Pick<AppContext, "database" | "config" | "clock">): Promise<DigestValue> {
  const { prisma } = context.database;
  const now = context.clock.now();
  const from = new Date(now.getTime() - DAY_MS);
  const until = new Date(now.getTime() + DAY_MS);
  const [rows, fansWaiting, { workspace }] = await Promise.all([
    prisma.$queryRaw<Counted[]>`
      SELECT
        (SELECT count(*)::int FROM "Message" WHERE author = 'fan' AND "sentAt" > ${from}) AS "fanMessages",
        (SELECT count(DISTINCT ("conversationId", "upToSeq"))::int FROM "OutboundMessage"
          WHERE "createdAt" > ${from} AND kind = 'reply' AND state = 'sent') AS answers,
        (SELECT count(*)::int FROM "Fan" WHERE "createdAt" > ${from}) AS "newFans",
        (SELECT count(*)::int FROM "OperatorNotice" WHERE kind = 'handover' AND "createdAt" > ${from}) AS handovers,
        (SELECT count(*)::int FROM "Purchase" WHERE "paidAt" > ${from} AND NOT sandbox) AS sales,
        (SELECT COALESCE(sum("amountUsd"), 0) FROM "Purchase" WHERE "paidAt" > ${from} AND NOT sandbox)
          - (SELECT COALESCE(sum("amountUsd"), 0) FROM "PurchaseReversal" WHERE "occurredAt" > ${from} AND NOT sandbox)
          AS revenue,
        (SELECT COALESCE(sum("amountUsd"), 0) FROM "Purchase" WHERE "paidAt" > ${from} AND sandbox) AS play,
        (SELECT COALESCE(sum("amountUsd"), 0) FROM "CostEntry"
          WHERE state = 'settled' AND "createdAt" > ${from} AND provider <> ${EXAMPLE_PROVIDER}) AS cost,
        (SELECT count(*)::int FROM "ScheduledPost" WHERE "publishedAt" > ${from}) AS published,
        (SELECT count(*)::int FROM "OutboundMessage" WHERE state = 'draft') AS drafts,
        (SELECT count(*)::int FROM "Piece" WHERE state = 'ready') AS pieces,
        (SELECT count(*)::int FROM "ScheduledPost" WHERE state = 'failed' AND "dueAt" > ${from}) AS "failedPosts",
        (SELECT count(*)::int FROM "OutboundMessage" WHERE state = 'unknown')
          + (SELECT count(*)::int FROM "ScheduledPost" WHERE state = 'unknown') AS unknown,
        (SELECT count(*)::int FROM "Account"
          WHERE state IN ('degraded', 'limited', 'suspended', 'disconnected')) AS "accountsUnwell",
        (SELECT count(*)::int FROM "ScheduledPost"
          WHERE state = 'scheduled' AND "dueAt" BETWEEN ${now} AND ${until}) AS "postsAhead"`,
    prisma.conversation.count({ where: WAITING }),
    ceilingsToday(context, now),
  ]);
  const [row] = rows;
  if (!row) throw new Error("a query of counts always has a row");
  const { revenue, play, cost, ...counts } = row;
  return {
    ...counts,
    fansWaiting,
    revenueMicros: microsFromUsd(revenue),
    playMicros: microsFromUsd(play),
    costMicros: microsFromUsd(cost),
    budgetMicros: workspace.limitMicros,
  };
}
