// A text as the sounds of a plainly synthetic voice: a vowel's resonances for a vowel, a hum or a hiss for the rest, and pauses.

export interface Phone {
  readonly kind: "vowel" | "hum" | "hiss" | "stop" | "pause";
  /** Resonances in Hz, of an adult man. */
  readonly formants: Formants;
  readonly ms: number;
  /** Against the voice's own pitch. */
  readonly pitch: number;
}

type Formants = readonly [number, number, number];
type Sound = Omit<Phone, "pitch">;

/** First three resonances of the vowels, rounded from Peterson and Barney's measurements (1952). */
const VOWELS: Readonly<Record<string, Formants>> = {
  a: [730, 1_150, 2_450],
  e: [530, 1_840, 2_480],
  i: [290, 2_250, 2_950],
  o: [530, 880, 2_400],
  u: [310, 850, 2_250],
  y: [320, 2_000, 2_700],
};
const HUMS: Readonly<Record<string, Formants>> = {
  m: [250, 1_000, 2_200],
  n: [280, 1_500, 2_500],
  l: [360, 1_250, 2_700],
  r: [420, 1_150, 1_650],
  w: [300, 700, 2_200],
  j: [280, 2_100, 2_900],
  v: [260, 1_100, 2_350],
  b: [220, 900, 2_150],
  d: [240, 1_600, 2_600],
  g: [240, 1_900, 2_300],
};
const HISSES: Readonly<Record<string, Formants>> = {
  s: [1_500, 4_800, 6_500],
  z: [1_300, 4_500, 6_200],
  c: [1_400, 3_900, 5_500],
  f: [1_000, 3_600, 6_000],
  h: [800, 1_700, 2_900],
  x: [1_200, 3_000, 4_400],
};
/** A silence, then the hiss it opens with. */
const STOPS: Readonly<Record<string, Formants>> = {
  p: [500, 1_200, 2_400],
  t: [600, 3_500, 4_800],
  k: [550, 1_900, 2_600],
  q: [550, 1_700, 2_600],
};
const REST: Formants = [500, 1_500, 2_500];

const VOWEL_MS = 95;
const STRESSED_MS = 130;
const HUM_MS = 60;
const HISS_MS = 75;
const STOP_MS = 70;
const WORD_MS = 35;
const COMMA_MS = 180;
const SENTENCE_MS = 360;
/** Longest run of pauses, however many dots there are. */
const LONGEST_PAUSE_MS = 600;

/** How briskly a language is spoken, letter by letter, against English. */
const BRISKNESS: Readonly<Record<string, number>> = { es: 1.1, it: 1.08, fr: 1.06, pt: 1.05, de: 0.97 };
const SILENT_H = new Set(["es", "fr", "it", "pt"]);
const ACCENT = /\p{Mark}/u;

export function phonesOf(text: string, language: string, speed: number): Phone[] {
  const sentences = text.split(/(?<=[.!?…]+)\s+|\n+/).filter((sentence) => sentence.trim() !== "");
  const pace = speed * (BRISKNESS[language] ?? 1);
  const phones = sentences.flatMap((sentence) => intoned(soundsOf(sentence, language), sentence));
  const heard = phones.some(({ kind }) => kind !== "pause") ? phones : intoned([hum("m"), vowel("a", true)], "");
  return heard.map((phone) => ({ ...phone, ms: phone.ms / pace }));
}

function soundsOf(sentence: string, language: string): Sound[] {
  const sounds: Sound[] = [];
  // Accents stand behind their letter now.
  const letters = Array.from(sentence.toLowerCase().normalize("NFD"));
  for (const [index, letter] of letters.entries()) {
    const isStressed = ACCENT.test(letters[index + 1] ?? "");
    if (!(letter === "h" && SILENT_H.has(language))) sounds.push(...soundOf(letter, isStressed));
  }
  return withoutLongPauses([...sounds, pause(SENTENCE_MS)]);
}

function soundOf(letter: string, isStressed: boolean): Sound[] {
  if (letter in VOWELS) return [vowel(letter, isStressed)];
  if (letter in HUMS) return [hum(letter)];
  if (letter in HISSES) return [{ kind: "hiss", formants: HISSES[letter] ?? REST, ms: HISS_MS }];
  if (letter in STOPS) return [{ kind: "stop", formants: STOPS[letter] ?? REST, ms: STOP_MS }];
  if (/\s/.test(letter)) return [pause(WORD_MS)];
  if (/[,;:()–—-]/.test(letter)) return [pause(COMMA_MS)];
  // Digits and the letters of other scripts: a syllable each, always the same one.
  return /[\p{Letter}\p{Number}]/u.test(letter) ? otherSyllable(letter.codePointAt(0) ?? 0) : [];
}

const vowel = (letter: string, isStressed: boolean): Sound => ({
  kind: "vowel",
  formants: VOWELS[letter] ?? REST,
  ms: isStressed ? STRESSED_MS : VOWEL_MS,
});
const hum = (letter: string): Sound => ({ kind: "hum", formants: HUMS[letter] ?? REST, ms: HUM_MS });
const pause = (ms: number): Sound => ({ kind: "pause", formants: REST, ms });

function otherSyllable(codePoint: number): Sound[] {
  const hums = Object.keys(HUMS);
  const vowels = Object.keys(VOWELS);
  return [hum(hums[codePoint % hums.length] ?? "m"), vowel(vowels[codePoint % vowels.length] ?? "a", false)];
}

function withoutLongPauses(sounds: readonly Sound[]): Sound[] {
  const kept: Sound[] = [];
  for (const sound of sounds) {
    const last = kept.at(-1);
    if (sound.kind === "pause" && last?.kind === "pause") {
      kept[kept.length - 1] = pause(Math.min(LONGEST_PAUSE_MS, last.ms + sound.ms));
    } else kept.push(sound);
  }
  return kept;
}

/** Falls through the sentence, lifts at each word's first vowel, and rises at the end of a question. */
function intoned(sounds: readonly Sound[], sentence: string): Phone[] {
  const isQuestion = /[?？]\W*$/u.test(sentence);
  const range = /[!！]\W*$/u.test(sentence) ? 0.4 : 0.25;
  let isWordStart = true;
  return sounds.map((sound, index) => {
    const place = index / sounds.length;
    const isLifted = sound.kind === "vowel" && isWordStart;
    if (sound.kind === "pause" || sound.kind === "vowel") isWordStart = sound.kind === "pause";
    const rise = isQuestion && place > 0.7 ? (place - 0.7) * 1.5 : 0;
    return { ...sound, pitch: 1 + range / 2 - range * place + (isLifted ? 0.08 : 0) + rise };
  });
}
