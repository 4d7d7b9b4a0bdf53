// Text within the limits of a chat, never cut through a character.

/** At most `most` units, ending in "…" when something is missing; never half a character. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${withoutHalf(text.slice(0, most - 1)).trimEnd()}…`;
}

const withoutHalf = (text: string) => text.replace(/[\uD800-\uDBFF]$/, "");

/** Pieces of at most `most` units, split at line ends, else at spaces, else anywhere between characters. */
export function splitText(text: string, most: number): string[] {
  const pieces: string[] = [];
  let rest = text;
  while (rest.length > most) {
    const head = rest.slice(0, most);
    const at = [head.lastIndexOf("\n"), head.lastIndexOf(" ")].find((position) => position > most / 2);
    const piece = at === undefined ? withoutHalf(head) : head.slice(0, at);
    pieces.push(piece);
    rest = rest.slice(piece.length).trimStart();
  }
  return rest === "" && pieces.length > 0 ? pieces : [...pieces, rest];
}
