// How far fans came: those whose conversation began in a period, step by step, and how long each step took (domain 7).
import { z } from "zod";
import { Prisma } from "../../../prisma/client.ts";
import { HOUR_MS } from "../../kernel/clock.ts";
import { type Language, texts } from "../../texts/texts.ts";
import type { CommandContext } from "../context.ts";
import type { Card } from "../view.ts";
import { defineReport } from "./define-report.ts";
import { keptChart } from "./kept-chart.ts";
import { percent } from "./percent.ts";
import { type ReportScope, reportDays, reportScope } from "./report-scope.ts";

const STEPS = ["lead_magnet", "qualification", "conversion", "offered", "paid"] as const;
type Step = (typeof STEPS)[number];

/** What a step's rate is of: offers are made from qualification on (domain 8). */
const BASE: Readonly<Record<Step, Step | null>> = {
  lead_magnet: null,
  qualification: "lead_magnet",
  conversion: "qualification",
  offered: "qualification",
  paid: "offered",
};

const Counts = z.object({
  steps: z.array(
    z.object({
      step: z.enum(STEPS),
      fans: z.number(),
      /** Share of those of its base; null where there were none. */
      rate: z.number().nullable(),
      /** Half of them needed no longer, from the first message; null where nobody came so far. */
      medianMs: z.number().nullable(),
    }),
  ),
});
const Output = Counts.extend({
  avatar: z.string().nullable(),
  days: z.number(),
  avatars: z.array(Counts.extend({ avatar: z.string() })),
  /** Paid with play money, counted as paid. */
  playPaid: z.number(),
  imageKey: z.string().nullable(),
});
type Report = z.output<typeof Output>;
type Steps = z.output<typeof Counts>["steps"];

export const reportFunnel = defineReport({
  name: "report.funnel",
  role: "analyst",
  input: z.object({ avatar: z.string().optional(), days: reportDays }),
  output: Output,
  positional: ["avatar"],
  errors: ["not_found"],
  run: async (context, input) => {
    const scope = await reportScope(context, input);
    const [total, ...avatars] = await readFunnel(context, scope);
    const steps = stepsOf(total);
    const { avatar, days } = scope;
    const report = {
      avatar,
      days,
      steps,
      avatars: avatars.map((row) => ({ avatar: row.slug ?? "", steps: stepsOf(row) })),
      playPaid: total?.playPaid ?? 0,
    };
    return { ...report, imageKey: await drawSteps(context, report) };
  },
  sheet: ({ steps, avatars }) => [
    ["avatar", "step", "fans", "rate", "median_hours"],
    ...[{ avatar: "total", steps }, ...avatars].flatMap(({ avatar, steps: each }) =>
      each.map(({ step, fans, rate, medianMs }) => [
        ...[avatar, step, fans, rate],
        medianMs === null ? null : medianMs / HOUR_MS,
      ]),
    ),
  ],
  view: (output, context) => cardOf(output, context.actor.language),
});

type Row = { readonly slug: string | null; readonly playPaid: number } & Readonly<Record<Step, number>> &
  Readonly<Record<`${Step}Hours`, number | null>>;

/** Nothing of a conversation is older than it. The total first. One query: a conversation with the first time it reached each step, then counts and medians. */
async function readFunnel(context: CommandContext, { from, to, allows }: ReportScope): Promise<readonly Row[]> {
  // date_part gives floats; extract's numerics take several times as long to sort.
  const hours = (column: Prisma.Sql) =>
    Prisma.sql`percentile_cont(0.5) WITHIN GROUP (ORDER BY date_part('epoch', ${column} - reached."createdAt") / 3600)`;
  return await context.database.prisma.$queryRaw<Row[]>`
    WITH reached AS (
      SELECT c.id, c."avatarId", c."createdAt", c.stage, moved.qualified, moved.converting, sold.offered, sold.paid, sold.play
      FROM "Conversation" c
      LEFT JOIN (
        SELECT "conversationId", min(at) FILTER (WHERE "to" IN ('qualification', 'conversion')) AS qualified,
          min(at) FILTER (WHERE "to" = 'conversion') AS converting
        FROM "StageChange" WHERE at > ${from} GROUP BY 1) AS moved ON moved."conversationId" = c.id
      LEFT JOIN (
        SELECT "conversationId", min("shownAt") AS offered, min("paidAt") AS paid,
          bool_and(sandbox) FILTER (WHERE "paidAt" IS NOT NULL) AS play
        FROM "Offer" WHERE "shownAt" > ${from} OR "paidAt" > ${from} GROUP BY 1) AS sold ON sold."conversationId" = c.id
      WHERE c."createdAt" > ${from} AND c."createdAt" <= ${to} AND ${allows(Prisma.sql`c."avatarId"`)}
    )
    SELECT min(avatar.slug) AS slug, GROUPING(reached."avatarId") = 1 AS "isTotal",
      count(*)::int AS lead_magnet, 0::float8 AS "lead_magnetHours",
      count(*) FILTER (WHERE reached.stage <> 'lead_magnet')::int AS qualification, ${hours(Prisma.sql`qualified`)} AS "qualificationHours",
      count(*) FILTER (WHERE reached.stage = 'conversion')::int AS conversion, ${hours(Prisma.sql`converting`)} AS "conversionHours",
      count(offered)::int AS offered, ${hours(Prisma.sql`offered`)} AS "offeredHours",
      count(paid)::int AS paid, ${hours(Prisma.sql`paid`)} AS "paidHours",
      count(*) FILTER (WHERE play)::int AS "playPaid"
    FROM reached
    LEFT JOIN "Avatar" avatar ON avatar.id = reached."avatarId"
    GROUP BY GROUPING SETS ((), (reached."avatarId"))
    ORDER BY "isTotal" DESC, slug`;
}

function stepsOf(row: Row | undefined): Steps {
  return STEPS.map((step) => {
    const base = BASE[step];
    const fans = row?.[step] ?? 0;
    const ofFans = base === null ? 0 : (row?.[base] ?? 0);
    const hours = row?.[`${step}Hours`] ?? null;
    return {
      step,
      fans,
      // A step may be skipped, as by an offer made by hand: then there is no share to tell.
      rate: ofFans > 0 && fans <= ofFans ? fans / ofFans : null,
      medianMs: hours === null || base === null ? null : Math.round(hours * HOUR_MS),
    };
  });
}

async function drawSteps(context: CommandContext, report: Omit<Report, "imageKey">): Promise<string | null> {
  const words = texts(context.actor.language).reports;
  const most = Math.max(...report.steps.map(({ fans }) => fans));
  if (most === 0) return null;
  const bars = report.steps.map(({ step, fans }) => ({
    label: words.steps[step],
    share: fans / most,
    value: String(fans),
  }));
  const title = words.funnelChart(report.days);
  return await keptChart(context, "funnel", { title, note: words.funnelNote, groups: [{ label: words.fans, bars }] });
}

function titleOf({ steps, days, avatar }: Pick<Report, "steps" | "days" | "avatar">, language: Language): string {
  const began = steps[0]?.fans ?? 0;
  return texts(language).reports.funnelTitle(began, steps.at(-1)?.fans ?? 0, days, avatar);
}

/** Below it a tenth of an hour reads as none. */
const LEAST_HOURS = 0.1;

function cardOf(output: Report, language: Language): Card {
  const words = texts(language).reports;
  const right = (label: string) => ({ label, align: "right" as const });
  const title = titleOf(output, language);
  const after = (ms: number) =>
    ms < LEAST_HOURS * HOUR_MS ? words.afterMinutes : words.afterHours((ms / HOUR_MS).toFixed(1));
  const scope = output.avatar ? { avatar: output.avatar } : {};
  const steps = output.steps.map(({ step, fans, rate, medianMs }) => ({
    label: words.steps[step],
    value: [
      String(fans),
      ...(rate === null ? [] : [words.ofStep(percent(rate, language), words.steps[BASE[step] ?? step])]),
      ...(medianMs === null ? [] : [after(medianMs)]),
    ].join(", "),
  }));
  return {
    title,
    fields: steps,
    ...(output.avatars.length > 1
      ? {
          table: {
            columns: [{ label: words.groups.avatar }, ...STEPS.map((step) => right(words.steps[step]))],
            rows: output.avatars.map((row) => [row.avatar, ...row.steps.map(({ fans }) => String(fans))]),
          },
        }
      : {}),
    ...(output.imageKey ? { images: [{ key: output.imageKey, alt: title }] } : {}),
    buttons: [7, 90].map((days) => ({
      label: words.lastDays(days),
      command: "report.funnel",
      input: { ...scope, days },
    })),
    ...(output.playPaid > 0 ? { note: words.funnelPlay(output.playPaid) } : {}),
  };
}
