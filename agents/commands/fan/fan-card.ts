// One fan on one card: who they are, what they spent, where they stand, and what the team wrote down.
import { z } from "zod";
import { platformName } from "../../domain/distribution/platform-name.ts";
import { adviceFor } from "../../domain/fans/conversion-chance.ts";
import { bandOf, type ScoreFactor } from "../../domain/fans/score.ts";
import { formatUsd, microsFromUsd } from "../../kernel/money.ts";
import { isLanguage, type Texts, texts } from "../../texts/texts.ts";
import type { CommandContext } from "../context.ts";
import { lockOf } from "../conversation/conversation-list.ts";
import { fanName } from "../conversation/find-conversation.ts";
import type { Card, CardButton } from "../view.ts";
import type { FoundFan } from "./find-fan.ts";

export const FanSummary = z.object({
  id: z.string(),
  conversation: z.string().nullable(),
  name: z.string(),
  avatar: z.string(),
  platforms: z.array(z.string()),
  language: z.string(),
  ageState: z.string(),
  spentMicros: z.number(),
  stage: z.string().nullable(),
  score: z.number().nullable(),
  factors: z.array(z.custom<ScoreFactor>()),
  chance: z.number().nullable(),
  tags: z.array(z.string()),
  notes: z.string(),
  memories: z.number(),
  locks: z.array(z.string()),
});
export type FanSummaryValue = z.output<typeof FanSummary>;

export function summariseFan(fan: FoundFan): FanSummaryValue {
  const [newest] = fan.conversations;
  const locks = fan.conversations.flatMap((row) => lockOf(row) ?? []);
  return {
    id: fan.id,
    conversation: newest?.id ?? null,
    name: fanName({ fan }),
    avatar: fan.avatar.name,
    platforms: [...new Set(fan.addresses.map(({ account }) => account.platform))],
    language: fan.language,
    ageState: fan.ageState,
    spentMicros: microsFromUsd(fan.spentUsd),
    stage: newest?.stage ?? null,
    score: newest?.score ?? null,
    factors: Array.isArray(newest?.scoreReasons) ? (newest.scoreReasons as unknown as ScoreFactor[]) : [],
    chance: newest?.conversionChance ?? null,
    tags: fan.tags,
    notes: fan.notes,
    memories: fan._count.memories,
    locks: [...new Set(fan.blockedAt ? ["blocked", ...locks] : locks)],
  };
}

export function fanCard(fan: FanSummaryValue, context: CommandContext, title?: string): Card {
  const all = texts(context.actor.language);
  const { people } = all;
  return {
    title: title ?? `${fan.name} · ${fan.avatar}`,
    ...(fan.locks.length > 0 ? { tone: "warning" as const } : {}),
    fields: [
      { label: people.platform, value: fan.platforms.map(platformName).join(", ") },
      { label: people.language, value: isLanguage(fan.language) ? all.handover.languages[fan.language] : fan.language },
      { label: people.age, value: people.ages[fan.ageState as keyof Texts["people"]["ages"]] },
      { label: people.spent, value: formatUsd(fan.spentMicros) },
      ...standing(fan, all),
      ...writtenDown(fan, people),
      { label: people.memories, value: String(fan.memories) },
      { label: people.locks, value: fan.locks.map((lock) => lockName(lock, all)).join(", ") || people.none },
    ],
    buttons: buttonsOf(fan, all),
  };
}

function standing({ stage, score, factors, chance }: FanSummaryValue, { fans }: Texts) {
  if (stage === null || score === null || chance === null) return [];
  const reasons = factors.map((row) => `${fans.factors[row.factor]} ${Math.round(row.points)}`).join(", ");
  return [
    { label: fans.stage, value: fans.stages[stage as keyof Texts["fans"]["stages"]] },
    { label: fans.score, value: scoreLine(score, reasons, fans) },
    { label: fans.chance, value: `${Math.round(chance * 100)} % · ${fans.advice[adviceFor(score, chance)]}` },
  ];
}

/** "72 · hot · frequency 80, mood 53" */
export function scoreLine(score: number, reasons: string, { bands }: Texts["fans"]): string {
  return [score, bands[bandOf(score)], ...(reasons === "" ? [] : [reasons])].join(" · ");
}

/** What the team keeps of a fan, where there is something; a conversation and its brief show the same. */
export function writtenDown(
  fan: { readonly tags: readonly string[]; readonly notes: string },
  people: Texts["people"],
) {
  return [
    ...(fan.tags.length > 0 ? [{ label: people.tags, value: fan.tags.map((tag) => `#${tag}`).join(" ") }] : []),
    ...(fan.notes === "" ? [] : [{ label: people.notes, value: fan.notes }]),
  ];
}

function lockName(lock: string, { fans, people }: Texts): string {
  return lock === "blocked" ? people.blocked : fans.locked[lock as keyof Texts["fans"]["locked"]];
}

function buttonsOf({ id, conversation, locks }: FanSummaryValue, { common, people }: Texts): CardButton[] {
  const input = { fan: id };
  const asked = (label: string, command: string, field: string) => ({ label, command, input, ask: { field, label } });
  return [
    ...(conversation ? [{ label: common.open, command: "conversation.show", input: { conversation } }] : []),
    { label: people.saidToFan, command: "story.said", input },
    asked(people.addNote, "fan.note", "text"),
    asked(people.addTag, "fan.tag", "tag"),
    locks.includes("blocked")
      ? { label: people.unblock, command: "fan.unblock", input }
      : { label: people.block, command: "fan.block", input, style: "danger" },
    ...(locks.includes("minor") ? [asked(people.unlock, "fan.unlock", "evidence")] : []),
  ];
}
