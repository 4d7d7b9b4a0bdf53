// English or Spanish, from one short chat line; unsure means: stay with what the fan spoke before.

const SPANISH = new Set(
  (
    "hola buenas buenos gracias que qué como cómo estas estás eres tengo quiero quisiera cuanto cuánto cuesta " +
    "por favor para pero muy también tambien donde dónde cuando cuándo si sí te tu tus mi me amor linda guapa " +
    "hermosa fotos foto soy esta está este una los las el la de y con adios adiós baja parar algo más mas nada " +
    "todo bien vale puedo puedes ver comprar eres humana robot"
  ).split(" "),
);
const ENGLISH = new Set(
  (
    "hi hey hello thanks thank you your are is am i im what how much where when want would like love please " +
    "the and for with can could do does see buy pics pictures more my me it this that not no yes yeah good " +
    "morning night have stop bye real bot human just so about get some"
  ).split(" "),
);

/** The words of a text in small letters. */
function wordsOf(text: string): readonly string[] {
  return (text.match(/\p{L}+/gu) ?? []).map((word) => word.toLowerCase());
}

function isSpanish(word: string): boolean {
  return SPANISH.has(word) || word.startsWith("jaja");
}

/** Words and marks of each language; what stands in both lists counts for both. */
function signs(text: string): { readonly en: number; readonly es: number } {
  let [en, es] = [0, 2 * (text.match(/[¿¡ñ]/gu)?.length ?? 0)];
  for (const word of wordsOf(text)) {
    if (ENGLISH.has(word)) en += 1;
    if (isSpanish(word)) es += 1;
  }
  return { en, es };
}

/** How many words of either language a text is known to hold: next to none when it is written backwards or in cipher. */
export function knownWords(text: string): number {
  const { en, es } = signs(text);
  return Math.max(en, es);
}

export function detectLanguage(text: string, before: "en" | "es"): "en" | "es" {
  const { en, es } = signs(text);
  if (es === en) return before;
  return es > en ? "es" : "en";
}

/** So many more signs of the other language, and twice as many as of the wanted one, leave no doubt. */
const CLEAR_MARGIN = 3;
/** A text this long in a language has words of it that we know. */
const LONG_WORDS = 12;

/** Whether a text is clearly not in that language. Short texts, names and single foreign words are given the benefit of the doubt. */
export function isClearlyNotIn(wanted: "en" | "es", text: string): boolean {
  const counted = signs(text);
  const own = counted[wanted];
  const other = counted[wanted === "en" ? "es" : "en"];
  if (other - own >= CLEAR_MARGIN && other >= 2 * own) return true;
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
  if (letters >= LONG_WORDS && latin * 2 < letters) return true;
  return own === 0 && (text.match(/\p{L}+/gu)?.length ?? 0) >= LONG_WORDS;
}

/** Letters and words from which on a line says enough to be told foreign. */
const TELLING_LETTERS = 6;
const TELLING_WORDS = 8;

/** Neither English nor Spanish, for certain: another script, or a long line without one word of either. */
export function isForeign(text: string): boolean {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
  if (letters >= TELLING_LETTERS && latin * 2 < letters) return true;
  const words = wordsOf(text);
  return words.length >= TELLING_WORDS && !words.some((word) => isSpanish(word) || ENGLISH.has(word));
}
