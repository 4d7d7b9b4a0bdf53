// More ways to say the same: a slip of the finger, and the line amid ordinary chat.
import type { Random } from "../../agents/kernel/random.ts";
import type { Lesson } from "./guard-lines.ts";

/** Chat that changes nothing about what is said beside it. */
const BEFORE: Readonly<Record<string, readonly string[]>> = {
  en: "hey|hey babe|ok so|lol|hi beautiful|honestly|um|listen|you're so sweet but|thanks for the pics.|how was your day?|i love your smile.|sorry|wait|babe|so yeah|i had a great time,|ngl|not gonna lie|well|you look amazing.|that video was great.|i really like you,".split(
    "|",
  ),
  es: "hola|oye|bueno|ay|hola hermosa|la verdad|mira|eres muy linda pero|gracias por las fotos.|¿cómo te fue hoy?|me encanta tu sonrisa.|perdón|espera|amor|pues|la pasé muy bien,|jaja|qué guapa.|el video estuvo genial.|me gustas mucho,|uy|wey|tía".split(
    "|",
  ),
};
const AFTER: Readonly<Record<string, readonly string[]>> = {
  en: "babe|ok|lol|please|honestly|you know|sorry|for real|tbh|haha|ya know|...|!!|i guess|though".split("|"),
  es: "amor|ok|jaja|porfa|la verdad|sabes|perdón|en serio|eh|pues|...|!!|creo|no sé|linda".split("|"),
};

/** The line itself, and some variants of it. */
export function augmented(lesson: Lesson, random: Random): readonly string[] {
  const texts = [lesson.text];
  if (random() < 0.5) texts.push(slipped(lesson.text, random));
  if (random() < 0.6) texts.push(amidChat(lesson, random));
  // One line of a stranger's is worth more than one more of a pattern.
  if (lesson.style !== null) texts.push(lesson.text, slipped(lesson.text, random), amidChat(lesson, random));
  return texts;
}

function amidChat({ text, lang, label }: Lesson, random: Random): string {
  const before = pick(BEFORE[lang] ?? [""], random);
  // What follows a goodbye may take it back.
  const after = label === "farewell" || random() < 0.5 ? "" : pick(AFTER[lang] ?? [""], random);
  return `${random() < 0.7 ? before : ""} ${text} ${after}`.trim();
}

/** One or two letters lost, doubled or swapped, never those of a number. */
function slipped(text: string, random: Random): string {
  let slip = text;
  const times = random() < 0.5 ? 1 : 2;
  for (let time = 0; time < times; time += 1) {
    const at = 1 + Math.floor(random() * Math.max(1, slip.length - 2));
    if (!/\p{L}{2}/u.test(slip.slice(at, at + 2))) continue;
    const [one = "", other = ""] = slip.slice(at, at + 2);
    const kind = random();
    let changed = other + one;
    if (kind < 0.4) changed = other;
    else if (kind < 0.6) changed = one + one + other;
    slip = slip.slice(0, at) + changed + slip.slice(at + 2);
  }
  return slip;
}

function pick(options: readonly string[], random: Random): string {
  return options[Math.floor(random() * options.length)] ?? "";
}
