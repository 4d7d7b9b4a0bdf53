// Old answers beside new ones, and the two scorecards line by line.
import { type Language, texts } from "../../texts/texts.ts";
import type { Card } from "../view.ts";
import { type Scores, scoreRows } from "./scores.ts";

interface Replay {
  readonly avatar: string;
  readonly change: { readonly field: string; readonly value: string } | null;
  readonly model: string | null;
  readonly old: Scores;
  readonly now: Scores;
  readonly same: number;
  readonly otherKind: number;
  readonly leftOut: number;
  readonly sample: readonly {
    readonly heard: string;
    readonly old: readonly string[];
    readonly now: readonly string[];
  }[];
}

const CELL_CHARS = 240;

export function replayCard(replay: Replay, language: Language): Card {
  const words = texts(language).fans.evaluation;
  const { avatar, change, model, old, now, same, otherKind, leftOut, sample } = replay;
  const cell = (said: readonly string[]) => shortened(said.join("\n")) || words.saidNothing;
  return {
    title: words.replayTitle(avatar, now.conversations, now.turns),
    text: [
      words.replayDiffers(now.turns - same, same, otherKind),
      ...(change ? [words.replayChange(change.field, change.value)] : []),
      ...(model ? [words.replayModel(model)] : []),
      ...(leftOut > 0 ? [words.replayLeftOut(leftOut)] : []),
    ].join("\n"),
    tone: (now.disclosedFirst ?? 1) === 1 && (now.honest ?? 1) === 1 ? "good" : "warning",
    fields: scoreRows(language).map(({ label, value }) => ({ label, value: `${value(old)} → ${value(now)}` })),
    table: {
      columns: [{ label: words.fanWrote }, { label: words.saidThen }, { label: words.saidNow }],
      rows: sample.map((turn) => [shortened(turn.heard), cell(turn.old), cell(turn.now)]),
    },
    note: words.replayNote,
  };
}

const shortened = (text: string) => (text.length > CELL_CHARS ? `${text.slice(0, CELL_CHARS - 1)}…` : text);
