// Profit and loss: revenue less refunds and attributed cost, per avatar, piece, conversation and
// variant, with play money kept apart (domain 8).
import { z } from "zod";
import { profitAndLoss } from "../../domain/money/profit-and-loss.ts";
import { arpuMicros, conversionRate, growthRate } from "../../domain/sales/revenue.ts";
import { sheetUsd } from "../../kernel/csv.ts";
import { defineReport } from "./define-report.ts";
import { pnlCard } from "./pnl-card.ts";
import { PNL_GROUPS, pnlLines } from "./pnl-lines.ts";
import { pnlPicture } from "./pnl-picture.ts";
import { reportDays, reportScope } from "./report-scope.ts";
import { type Book, type Business, sumBusiness } from "./sum-business.ts";

const ratio = z.number().nullable();

const BookOutput = z.object({
  revenueMicros: z.number(),
  refundsMicros: z.number(),
  costMicros: z.number(),
  netRevenueMicros: z.number(),
  profitMicros: z.number(),
  /** Profit / net revenue. */
  margin: ratio,
  /** Profit / cost. */
  returnOnCost: ratio,
  sales: z.number(),
  payers: z.number(),
  arpuMicros: z.number().nullable(),
  /** Revenue against the period of the same length before. */
  growth: ratio,
});

const Result = z.object({
  /** Money that was really taken and spent. */
  real: BookOutput,
  /** Play money: sandbox purchases, and the costs the example creator claims. */
  play: BookOutput,
  offersShown: z.number(),
  offersPaid: z.number(),
  /** Paid offers / offers shown, both books. */
  conversion: ratio,
});

const Line = z.object({
  /** An avatar's slug, or an id; "": money that belongs to none of the kind. */
  key: z.string(),
  label: z.string(),
  sales: z.number(),
  revenueMicros: z.number(),
  refundsMicros: z.number(),
  costMicros: z.number(),
  netRevenueMicros: z.number(),
  profitMicros: z.number(),
  margin: ratio,
  returnOnCost: ratio,
});

export const PnlReport = z.object({
  avatar: z.string().nullable(),
  by: z.enum(PNL_GROUPS),
  days: z.number(),
  from: z.string(),
  to: z.string(),
  total: Result,
  avatars: z.array(Result.extend({ avatar: z.string() })),
  /** Of one book: the play one where no real money moved at all. The most revenue first. */
  lines: z.array(Line),
  isPlay: z.boolean(),
  imageKey: z.string().nullable(),
});
export type PnlReportValue = z.output<typeof PnlReport>;
export type PnlBook = z.output<typeof BookOutput>;

export const reportPnl = defineReport({
  name: "report.pnl",
  role: "analyst",
  input: z.object({ avatar: z.string().optional(), by: z.enum(PNL_GROUPS).default("avatar"), days: reportDays }),
  output: PnlReport,
  positional: ["avatar", "by"],
  errors: ["not_found"],
  run: async (context, input) => {
    const scope = await reportScope(context, input);
    const [total, ...each] = await sumBusiness(context, scope);
    if (!total) throw new Error("the sums always begin with the total");
    const avatars = each.map((one) => ({ avatar: one.slug ?? "", ...resultOf(one) }));
    const isPlay = !isUsed(total.real) && isUsed(total.play);
    const lines =
      input.by === "avatar" ? avatars.map(avatarLine(isPlay)) : await pnlLines(context, scope, input.by, isPlay);
    const report = {
      avatar: scope.avatar,
      by: input.by,
      days: scope.days,
      from: scope.from.toISOString(),
      to: scope.to.toISOString(),
      total: resultOf(total),
      avatars,
      lines: [...lines],
      isPlay,
    };
    return { ...report, imageKey: await pnlPicture(context, report) };
  },
  sheet: ({ by, lines }) => [
    [by, "label", "sales", "revenue_usd", "refunds_usd", "net_revenue_usd", "cost_usd", "profit_usd", "margin"],
    ...lines.map((row) => [
      ...[row.key, row.label, row.sales],
      ...[row.revenueMicros, row.refundsMicros, row.netRevenueMicros, row.costMicros, row.profitMicros].map(sheetUsd),
      row.margin,
    ]),
  ],
  view: (output, context) => pnlCard(output, context.actor.language),
});

const isUsed = ({ revenueMicros, refundsMicros, costMicros }: Book) =>
  revenueMicros !== 0 || refundsMicros !== 0 || costMicros !== 0;

const avatarLine =
  (isPlay: boolean) =>
  ({ avatar, real, play }: z.output<typeof Result> & { readonly avatar: string }): z.output<typeof Line> => {
    const { sales, revenueMicros, refundsMicros, costMicros } = isPlay ? play : real;
    return { key: avatar, label: avatar, sales, ...profitAndLoss({ revenueMicros, refundsMicros, costMicros }) };
  };

function resultOf({ real, play, offersShown, offersPaid }: Business): z.output<typeof Result> {
  return {
    real: bookOf(real),
    play: bookOf(play),
    offersShown,
    offersPaid,
    conversion: conversionRate(offersPaid, offersShown),
  };
}

function bookOf(book: Book): PnlBook {
  const { sales, payers, revenueBeforeMicros, ...money } = book;
  return {
    ...profitAndLoss(money),
    sales,
    payers,
    arpuMicros: arpuMicros(book.revenueMicros, payers),
    growth: growthRate(book.revenueMicros, revenueBeforeMicros),
  };
}
