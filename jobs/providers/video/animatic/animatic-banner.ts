// What an animatic says on its face: that nobody filmed this. Part of the mark, so the same in every language.
import { type Box, box, drawWords } from "../../media/video/words-picture.ts";

const AMBER = "#ffc247";
const DARK = "#17151f";
const TITLE = "SYNTHETIC PREVIEW";
const NOTE = "not a recording";
/** Across the middle, which stays when a clip is cut to another shape. */
const WATERMARK = "PREVIEW";
/** Players of vertical clips lay their own bar over the top. */
const TALL_TOP = 0.13;

/** A transparent PNG of the whole frame; sized by its shorter side, so that it is read on any shape. */
export async function drawBanner({ width, height }: { width: number; height: number }): Promise<Uint8Array> {
  const unit = Math.min(width, height) / 100;
  const top = height > width ? height * TALL_TOP : unit * 4;
  const pills = box({ position: "absolute", top, width, flexDirection: "column", alignItems: "center" }, [
    pill(TITLE, unit * 4.4, { background: AMBER, color: DARK, letterSpacing: unit * 0.2 }),
    pill(NOTE, unit * 3, { background: "rgba(23, 21, 31, 0.78)", color: AMBER, marginTop: unit * 1.2 }),
  ]);
  const watermark = box(
    {
      position: "absolute",
      width,
      height,
      alignItems: "center",
      justifyContent: "center",
      fontSize: unit * 10,
      letterSpacing: unit * 0.6,
      color: "rgba(255, 255, 255, 0.2)",
      textShadow: "0 0 4px rgba(0, 0, 0, 0.25)",
    },
    WATERMARK,
  );
  return drawWords(box({ width, height }, [pills, watermark]), width, height);
}

function pill(text: string, fontSize: number, style: Readonly<Record<string, string | number>>): Box {
  const shape = { borderRadius: fontSize * 0.45, padding: `${fontSize * 0.3}px ${fontSize * 0.7}px`, lineHeight: 1.2 };
  return box({ ...shape, fontSize, whiteSpace: "nowrap", ...style }, text);
}
