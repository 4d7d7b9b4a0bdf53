// What the guards' second opinion learns from: the proof's lines, and patterns ("my {mom|dad} says") written for it.
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { type Random, seededRandom } from "../../agents/kernel/random.ts";
import { type Line, linesOf } from "../prove/guards/lines.ts";
import { type OrdinaryTalk, readOrdinaryTalk } from "./ordinary-talk.ts";
import { CHOICE, chosen } from "./patterns.ts";

const SHIPPED = path.join(import.meta.dirname, "../prove/guards/lines");
const PATTERNS = path.join(import.meta.dirname, "lines");
/** What decides the meaning of a bucket; how words are folded before is the rules' own, and tested there. */
const READERS = ["guard-features.ts", "guard-word-classes.ts"].map((name) =>
  path.join(import.meta.dirname, "../../agents/domain/trust", name),
);

/** Lines that were first written to test the model, and lines of one style each: texting, polite, told at length, regional, hints. */
const NATURAL = /^(?:first_sight|style)_/;
/** Expansions of one pattern that are tried; a long list of alternatives is drawn from more often. */
const LEAST_EXPANSIONS = 14;
const EXPANSIONS_PER_OPTION = 1.5;

const ORDINARY_SEED = 20_261_127;

/** A line, and which file of lines as a stranger writes it stands in: thresholds are set on these alone. */
export interface TrainingLine extends Line {
  /** null: of the proof, or of a pattern. */
  readonly style: string | null;
}

export interface Lesson extends TrainingLine {
  /** Lines of one pattern share it. */
  readonly source: number;
}

export interface TrainingLines {
  readonly lines: readonly TrainingLine[];
  readonly ordinary: OrdinaryTalk;
  /** Of everything the weights depend on. */
  readonly hash: string;
}

export async function readTrainingLines(): Promise<TrainingLines> {
  const files = [...(await filesOf(SHIPPED)), ...(await filesOf(PATTERNS))];
  const hash = createHash("sha256");
  const lines: TrainingLine[] = [];
  for (const file of files) {
    const content = await readFile(file, "utf8");
    hash.update(content);
    const name = path.basename(file);
    const style = NATURAL.test(name) ? name : null;
    lines.push(...linesOf(content, name).map((line) => ({ ...line, style })));
  }
  const ordinary = await readOrdinaryTalk(seededRandom(ORDINARY_SEED));
  for (const content of ordinary.contents) hash.update(content);
  for (const file of READERS) hash.update(await readFile(file, "utf8"));
  return { lines, ordinary, hash: hash.digest("hex") };
}

async function filesOf(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder);
  return names
    .filter((name) => name.endsWith(".jsonl"))
    .sort()
    .map((name) => path.join(folder, name));
}

/** Every line once; of a pattern, some of its expansions. */
export function lessonsOf(lines: readonly TrainingLine[], random: Random): readonly Lesson[] {
  return lines.flatMap((line, source) => expansions(line.text, random).map((text) => ({ ...line, text, source })));
}

function expansions(pattern: string, random: Random): readonly string[] {
  if (!CHOICE.test(pattern)) return [pattern];
  const found = new Set<string>();
  const longest = Math.max(...[...pattern.matchAll(/\{([^{}]*)\}/g)].map(([choice]) => choice.split("|").length));
  const most = Math.max(LEAST_EXPANSIONS, longest * EXPANSIONS_PER_OPTION);
  for (let tries = 0; tries < most; tries += 1) found.add(chosen(pattern, random));
  return [...found];
}
