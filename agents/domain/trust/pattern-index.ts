// Many patterns over one text: an index of what each cannot do without tells the few that are worth trying.
import { alternativesOf, type PatternText } from "./pattern-alternatives.ts";
import { folded, type KnownGroups, literalsOf } from "./pattern-literals.ts";

/** Whether a text fits one of many patterns. */
export type Fits = (text: string) => boolean;

export type NamedPatterns<Name> = readonly [name: Name, patterns: readonly PatternText[]];

/** As `patterns.some((each) => each.test(text))`, found by the index. */
export function anyFits(patterns: readonly PatternText[]): Fits {
  const index = new PatternIndex([[true, patterns]]);
  return (text) => index.search(text).size > 0;
}

/** The names of which a pattern fits the text, found by the index; in no order. */
export function whichFit<Name>(rules: readonly NamedPatterns<Name>[]): (text: string) => ReadonlySet<Name> {
  const index = new PatternIndex(rules);
  return (text) => index.search(text);
}

interface Alternative<Name> {
  readonly name: Name;
  readonly written: PatternText;
  /** Compiled when it is first tried. */
  pattern: RegExp | null;
  /** Of the search in which it was last tried. */
  triedIn: number;
}

interface Literal<Name> {
  readonly text: string;
  /** Where in it the three letters begin that it is found by. */
  readonly at: number;
  readonly alternatives: Alternative<Name>[];
}

/** A common letter beside a blank is in every text. */
const BLANK_COST = 3;

/**
 * Each alternative of a pattern needs one of a few literal strings in the text ("stop texting me" needs "texting").
 * They are looked up by three letters at once while the text is gone through a single time, and only the alternatives
 * whose string is there are tried; those that need none are tried always. Built when first asked: a start does not wait.
 */
class PatternIndex<Name> {
  private readonly rules: readonly NamedPatterns<Name>[];
  private isBuilt = false;
  private readonly ignoresCase: boolean;
  private readonly always: Alternative<Name>[] = [];
  private readonly short: Literal<Name>[] = [];
  private buckets: (Literal<Name>[] | undefined)[] = [];
  /** 1 where a bucket is: nearly all are told empty from the small table alone. */
  private used = new Uint8Array();
  private searches = 0;
  private readonly none: ReadonlySet<Name> = new Set();

  constructor(rules: readonly NamedPatterns<Name>[]) {
    this.rules = rules;
    this.ignoresCase = rules.some(([, patterns]) => patterns.some(({ flags }) => flags.includes("i")));
  }

  search(original: string): ReadonlySet<Name> {
    if (!this.isBuilt) this.build();
    this.searches += 1;
    const text = this.ignoresCase ? folded(original) : original;
    let found = this.tried(this.always, original, this.none);
    for (const { text: literal, alternatives } of this.short) {
      if (text.includes(literal)) found = this.tried(alternatives, original, found);
    }
    const { buckets, used } = this;
    const mask = buckets.length - 1;
    let [first, second] = [text.charCodeAt(0), text.charCodeAt(1)];
    for (let end = 2; end < text.length && found.size < this.rules.length; end += 1) {
      const third = text.charCodeAt(end);
      const at = bucketOf(first, second, third) & mask;
      first = second;
      second = third;
      if (used[at] === 0) continue;
      for (const literal of buckets[at] ?? []) {
        if (text.startsWith(literal.text, end - 2 - literal.at))
          found = this.tried(literal.alternatives, original, found);
      }
    }
    return found;
  }

  private tried(
    alternatives: readonly Alternative<Name>[],
    text: string,
    before: ReadonlySet<Name>,
  ): ReadonlySet<Name> {
    let found = before;
    for (const alternative of alternatives) {
      if (alternative.triedIn === this.searches || found.has(alternative.name)) continue;
      alternative.triedIn = this.searches;
      const { source, flags } = alternative.written;
      alternative.pattern ??= new RegExp(source, flags);
      if (alternative.pattern.test(text)) found = new Set([...found, alternative.name]);
    }
    return found;
  }

  private build(): void {
    const literals = new Map<string, Alternative<Name>[]>();
    const groups: KnownGroups = new Map();
    for (const [name, patterns] of this.rules) {
      for (const written of patterns.flatMap(alternativesOf)) {
        const alternative = { name, written, pattern: null, triedIn: 0 };
        const needed = literalsOf(written, groups);
        if (needed === null) this.always.push(alternative);
        for (const literal of needed ?? []) {
          const text = this.ignoresCase ? folded(literal) : literal;
          const sharing = literals.get(text);
          if (sharing) sharing.push(alternative);
          else literals.set(text, [alternative]);
        }
      }
    }
    const size = bucketsFor(literals.size);
    this.buckets = new Array<undefined>(size).fill(undefined);
    this.used = new Uint8Array(size);
    for (const [text, alternatives] of literals) this.add(text, alternatives);
    this.isBuilt = true;
  }

  /** Into the emptiest bucket of those that would do: three letters that many share tell little. */
  private add(text: string, alternatives: Alternative<Name>[]): void {
    if (text.length < 3) {
      this.short.push({ text, at: 0, alternatives });
      return;
    }
    let [best, at, least] = [0, 0, Number.POSITIVE_INFINITY];
    for (let from = 0; from + 3 <= text.length; from += 1) {
      const letters = text.slice(from, from + 3);
      const hash = bucketOf(letters.charCodeAt(0), letters.charCodeAt(1), letters.charCodeAt(2));
      const bucket = hash & (this.buckets.length - 1);
      const cost = (this.buckets[bucket]?.length ?? 0) + (letters.includes(" ") ? BLANK_COST : 0);
      if (cost < least) [best, at, least] = [bucket, from, cost];
    }
    this.buckets[best] = [...(this.buckets[best] ?? []), { text, at, alternatives }];
    this.used[best] = 1;
  }
}

/** A power of two, so many that most are empty. */
function bucketsFor(literals: number): number {
  return 2 ** Math.min(13, Math.max(8, Math.ceil(Math.log2(literals + 1)) + 2));
}

function bucketOf(first: number, second: number, third: number): number {
  return Math.imul(first, 961) + Math.imul(second, 31) + third;
}
