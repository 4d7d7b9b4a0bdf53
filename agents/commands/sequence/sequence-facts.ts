// A sequence with what each step brought, as a card.
import { z } from "zod";
import { windowClosesAt } from "../../domain/fans/reply-window.ts";
import { SegmentFilter } from "../../domain/fans/segment-filter.ts";
import { HOUR_MS } from "../../kernel/clock.ts";
import { AppError } from "../../kernel/errors.ts";
import { formatUsd, microsFromUsd } from "../../kernel/money.ts";
import { type Language, texts } from "../../texts/texts.ts";
import { ownOnly } from "../avatar/find-avatar.ts";
import type { CommandContext } from "../context.ts";
import { campaignReasons, campaignSums } from "../outreach/campaign-sums.ts";
import { readSteps } from "../outreach/campaign-texts.ts";
import { filterWords, reasonWord } from "../segment/segment-card.ts";
import type { Card, CardButton } from "../view.ts";

export const SequenceFacts = z.object({
  id: z.string(),
  name: z.string(),
  avatar: z.string(),
  segment: z.string(),
  filter: SegmentFilter,
  state: z.enum(["running", "paused", "canceled", "done"]),
  pausedReason: z.string().nullable(),
  steps: z.array(
    z.object({
      ...{ afterHours: z.number(), texts: z.record(z.string(), z.string()), queued: z.number(), sent: z.number() },
      ...{ leftOut: z.number(), answered: z.number(), bought: z.number(), revenueMicros: z.number() },
      ...{ optedOut: z.number(), blocked: z.number(), complained: z.number() },
    }),
  ),
  reasons: z.array(z.object({ state: z.string(), reason: z.string(), count: z.number() })),
  /** Platforms of the avatar's whose window closes before the last step. */
  beyondWindow: z.array(z.string()),
});
export type SequenceFactsValue = z.output<typeof SequenceFacts>;

export async function findSequence(context: CommandContext, reference: string) {
  const sequence = await context.database.prisma.sequence.findFirst({
    where: {
      OR: [{ id: reference }, { name: { equals: reference.trim(), mode: "insensitive" } }],
      avatar: ownOnly(context),
    },
    include: { avatar: { select: { slug: true, name: true, accounts: { select: { platform: true } } } } },
    orderBy: { createdAt: "desc" },
  });
  if (sequence) return sequence;
  const words = texts(context.actor.language).reach;
  throw new AppError("not_found", words.sequenceNotFound(reference.slice(0, 60)), {
    field: "sequence",
    remedy: words.sequenceHint,
  });
}

export async function sequenceFacts(context: CommandContext, id: string): Promise<SequenceFactsValue> {
  const row = await findSequence(context, id);
  const { prisma } = context.database;
  const sums = await campaignSums(prisma, "sequence", [row.id]);
  const reasons = await campaignReasons(prisma, "sequence", row.id);
  const steps = readSteps(row.steps).map(({ afterHours, texts: byLanguage }, index) => {
    const own = sums.find(({ step }) => step === index);
    return {
      ...{ afterHours, texts: { ...byLanguage }, queued: own?.queued ?? 0, sent: own?.sent ?? 0 },
      ...{ leftOut: (own?.leftOut ?? 0) + (own?.failed ?? 0), answered: own?.answered ?? 0, bought: own?.bought ?? 0 },
      ...{ revenueMicros: microsFromUsd(own?.boughtUsd ?? "0"), optedOut: own?.optedOut ?? 0 },
      ...{ blocked: own?.blocked ?? 0, complained: own?.complained ?? 0 },
    };
  });
  const lastMs = (steps.at(-1)?.afterHours ?? 0) * HOUR_MS;
  const now = context.clock.now();
  const isBeyond = (platform: string) => {
    const closesAt = windowClosesAt(platform, now, false);
    return closesAt !== null && closesAt.getTime() - now.getTime() < lastMs;
  };
  const platforms = [...new Set(row.avatar.accounts.map(({ platform }) => platform))];
  return {
    ...{ id: row.id, name: row.name, avatar: row.avatar.slug, segment: row.segment, state: row.state },
    ...{ pausedReason: row.pausedReason, filter: SegmentFilter.parse(row.filter), steps, reasons: [...reasons] },
    beyondWindow: platforms.filter(isBeyond),
  };
}

export function sequenceCard(facts: SequenceFactsValue, language: Language): Card {
  const all = texts(language);
  const words = all.reach;
  const right = (label: string) => ({ label, align: "right" as const });
  const waits = facts.reasons.map(({ reason, count, state }) => ({
    label: `${state === "queued" ? words.waits : words.leftOut}: ${reasonWord(reason, language)}`,
    value: String(count),
  }));
  const windows = facts.beyondWindow.length > 0 ? [words.windowNote(facts.beyondWindow.join(", "))] : [];
  return {
    title: words.sequenceTitle(facts.name, facts.avatar),
    tone: facts.state === "paused" ? "warning" : "neutral",
    ...(facts.pausedReason === null ? {} : { text: words.pausedBy(facts.pausedReason) }),
    fields: [
      { label: words.state, value: words.states[facts.state] },
      { label: words.segment, value: facts.segment },
      { label: words.filter, value: filterWords(facts.filter, all) },
      ...waits,
    ],
    table: {
      columns: [
        ...[
          { label: words.after },
          { label: words.text },
          right(words.queued),
          right(words.sent),
          right(words.leftOut),
        ],
        ...[right(words.answered), right(words.bought), right(words.revenue), right(words.optedOut), right(words.harm)],
      ],
      rows: facts.steps.map((step) => [
        ...[words.silence(step.afterHours), Object.values(step.texts).join(" | ")],
        ...[step.queued, step.sent, step.leftOut, step.answered, step.bought].map(String),
        ...[formatUsd(step.revenueMicros), String(step.optedOut), `${step.blocked} / ${step.complained}`],
      ]),
    },
    buttons: buttonsOf(facts, language),
    note: [words.sequenceNote, ...windows].join(" "),
  };
}

function buttonsOf({ id, state }: SequenceFactsValue, language: Language): CardButton[] {
  const words = texts(language).reach;
  const input = { sequence: id };
  const show: CardButton = { label: words.refresh, command: "sequence.show", input };
  const remove: CardButton = { label: words.remove, command: "sequence.remove", input, style: "danger" };
  if (state === "running") return [show, { label: words.pause, command: "sequence.pause", input }, remove];
  return [{ label: words.resume, command: "sequence.resume", input, style: "primary" }, show, remove];
}
