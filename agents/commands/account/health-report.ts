// One account's health as it is read and shown: the last check, its parts, what the checks before said, and reach by day.

import { z } from "zod";
import { HEALTH_PARTS } from "../../domain/distribution/account-health.ts";
import { platformName } from "../../domain/distribution/platform-name.ts";
import { DAY_MS } from "../../kernel/clock.ts";
import { type Language, texts } from "../../texts/texts.ts";
import type { CommandContext } from "../context.ts";
import { keptChart } from "../report/kept-chart.ts";
import type { Card } from "../view.ts";
import type { FoundAccount } from "./find-account.ts";
import { adviceOf, toneOf } from "./health-advice.ts";
import { rateStateOf } from "./rate-state.ts";

const DAYS = 14;
const MOST_SCORE = 100;

const State = z.enum(["warming", "healthy", "degraded", "limited", "suspended", "disconnected"]);
const Parts = z.array(z.object({ part: z.enum(HEALTH_PARTS), points: z.number(), most: z.number() }));
/** As `check-health` stores it; the example's rows know less. */
const StoredFacts = z.object({
  parts: Parts.catch([]).default([]),
  followers: z.number().nullish().catch(null),
  engagementPercent: z.number().nullish().catch(null),
  reachDropped: z.boolean().nullish().catch(null),
});

export const HealthRow = z.object({
  id: z.string(),
  handle: z.string(),
  platform: z.string(),
  state: State,
  avatar: z.string(),
  /** 0..100; null: not checked yet. */
  score: z.number().nullable(),
  paused: z.boolean(),
});

export const HealthReport = HealthRow.extend({
  parts: Parts,
  checkedAt: z.string().nullable(),
  pausedAt: z.string().nullable(),
  pausedBy: z.enum(["operator", "health"]).nullable(),
  followers: z.number().nullable(),
  engagementPercent: z.number().nullable(),
  reachDropped: z.boolean(),
  rate: z.object({ percent: z.number().nullable(), until: z.string().nullable() }).nullable(),
  imageKey: z.string().nullable(),
});
type HealthReportValue = z.output<typeof HealthReport>;

export async function readHealth(context: CommandContext, account: FoundAccount): Promise<HealthReportValue> {
  const { prisma } = context.database;
  const since = new Date(context.clock.now().getTime() - DAYS * DAY_MS);
  const [checks, days] = await Promise.all([
    prisma.healthCheck.findMany({ where: { accountId: account.id }, orderBy: { checkedAt: "desc" }, take: 100 }),
    prisma.accountInsight.findMany({ where: { accountId: account.id, day: { gte: since } }, orderBy: { day: "asc" } }),
  ]);
  const last = checks[0];
  const facts = StoredFacts.parse(last?.facts ?? {});
  const rate = rateStateOf(account.rateState);
  const report = {
    id: account.id,
    handle: account.handle,
    platform: account.platform,
    state: account.state,
    avatar: account.avatar.slug,
    score: last?.score ?? null,
    paused: account.pausedAt !== null,
    parts: facts.parts,
    checkedAt: last?.checkedAt.toISOString() ?? null,
    pausedAt: account.pausedAt?.toISOString() ?? null,
    pausedBy: pausedBy(account),
    followers: facts.followers ?? null,
    engagementPercent: facts.engagementPercent ?? null,
    reachDropped: facts.reachDropped ?? false,
    rate: rate && { percent: rate.percent, until: rate.until },
  };
  const scores = checks.filter(({ checkedAt }) => checkedAt >= since).reverse();
  return { ...report, imageKey: await draw(context, report, scores, days) };
}

function pausedBy({ pausedAt, pauseReason }: FoundAccount): "operator" | "health" | null {
  if (pausedAt === null) return null;
  return pauseReason === "health" ? "health" : "operator";
}

interface ScoreAt {
  readonly score: number;
  readonly state: z.output<typeof State>;
  readonly checkedAt: Date;
}

async function draw(
  context: CommandContext,
  report: Omit<HealthReportValue, "imageKey">,
  checks: readonly ScoreAt[],
  days: readonly { readonly day: Date; readonly reach: number | null }[],
): Promise<string | null> {
  const all = texts(context.actor.language);
  const words = all.insights;
  const parts = report.parts.map(({ part, points, most }) => ({
    label: words.parts[part],
    share: points / most,
    value: `${points}/${most}`,
    warns: points === 0,
  }));
  const time = lastOfDays(checks).map(({ score, state, checkedAt }) => ({
    label: `${dayLabel(checkedAt)} · ${all.account.states[state]}`,
    share: score / MOST_SCORE,
    value: String(score),
    warns: toneOf(state) === "bad" || toneOf(state) === "warning",
  }));
  const told = days.filter((day) => day.reach !== null);
  const most = Math.max(1, ...told.map(({ reach }) => reach ?? 0));
  // Nothing but zeroes is no picture.
  const hasReach = told.some((day) => (day.reach ?? 0) > 0);
  const reach = (hasReach ? told : []).map((day) => ({
    label: dayLabel(day.day),
    share: (day.reach ?? 0) / most,
    value: String(day.reach ?? 0),
  }));
  const groups = [
    { label: words.partsGroup, bars: parts },
    { label: words.timeGroup, bars: time },
    { label: words.reachGroup, bars: reach },
  ].filter(({ bars }) => bars.length > 0);
  if (groups.length === 0) return null;
  return await keptChart(context, "health", {
    title: words.healthChart(report.handle),
    note: words.healthNote,
    groups,
  });
}

/** A bar a day is enough. */
function lastOfDays(checks: readonly ScoreAt[]): ScoreAt[] {
  return [...new Map(checks.map((check) => [dayLabel(check.checkedAt), check])).values()];
}

const dayLabel = (at: Date) => at.toISOString().slice(5, 10);
const minute = (iso: string) => iso.slice(0, 16).replace("T", " ");

export function accountHealthCard(report: HealthReportValue, language: Language): Card {
  const { insights: words, account } = texts(language);
  const { handle, platform, state, avatar, score, parts, rate, pausedAt, pausedBy: by } = report;
  const input = { account: report.id };
  const field = (label: string, value: string | null) => (value === null ? [] : [{ label, value }]);
  const number = (value: number | null) => value?.toLocaleString(language) ?? null;
  return {
    title: words.healthTitle(handle, platformName(platform), account.states[state]),
    tone: toneOf(state),
    text: score === null ? words.notChecked : adviceOf(state, report, language),
    fields: [
      ...field(words.score, score === null ? null : words.ofHundred(score)),
      ...parts.map(({ part, points, most }) => ({ label: words.parts[part], value: `${points} / ${most}` })),
      ...field(words.followers, number(report.followers)),
      ...field(words.engagement, report.engagementPercent === null ? null : `${report.engagementPercent.toFixed(1)} %`),
      ...field(words.reachSignal, score === null ? null : reachWords(report.reachDropped, language)),
      ...field(words.rate, rateWords(rate, language)),
      ...field(
        words.paused,
        pausedAt === null || by === null ? null : words.pausedSince(minute(pausedAt), words.pausers[by]),
      ),
      ...field(words.checked, report.checkedAt === null ? null : `${minute(report.checkedAt)} UTC`),
    ],
    ...(report.imageKey ? { images: [{ key: report.imageKey, alt: words.healthChart(handle) }] } : {}),
    buttons: [
      pausedAt === null
        ? { label: words.pause, command: "account.pause", input }
        : { label: words.resume, command: "account.resume", input, style: "primary" },
      { label: words.checkNow, command: "account.check", input },
      { label: words.showInsights, command: "report.insights", input: { avatar } },
    ],
  };
}

function reachWords(hasDropped: boolean, language: Language): string {
  const words = texts(language).insights;
  return hasDropped ? words.reachDropped : words.reachNormal;
}

function rateWords(rate: HealthReportValue["rate"], language: Language): string | null {
  if (!rate || (rate.percent === null && rate.until === null)) return null;
  const percent = rate.percent === null ? "?" : `${Math.round(rate.percent)} %`;
  return rate.until === null ? percent : texts(language).insights.rateUntil(percent, minute(rate.until));
}

export function healthListCard(accounts: readonly z.output<typeof HealthRow>[], language: Language): Card {
  const { insights: words, account } = texts(language);
  const sick = accounts.filter(({ paused }) => paused).length;
  return {
    title: accounts.length === 0 ? words.noAccounts : words.healthList(accounts.length, sick),
    tone: sick > 0 ? "warning" : "neutral",
    table: {
      columns: [
        { label: account.handle },
        { label: account.platform },
        { label: account.avatar },
        { label: account.state },
        { label: words.score, align: "right" },
        { label: words.paused },
      ],
      rows: accounts.map((row) => [
        `@${row.handle}`,
        platformName(row.platform),
        row.avatar,
        account.states[row.state],
        row.score === null ? "–" : String(row.score),
        row.paused ? words.paused : words.notPaused,
      ]),
    },
    buttons: accounts.slice(0, 5).map(({ id, handle, platform }) => ({
      label: `@${handle} · ${platformName(platform)}`,
      command: "account.health",
      input: { account: id },
    })),
  };
}
