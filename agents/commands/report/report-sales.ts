// What each layer brings (domain 8): revenue, payers, ARPU, life-time value, growth, conversion, and who came back for more.
import { z } from "zod";
import { Prisma } from "../../../prisma/client.ts";
import { arpuMicros, conversionRate, growthRate, lifetimeValueMicros } from "../../domain/sales/revenue.ts";
import { stepUpgrades } from "../../domain/sales/upgrades.ts";
import { DAY_MS } from "../../kernel/clock.ts";
import { sheetUsd } from "../../kernel/csv.ts";
import { formatUsd, microsFromUsd } from "../../kernel/money.ts";
import { type Language, texts } from "../../texts/texts.ts";
import type { CommandContext } from "../context.ts";
import type { Card } from "../view.ts";
import { customWork } from "./custom-work.ts";
import { defineReport } from "./define-report.ts";
import { percent } from "./percent.ts";
import { type ReportScope, reportDays, reportScope } from "./report-scope.ts";

const LAYERS = ["subscription", "pack", "custom"] as const;
/** ARPU is told by the month, whatever the period. */
const MONTH_DAYS = 30;

const ratio = z.number().nullable();
const Layer = z.object({
  layer: z.enum(LAYERS),
  revenueMicros: z.number(),
  refundsMicros: z.number(),
  sales: z.number(),
  payers: z.number(),
  /** Revenue / distinct payers of the period. */
  arpuMicros: z.number().nullable(),
  /** ARPU of a month x the months a payer of this layer stays. */
  lifetimeValueMicros: z.number().nullable(),
  growth: ratio,
  offersShown: z.number(),
  offersPaid: z.number(),
  conversion: ratio,
});
const Upgrade = z.object({
  from: z.string(),
  to: z.string(),
  buyers: z.number(),
  upgraded: z.number(),
  rate: ratio,
  meanMs: z.number().nullable(),
  revenueMicros: z.number(),
});
const Output = z.object({
  avatar: z.string().nullable(),
  days: z.number(),
  /** Play money: nothing was really sold in the period, so sandbox sales are shown. */
  isPlay: z.boolean(),
  layers: z.array(Layer),
  /** Of the period: wishes by when they were asked, the rest by when it happened; mean from payment to delivery. */
  custom: z.object({
    asked: z.number(),
    quoted: z.number(),
    delivered: z.number(),
    meanMs: z.number().nullable(),
  }),
  /** Over all time: who bought a step long ago may upgrade today. */
  upgrades: z.array(Upgrade),
});
type Report = z.output<typeof Output>;

export const reportSales = defineReport({
  name: "report.sales",
  role: "analyst",
  input: z.object({ avatar: z.string().optional(), days: reportDays }),
  output: Output,
  positional: ["avatar"],
  errors: ["not_found"],
  run: async (context, input) => {
    const scope = await reportScope(context, input);
    const rows = await readLayers(context, scope);
    const isPlay = !rows.some(({ play, sales }) => !play && sales > 0) && rows.some(({ play }) => play);
    const layers = LAYERS.map((layer) =>
      layerOf(
        layer,
        rows.find((row) => row.layer === layer && row.play === isPlay),
        scope.days,
      ),
    );
    const upgrades = [...stepUpgrades(await readStepPurchases(context, scope, isPlay))];
    const custom = await customWork(context, scope, isPlay);
    return { avatar: scope.avatar, days: scope.days, isPlay, layers, custom, upgrades };
  },
  sheet: ({ layers }) => [
    [
      "layer",
      "revenue_usd",
      "refunds_usd",
      "sales",
      "payers",
      "arpu_usd",
      "lifetime_value_usd",
      "growth",
      "conversion",
    ],
    ...layers.map((row) => [
      row.layer,
      ...[row.revenueMicros, row.refundsMicros].map(sheetUsd),
      row.sales,
      row.payers,
      ...[row.arpuMicros, row.lifetimeValueMicros].map(sheetUsd),
      row.growth,
      row.conversion,
    ]),
  ],
  view: (output, context) => cardOf(output, context.actor.language),
});

interface Row {
  readonly layer: string;
  readonly play: boolean;
  readonly revenue: string;
  readonly before: string;
  readonly refunds: string;
  readonly sales: number;
  readonly payers: number;
  readonly shown: number;
  readonly paid: number;
}

async function readLayers(context: CommandContext, { from, to, allows }: ReportScope): Promise<readonly Row[]> {
  const before = new Date(2 * from.getTime() - to.getTime());
  const now = Prisma.sql`p."paidAt" > ${from} AND p."paidAt" <= ${to}`;
  return await context.database.prisma.$queryRaw<Row[]>`
    SELECT layer, play, COALESCE(sum(revenue), 0)::text AS revenue, COALESCE(sum(before), 0)::text AS before,
      COALESCE(sum(refunds), 0)::text AS refunds, count(revenue)::int AS sales, count(DISTINCT payer)::int AS payers,
      COALESCE(sum(shown), 0)::int AS shown, COALESCE(sum(paid), 0)::int AS paid
    FROM (
      SELECT o.layer::text AS layer, p.sandbox AS play,
        CASE WHEN ${now} THEN p."amountUsd" END AS revenue,
        CASE WHEN p."paidAt" > ${before} AND p."paidAt" <= ${from} THEN p."amountUsd" END AS before,
        NULL::numeric AS refunds, CASE WHEN ${now} THEN p."fanId" END AS payer, 0 AS shown, 0 AS paid
      FROM "Purchase" p JOIN "Offer" o ON o.id = p."offerId"
      WHERE p."paidAt" > ${before} AND p."paidAt" <= ${to} AND ${allows(Prisma.sql`p."avatarId"`)}
      UNION ALL
      SELECT o.layer::text, r.sandbox, NULL, NULL, r."amountUsd", NULL, 0, 0
      FROM "PurchaseReversal" r JOIN "Purchase" p ON p.id = r."purchaseId" JOIN "Offer" o ON o.id = p."offerId"
      WHERE r."occurredAt" > ${from} AND r."occurredAt" <= ${to} AND ${allows(Prisma.sql`r."avatarId"`)}
      UNION ALL
      SELECT layer::text, sandbox, NULL, NULL, NULL, NULL, 1, CASE WHEN "paidAt" IS NOT NULL THEN 1 ELSE 0 END
      FROM "Offer"
      WHERE "shownAt" > ${from} AND "shownAt" <= ${to} AND ${allows(Prisma.sql`"avatarId"`)}
    ) AS entry
    GROUP BY layer, play`;
}

function layerOf(layer: (typeof LAYERS)[number], row: Row | undefined, days: number): z.output<typeof Layer> {
  const revenueMicros = microsFromUsd(row?.revenue ?? "0");
  const arpu = arpuMicros(revenueMicros, row?.payers ?? 0);
  return {
    layer,
    revenueMicros,
    refundsMicros: microsFromUsd(row?.refunds ?? "0"),
    sales: row?.sales ?? 0,
    payers: row?.payers ?? 0,
    arpuMicros: arpu,
    lifetimeValueMicros: arpu === null ? null : lifetimeValueMicros((arpu * MONTH_DAYS) / days, layer),
    growth: growthRate(revenueMicros, microsFromUsd(row?.before ?? "0")),
    offersShown: row?.shown ?? 0,
    offersPaid: row?.paid ?? 0,
    conversion: conversionRate(row?.paid ?? 0, row?.shown ?? 0),
  };
}

async function readStepPurchases(context: CommandContext, { to, allows }: ReportScope, sandbox: boolean) {
  const rows = await context.database.prisma.$queryRaw<{ fanId: string; step: string; paidAt: Date; amount: string }[]>`
    SELECT p."fanId", k.step, p."paidAt", p."amountUsd"::text AS amount
    FROM "Purchase" p JOIN "Offer" o ON o.id = p."offerId" JOIN "Pack" k ON k.id = o."packId"
    WHERE p."paidAt" <= ${to} AND p."refundedAt" IS NULL AND p.sandbox = ${sandbox}
      AND ${allows(Prisma.sql`p."avatarId"`)}`;
  return rows.map(({ amount, ...row }) => ({ ...row, amountMicros: microsFromUsd(amount) }));
}

function customFields({ custom }: Report, language: Language) {
  const words = texts(language).custom;
  const { asked, quoted, delivered, meanMs } = custom;
  if (asked + quoted + delivered === 0) return [];
  const mean = meanMs === null ? [] : [words.reportMean((meanMs / DAY_MS).toFixed(1))];
  return [{ label: words.report, value: [words.reportValue(asked, quoted, delivered), ...mean].join(", ") }];
}

function cardOf(output: Report, language: Language): Card {
  const words = texts(language).reports;
  const right = (label: string) => ({ label, align: "right" as const });
  const money = (micros: number | null) => (micros === null ? words.unknown : formatUsd(micros));
  const revenue = output.layers.reduce((sum, { revenueMicros }) => sum + revenueMicros, 0);
  const scope = output.avatar ? { avatar: output.avatar } : {};
  const upgrades = output.upgrades.filter(({ buyers }) => buyers > 0);
  return {
    title: words.salesTitle(formatUsd(revenue), output.days, output.avatar),
    fields: [
      ...customFields(output, language),
      ...upgrades.map(({ from, to, upgraded, buyers, rate, meanMs, revenueMicros }) => ({
        label: words.upgrade(from, to),
        value: [
          words.upgraded(upgraded, buyers, percent(rate, language)),
          ...(meanMs === null ? [] : [words.afterDays((meanMs / DAY_MS).toFixed(1)), formatUsd(revenueMicros)]),
        ].join(", "),
      })),
    ],
    table: {
      columns: [
        { label: words.layer },
        right(words.revenue),
        right(words.refunds),
        right(words.payers),
        right(words.arpu),
        right(words.lifetimeValue),
        right(words.growth),
        right(words.conversion),
      ],
      rows: output.layers.map((row) => [
        words.layers[row.layer],
        formatUsd(row.revenueMicros),
        formatUsd(row.refundsMicros),
        String(row.payers),
        money(row.arpuMicros),
        money(row.lifetimeValueMicros),
        percent(row.growth, language),
        `${percent(row.conversion, language)} (${row.offersPaid} / ${row.offersShown})`,
      ]),
    },
    buttons: [7, 90].map((days) => ({
      label: words.lastDays(days),
      command: "report.sales",
      input: { ...scope, days },
    })),
    ...(output.isPlay ? { note: words.salesPlay } : {}),
  };
}
