// What a text must hold for a pattern to fit it, read off the pattern itself: the ground of the index in pattern-index.ts.

import { shareOf } from "./literal-share.ts";
import { classEnd, groupEnd, type PatternText } from "./pattern-alternatives.ts";

/** Larger sets tell too little for what they cost. */
const MOST_LITERALS = 4000;
/** Longer lists of whole strings are not multiplied out any further. */
const MOST_EXACT = 64;

/** `exact`: all strings a part may stand for. `needed`: one of these stands in whatever the part fits. Null: not known. */
export interface Part {
  readonly exact: readonly string[] | null;
  readonly needed: readonly string[] | null;
}

/** What groups were found to be, by flags and source: a word list is in many patterns. */
export type KnownGroups = Map<string, Part | null>;

const NOTHING: Part = { exact: [""], needed: null };
const UNKNOWN: Part = { exact: null, needed: null };
const DIGIT: Part = { exact: [..."0123456789"], needed: null };

/**
 * Strings of which every text that fits the pattern holds at least one, in small letters where the pattern ignores
 * case; null when no such strings are certain, or the pattern holds what is not understood here.
 */
export function literalsOf({ source, flags }: PatternText, known: KnownGroups): readonly string[] | null {
  const reader = new Reader(source, flags, known);
  const whole = reader.alternatives();
  const found = whole === null || !reader.isAtEnd() ? null : bestOf(whole);
  return found === null || found.includes("") || found.length > MOST_LITERALS ? null : shortest([...new Set(found)]);
}

class Reader {
  private readonly source: string;
  private readonly flags: string;
  private readonly known: KnownGroups;
  private at = 0;

  constructor(source: string, flags: string, known: KnownGroups) {
    this.source = source;
    this.flags = flags;
    this.known = known;
  }

  isAtEnd(): boolean {
    return this.at === this.source.length;
  }

  alternatives(): Part | null {
    const options: Part[] = [];
    do {
      const option = this.sequence();
      if (option === null) return null;
      options.push(option);
    } while (this.takes("|"));
    return eitherOf(options);
  }

  private sequence(): Part | null {
    const parts: Part[] = [];
    while (!this.isAtEnd() && this.source[this.at] !== "|" && this.source[this.at] !== ")") {
      const part = this.part();
      if (part === null) return null;
      parts.push(...this.times(part));
    }
    return inARow(parts);
  }

  private part(): Part | null {
    if (this.source[this.at] === "(") return this.group();
    if (this.source[this.at] === "[") return this.oneOf();
    if (this.takes("\\")) return this.escaped();
    const sign = this.next();
    if (sign === "^" || sign === "$") return NOTHING;
    return sign === "." ? UNKNOWN : this.letter(sign);
  }

  private group(): Part | null {
    const end = groupEnd(this.source, this.at);
    const group = this.source.slice(this.at, end);
    const key = this.flags + group;
    let part = this.known.get(key);
    if (part === undefined) {
      part = this.read(group);
      this.known.set(key, part);
    }
    this.at = end;
    return part;
  }

  private read(group: string): Part | null {
    const [opening = ""] = /^\((?:\?<?[=!]|\?:|\?<\w+>)?/.exec(group) ?? [];
    if (opening === "(" && group.startsWith("(?")) return null;
    if (opening.endsWith("!")) return NOTHING;
    const reader = new Reader(group.slice(opening.length, -1), this.flags, this.known);
    const body = reader.alternatives();
    if (body === null || !reader.isAtEnd()) return null;
    // What is seen around stands in the text, too, but what is beside it does not follow it.
    return opening.endsWith("=") ? { exact: [""], needed: bestOf(body) } : body;
  }

  private oneOf(): Part {
    const end = classEnd(this.source, this.at);
    const inside = this.source.slice(this.at + 1, end - 1);
    this.at = end;
    if (inside.startsWith("^") || /\\[^/.\-\]\\]/.test(inside)) return UNKNOWN;
    // Without "u" a class holds halves of such signs.
    if (!this.flags.includes("u") && /[\ud800-\udfff]/.test(inside)) return UNKNOWN;
    const signs = /.-./u.test(inside) ? spelledOut(inside) : [...inside.replace(/\\(.)/gu, "$1")];
    return signs === null ? UNKNOWN : eitherOf(signs.map((sign) => this.letter(sign)));
  }

  private escaped(): Part | null {
    const sign = this.next();
    if (sign === "b" || sign === "B") return NOTHING;
    if (sign === "d") return DIGIT;
    if (/[DwWsS]/.test(sign)) return UNKNOWN;
    if (sign === "p" || sign === "P") {
      this.at = this.source.indexOf("}", this.at) + 1;
      return UNKNOWN;
    }
    // All other letters and digits are codes, controls or references.
    return /[A-Za-z0-9]/.test(sign) ? null : this.letter(sign);
  }

  private letter(sign: string): Part {
    if (!this.flags.includes("i")) return { exact: [sign], needed: null };
    // Farther off, one letter may have several small ones.
    return sign > "\u00ff" ? UNKNOWN : { exact: [folded(sign)], needed: null };
  }

  /** The part as often as what follows it says. */
  private times(part: Part): readonly Part[] {
    const quantifier = /(?:[*+?]|\{(\d+)(?:,\d*)?\})\??/y;
    quantifier.lastIndex = this.at;
    const found = quantifier.exec(this.source);
    if (found === null) return [part];
    this.at += found[0].length;
    if (found[0].startsWith("?")) return [part.exact ? { exact: ["", ...part.exact], needed: null } : UNKNOWN];
    const least = found[0].startsWith("+") ? 1 : Number(found[1] ?? 0);
    return [...Array.from({ length: Math.min(least, 3) }, () => part), UNKNOWN];
  }

  private next(): string {
    const sign = String.fromCodePoint(this.source.codePointAt(this.at) ?? 0);
    this.at += sign.length;
    return sign;
  }

  private takes(sign: string): boolean {
    if (this.source[this.at] !== sign) return false;
    this.at += 1;
    return true;
  }
}

/** "a-z", "0-7x"; null where they are many. */
function spelledOut(inside: string): readonly string[] | null {
  if (inside.includes("\\")) return null;
  const signs = new Set<string>();
  for (const [, from = "", to = from] of inside.matchAll(/(.)(?:-(.))?/gsu)) {
    const last = to.codePointAt(0) ?? 0;
    for (let code = from.codePointAt(0) ?? 0; code <= last; code += 1) {
      signs.add(String.fromCodePoint(code));
      if (signs.size > MOST_EXACT) return null;
    }
  }
  return [...signs];
}

/** What ignores case is looked for in small letters; the long s is an s to patterns and not to `toLowerCase`. */
export function folded(text: string): string {
  return text.toLowerCase().replaceAll("ſ", "s");
}

function eitherOf(options: readonly Part[]): Part {
  const [only] = options;
  if (options.length === 1 && only) return only;
  const isExact = options.every(({ exact, needed }) => exact !== null && (needed === null || !exact.includes("")));
  const exact = options.flatMap((option) => option.exact ?? []);
  if (isExact && exact.length <= MOST_LITERALS) return { exact, needed: null };
  const needed = options.map(bestOf);
  return { exact: null, needed: needed.includes(null) ? null : needed.flatMap((some) => some ?? []) };
}

/** What follows one another is one string for as long as it is known; of all that is needed the rarest is kept. */
function inARow(parts: readonly Part[]): Part {
  let best: readonly string[] | null = null;
  let run: readonly string[] = [""];
  let isExact = true;
  for (const { exact, needed } of parts) {
    if (needed !== null) best = rarer(best, needed);
    if (exact !== null && run.length * exact.length <= MOST_EXACT) {
      if (exact.length > 1 || exact[0] !== "") run = run.flatMap((before) => exact.map((each) => before + each));
      continue;
    }
    best = rarer(best, run);
    isExact = false;
    run = exact ?? [""];
  }
  if (isExact) return { exact: run, needed: best };
  return { exact: null, needed: rarer(best, run) };
}

function bestOf({ exact, needed }: Part): readonly string[] | null {
  return exact === null ? needed : rarer(needed, exact);
}

function rarer(one: readonly string[] | null, other: readonly string[]): readonly string[] | null {
  const share = shareOf(other);
  if (one === null) return share < 1 ? other : null;
  return shareOf(one) <= share ? one : other;
}

/** Whoever holds "pills" holds "pill". */
function shortest(some: readonly string[]): readonly string[] {
  if (some.length > MOST_EXACT) return some;
  return some.filter((each) => !some.some((other) => other !== each && each.includes(other)));
}
