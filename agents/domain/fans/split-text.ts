// A text in as few messages as a platform's limit allows, broken where a reader would pause and never inside a character.

export interface TextLimit {
  readonly maxTextBytes: number | null;
  readonly maxTextChars: number | null;
}

/** Best places first: paragraph, line, sentence, word. */
const BREAKS = [/\n{2,}/gu, /\n/gu, /(?<=[.!?…。！？])\s+/gu, /\s+/gu];
const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });
const encoder = new TextEncoder();

/** @returns at least one part, each within both limits; nothing but white space at the breaks is lost */
export function splitText(text: string, limit: TextLimit): readonly string[] {
  const parts: string[] = [];
  let rest = text.trim();
  while (!fits(rest, limit)) {
    const end = breakOf(rest, lengthThatFits(rest, limit));
    parts.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
  return rest === "" && parts.length > 0 ? parts : [...parts, rest];
}

function fits(text: string, { maxTextBytes, maxTextChars }: TextLimit): boolean {
  if (maxTextChars !== null && text.length > maxTextChars) return false;
  return maxTextBytes === null || encoder.encode(text).length <= maxTextBytes;
}

/** How much of the beginning fits, in whole characters as a reader counts them; at least one UTF-16 unit. */
function lengthThatFits(text: string, { maxTextBytes, maxTextChars }: TextLimit): number {
  let chars = 0;
  let bytes = 0;
  for (const { segment } of graphemes.segment(text)) {
    bytes += encoder.encode(segment).length;
    const isOver =
      (maxTextBytes !== null && bytes > maxTextBytes) ||
      (maxTextChars !== null && chars + segment.length > maxTextChars);
    if (isOver) break;
    chars += segment.length;
  }
  // One "character" of more than a whole message (endless combining marks) is cut by code points.
  return chars > 0 ? chars : cutOf(text, { maxTextBytes, maxTextChars });
}

function cutOf(text: string, { maxTextBytes, maxTextChars }: TextLimit): number {
  let chars = 0;
  let bytes = 0;
  for (const point of text) {
    bytes += encoder.encode(point).length;
    if ((maxTextBytes !== null && bytes > maxTextBytes) || chars + point.length > (maxTextChars ?? Infinity)) break;
    chars += point.length;
  }
  return Math.max(chars, 1);
}

/** The last good place that leaves the part at least half full. */
function breakOf(text: string, longest: number): number {
  for (const pattern of BREAKS) {
    const ends = [...text.slice(0, longest + 1).matchAll(pattern)].map((match) => match.index);
    const last = ends.findLast((end) => end > longest / 2 && end <= longest);
    if (last !== undefined) return last;
  }
  return longest;
}
