// One text to the fans of a segment: who gets it and who does not stands on the run card; the yes is to this very text
// (trust C19). Sent slowly, each message by the gate of all messages.
import { z } from "zod";
import { PASSING_REASONS, perHourOf } from "../../domain/fans/outreach-rules.ts";
import { fillName, OUTREACH_LANGUAGES, type OutreachLanguage } from "../../domain/fans/outreach-text.ts";
import { writeOutreach } from "../../graphs/write-outreach.ts";
import { AppError } from "../../kernel/errors.ts";
import { centsFromUsd, formatUsd } from "../../kernel/money.ts";
import { isLanguage, texts } from "../../texts/texts.ts";
import { enqueue } from "../../work-orders/enqueue.ts";
import { runOutreachOrder } from "../../work-orders/run-outreach.ts";
import { findAvatar } from "../avatar/find-avatar.ts";
import { requireLiving } from "../avatar/require-living.ts";
import { defineCommand } from "../command.ts";
import type { CommandContext } from "../context.ts";
import { givenTexts } from "../outreach/campaign-texts.ts";
import { outreachSettings } from "../outreach/outreach-settings.ts";
import { loadLivingPersona, valuesOf } from "../persona/load-persona.ts";
import { findSegment } from "../segment/find-segment.ts";
import { reasonWord } from "../segment/segment-card.ts";
import { countSegment, sampleSegment } from "../segment/segment-query.ts";
import { transact } from "../transact.ts";
import { appendTrustEvent } from "../trust-event.ts";
import { BroadcastFacts, broadcastCard, broadcastFacts } from "./broadcast-facts.ts";

const SAMPLES = 2;
const LONGEST_TEXT = 1_000;
const LONGEST_BRIEF = 500;

const Input = z.object({
  avatar: z.string(),
  segment: z.string(),
  text: z.string().trim().min(1).max(LONGEST_TEXT).optional(),
  /** What it is about, instead of a text: it is written before the run card, which shows it whole. */
  brief: z.string().trim().min(1).max(LONGEST_BRIEF).optional(),
  /** Slug of a pack to be offered with it. */
  pack: z.string().optional(),
});

export const broadcastSend = defineCommand({
  name: "broadcast.send",
  role: "manager",
  effect: "irreversible",
  input: Input,
  output: BroadcastFacts,
  positional: ["avatar", "segment", "text"],
  errors: ["not_found", "refused", "invalid_input", "too_large"],
  estimate: async (context, input) => {
    const { language } = context.actor;
    const words = texts(language).reach;
    const written = await writtenText(context, input);
    const { brief: _brief, ...given } = input;
    const planned = { ...given, ...(written ? { text: written.line } : {}) };
    const { avatar, counts, later, pack, samples, hours, byLanguage } = await prepare(context, planned);
    const left = Object.entries(counts.leftOut).filter(([reason]) => !isPassing(reason));
    return {
      avatarId: avatar.id,
      costMicros: 0,
      // The yes is to what was written, and that is sent: nothing is written again.
      input: planned,
      lines: [
        ...(written
          ? Object.entries(byLanguage).map(([code, text]) => ({ label: `${words.text} (${code})`, value: text }))
          : []),
        ...(written && written.byRule.length > 0
          ? [{ label: words.writtenByRule, value: words.writtenByRuleValue(written.byRule.join(", ")) }]
          : []),
        { label: words.gets, value: words.count(counts.reachable) },
        ...(later > 0 ? [{ label: words.getsLater, value: words.getsLaterValue(later) }] : []),
        ...left.map(([reason, count]) => ({
          label: `${words.leftOut}: ${reasonWord(reason, language)}`,
          value: String(count),
        })),
        ...samples.map((text, index) => ({ label: words.sample(index + 1), value: text })),
        ...(pack
          ? [{ label: words.under, value: `${pack.name}, ${formatUsd(centsFromUsd(pack.priceUsd) * 10_000)}` }]
          : []),
        { label: words.takes, value: words.hours(hours) },
        ...(written ? [] : [{ label: words.cost, value: words.costNone }]),
      ],
    };
  },
  run: async (context, input) => {
    const { avatar, segment, byLanguage, pack } = await prepare(context, input);
    const id = context.ids.next("broadcast");
    const createdAt = context.clock.now();
    await transact(context, async (tx) => {
      await tx.$executeRaw`SELECT 1 FROM "Avatar" WHERE id = ${avatar.id} FOR UPDATE`;
      await tx.broadcast.create({
        data: {
          ...{ id, avatarId: avatar.id, segment: segment.name, filter: segment.filter, texts: byLanguage, leftOut: {} },
          ...{ packId: pack?.id ?? null, createdById: context.actor.id, createdAt },
        },
      });
      await appendTrustEvent(context, tx, avatar.id, {
        control: "C19",
        ruleVersion: "1",
        judged: JSON.stringify({ id, texts: byLanguage, filter: segment.filter, pack: pack?.id ?? null }),
        decision: "broadcast approved",
      });
      await enqueue(tx, context.ids, context.clock, runOutreachOrder, {});
    });
    return await broadcastFacts(context, id);
  },
  view: (output, { actor }) => broadcastCard(output, actor.language),
  subject: (_input, output) => output.id,
});

/** null: the operator gave the text. Whoever cannot be written to at all costs no model call. */
async function writtenText(context: CommandContext, input: z.output<typeof Input>) {
  if (input.brief === undefined) return null;
  const words = texts(context.actor.language).reach;
  if (input.text !== undefined)
    throw new AppError("invalid_input", words.textAndBrief, { field: "brief", remedy: words.textOrBriefHint });
  await prepare(context, { ...input, text: ANY_TEXT });
  const { avatar, fields } = await loadLivingPersona(context, input.avatar);
  const { brief } = input;
  const written = await writeOutreach(context, { brief, avatar, persona: valuesOf(fields) }, context.signal);
  const line = Object.entries(written.texts).map(([language, text]) => `${language}: ${text}`);
  return { line: line.join(" | "), byRule: written.byRule };
}

/** In every language a brief is written in: stands for its text while only the fans are looked at. */
const ANY_TEXT = OUTREACH_LANGUAGES.map((language) => `${language}: hi`).join(" | ");

const isPassing = (reason: string) => PASSING_REASONS.some((passing) => passing === reason);

/** The card and the run look at the same; who is written to is decided when it is their turn. */
async function prepare(context: CommandContext, input: z.output<typeof Input>) {
  const words = texts(context.actor.language).reach;
  const avatar = await findAvatar(context, input.avatar);
  requireLiving(context, avatar);
  const segment = await findSegment(context, avatar.id, input.segment);
  if (input.text === undefined)
    throw new AppError("invalid_input", words.textOrBrief, { field: "text", remedy: words.textOrBriefHint });
  const byLanguage = givenTexts(context, input.text, avatar.id, "text");
  const pack = input.pack === undefined ? null : await packOf(context, avatar.id, input.pack);
  const wish = { languages: Object.keys(byLanguage), carriesOffer: pack !== null };
  const place = { avatarId: avatar.id, filter: segment.filter };
  const counts = await countSegment(context, place, wish);
  const later = PASSING_REASONS.reduce((sum, reason) => sum + (counts.leftOut[reason] ?? 0), 0);
  if (counts.reachable + later === 0) {
    const why = Object.entries(counts.leftOut).map(
      ([reason, count]) => `${reasonWord(reason, context.actor.language)}: ${count}`,
    );
    throw new AppError("refused", [words.nobody(segment.name), ...why].join(" "), {
      field: "segment",
      reason: "nobody",
      ...(counts.leftOut.unanswered ? { remedy: words.afterAnswerHint } : {}),
    });
  }
  const fans = (await sampleSegment(context, place, wish, SAMPLES)).filter(({ reason }) => reason === null);
  const samples = fans.map(({ displayName, language }) => {
    const text = isLanguage(language) ? byLanguage[language satisfies OutreachLanguage] : undefined;
    return fillName(text ?? "", displayName);
  });
  const hours = await hoursFor(context, avatar.id, counts.reachable + later);
  return { avatar, segment, byLanguage, pack, counts, later, samples, hours };
}

async function packOf(context: CommandContext, avatarId: string, reference: string) {
  const pack = await context.database.prisma.pack.findFirst({
    where: { avatarId, active: true, OR: [{ id: reference }, { slug: reference.toLowerCase() }] },
  });
  if (pack && context.ports.checkout) return pack;
  const { reach, sales } = texts(context.actor.language);
  throw new AppError("not_found", reach.noPack(reference.slice(0, 60)), { field: "pack", remedy: sales.packListHint });
}

/** If all of them were on the avatar's slowest account, and nobody slept. */
async function hoursFor(context: CommandContext, avatarId: string, fans: number): Promise<number> {
  const { prisma } = context.database;
  const accounts = await prisma.account.findMany({ where: { avatarId }, select: { id: true, platform: true } });
  const { perHour } = await outreachSettings(prisma, avatarId);
  const rates = accounts.map(({ id, platform }) => perHour[id] ?? perHourOf(platform)).filter((rate) => rate > 0);
  return rates.length === 0 ? 0 : Math.ceil(fans / Math.min(...rates));
}
