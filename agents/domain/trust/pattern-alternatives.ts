// Takes a pattern apart into the alternatives that stand for themselves.

/** A regular expression, not compiled yet. */
export type PatternText = Pick<RegExp, "source" | "flags">;

/** One pattern for each alternative that stands alone: `\b(?:one|other)\b` is `\b(?:one)\b` or `\b(?:other)\b`. */
export function alternativesOf({ source, flags }: PatternText): readonly PatternText[] {
  const kept = flags.replace(/[gy]/g, "");
  return spread(source).map((alternative) => ({ source: alternative, flags: kept }));
}

function spread(source: string): readonly string[] {
  // What is referred back to is numbered over the whole pattern.
  if (/\\[1-9k]|(?<!\\)\((?!\?)|\(\?<[^=!]/.test(source)) return [source];
  const options = splitAtBars(source);
  if (options.length > 1) return options.flatMap(spread);
  const at = afterAssertions(source);
  if (!source.startsWith("(?:", at)) return [source];
  const end = groupEnd(source, at);
  if (afterAssertions(source, end) !== source.length) return [source];
  const inner = splitAtBars(source.slice(at + 3, end - 1));
  return inner.flatMap(spread).map((option) => `${source.slice(0, at)}(?:${option})${source.slice(end)}`);
}

function splitAtBars(source: string): readonly string[] {
  const options: string[] = [];
  let start = 0;
  for (let at = 0; at < source.length; at = partEnd(source, at)) {
    if (source[at] !== "|") continue;
    options.push(source.slice(start, at));
    start = at + 1;
  }
  return [...options, source.slice(start)];
}

/** Past the borders and looks around that stand there. */
function afterAssertions(source: string, from = 0): number {
  let at = from;
  for (;;) {
    if (source.startsWith("\\b", at) || source.startsWith("\\B", at)) at += 2;
    else if (source[at] === "^" || source[at] === "$") at += 1;
    else if (/^\(\?<?[=!]/.test(source.slice(at, at + 4))) at = groupEnd(source, at);
    else return at;
  }
}

function partEnd(source: string, at: number): number {
  if (source[at] === "\\") return at + 2;
  if (source[at] === "(") return groupEnd(source, at);
  return source[at] === "[" ? classEnd(source, at) : at + 1;
}

/** Past the parenthesis that closes the group that begins there. */
export function groupEnd(source: string, from: number): number {
  let at = from + 1;
  while (source[at] !== ")") at = partEnd(source, at);
  return at + 1;
}

/** Past the bracket that closes the class that begins there. */
export function classEnd(source: string, from: number): number {
  let at = from + 1;
  while (source[at] !== "]") at += source[at] === "\\" ? 2 : 1;
  return at + 1;
}
