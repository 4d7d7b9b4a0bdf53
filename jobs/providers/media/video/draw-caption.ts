// One caption as a picture the size of the frame's caption room: white on a dark plate, readable over anything.
import type { ReelFrame } from "./reel-frame.ts";
import { box, drawWords, printable } from "./words-picture.ts";

export interface DrawnCaption {
  readonly png: Uint8Array;
  /** Something could not be drawn: emoji, another script, or words beyond the room. */
  readonly isReduced: boolean;
}

const MAX_CHARACTERS = 180;
/** From so many characters on, the letters are so much smaller. */
const SIZES = [
  { from: 120, share: 0.58 },
  { from: 70, share: 0.74 },
  { from: 0, share: 1 },
];
const PLATE = "rgba(12, 10, 18, 0.72)";
const INK = "#ffffff";

/** null when nothing of it can be drawn. */
export async function drawCaption(text: string, frame: ReelFrame): Promise<DrawnCaption | null> {
  const words = shortened(printable(text));
  if (words === "") return null;
  const { width, height } = frame.captions;
  const fontSize = Math.round(frame.fontSize * (SIZES.find(({ from }) => words.length >= from)?.share ?? 1));
  const plate = box(
    {
      background: PLATE,
      color: INK,
      borderRadius: Math.round(fontSize * 0.36),
      padding: `${Math.round(fontSize * 0.26)}px ${Math.round(fontSize * 0.46)}px`,
      maxWidth: width,
      fontSize,
      lineHeight: 1.22,
      textAlign: "center",
      textWrap: "balance",
      wordBreak: "break-word",
      textShadow: "0 2px 6px rgba(0, 0, 0, 0.55)",
    },
    words,
  );
  const centred = box({ width, height, justifyContent: "center", alignItems: "flex-end", overflow: "hidden" }, [plate]);
  return { png: await drawWords(centred, width, height), isReduced: words !== text.normalize("NFC").trim() };
}

function shortened(words: string): string {
  if (words.length <= MAX_CHARACTERS) return words;
  const cut = words.slice(0, MAX_CHARACTERS - 1);
  return `${cut.slice(0, cut.lastIndexOf(" ") + 1 || cut.length).trimEnd()}…`;
}
