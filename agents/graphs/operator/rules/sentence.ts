// One part of a request, read word by word: what it is about, whom, how many, until what price, when.
import { editDistance } from "../../../commands/registry.ts";
import type { World } from "../interpretation.ts";
import { type Concept, conceptsOf, KNOWN_WORDS, NUMBER_WORDS } from "./lexicon.ts";

export interface Sentence {
  /** As written, without the money limit. */
  readonly raw: string;
  /** Plain words, typos mended. */
  readonly text: string;
  readonly concepts: ReadonlySet<Concept>;
  readonly avatars: readonly string[];
  /** Ids such as "luna-12", "luna-b1", "out_01k". */
  readonly references: readonly string[];
  readonly numbers: readonly number[];
  /** In quotes. */
  readonly quoted: readonly string[];
  /** Capitalised words that are neither known words nor avatars: fans, new avatars. */
  readonly names: readonly string[];
  has(...concepts: readonly Concept[]): boolean;
}

export function plain(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[¿?¡!,;:()"“”«»…]/g, " ")
    .replace(/\.(?=\s|$)/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}

/** The known word a written one is probably meant to be, else the word itself. */
function mended(word: string): string {
  if (word.length < 4 || KNOWN_WORDS.has(word) || /\d|[-_@/]/.test(word)) return word;
  if (word in NUMBER_WORDS) return word;
  const most = word.length >= 7 ? 2 : 1;
  let best = word;
  let bestDistance = most + 1;
  for (const known of KNOWN_WORDS) {
    // The first letter is seldom the wrong one, and names stay names.
    if (known.length < 4 || known[0] !== word[0] || Math.abs(known.length - word.length) > most) continue;
    const distance = editDistance(word, known);
    if (distance < bestDistance) {
      best = known;
      bestDistance = distance;
    }
  }
  return best;
}

const REFERENCE = /^(?:[a-z][a-z0-9-]*-[bdv]?\d+|(?:out|pst|run|brc|cnv|pur|tok|con|exp)_[a-z0-9]+)$/;

function avatarOf(word: string, world: World): string | undefined {
  const bare = word.replace(/(?:'s|s')$/, "");
  const first = (name: string) => plain(name).split(" ")[0] ?? "";
  const exact = world.avatars.find(({ slug, name }) => bare === slug || bare === first(name));
  if (exact) return exact.slug;
  if (bare.length < 4 || KNOWN_WORDS.has(bare)) return undefined;
  const near = world.avatars.filter(
    ({ slug, name }) => editDistance(bare, slug) <= 1 || editDistance(bare, first(name)) <= 1,
  );
  return near.length === 1 ? near[0]?.slug : undefined;
}

export function readSentence(raw: string, world: World): Sentence {
  const quoted = [...raw.matchAll(/["“«]([^"”»]+)["”»]|(?:^|\s)'([^']+)'(?=\s|$|[.,!?])/g)].map(
    (match) => match[1] ?? match[2] ?? "",
  );
  const unquoted = raw.replace(/["“«][^"”»]+["”»]|(?<=^|\s)'[^']+'(?=\s|$|[.,!?])/g, " ");
  const avatars: string[] = [];
  const references: string[] = [];
  const numbers: number[] = [];
  const words: string[] = [];
  const names = namesIn(unquoted, world);
  const spokenNames = new Set(names.flatMap((name) => plain(name).split(" ")));
  for (const written of plain(unquoted).split(" ")) {
    const avatar = avatarOf(written, world);
    const word = avatar || spokenNames.has(written) ? written : mended(written);
    if (avatar) avatars.push(avatar);
    else if (REFERENCE.test(word)) references.push(word);
    else if (/^\d+$/.test(word)) numbers.push(Number(word));
    else if (NUMBER_WORDS[word] !== undefined) numbers.push(NUMBER_WORDS[word]);
    words.push(avatar ?? word);
  }
  const concepts = new Set(words.flatMap(conceptsOf));
  // "para" also means "for": only in front it is "stop".
  if (words[0] === "para") concepts.add("pause");
  return {
    raw,
    text: words.join(" "),
    concepts,
    avatars: [...new Set(avatars)],
    references,
    numbers,
    quoted,
    names,
    has: (...wanted) => wanted.every((concept) => concepts.has(concept)),
  };
}

function namesIn(text: string, world: World): string[] {
  const found: string[] = [];
  for (const match of text.matchAll(/(?<=^|\s)@?\p{Lu}[\p{L}\d_]*(?:\s\p{Lu}[\p{L}\d_]*)*/gu)) {
    const kept = match[0]
      .split(" ")
      .filter((word) => {
        const bare = plain(word);
        // The first word is written large whatever it is.
        const isFirst = text.trimStart().startsWith(word);
        return (
          !KNOWN_WORDS.has(isFirst ? mended(bare) : bare) && avatarOf(bare, world) === undefined && bare.length > 1
        );
      })
      .join(" ");
    if (kept !== "") found.push(kept);
  }
  return found;
}
