// Profit and loss: revenue less refunds and attributed cost, per avatar, with play money kept apart (domain 8).
import { z } from "zod";
import { profitAndLoss } from "../../domain/money/profit-and-loss.ts";
import { arpuMicros, conversionRate, growthRate } from "../../domain/sales/revenue.ts";
import { defineCommand } from "../command.ts";
import { pnlCard } from "./pnl-card.ts";
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

export const PnlReport = z.object({
  avatar: z.string().nullable(),
  days: z.number(),
  from: z.string(),
  to: z.string(),
  total: Result,
  avatars: z.array(Result.extend({ avatar: z.string() })),
});
export type PnlReportValue = z.output<typeof PnlReport>;
export type PnlBook = z.output<typeof BookOutput>;

export const reportPnl = defineCommand({
  name: "report.pnl",
  role: "analyst",
  effect: "read",
  input: z.object({ avatar: z.string().optional(), days: reportDays }),
  output: PnlReport,
  positional: ["avatar"],
  errors: ["not_found"],
  run: async (context, input) => {
    const scope = await reportScope(context, input);
    const [total, ...avatars] = await sumBusiness(context, scope);
    if (!total) throw new Error("the sums always begin with the total");
    return {
      avatar: scope.avatar,
      days: scope.days,
      from: scope.from.toISOString(),
      to: scope.to.toISOString(),
      total: resultOf(total),
      avatars: avatars.map((each) => ({ avatar: each.slug ?? "", ...resultOf(each) })),
    };
  },
  view: (output, context) => pnlCard(output, context.actor.language),
});

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
