// Profit and loss of what a business is made of: what each piece, conversation or variant brought and cost (domain 8).
import { Prisma } from "../../../prisma/client.ts";
import { type ProfitAndLoss, profitAndLoss } from "../../domain/money/profit-and-loss.ts";
import { microsFromUsd } from "../../kernel/money.ts";
import type { CommandContext } from "../context.ts";
import { EXAMPLE_PROVIDER } from "../example/example-provider.ts";
import { hasRole } from "../execute.ts";
import type { ReportScope } from "./report-scope.ts";

export const PNL_GROUPS = ["avatar", "piece", "conversation", "variant"] as const;
type PnlGroup = (typeof PNL_GROUPS)[number];
type PnlPart = Exclude<PnlGroup, "avatar">;

/** Those that brought or cost most; a business has more conversations than anybody reads. */
const MOST_LINES = 200;

interface PnlLine extends ProfitAndLoss {
  /** "" where money belongs to none of the kind. */
  readonly key: string;
  readonly label: string;
  readonly sales: number;
}

interface Row {
  readonly key: string;
  readonly revenue: string;
  readonly refunds: string;
  readonly cost: string;
  readonly sales: number;
}

/**
 * @param sandbox the book: play money or real
 * @returns the most revenue first. Of variants a sale may count for several experiments, and one in none of them is left out.
 */
export async function pnlLines(
  context: CommandContext,
  scope: ReportScope,
  by: PnlPart,
  sandbox: boolean,
): Promise<readonly PnlLine[]> {
  const rows = await context.database.prisma.$queryRaw<Row[]>`
    WITH money AS (${moneySql(scope, sandbox)}), spent AS (${spentSql(scope, sandbox)})
    SELECT key, round(COALESCE(sum(revenue), 0), 6)::text AS revenue, round(COALESCE(sum(refunds), 0), 6)::text AS refunds,
      round(COALESCE(sum(cost), 0), 6)::text AS cost, count(revenue)::int AS sales
    FROM (${ENTRIES[by]}) AS entry
    GROUP BY key
    ORDER BY sum(revenue) DESC NULLS LAST, sum(cost) DESC NULLS LAST, key
    LIMIT ${MOST_LINES}`;
  const labels = await LABELS[by](
    context,
    rows.map(({ key }) => key),
  );
  return rows.map(({ key, revenue, refunds, cost, sales }) => ({
    key,
    label: labels.get(key) ?? key,
    sales,
    ...profitAndLoss({
      revenueMicros: microsFromUsd(revenue),
      refundsMicros: microsFromUsd(refunds),
      costMicros: microsFromUsd(cost),
    }),
  }));
}

/** Sales of the period, and what went back in it whenever it was paid. */
function moneySql({ from, to, allows }: ReportScope, sandbox: boolean): Prisma.Sql {
  return Prisma.sql`
    SELECT p."fanId", p."offerId", p."paidAt", p."amountUsd" AS revenue, NULL::numeric AS refunds
    FROM "Purchase" p
    WHERE p."paidAt" > ${from} AND p."paidAt" <= ${to} AND p.sandbox = ${sandbox} AND ${allows(Prisma.sql`p."avatarId"`)}
    UNION ALL
    SELECT p."fanId", p."offerId", p."paidAt", NULL, r."amountUsd"
    FROM "PurchaseReversal" r JOIN "Purchase" p ON p.id = r."purchaseId"
    WHERE r."occurredAt" > ${from} AND r."occurredAt" <= ${to} AND r.sandbox = ${sandbox}
      AND ${allows(Prisma.sql`r."avatarId"`)}`;
}

function spentSql({ from, to, allows }: ReportScope, sandbox: boolean): Prisma.Sql {
  return Prisma.sql`
    SELECT c."pieceId", c."conversationId", c."createdAt", c."amountUsd" AS cost
    FROM "CostEntry" c
    WHERE c.state = 'settled' AND c."createdAt" > ${from} AND c."createdAt" <= ${to}
      AND (c.provider = ${EXAMPLE_PROVIDER}) = ${sandbox} AND ${allows(Prisma.sql`c."avatarId"`)}`;
}

const ENTRIES: Readonly<Record<PnlPart, Prisma.Sql>> = {
  // What a pack or a custom wish was paid is shared evenly by the pieces in it; what brought the buyer is the attribution's.
  piece: Prisma.sql`
    SELECT COALESCE(sold."pieceId", '') AS key, revenue / COALESCE(sold.count, 1) AS revenue,
      refunds / COALESCE(sold.count, 1) AS refunds, NULL::numeric AS cost
    FROM money JOIN "Offer" o ON o.id = money."offerId"
    LEFT JOIN LATERAL (
      SELECT "pieceId", count(*) OVER () AS count FROM (
        SELECT "pieceId" FROM "PackPiece" WHERE "packId" = o."packId"
        UNION SELECT "pieceId" FROM "CustomPiece" WHERE "requestId" = o."customRequestId") AS held) AS sold ON TRUE
    UNION ALL
    SELECT COALESCE("pieceId", ''), NULL, NULL, cost FROM spent`,
  conversation: Prisma.sql`
    SELECT COALESCE(o."conversationId", '') AS key, revenue, refunds, NULL::numeric AS cost
    FROM money JOIN "Offer" o ON o.id = money."offerId"
    UNION ALL
    SELECT COALESCE("conversationId", ''), NULL, NULL, cost FROM spent`,
  // Of fans who saw it, within the experiment's window after they did.
  variant: Prisma.sql`
    SELECT a."variantId" AS key, revenue, refunds, NULL::numeric AS cost
    FROM money JOIN "ExperimentAssignment" a ON a."fanId" = money."fanId" JOIN "Experiment" e ON e.id = a."experimentId"
    WHERE money."paidAt" >= a."exposedAt" AND money."paidAt" <= a."exposedAt" + make_interval(hours => e."windowHours")
    UNION ALL
    SELECT a."variantId", NULL, NULL, cost
    FROM spent JOIN "Conversation" v ON v.id = spent."conversationId"
    JOIN "ExperimentAssignment" a ON a."fanId" = v."fanId" JOIN "Experiment" e ON e.id = a."experimentId"
    WHERE spent."createdAt" >= a."exposedAt"
      AND spent."createdAt" <= a."exposedAt" + make_interval(hours => e."windowHours")`,
};

type Labels = (context: CommandContext, ids: string[]) => Promise<ReadonlyMap<string, string>>;

const LABELS: Readonly<Record<PnlPart, Labels>> = {
  piece: async ({ database }, ids) => {
    const select = { id: true, number: true, avatar: { select: { slug: true } } } as const;
    const pieces = await database.prisma.piece.findMany({ where: { id: { in: ids } }, select });
    return new Map(pieces.map(({ id, number, avatar }) => [id, `${avatar.slug}-${number}`]));
  },
  conversation: async ({ database, actor }, ids) => {
    // Analysts read figures, never names (domain 10).
    if (!hasRole(actor, "chatter")) return new Map();
    const select = { id: true, fan: { select: { displayName: true } }, avatar: { select: { slug: true } } } as const;
    const found = await database.prisma.conversation.findMany({ where: { id: { in: ids } }, select });
    return new Map(found.map(({ id, fan, avatar }) => [id, `${fan.displayName || id} · ${avatar.slug}`]));
  },
  variant: async ({ database }, ids) => {
    const select = { id: true, name: true, experiment: { select: { name: true } } } as const;
    const found = await database.prisma.experimentVariant.findMany({ where: { id: { in: ids } }, select });
    return new Map(found.map(({ id, name, experiment }) => [id, `${experiment.name} · ${name}`]));
  },
};
