// A chat message as the learned second opinion reads it: hashed n-grams of its characters, words and word classes.
import { standardWords } from "./chat-slang.ts";
import { classesOf } from "./guard-word-classes.ts";
import { numbersAsDigits } from "./number-words.ts";
import { rememberLast } from "./remember-last.ts";
import { plainForm } from "./text-normal-form.ts";

/** Hash buckets a guard has weights for. */
export const BUCKETS = 1_048_576;

/** Words read of a message; what a fan says of itself beyond that is read by the rules. */
const MOST_WORDS = 60;
/** Two classes this many words apart are still of one thought. */
const PAIR_REACH = 8;

/** Fewer n-grams than these weigh as if there were as many: one or two words are too little to be sure of anything. */
const LEAST_GRAMS = { words: 12, classes: 8, letters: 32 };

/** Bucket numbers, each with its value: every kind of n-gram has at most length 1, so that long messages weigh no more. */
export interface Features {
  readonly buckets: Int32Array;
  readonly values: Float32Array;
}

/** The message whole and, where it has several, each sentence alone: a sign may stand amid much else. */
export const readForOpinion: (text: string) => readonly Features[] = rememberLast((text) => {
  const sentences = sentencesOf(text);
  const parts = sentences.length > 1 ? [sentences.flat(), ...sentences] : sentences;
  return parts.map(featuresOf);
});

/** Features of the message as a whole. */
export function wholeMessage(text: string): Features {
  return featuresOf(sentencesOf(text).flat());
}

function sentencesOf(text: string): readonly (readonly string[])[] {
  const plain = plainForm(text.replace(/\n+/g, " . "))
    .replace(/(?<=\p{L})(?=\d)|(?<=\d)(?=\p{L})/gu, " ")
    .replace(/(\p{L})\1{2,}/gu, "$1");
  const read = numbersAsDigits(standardWords(plain)).replace(/'/g, "");
  const words = read.match(/\p{L}+|\d+|[?.!,…]+|\p{Extended_Pictographic}/gu) ?? [];
  const sentences: string[][] = [];
  let sentence: string[] = [];
  for (const word of words.slice(0, MOST_WORDS * 2)) {
    if (/^[.!,…]/.test(word)) {
      // A comma parts no sentences, and what is too short says nothing alone.
      if (word !== "," && sentence.length > 2) {
        sentences.push(sentence);
        sentence = [];
      }
    } else sentence.push(word[0] === "?" ? "?" : word);
  }
  if (sentence.length > 0) sentences.push(sentence);
  return sentences;
}

function featuresOf(words: readonly string[]): Features {
  const read = words.slice(0, MOST_WORDS);
  const groups = [
    { grams: wordGrams(read), least: LEAST_GRAMS.words },
    { grams: classGrams(read), least: LEAST_GRAMS.classes },
    { grams: letterGrams(read), least: LEAST_GRAMS.letters },
  ];
  const size = groups.reduce((sum, { grams }) => sum + grams.size, 0);
  const buckets = new Int32Array(size);
  const values = new Float32Array(size);
  let at = 0;
  for (const { grams, least } of groups) {
    const value = 1 / Math.sqrt(Math.max(least, grams.size));
    for (const bucket of grams) {
      buckets[at] = bucket;
      values[at] = value;
      at += 1;
    }
  }
  return { buckets, values };
}

/** One to three words in a row, begin and end marked. */
function wordGrams(words: readonly string[]): ReadonlySet<number> {
  const hashes = ["^", ...words, "$"].map((word) => hashOf(word, 1));
  const grams = new Set<number>();
  addRuns(grams, hashes, 3);
  return grams;
}

/** The same of classes, words without one left out; and any two classes in their order, near each other. */
function classGrams(words: readonly string[]): ReadonlySet<number> {
  const grams = new Set<number>();
  const first: number[] = [];
  const placed: { readonly at: number; readonly hash: number }[] = [];
  for (const [at, word] of words.entries()) {
    const classes = classesOf(word);
    for (const [index, name] of classes.entries()) {
      const hash = hashOf(name, 2);
      if (index === 0) first.push(hash);
      placed.push({ at, hash });
      grams.add(bucketOf(hash));
    }
  }
  addRuns(grams, first, 3);
  for (const [index, one] of placed.entries()) {
    for (let next = index + 1; next < placed.length; next += 1) {
      const other = placed[next];
      if (other === undefined || other.at - one.at > PAIR_REACH) break;
      if (other.at > one.at) grams.add(bucketOf(join(one.hash, other.hash) ^ 0x5bd1e995));
    }
  }
  return grams;
}

/** Three to five letters in a row within a word, its borders marked. */
function letterGrams(words: readonly string[]): ReadonlySet<number> {
  const grams = new Set<number>();
  for (const word of words) {
    const marked = `<${word}>`;
    for (let from = 0; from < marked.length - 2; from += 1) {
      let hash = seedOf(3);
      for (let at = from; at < from + 5 && at < marked.length; at += 1) {
        hash = Math.imul(hash ^ marked.charCodeAt(at), 0x01000193);
        if (at - from >= 2) grams.add(bucketOf(hash));
      }
    }
  }
  return grams;
}

function addRuns(grams: Set<number>, hashes: readonly number[], longest: number): void {
  for (const [from, start] of hashes.entries()) {
    let hash = start;
    grams.add(bucketOf(hash));
    for (let length = 2; length <= longest; length += 1) {
      const next = hashes[from + length - 1];
      if (next === undefined) break;
      hash = join(hash, next);
      grams.add(bucketOf(hash));
    }
  }
}

/** FNV-1a, its start told apart by kind. */
function hashOf(word: string, kind: number): number {
  let hash = seedOf(kind);
  for (let at = 0; at < word.length; at += 1) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193);
  return hash;
}

function seedOf(kind: number): number {
  return Math.imul(0x811c9dc5 ^ kind, 0x01000193);
}

function join(one: number, other: number): number {
  return Math.imul(Math.imul(one, 31) ^ other, 0x85ebca6b);
}

function bucketOf(hash: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return ((mixed ^ (mixed >>> 13)) >>> 0) % BUCKETS;
}
