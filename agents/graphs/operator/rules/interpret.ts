// A request without a model: refusals first, then parts, each by the first rule that fits. Guesses nothing that changes
// anything: what is open is asked for.
import type { Interpretation, PlanStep, World } from "../interpretation.ts";
import { takeLimit } from "./moments.ts";
import { refusalOf } from "./refusals.ts";
import { avatarOf, type Rule, type RuleContext } from "./rule.ts";
import { RULES } from "./rules.ts";
import { plain, readSentence, type Sentence } from "./sentence.ts";

/** Where a request falls into parts. */
const JOINTS =
  /\s*(?:[;.]\s+(?:(?:and )?then\s+|(?:y )?luego\s+|(?:y )?despu[eé]s\s+)?(?=\p{L})|,?\s*\b(?:and then|then|after that|y luego|luego|y después|y despues|después de eso|despues de eso|finally|por último)\b,?|,?\s+(?:and|y)\s+)\s*/iu;
const UNDO = /^(?:please )?(?:undo|revert|deshaz|deshacer|revierte)\b/;
const PREFERENCE = /^(?:please )?(?:remember|recuerda|from now on|always|siempre|a partir de ahora)\b/;

export function interpretByRules(text: string, world: World): Interpretation {
  const refused = refusalOf(text);
  if (refused) return { kind: "refused", reason: refused };
  const spoken = plain(text);
  if (UNDO.test(spoken)) return { kind: "undo" };
  if (PREFERENCE.test(spoken)) return { kind: "preference", text };
  const { rest, maxUsd } = takeLimit(text);
  const steps: PlanStep[] = [];
  let spokenOf = world.about;
  for (const part of partsOf(rest, world)) {
    const sentence = readSentence(part, world);
    const read = readPart(sentence, { world, spokenOf });
    if (read === null) return steps.length === 0 ? { kind: "unknown" } : { kind: "ask", missing: "what", options: [] };
    if ("missing" in read) return read;
    steps.push(read);
    spokenOf =
      read.command === "avatar.create"
        ? String(read.input.name)
        : (avatarOf(sentence, { world, spokenOf }) ?? spokenOf);
  }
  if (steps.length === 0) return { kind: "unknown" };
  return { kind: "plan", steps, ...(maxUsd ? { maxUsd } : {}) };
}

function readPart(
  sentence: Sentence,
  context: RuleContext,
): PlanStep | Extract<Interpretation, { kind: "ask" }> | null {
  const rule = RULES.find((each) => fits(each, sentence));
  if (!rule) return null;
  const read = rule.read(sentence, context);
  if (!("missing" in read)) return { command: rule.command, input: read };
  const missing = read.missing as Extract<Interpretation, { kind: "ask" }>["missing"];
  return {
    kind: "ask",
    missing,
    options: missing === "avatar" ? context.world.avatars.map(({ slug }) => slug) : [],
  };
}

function fits(rule: Rule, sentence: Sentence): boolean {
  return (
    rule.needs.every((choices) => choices.some((concept) => sentence.concepts.has(concept))) &&
    !(rule.not ?? []).some((concept) => sentence.concepts.has(concept)) &&
    (rule.when?.(sentence) ?? true)
  );
}

/** Parts that stand for themselves; "10 beach and gym posts" stays whole. */
function partsOf(text: string, world: World): string[] {
  const quotes: string[] = [];
  const hidden = text.replace(/["“«][^"”»]+["”»]/g, (quote) => `⟦${quotes.push(quote) - 1}⟧`);
  const pieces = hidden.split(JOINTS).filter((part) => part.trim() !== "");
  const shown = pieces.map((part) => part.replace(/⟦(\d+)⟧/g, (_match, index: string) => quotes[Number(index)] ?? ""));
  const parts: string[] = [];
  for (const part of shown) {
    const stands = standsAlone(part, world);
    if (parts.length === 0 || stands) parts.push(part);
    else parts[parts.length - 1] = `${parts.at(-1)} and ${part}`;
  }
  return parts.filter((part, index) => index === 0 || !isAside(part));
}

const VERBS = [
  "make",
  "pause",
  "resume",
  "approve",
  "reject",
  "show",
  "plan",
  "publish",
  "cancel",
  "retry",
  "again",
  "train",
  "block",
  "unblock",
  "take",
  "release",
  "clone",
  "link",
  "move",
  "tag",
  "offer",
  "retire",
] as const;
const ASIDE =
  /^(?:show me (?:first|before)|(?:muestra|ensena)(?:me|mel[oa]s?)? (?:primero|antes)|let me see (?:it )?first|ask me first|preguntame antes)\b/;

/** Begins with a verb, so it asks for something of its own. */
function standsAlone(part: string, world: World): boolean {
  const [first = ""] = plain(part).split(" ");
  const { concepts } = readSentence(first, world);
  return VERBS.some((verb) => concepts.has(verb)) && !isAside(part);
}

/** "show me first": what happens anyway. */
function isAside(part: string): boolean {
  return ASIDE.test(plain(part));
}
