// An experiment as a card: the verdict in plain words, the figures of one book, and what can be done next.
import { formatUsd } from "../../kernel/money.ts";
import { type Language, texts } from "../../texts/texts.ts";
import type { Card, CardButton, CardTable } from "../view.ts";
import type { ExperimentFactsValue, VerdictValue } from "./experiment-facts.ts";

/** Real figures as soon as there are any; play money otherwise. */
export function shownBook({ variants }: Pick<ExperimentFactsValue, "variants">): "real" | "play" {
  const isPlayOnly = variants.every(({ real }) => real.exposed === 0) && variants.some(({ play }) => play.exposed > 0);
  return isPlayOnly ? "play" : "real";
}

export function experimentCard(facts: ExperimentFactsValue, language: Language, title: string): Card {
  const words = texts(language).experiments;
  const book = shownBook(facts);
  const verdict = facts[book];
  const other = book === "real" && facts.variants.some(({ play }) => play.exposed > 0);
  const notes = [...(book === "play" ? [words.playNote] : []), ...(other ? [words.playApart] : [])];
  return {
    title,
    tone: facts.state === "draft" ? "neutral" : TONES[verdict.kind],
    text: facts.state === "draft" ? words.draftText(facts.sampleSize) : verdictText(facts, verdict, language),
    fields: fieldsOf(facts, verdict, language),
    table: tableOf(facts, book, language),
    buttons: buttonsOf(facts, verdict, language),
    ...(notes.length > 0 ? { note: notes.join(" ") } : {}),
  };
}

const TONES = {
  not_enough_data: "neutral",
  no_difference: "neutral",
  promising: "neutral",
  winner: "good",
  stopped_by_guardrail: "warning",
} as const;

export const percent = (share: number | null): string => (share === null ? "–" : `${(100 * share).toFixed(1)} %`);
const points = (share: number): string => `${share > 0 ? "+" : ""}${(100 * share).toFixed(1)}`;

export function verdictText(
  { sampleSize, variants }: Pick<ExperimentFactsValue, "sampleSize" | "variants">,
  verdict: VerdictValue,
  language: Language,
): string {
  const words = texts(language).experiments;
  const { kind, leader, runnerUp, missing, confidence, interval, holdsUnderPeeking } = verdict;
  const stopped = variants.flatMap(({ name, stoppedBy }) =>
    stoppedBy === null ? [] : words.variantStopped(name, words.harms[stoppedBy]),
  );
  const lead = leader ?? "";
  const sure = percent(confidence);
  const said = {
    not_enough_data: words.verdicts.not_enough_data(missing, sampleSize),
    no_difference: words.verdicts.no_difference(lead, runnerUp ?? ""),
    promising: words.verdicts.promising(lead, runnerUp ?? "", sure),
    winner: words.verdicts.winner(lead, runnerUp ?? "", sure),
    stopped_by_guardrail: words.verdicts.stopped_by_guardrail,
  }[kind];
  const isKnown = interval !== null && interval.low > -1;
  const span = isKnown ? [words.intervalText(points(interval.low), points(interval.high), holdsUnderPeeking)] : [];
  return [said, ...stopped, ...span].join(" ");
}

function fieldsOf(facts: ExperimentFactsValue, verdict: VerdictValue, language: Language): NonNullable<Card["fields"]> {
  const words = texts(language).experiments;
  const { confidence, interval } = verdict;
  const day = (at: string | null) => at?.slice(0, 16).replace("T", " ") ?? "";
  return [
    { label: words.avatar, value: facts.avatar },
    { label: words.element, value: elementWord(facts.element, language) },
    { label: words.state, value: words.states[facts.state] },
    ...facts.variants.map(({ name, text, pack }) => ({
      label: words.says(name),
      value: [...(pack === null ? [] : [`@${pack}`]), ...(text === null ? [] : [text])].join(" ") || words.asIs,
    })),
    { label: words.needed, value: String(facts.sampleSize) },
    ...(verdict.missing > 0 ? [{ label: words.missing, value: String(verdict.missing) }] : []),
    { label: words.window, value: words.hours(facts.windowHours) },
    // Before the planned sample it would only tempt to stop early.
    ...(confidence !== null && verdict.missing === 0 ? [{ label: words.confidence, value: percent(confidence) }] : []),
    ...(interval !== null && interval.low > -1
      ? [{ label: words.interval, value: `${points(interval.low)} … ${points(interval.high)}` }]
      : []),
    ...(facts.startedAt ? [{ label: words.started, value: day(facts.startedAt) }] : []),
    ...(facts.endedAt ? [{ label: words.ended, value: day(facts.endedAt) }] : []),
    ...(facts.winner && facts.state === "deployed" ? [{ label: words.deployed, value: facts.winner }] : []),
  ];
}

function tableOf({ variants }: ExperimentFactsValue, book: "real" | "play", language: Language): CardTable {
  const words = texts(language).experiments;
  const right = (label: string) => ({ label, align: "right" as const });
  return {
    columns: [
      { label: words.variant },
      right(words.share),
      right(words.exposed),
      right(words.converted),
      right(words.rate),
      right(words.revenue),
      right(words.profit),
      right(words.harmColumn),
    ],
    rows: variants.map(({ name, allocation, stoppedBy, [book]: sums }) => [
      stoppedBy === null ? name : `${name} (${words.stopped})`,
      `${allocation} %`,
      String(sums.exposed),
      String(sums.converted),
      percent(sums.rate),
      formatUsd(sums.revenueMicros),
      formatUsd(sums.profitMicros),
      `${sums.blocked} / ${sums.complained} / ${sums.optedOut}`,
    ]),
  };
}

function buttonsOf(facts: ExperimentFactsValue, verdict: VerdictValue, language: Language): CardButton[] {
  const words = texts(language).experiments;
  const input = { experiment: facts.id };
  const show: CardButton = { label: words.refresh, command: "experiment.show", input };
  switch (facts.state) {
    case "draft":
      return [{ label: words.start, command: "experiment.start", input, style: "primary" }];
    case "deployed":
      return [show, { label: words.withdraw, command: "experiment.withdraw", input, style: "danger" }];
    default: {
      const isWon = verdict.kind === "winner" && shownBook(facts) === "real";
      const deploy: CardButton = { label: words.deploy, command: "experiment.deploy", input, style: "primary" };
      const end: CardButton = { label: words.end, command: "experiment.end", input, style: "danger" };
      return [...(isWon ? [deploy] : []), show, ...(facts.state === "running" ? [end] : [])];
    }
  }
}

export function elementWord(element: string, language: Language): string {
  const { elements } = texts(language).experiments;
  return element in elements ? elements[element as keyof typeof elements] : element;
}
