// All captions of a reel as one silent track of pictures: hundreds of them cost no more than one.
import { writeFile } from "node:fs/promises";
import path from "node:path";
import type { TimedCaption } from "../../../../agents/domain/content/caption-timing.ts";
import { drawCaption } from "./draw-caption.ts";
import type { ReelFrame } from "./reel-frame.ts";
import { box, drawWords } from "./words-picture.ts";

export interface CaptionTrack {
  /** The list that ffmpeg's concat reads, or null when there is nothing to show. */
  readonly list: string | null;
  /** Captions that lost something the font lacks (emoji, other scripts), or that came too long. */
  readonly reduced: number;
}

const BLANK = "blank.png";

/** Later captions end earlier ones; what begins after `totalMs` is left out. */
export async function writeCaptionTrack(
  captions: readonly TimedCaption[],
  frame: ReelFrame,
  totalMs: number,
  folder: string,
): Promise<CaptionTrack> {
  const shown = captions
    .filter(({ startMs, endMs }) => endMs > startMs && startMs < totalMs)
    .toSorted((one, other) => one.startMs - other.startMs);
  const lines: string[] = ["ffconcat version 1.0"];
  let reduced = 0;
  let drawn = 0;
  let atMs = 0;
  const show = (file: string, untilMs: number) => {
    if (untilMs <= atMs) return;
    lines.push(`file ${file}`, `duration ${(untilMs - atMs) / 1_000}`);
    atMs = untilMs;
  };
  for (const [index, { text, startMs, endMs }] of shown.entries()) {
    const caption = await drawCaption(text, frame);
    if (!caption || caption.isReduced) reduced += 1;
    if (!caption) continue;
    const file = `caption-${index}.png`;
    await writeFile(path.join(folder, file), caption.png);
    drawn += 1;
    show(BLANK, Math.max(0, startMs));
    show(file, Math.min(endMs, shown[index + 1]?.startMs ?? endMs, totalMs));
  }
  if (drawn === 0) return { list: null, reduced };
  const { width, height } = frame.captions;
  await writeFile(path.join(folder, BLANK), await drawWords(box({}, ""), width, height));
  // The duration of the last one is not counted, so something must follow what is shown.
  show(BLANK, totalMs + 1_000);
  const list = path.join(folder, "captions.ffconcat");
  await writeFile(list, `${lines.join("\n")}\n`);
  return { list, reduced };
}
