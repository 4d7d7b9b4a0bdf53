// Ordinary talk of fans, composed of hand-written parts: what the second opinion must not take for anything.
import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Random } from "../../agents/kernel/random.ts";
import { chosen } from "./patterns.ts";

const FOLDER = path.join(import.meta.dirname, "ordinary");
const LANGUAGES = ["en", "es"] as const;
/** Lines composed for each language; parts stand in several, as people's do. */
const TAUGHT = 10_000;
const HELD_OUT = 5_000;

/** "# openings", "# questions" and then topics, each followed by its patterns, one a line. */
interface Parts {
  readonly openings: readonly string[];
  readonly questions: readonly string[];
  readonly topics: readonly (readonly string[])[];
}

export interface OrdinaryLine {
  readonly text: string;
  readonly lang: string;
}

export interface OrdinaryTalk {
  readonly taught: readonly OrdinaryLine[];
  /** Of other topics and other parts: thresholds are set on it, nothing is learned from it. */
  readonly heldOut: readonly OrdinaryLine[];
  /** What it was composed of. */
  readonly contents: readonly string[];
}

export async function readOrdinaryTalk(random: Random): Promise<OrdinaryTalk> {
  const contents: string[] = [];
  const talk = async (prefix: string, count: number) => {
    const found: OrdinaryLine[] = [];
    for (const lang of LANGUAGES) {
      const content = await readFile(path.join(FOLDER, `${prefix}${lang}.txt`), "utf8");
      contents.push(content);
      found.push(...composed(partsOf(content), count, random).map((text) => ({ text, lang })));
    }
    return found;
  };
  return { taught: await talk("", TAUGHT), heldOut: await talk("held-out-", HELD_OUT), contents };
}

function partsOf(content: string): Parts {
  const sections = new Map<string, string[]>();
  let section: string[] = [];
  for (const line of content.split("\n").map((each) => each.trim())) {
    if (line.startsWith("# ")) {
      section = [];
      sections.set(line.slice(2), section);
    } else if (line !== "") section.push(line);
  }
  const { openings = [], questions = [], ...topics } = Object.fromEntries(sections);
  return { openings, questions, topics: Object.values(topics) };
}

/** Distinct lines: a statement, mostly with an opening, another statement or a question, sometimes all of them. */
function composed({ openings, questions, topics }: Parts, count: number, random: Random): readonly string[] {
  const pick = (patterns: readonly string[]) => chosen(patterns[Math.floor(random() * patterns.length)] ?? "", random);
  const statements = topics.flat();
  const lines = new Set<string>();
  while (lines.size < count) {
    const topic = topics[Math.floor(random() * topics.length)] ?? [];
    const parts = [
      random() < 0.5 ? pick(openings) : "",
      // All statements are as likely, however many its topic has.
      random() < 0.95 ? `${pick(statements)}${random() < 0.8 ? "." : ","}` : "",
      random() < 0.2 ? `${pick(topic)}.` : "",
      random() < 0.1 ? `${pick(statements)}.` : "",
      random() < 0.45 ? pick(questions) : "",
    ];
    const line = parts
      .filter((part) => part !== "")
      .join(" ")
      .replace(/\s+([.,])/g, "$1")
      .replace(/([?!,])[.,]/g, "$1");
    if (/\p{L}/u.test(line)) lines.add(line);
  }
  return [...lines];
}
