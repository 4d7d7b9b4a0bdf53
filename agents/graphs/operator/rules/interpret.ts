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
/** Only asks to remember, and is no part of what is remembered. */
const REMEMBER = /^\s*(?:please\s+)?(?:remember|recuerda)\b(?:\s+(?:that|que)\b)?[\s:,]*/i;
const GREETING = /^(?:hi|hello|hey|hola|buenas|buenos dias|buenas tardes|good (?:morning|evening))(?: there| luna)?$/;
const ABILITIES =
  /\bwhat (?:can|do) you do\b|\bhow does (?:this|it) work\b|\bque (?:puedes|sabes) hacer\b|\bcomo funciona esto\b/;
const SPANISH =
  /^(?:please )?(?:speak|write|answer|habla|hablame|escribe|responde|contesta)?(?: me)?(?: (?:in|en))? ?(?:spanish|espanol|castellano)(?: please| por favor)?$/;
const ENGLISH =
  /^(?:please )?(?:speak|write|answer|habla|hablame|escribe|responde|contesta)?(?: me)?(?: (?:in|en))? ?(?:english|ingles)(?: please| por favor)?$/;

const DICTATED =
  /^\s*(?:please\s+|por favor,?\s+)?(reply|answer|write|respond|responde|respóndele|contesta|contéstale|escribe|note|nota|anota|apunta)\b([^:"“«]{1,80}):\s*([^"“«].*)$/isu;
const NOTES = /^(?:not|anot|apunt)/i;

export function interpretByRules(text: string, world: World): Interpretation {
  const refused = refusalOf(text);
  if (refused) return { kind: "refused", reason: refused };
  const spoken = plain(text);
  if (UNDO.test(spoken)) return { kind: "undo" };
  if (SPANISH.test(spoken)) return { kind: "language", language: "es" };
  if (ENGLISH.test(spoken)) return { kind: "language", language: "en" };
  if (GREETING.test(spoken) || ABILITIES.test(spoken)) return { kind: "hello" };
  if (PREFERENCE.test(spoken)) return { kind: "preference", text: text.replace(REMEMBER, "").trim() || text };
  const dictated = readDictated(text, world);
  if (dictated) return { kind: "plan", steps: [dictated] };
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

/** "reply to Alex: ...": what follows the colon is for the fan, word by word, whatever it looks like. */
function readDictated(text: string, world: World): PlanStep | null {
  const [, verb = "", whom = "", words = ""] = DICTATED.exec(text) ?? [];
  const [name] = readSentence(`${verb} ${whom}`, world).names;
  if (name === undefined || words === "") return null;
  return NOTES.test(verb)
    ? { command: "fan.note", input: { fan: name, text: words } }
    : { command: "conversation.reply", input: { conversation: name, text: words } };
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
