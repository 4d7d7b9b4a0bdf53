// The figures behind the attribution report. What is owed to what follows the rule of agents/domain/sales/attribution.ts:
// of payments it was fixed when they were made, of conversations and offers it is looked up by the same rule.
import { Prisma } from "../../../prisma/client.ts";
import { ATTRIBUTION_WINDOW_DAYS, type TouchPosition } from "../../domain/sales/attribution.ts";
import type { CommandContext } from "../context.ts";
import type { ReportScope } from "./report-scope.ts";

export const ATTRIBUTION_GROUPS = ["post", "template", "source"] as const;
export type AttributionGroup = (typeof ATTRIBUTION_GROUPS)[number];

export interface AttributionSum {
  /** "" where the touch names none of the kind; "unknown" where there was none. */
  readonly key: string;
  readonly comments: number;
  readonly conversations: number;
  readonly offers: number;
  readonly buyers: number;
  /** USD as text, without what was given back. */
  readonly revenue: string;
}

/** Of a row `t`: a touch, or what a payment is owed to. */
const KEYS: Readonly<Record<AttributionGroup, Prisma.Sql>> = {
  post: Prisma.sql`COALESCE(t."postId", t."postExternalId", '')`,
  template: Prisma.sql`COALESCE(t."templateKey", '')`,
  source: Prisma.sql`CASE WHEN t."ref" IS NULL THEN t."kind" ELSE t."kind" || ' ' || t."ref" END`,
};

export async function attributionSums(
  context: CommandContext,
  scope: ReportScope,
  asked: { readonly by: AttributionGroup; readonly touch: TouchPosition; readonly sandbox: boolean },
): Promise<readonly AttributionSum[]> {
  const { from, to, allows } = scope;
  const { touch, sandbox } = asked;
  const key = Prisma.sql`CASE WHEN t."kind" IS NULL OR t."kind" = 'unknown' THEN 'unknown' ELSE ${KEYS[asked.by]} END`;
  const within = (column: Prisma.Sql) => Prisma.sql`${column} > ${from} AND ${column} <= ${to}`;
  return await context.database.prisma.$queryRaw<AttributionSum[]>`
    SELECT key, count(comment)::int AS comments, count(conversation)::int AS conversations, count(offer)::int AS offers,
      count(DISTINCT buyer)::int AS buyers, COALESCE(sum(revenue), 0)::text AS revenue
    FROM (
      SELECT ${key} AS key, t.id AS comment, NULL AS conversation, NULL AS offer, NULL AS buyer, NULL::numeric AS revenue
      FROM "FanTouch" t JOIN "Account" a ON a.id = t."accountId"
      WHERE t."kind" = 'comment' AND ${within(Prisma.sql`t."touchedAt"`)} AND ${allows(Prisma.sql`a."avatarId"`)}
      UNION ALL
      SELECT ${key}, NULL, c.id, NULL, NULL, NULL
      FROM "Conversation" c ${touchAt(touch, Prisma.sql`c."fanId"`, Prisma.sql`c."createdAt"`)}
      WHERE ${within(Prisma.sql`c."createdAt"`)} AND c."lastInboundAt" IS NOT NULL AND ${allows(Prisma.sql`c."avatarId"`)}
      UNION ALL
      SELECT ${key}, NULL, NULL, o.id, NULL, NULL
      FROM "Offer" o ${touchAt(touch, Prisma.sql`o."fanId"`, Prisma.sql`o."shownAt"`)}
      WHERE ${within(Prisma.sql`o."shownAt"`)} AND o.sandbox = ${sandbox} AND ${allows(Prisma.sql`o."avatarId"`)}
      UNION ALL
      SELECT ${key}, NULL, NULL, NULL, p."fanId", CASE WHEN p."refundedAt" IS NULL THEN p."amountUsd" - p."refundedUsd" ELSE 0 END
      FROM "Purchase" p LEFT JOIN "PurchaseTouch" t ON t."purchaseId" = p.id AND t."position" = ${touch}
      WHERE ${within(Prisma.sql`p."paidAt"`)} AND p.sandbox = ${sandbox} AND ${allows(Prisma.sql`p."avatarId"`)}
    ) AS entry
    GROUP BY key
    ORDER BY sum(revenue) DESC NULLS LAST, count(conversation) DESC, count(comment) DESC, key`;
}

/** As `attribute` does: within the window, and of one instant by id. */
function touchAt(touch: TouchPosition, fanId: Prisma.Sql, at: Prisma.Sql): Prisma.Sql {
  const order = touch === "first" ? Prisma.sql`h."touchedAt" ASC, h.id ASC` : Prisma.sql`h."touchedAt" DESC, h.id DESC`;
  return Prisma.sql`LEFT JOIN LATERAL (
    SELECT h.* FROM "FanTouch" h
    JOIN "FanAddress" f ON f."accountId" = h."accountId" AND f."externalId" = h."fanExternalId"
    WHERE f."fanId" = ${fanId} AND h."touchedAt" <= ${at}
      AND h."touchedAt" > ${at} - make_interval(days => ${ATTRIBUTION_WINDOW_DAYS}::int)
    ORDER BY ${order} LIMIT 1) t ON TRUE`;
}
