// How true P(conversion) was: what was foretold when an offer was made, beside what became of it (domain 7).
import { z } from "zod";
import { Prisma } from "../../../prisma/client.ts";
import { calibrate, type Forecast } from "../../domain/fans/calibration.ts";
import { type Language, texts } from "../../texts/texts.ts";
import type { CommandContext } from "../context.ts";
import { OFFER_LIFE_MS } from "../offer/shown-offer.ts";
import type { Card } from "../view.ts";
import { defineReport } from "./define-report.ts";
import { keptChart } from "./kept-chart.ts";
import { percent } from "./percent.ts";
import { type ReportScope, reportDays, reportScope } from "./report-scope.ts";

/** Below so many outcomes a bin says little. */
const FEW = 30;

const ratio = z.number().nullable();
const Output = z.object({
  avatar: z.string().nullable(),
  days: z.number(),
  /** Sandbox offers are among them: play money is no proof of a willingness to pay. */
  withPlay: z.boolean(),
  forecasts: z.number(),
  converted: z.number(),
  brier: ratio,
  brierOfBaseRate: ratio,
  skill: ratio,
  calibrationError: ratio,
  bins: z.array(
    z.object({
      from: z.number(),
      to: z.number(),
      count: z.number(),
      meanChance: z.number(),
      observed: z.number(),
    }),
  ),
  imageKey: z.string().nullable(),
});
type Report = z.output<typeof Output>;

export const reportCalibration = defineReport({
  name: "report.calibration",
  role: "analyst",
  input: z.object({ avatar: z.string().optional(), days: reportDays }),
  output: Output,
  positional: ["avatar"],
  errors: ["not_found"],
  run: async (context, input) => {
    const scope = await reportScope(context, input);
    const rows = await readForecasts(context, scope);
    const real = rows.filter(({ sandbox }) => !sandbox);
    const withPlay = real.length === 0 && rows.length > 0;
    const { bins, ...figures } = calibrate(withPlay ? rows : real);
    const report = { avatar: scope.avatar, days: scope.days, withPlay, ...figures, bins: [...bins] };
    return { ...report, imageKey: await drawBins(context, report) };
  },
  sheet: ({ bins }) => [
    ["chance_from", "chance_to", "offers", "mean_chance", "observed"],
    ...bins.map(({ from, to, count, meanChance, observed }) => [from, to, count, meanChance, observed]),
  ],
  view: (output, context) => cardOf(output, context.actor.language),
});

/** Offers that have come to their end: what is still open has no outcome yet. */
async function readForecasts(
  context: CommandContext,
  { from, to, allows }: ReportScope,
): Promise<readonly (Forecast & { readonly sandbox: boolean })[]> {
  const lapsed = new Date(to.getTime() - OFFER_LIFE_MS);
  return await context.database.prisma.$queryRaw`
    SELECT "conversionChance" AS chance, "paidAt" IS NOT NULL AS converted, sandbox
    FROM "Offer"
    WHERE "shownAt" > ${from} AND "shownAt" <= ${to} AND "conversionChance" IS NOT NULL
      AND ("paidAt" IS NOT NULL OR state IN ('refused', 'expired', 'withdrawn') OR "shownAt" <= ${lapsed})
      AND ${allows(Prisma.sql`"avatarId"`)}`;
}

async function drawBins(context: CommandContext, report: Omit<Report, "imageKey">): Promise<string | null> {
  const { language } = context.actor;
  const words = texts(language).reports;
  const bars = report.bins.map((bin) => ({
    label: words.foretoldBetween(bin.from * 100, bin.to * 100),
    share: bin.observed,
    value: words.observedOf(percent(bin.observed, language), bin.count),
  }));
  const groups = [{ label: words.foretold, bars }];
  return await keptChart(context, "calibration", {
    title: words.calibrationChart,
    note: words.calibrationNote,
    groups,
  });
}

function titleOf(
  { forecasts, converted, skill }: Pick<Report, "forecasts" | "converted" | "skill">,
  language: Language,
) {
  const words = texts(language).reports;
  if (forecasts === 0) return words.noForecasts;
  if (forecasts < FEW) return words.fewForecasts(forecasts, FEW);
  if (skill === null) return words.oneOutcome(forecasts, converted > 0);
  return skill > 0 ? words.forecastsHelp(forecasts) : words.forecastsMislead(forecasts);
}

function cardOf(output: Report, language: Language): Card {
  const words = texts(language).reports;
  const right = (label: string) => ({ label, align: "right" as const });
  const figure = (label: string, value: number | null) => ({
    label,
    value: value === null ? words.unknown : value.toFixed(3),
  });
  const title = titleOf(output, language);
  if (output.forecasts === 0) return { title, text: words.calibrationText };
  return {
    title,
    tone: output.skill !== null && output.skill <= 0 && output.forecasts >= FEW ? "warning" : "neutral",
    text: words.calibrationText,
    fields: [
      { label: words.offersEnded, value: words.ofWhichPaid(output.forecasts, output.converted) },
      figure(words.brier, output.brier),
      figure(words.brierOfBaseRate, output.brierOfBaseRate),
      figure(words.calibrationError, output.calibrationError),
    ],
    table: {
      columns: [{ label: words.foretold }, right(words.offers), right(words.meanForetold), right(words.reallyPaid)],
      rows: output.bins.map((bin) => [
        words.foretoldBetween(bin.from * 100, bin.to * 100),
        String(bin.count),
        percent(bin.meanChance, language),
        percent(bin.observed, language),
      ]),
    },
    ...(output.imageKey ? { images: [{ key: output.imageKey, alt: title }] } : {}),
    ...(output.withPlay ? { note: words.calibrationOfPlay } : {}),
  };
}
