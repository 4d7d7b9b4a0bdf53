// Vectors of a bare machine: hashed words, word pairs and letter n-grams. They find what shares words, not meanings.
import type { TextEmbedder } from "../ports/text-embedder.ts";

const OFFSET_BASIS = 0x811c9dc5;
const PRIME = 0x01000193;
/** Changing any of these makes stored vectors worthless, hence the version in the model's name. */
const MODEL = "hashed-ngrams-1";
const DEFAULT_DIMENSIONS = 512;
const WORD_WEIGHT = 1;
const PAIR_WEIGHT = 0.6;
const LETTERS_WEIGHT = 0.35;
const LETTERS_SIZES = [3, 4] as const;

/** FNV-1a over UTF-16 units, then a final mix: plain FNV leaves the low bits of short keys correlated. */
function hash(key: string): number {
  let state = OFFSET_BASIS;
  for (let index = 0; index < key.length; index += 1) {
    state = Math.imul(state ^ key.charCodeAt(index), PRIME);
  }
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  return (state ^ (state >>> 13)) >>> 0;
}

/** Lower case, accents off, so that "Está" and "esta" meet. */
function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
}

function featuresOf(text: string): Map<string, number> {
  const words = wordsOf(text);
  const features = new Map<string, number>();
  const add = (key: string, weight: number) => features.set(key, (features.get(key) ?? 0) + weight);
  words.forEach((word, index) => {
    // Two-letter words are mostly articles; they say little about the subject.
    add(`w:${word}`, word.length <= 2 ? WORD_WEIGHT / 4 : WORD_WEIGHT);
    const next = words[index + 1];
    if (next) add(`p:${word} ${next}`, PAIR_WEIGHT);
    const padded = `^${word}$`;
    for (const size of LETTERS_SIZES) {
      for (let start = 0; start + size <= padded.length; start += 1) {
        add(`l:${padded.slice(start, start + size)}`, LETTERS_WEIGHT);
      }
    }
  });
  return features;
}

/** One L2-normalised vector. A text without a word gets the unit vector of the empty text, never NaN. */
export function hashedVector(text: string, dimensions: number): number[] {
  const vector = new Array<number>(dimensions).fill(0);
  const features = featuresOf(text);
  if (features.size === 0) features.set("", 1);
  for (const [key, weight] of features) {
    const code = hash(key);
    const index = code % dimensions;
    const sign = (code & 0x80000000) === 0 ? 1 : -1;
    // Repeats count less and less: a word said ten times is not ten times the subject.
    vector[index] = (vector[index] ?? 0) + sign * Math.sqrt(weight);
  }
  const length = Math.hypot(...vector);
  if (length === 0) {
    vector[0] = 1;
    return vector;
  }
  return vector.map((value) => value / length);
}

/** The same text gives the same vector on every machine. */
export function createOfflineEmbedder(dimensions: number = DEFAULT_DIMENSIONS): TextEmbedder {
  return {
    info: { provider: "offline", model: MODEL, offline: true, dimensions },
    embed: async (texts, signal) => {
      signal.throwIfAborted();
      return texts.map((text) => hashedVector(text, dimensions));
    },
  };
}
