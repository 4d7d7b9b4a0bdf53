// A segment in words, and why fans are left out as a table.
import { z } from "zod";
import { SegmentFilter, type SegmentFilterValue } from "../../domain/fans/segment-filter.ts";
import { type Language, type Texts, texts } from "../../texts/texts.ts";
import type { Card, CardTable } from "../view.ts";

export const SegmentFacts = z.object({
  id: z.string(),
  name: z.string(),
  avatar: z.string(),
  filter: SegmentFilter,
  fans: z.number(),
  reachable: z.number(),
  leftOut: z.record(z.string(), z.number()),
  sample: z.array(
    z.object({
      conversation: z.string(),
      name: z.string(),
      platform: z.string(),
      language: z.string(),
      stage: z.string(),
      score: z.number(),
      lastWroteAt: z.string().nullable(),
      reason: z.string().nullable(),
    }),
  ),
});

/** "stage: qualification · score from: 70" */
export function filterWords(filter: SegmentFilterValue, all: Texts): string {
  const { reach, fans } = all;
  const one = (key: string, item: unknown): string => {
    if (key === "stages") return fans.stages[item as keyof Texts["fans"]["stages"]];
    if (typeof item === "boolean") return item ? reach.yes : reach.no;
    return String(item);
  };
  const shown = (key: string, value: unknown): string =>
    (Array.isArray(value) ? value : [value]).map((item) => one(key, item)).join(", ");
  const parts = Object.entries(filter)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${reach.filters[key as keyof Texts["reach"]["filters"]]}: ${shown(key, value)}`);
  return parts.join(" · ") || reach.everyone;
}

export function reasonWord(reason: string, language: Language): string {
  const { reasons } = texts(language).reach;
  return reason in reasons ? reasons[reason as keyof typeof reasons] : reason;
}

export function segmentCard(facts: z.output<typeof SegmentFacts>, language: Language, title?: string): Card {
  const all = texts(language);
  const words = all.reach;
  return {
    title: title ?? words.segmentTitle(facts.name, facts.fans),
    fields: [
      { label: words.avatar, value: facts.avatar },
      { label: words.filter, value: filterWords(facts.filter, all) },
      { label: words.fansLabel, value: String(facts.fans) },
      { label: words.reachable, value: String(facts.reachable) },
      ...Object.entries(facts.leftOut).map(([reason, count]) => ({
        label: `${words.leftOut}: ${reasonWord(reason, language)}`,
        value: String(count),
      })),
    ],
    ...(facts.sample.length > 0 ? { table: sampleTable(facts, language) } : {}),
    buttons: facts.sample.slice(0, 3).map(({ name, conversation }) => ({
      label: name,
      command: "conversation.show",
      input: { conversation },
    })),
  };
}

function sampleTable({ sample }: z.output<typeof SegmentFacts>, language: Language): CardTable {
  const { reach: words, fans } = texts(language);
  return {
    columns: [
      words.fan,
      words.platform,
      words.language,
      words.stage,
      words.score,
      words.lastWrote,
      words.notReachable,
    ].map((label) => ({ label })),
    rows: sample.map((row) => [
      row.name,
      row.platform,
      row.language,
      fans.stages[row.stage as keyof typeof fans.stages] ?? row.stage,
      String(row.score),
      row.lastWroteAt?.slice(0, 16).replace("T", " ") ?? "–",
      row.reason === null ? "" : reasonWord(row.reason, language),
    ]),
  };
}
