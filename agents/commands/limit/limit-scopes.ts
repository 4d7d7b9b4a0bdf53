// Whose spend limit a command is about, and how it is shown.
import { z } from "zod";
import { currentSelfLimit, effectiveCaps, type SpendCaps } from "../../domain/sales/spend-limit.ts";
import { formatUsd } from "../../kernel/money.ts";
import { texts } from "../../texts/texts.ts";
import type { CommandContext } from "../context.ts";
import { fanName, findConversation } from "../conversation/find-conversation.ts";
import type { Card } from "../view.ts";
import { fanScope, selfLimitOf, spendState, WORKSPACE_SCOPE } from "./spend.ts";

/** "25", "2.50", or "none". */
export const LimitAmount = z
  .string()
  .trim()
  .regex(/^(\d{1,6}(\.\d{1,2})?|none)$/, "an amount such as 100 or 49.50, or none");

/** Cents; null for none. */
export function centsOf(amount: string): number | null {
  if (amount === "none") return null;
  const [whole = "0", fraction = ""] = amount.split(".");
  return Number(whole) * 100 + Number(fraction.padEnd(2, "0"));
}

export const LimitReport = z.object({
  /** Slug, the fan's name, or null for the whole workspace. */
  of: z.string().nullable(),
  conversation: z.string().nullable(),
  dailyCents: z.number(),
  monthlyCents: z.number(),
  /** Of one fan. */
  fan: z
    .object({
      dayCents: z.number(),
      monthCents: z.number(),
      leftCents: z.number(),
      ownDailyCents: z.number().nullable(),
      ownMonthlyCents: z.number().nullable(),
      /** When a raise they asked for counts. */
      raiseFrom: z.string().nullable(),
      offersFrozen: z.boolean(),
    })
    .nullable(),
});
export type LimitReportValue = z.output<typeof LimitReport>;

/** Of an avatar's fans, or of the whole workspace's. */
export async function scopeReport(
  context: CommandContext,
  avatar: { readonly slug: string; readonly scope: string } | null,
): Promise<LimitReportValue> {
  const scopes = [WORKSPACE_SCOPE, ...(avatar ? [avatar.scope] : [])];
  const rows = await context.database.prisma.spendLimit.findMany({ where: { scope: { in: scopes } } });
  const [workspace = null, own = null] = scopes.map((scope) => {
    const row = rows.find((each) => each.scope === scope);
    return row ? selfLimitOf(row) : null;
  });
  const caps = effectiveCaps({ workspace, avatar: own, fan: null }, context.clock.now());
  return { of: avatar?.slug ?? null, conversation: null, ...caps, fan: null };
}

export async function fanReport(context: CommandContext, reference: string): Promise<LimitReportValue> {
  const conversation = await findConversation(context, reference);
  const { fanId, avatarId, fan } = conversation;
  const now = context.clock.now();
  const { prisma } = context.database;
  const sandbox = context.ports.checkout?.info.sandbox ?? true;
  const [{ caps, spent }, row] = await Promise.all([
    spendState(context.database.pool, { fanId, avatarId, sandbox }, now),
    prisma.spendLimit.findUnique({ where: { scope: fanScope(fanId) } }),
  ]);
  const asked = row ? selfLimitOf(row) : null;
  const own = asked ? currentSelfLimit(asked, now) : null;
  return {
    of: fanName(conversation),
    conversation: conversation.id,
    ...caps,
    fan: {
      ...spent,
      leftCents: leftOf(caps, spent),
      ownDailyCents: own?.dailyCents ?? null,
      ownMonthlyCents: own?.monthlyCents ?? null,
      raiseFrom: asked?.next && asked.next.from > now ? asked.next.from.toISOString() : null,
      offersFrozen: fan.offersFrozenAt !== null,
    },
  };
}

function leftOf(caps: SpendCaps, spent: { readonly dayCents: number; readonly monthCents: number }): number {
  return Math.max(0, Math.min(caps.dailyCents - spent.dayCents, caps.monthlyCents - spent.monthCents));
}

const usd = (cents: number) => formatUsd(cents * 10_000);

export function limitCard(report: LimitReportValue, context: CommandContext, title?: string): Card {
  const words = texts(context.actor.language).limits;
  const { fan, conversation } = report;
  const input = conversation ? { conversation } : {};
  return {
    title: title ?? words.title(report.of),
    ...(title ? { tone: "good" as const } : {}),
    fields: [
      { label: words.daily, value: usd(report.dailyCents) },
      { label: words.monthly, value: usd(report.monthlyCents) },
      ...(fan ? fanFields(fan, context) : []),
    ],
    note: words.rolling,
    ...(fan?.offersFrozen
      ? { buttons: [{ label: words.thaw, command: "fan.unfreeze", input, style: "primary" as const }] }
      : {}),
  };
}

function fanFields(fan: NonNullable<LimitReportValue["fan"]>, context: CommandContext): NonNullable<Card["fields"]> {
  const words = texts(context.actor.language).limits;
  const own = (cents: number | null) => (cents === null ? words.none : usd(cents));
  return [
    { label: words.spentDay, value: usd(fan.dayCents) },
    { label: words.spentMonth, value: usd(fan.monthCents) },
    { label: words.left, value: usd(fan.leftCents) },
    { label: words.own, value: `${own(fan.ownDailyCents)} / ${own(fan.ownMonthlyCents)}` },
    ...(fan.raiseFrom ? [{ label: words.raiseFrom, value: fan.raiseFrom.slice(0, 16).replace("T", " ") }] : []),
    ...(fan.offersFrozen ? [{ label: words.frozen, value: words.yes }] : []),
  ];
}
