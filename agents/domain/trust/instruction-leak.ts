// Does an outgoing text carry our instructions, plainly or dressed up as base64, hex or reversed text (trust T5)?

/** A run this long of the instructions' own words is no accident. */
const WINDOW_CHARS = 32;

const flat = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();

/** What the text may be hiding: itself, reversed, and every decodable run in it. */
function readingsOf(text: string): string[] {
  const decoded = [
    ...(text.match(/[A-Za-z0-9+/_-]{24,}={0,2}/g) ?? []).map((run) => Buffer.from(run, "base64").toString("utf8")),
    ...(text.match(/(?:[0-9a-fA-F]{2}[\s:]?){16,}/g) ?? []).map((run) => Buffer.from(run.replace(/[^0-9a-fA-F]/g, ""), "hex").toString("utf8")),
  ];
  return [text, [...text].reverse().join(""), ...decoded].map(flat);
}

/** @param instructions what must not leave; shorter lines than the window are too common to judge by */
export function leaksInstructions(text: string, instructions: string): boolean {
  const secret = flat(instructions);
  return readingsOf(text).some((reading) => {
    for (let start = 0; start + WINDOW_CHARS <= reading.length; start += 4) {
      if (secret.includes(reading.slice(start, start + WINDOW_CHARS))) return true;
    }
    return false;
  });
}
