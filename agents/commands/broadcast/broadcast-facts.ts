// A broadcast with its figures, as a card that follows it.
import { z } from "zod";
import { AppError } from "../../kernel/errors.ts";
import { formatUsd, microsFromUsd } from "../../kernel/money.ts";
import { type Language, texts } from "../../texts/texts.ts";
import { ownOnly } from "../avatar/find-avatar.ts";
import type { CommandContext } from "../context.ts";
import { campaignReasons, campaignSums } from "../outreach/campaign-sums.ts";
import { reasonWord } from "../segment/segment-card.ts";
import type { Card, CardButton } from "../view.ts";

export const BroadcastFacts = z.object({
  id: z.string(),
  avatar: z.string(),
  segment: z.string(),
  state: z.enum(["running", "paused", "canceled", "done"]),
  pausedReason: z.string().nullable(),
  texts: z.record(z.string(), z.string()),
  createdAt: z.string(),
  /** Whether all its fans are found; `audience` grows until then. */
  isExpanded: z.boolean(),
  audience: z.number(),
  queued: z.number(),
  planned: z.number(),
  sent: z.number(),
  failed: z.number(),
  leftOut: z.number(),
  answered: z.number(),
  bought: z.number(),
  revenueMicros: z.number(),
  optedOut: z.number(),
  blocked: z.number(),
  complained: z.number(),
  /** Why fans wait or are left out. */
  reasons: z.array(z.object({ state: z.string(), reason: z.string(), count: z.number() })),
});
export type BroadcastFactsValue = z.output<typeof BroadcastFacts>;

export async function findBroadcast(context: CommandContext, reference: string) {
  const broadcast = await context.database.prisma.broadcast.findFirst({
    where: { id: reference, avatar: ownOnly(context) },
    include: { avatar: { select: { slug: true, name: true } } },
  });
  if (broadcast) return broadcast;
  const words = texts(context.actor.language).reach;
  throw new AppError("not_found", words.broadcastNotFound(reference.slice(0, 60)), {
    field: "broadcast",
    remedy: words.broadcastHint,
  });
}

export async function broadcastFacts(context: CommandContext, id: string): Promise<BroadcastFactsValue> {
  const row = await findBroadcast(context, id);
  const { prisma } = context.database;
  const [sums] = await campaignSums(prisma, "broadcast", [id]);
  const never = Object.entries(Object(row.leftOut) as Record<string, number>);
  const since = await campaignReasons(prisma, "broadcast", id);
  return {
    ...{ id, avatar: row.avatar.slug, segment: row.segment, state: row.state, pausedReason: row.pausedReason },
    texts: z.record(z.string(), z.string()).parse(row.texts),
    createdAt: row.createdAt.toISOString(),
    isExpanded: row.expandedAt !== null,
    audience: row.audience,
    ...{ queued: sums?.queued ?? 0, planned: sums?.planned ?? 0, sent: sums?.sent ?? 0, failed: sums?.failed ?? 0 },
    leftOut: never.reduce((sum, [, count]) => sum + count, sums?.leftOut ?? 0),
    ...{ answered: sums?.answered ?? 0, bought: sums?.bought ?? 0, optedOut: sums?.optedOut ?? 0 },
    ...{ blocked: sums?.blocked ?? 0, complained: sums?.complained ?? 0 },
    revenueMicros: microsFromUsd(sums?.boughtUsd ?? "0"),
    reasons: [...never.map(([reason, count]) => ({ state: "left_out", reason, count })), ...since],
  };
}

const TONES = { running: "neutral", paused: "warning", canceled: "neutral", done: "good" } as const;

export function broadcastCard(facts: BroadcastFactsValue, language: Language): Card {
  const words = texts(language).reach;
  const number = (label: string, value: number) => ({ label, value: String(value) });
  const isOver = facts.state === "done" || facts.state === "canceled";
  return {
    title: words.broadcastTitle(facts.segment, facts.avatar),
    tone: TONES[facts.state],
    ...(facts.pausedReason === null ? {} : { text: words.pausedBy(facts.pausedReason) }),
    fields: [
      { label: words.state, value: words.states[facts.state] },
      ...Object.entries(facts.texts).map(([code, text]) => ({ label: `${words.text} (${code})`, value: text })),
      number(words.audience, facts.audience),
      number(words.queued, facts.queued),
      number(words.sent, facts.sent),
      number(words.answered, facts.answered),
      number(words.bought, facts.bought),
      { label: words.revenue, value: formatUsd(facts.revenueMicros) },
      number(words.optedOut, facts.optedOut),
      { label: words.harm, value: `${facts.blocked} / ${facts.complained}` },
      number(words.failed, facts.failed),
      number(words.leftOut, facts.leftOut),
    ],
    progress: {
      done: facts.sent + facts.failed + facts.leftOut,
      total: Math.max(facts.audience, facts.sent + facts.failed + facts.leftOut, 1),
      label: words.progress,
    },
    ...(facts.reasons.length > 0
      ? {
          table: {
            columns: [
              { label: words.reason },
              { label: words.state },
              { label: words.number, align: "right" as const },
            ],
            rows: facts.reasons.map(({ state, reason, count }) => [
              reasonWord(reason, language),
              state === "queued" ? words.waits : words.leftOut,
              String(count),
            ]),
          },
        }
      : {}),
    buttons: buttonsOf(facts, language),
    live: {
      topic: `broadcast:${facts.id}`,
      command: "broadcast.show",
      input: { broadcast: facts.id },
      finished: isOver,
    },
  };
}

function buttonsOf({ id, state }: BroadcastFactsValue, language: Language): CardButton[] {
  const words = texts(language).reach;
  const input = { broadcast: id };
  const show: CardButton = { label: words.refresh, command: "broadcast.show", input };
  const cancel: CardButton = { label: words.cancel, command: "broadcast.cancel", input, style: "danger" };
  if (state === "running") return [show, { label: words.pause, command: "broadcast.pause", input }, cancel];
  if (state === "paused")
    return [{ label: words.resume, command: "broadcast.resume", input, style: "primary" }, show, cancel];
  return [show];
}
