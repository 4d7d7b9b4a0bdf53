// Threat T5, on the way out: a text that carries the canary, quotes the prompt or speaks of it is never sent, however encoded.
import { denseForm, hiddenTexts, outgoingReadings, reversed } from "./hidden-text.ts";
import { anyFits } from "./pattern-index.ts";
import { rememberLast } from "./remember-last.ts";
import { plainForm, readings } from "./text-normal-form.ts";

export type LeakForm = "plain" | "reversed" | "base64" | "hex" | "rot13" | "shifted" | "initials" | "quote" | "told";

/** So many words in a row from the prompt are a quotation, not a coincidence. */
const QUOTE_WORDS = 6;
/** A part of the canary this long is no coincidence either: it is random. */
const CANARY_PART = 8;
/** So many subjects of the rules in one message are a list of the rules. */
const TOLD_SUBJECTS = 4;

/**
 * Which encoding of the canary, quotation or retelling of the prompt, a draft carries; null: none.
 * `canary` is a random text of at least 8 characters that stands in the prompt and nowhere else.
 */
export function promptLeak(draft: string, canary: string, prompt = ""): LeakForm | null {
  return (
    canaryLeak(draft, canary) ?? (quotes(draft, prompt) ? "quote" : null) ?? (tellsOfPrompt(draft) ? "told" : null)
  );
}

function canaryLeak(draft: string, canary: string): LeakForm | null {
  const parts = partsOf(denseForm(canary));
  const carries = (text: string) => parts.some((part) => text.includes(part));
  const dense = denseForm(draft);
  const steps = stepsOf(dense);
  const isShifted = parts.some((part) => steps.includes(stepsOf(part)));
  if (carries(dense)) return "plain";
  if (carries(reversed(dense))) return "reversed";
  if (isShifted && carries(shifted(dense, 13))) return "rot13";
  if (carriesHex(draft, carries)) return "hex";
  if (carriesBase64(draft, canary, carries)) return "base64";
  const said = words(draft);
  const initials = [said.map((word) => word[0] ?? ""), said.map((word) => word.at(-1) ?? "")];
  if (initials.some((letters) => carries(denseForm(letters.join(""))))) return "initials";
  return (isShifted && SHIFTS.some((by) => carries(shifted(dense, by)))) || carries(mirrored(dense)) ? "shifted" : null;
}

const SHIFTS = Array.from({ length: 25 }, (_, index) => index + 1);

function partsOf(needle: string): readonly string[] {
  const size = Math.min(CANARY_PART, needle.length);
  return Array.from({ length: needle.length - size + 1 }, (_, start) => needle.slice(start, start + size));
}

/** Letters moved on in the alphabet; digits stay. */
function shifted(text: string, by: number): string {
  return text.replace(/[a-z]/g, (letter) => String.fromCharCode(((letter.charCodeAt(0) - 97 + by) % 26) + 97));
}

/** How far on in the alphabet each letter is from the one before: the same however a text is shifted. */
function stepsOf(dense: string): string {
  let steps = "";
  for (let at = 1; at < dense.length; at += 1) {
    const [before, sign] = [dense.charCodeAt(at - 1), dense.charCodeAt(at)];
    // What is a letter stays one, a digit stays itself.
    if (sign < A) steps += dense[at];
    else steps += before < A ? "-" : String.fromCharCode(A + ((sign - before + 26) % 26));
  }
  return steps;
}

const A = "a".charCodeAt(0);

/** a for z, b for y. */
function mirrored(text: string): string {
  return text.replace(/[a-z]/g, (letter) => String.fromCharCode(219 - letter.charCodeAt(0)));
}

function carriesHex(draft: string, carries: (text: string) => boolean): boolean {
  const digits = plainForm(draft).replace(/[^0-9a-f]/g, "");
  return [digits, digits.slice(1)].some((run) => {
    const text = denseForm(Buffer.from(run, "hex").toString("latin1"));
    return carries(text) || carries(reversed(text));
  });
}

/** Decoded at each offset a run may have inside a longer text. */
function carriesBase64(draft: string, canary: string, carries: (text: string) => boolean): boolean {
  const dense = draft.replace(/[\s\u200b]/g, "");
  const runs = dense.match(/[A-Za-z0-9+/_-]{10,}/g) ?? [];
  const hidden = runs.flatMap((run) =>
    [0, 1, 2, 3].map((start) => denseForm(Buffer.from(run.slice(start), "base64").toString("latin1"))),
  );
  if (hidden.some((text) => carries(text) || carries(reversed(text)))) return true;
  return base64Forms(canary).some((form) => dense.includes(form));
}

function spellings(canary: string): string[] {
  return [canary, canary.toLowerCase(), canary.toUpperCase(), reversed(canary), reversed(canary.toLowerCase())];
}

/** The inner part of the encoding at each of the three byte offsets a canary may have inside a longer text. */
function base64Forms(canary: string): string[] {
  return spellings(canary).flatMap((spelling) =>
    [0, 1, 2].flatMap((offset) => {
      const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(spelling)]);
      const whole = bytes.subarray(0, bytes.length - (bytes.length % 3)).toString("base64");
      const inner = offset === 0 ? whole : whole.slice(4);
      return [inner, inner.replaceAll("+", "-").replaceAll("/", "_")];
    }),
  );
}

function quotes(draft: string, prompt: string): boolean {
  if (prompt === "") return false;
  const { text: promptText, letters: promptLetters, words: promptWords } = wordsOfPrompt(prompt);
  return [...readings(draft), ...hiddenTexts(draft)].some((reading) => {
    const said = words(reading);
    let known = 0;
    for (const [at, word] of said.entries()) {
      known = promptWords.has(word) ? known + 1 : 0;
      if (known < QUOTE_WORDS) continue;
      if (promptText.includes(` ${said.slice(at + 1 - QUOTE_WORDS, at + 1).join(" ")} `)) return true;
    }
    // With blanks gone or put between letters: the same length in letters.
    const letters = said.join("");
    return (
      letters.length >= QUOTE_LETTERS &&
      said.length * 20 < letters.length &&
      promptLetters.includes(letters.slice(0, QUOTE_LETTERS))
    );
  });
}

/** The same prompt stands behind all drafts of an answer. */
const wordsOfPrompt = rememberLast((prompt) => {
  const all = words(prompt);
  return { text: ` ${all.join(" ")} `, letters: all.join(""), words: new Set(all) };
});

const QUOTE_LETTERS = 30;

/** What the rules are about, in English and Spanish; names of the prompt's own fields. */
const SUBJECTS: readonly RegExp[] = [
  /\bprices?\b|\bprecios?\b/,
  /\bdiscounts?\b|\bdescuentos?\b/,
  /\bdeadlines?\b|\bplazos?\b/,
  /\bstock\b|\bexistencias\b/,
  /\bgifts?\b|\bregalos?\b/,
  /\brefunds?\b|\breembolsos?\b/,
  /\bbeing human\b|\bto be human\b|\bclaim(?:ing)?\b|\bser human[oa]\b|\bafirm\w+\b/,
  /\bcredentials\b|\bcredenciales\b/,
  /\bmeet(?:ing)?s?\b|\bquedar\b|\bencuentros?\b/,
  /\bother fans\b|\botros fans\b/,
  /\bpromis\w+\b|\bpromet\w+\b/,
  /\bexplicit\b|\bexplicit[oa]\b/,
  /\bemojis?\b/,
  /\bwords\b|\bpalabras\b/,
  /\brules?\b|\binstructions?\b|\breglas?\b|\binstrucciones\b/,
];
const SPEAKS_OF_PROMPT =
  /\bsystem prompt\b|\bmy (?:\w+ )?(?:prompt|instructions|directives|configuration)\b|\b(?:the|these|those|hidden|secret|initial) instructions\b|\bi(?:'m| am| was| have been|'ve been) (?:told|instructed|programmed|configured|ordered|forbidden) (?:to|not|never|that|with)|my (?:guidelines|programming|policy|policies) (?:forbids?|says?|tells?|don'?t|prevents?|are)|mis (?:normas|directrices|pautas) (?:me )?(?:prohib|dicen|impiden|no me)\b|\bmy (?:system )?rules (?:are|say|tell|forbid|state)\b|\bprompt (?:del|de) sistema\b|\bmi(?:s)? (?:\S+ )?(?:prompt|instrucciones|directivas|configuracion)\b|\b(?:las|estas|esas) instrucciones\b|\bme (?:han )?(?:dijeron|ordenaron|programaron|configuraron|dicho que|prohib\w+)\b|\bmis reglas (?:son|dicen)\b|\b(?:newmessages|aboutthisfan|aboutcreator|fanname|systemwilladdoffer|persona \(json\))\b|\bmark of these\b|\bcanary\b|["{[]\s*"?\w+"?\s*:\s*["{[]/;

const speaksOfPrompt = anyFits([SPEAKS_OF_PROMPT]);
const namesSubject = anyFits(SUBJECTS);

/** Retold, translated or shown as data; read plainly and decoded. */
function tellsOfPrompt(draft: string): boolean {
  return outgoingReadings(draft).some(
    (reading) =>
      speaksOfPrompt(reading) ||
      (namesSubject(reading) && SUBJECTS.filter((subject) => subject.test(reading)).length >= TOLD_SUBJECTS),
  );
}

function words(text: string): string[] {
  return plainForm(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}
