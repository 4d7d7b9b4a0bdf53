// Puts a card together: header, picture, words; then pixels. The same request gives the same bytes.
import { createHash } from "node:crypto";
import { renderAsync } from "@resvg/resvg-js";
import sharp, { type OverlayOptions } from "sharp";
import { seededRandom } from "../../../../agents/kernel/random.ts";
import { drawPortrait } from "../../emulator/draw-portrait.ts";
import { MAX_PIXELS } from "../../media/inspect-image.ts";
import { ASPECT_RATIOS } from "../aspect-ratios.ts";
import { drawHeader, drawWords } from "./card-text.ts";
import { drawPicture } from "./picture.ts";
import { planScene } from "./scene-plan.ts";

export interface CardRequest {
  readonly prompt: string;
  readonly seed: number;
  readonly aspectRatio: string;
  readonly title: string;
  readonly lines: readonly string[];
  /** A drawn face fills the picture; its seed says whose. */
  readonly portrait?: boolean | undefined;
  /** The face to keep, pinned to the picture: a preview shows who is meant, it does not take her photo. */
  readonly reference?: Uint8Array | undefined;
}

interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const MARGIN = 32;
const HEADER = 56;
const WORDS_HEIGHT = 172;
const WORDS_WIDTH = 372;
const PAPER = "#17151f";

/** Wide cards have the words beside the picture, others below. */
function layout(width: number, height: number): { header: Area; picture: Area; words: Area } {
  const header = { x: MARGIN, y: 14, width: width - MARGIN * 2, height: HEADER };
  const top = header.y + HEADER + 8;
  if (width > height) {
    const picture = { x: MARGIN, y: top, width: width - MARGIN * 3 - WORDS_WIDTH, height: height - top - MARGIN };
    return { header, picture, words: { ...picture, x: picture.x + picture.width + MARGIN, width: WORDS_WIDTH } };
  }
  const picture = { x: MARGIN, y: top, width: width - MARGIN * 2, height: height - top - WORDS_HEIGHT - MARGIN };
  return {
    header,
    picture,
    words: { ...picture, y: picture.y + picture.height + 22, height: WORDS_HEIGHT + MARGIN - 34 },
  };
}

/** The seed decides together with the prompt, so one seed over a batch still gives different cards. */
function randomOf({ prompt, seed, aspectRatio }: CardRequest) {
  const digest = createHash("sha256").update(`${seed}\n${aspectRatio}\n${prompt}`).digest();
  return seededRandom(digest.readUInt32BE(0));
}

const nested = (svg: string, { x, y }: Area) => svg.replace("<svg ", `<svg x="${x}" y="${y}" `);

/** A PNG of about one megapixel in the ratio asked for (1:1 for a ratio nobody knows). */
export async function drawCard(request: CardRequest): Promise<{ bytes: Uint8Array; width: number; height: number }> {
  const { width, height } = ASPECT_RATIOS[request.aspectRatio] ?? { width: 1024, height: 1024 };
  const { header, picture, words } = layout(width, height);
  const random = randomOf(request);
  // The last line says how this shot differs from its template, so it goes before what it changes.
  const plan = planScene([request.title, ...request.lines.toReversed(), request.prompt], random);
  const drawing = drawPicture(plan, picture.width, picture.height, random);
  const seed = String(request.seed >>> 0);
  const [headerSvg, wordsSvg] = await Promise.all([
    drawHeader(seed, header.width, header.height),
    drawWords({ ...request, seed }, words.width, words.height),
  ]);
  const frame = `<svg x="${picture.x}" y="${picture.y}" width="${picture.width}" height="${picture.height}"><defs><clipPath id="frame"><rect width="${picture.width}" height="${picture.height}" rx="14"/></clipPath></defs><g clip-path="url(#frame)">${drawing}</g></svg>`;
  const card = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="${width}" height="${height}" fill="${PAPER}"/>${nested(headerSvg, header)}${frame}${nested(wordsSvg, words)}</svg>`;
  const rendered = await renderAsync(card, { font: { loadSystemFonts: false } });
  const pinned = await pinnedPictures(request, picture);
  const bytes = await sharp(rendered.pixels, { raw: { width, height, channels: 4 } })
    .composite(pinned)
    .removeAlpha()
    .png({ compressionLevel: 4 })
    .toBuffer();
  return { bytes, width, height };
}

/** Drawn smaller and enlarged: a face has no detail that needs more. */
const PORTRAIT_SHARE = 0.45;
/** Share of the picture's shorter side that a pinned face takes, and how far it hangs askew. */
const PIN_SHARE = 0.38;
const PIN_TILT = 5;
const PIN_BORDER = 10;
/** Of the picture's width and height: how wide a tall clip of it shows at least. */
const CLIP_SHARE = { width: 0.7, height: 0.52 } as const;

async function pinnedPictures({ seed, portrait, reference }: CardRequest, area: Area): Promise<OverlayOptions[]> {
  if (portrait) {
    const drawn = await drawPortrait({
      identity: seed,
      seed,
      width: Math.round(area.width * PORTRAIT_SHARE),
      height: Math.round(area.height * PORTRAIT_SHARE),
    });
    const input = await sharp(drawn).resize(area.width, area.height, { fit: "fill" }).png().toBuffer();
    return [{ input, left: area.x, top: area.y }];
  }
  if (!reference) return [];
  const side = Math.round(Math.min(area.width, area.height) * PIN_SHARE);
  const random = seededRandom(seed);
  const print = await sharp(reference, { limitInputPixels: MAX_PIXELS, pages: 1 })
    .autoOrient()
    .resize(side, side, { fit: "cover", position: "attention" })
    .modulate({ brightness: 0.92 + random() * 0.16 })
    .extend({ top: PIN_BORDER, bottom: PIN_BORDER * 3, left: PIN_BORDER, right: PIN_BORDER, background: "#f4f1ea" })
    .toBuffer();
  const tilted = await sharp(print)
    .rotate((random() - 0.5) * 2 * PIN_TILT, { background: "#00000000" })
    .png()
    .toBuffer();
  // Beside the figure and under what a clip says of itself; not so far out that one of another shape cuts the face in two.
  const inSight = Math.min(area.width * CLIP_SHARE.width, area.height * CLIP_SHARE.height);
  const aside = random() < 0.5 ? 0 : inSight - side * 1.2;
  const left = area.x + Math.round((area.width - inSight) / 2 + aside);
  const top = area.y + Math.round((area.height - side * 1.35) * (0.24 + random() * 0.66));
  return [{ input: tilted, left: Math.max(0, left), top: Math.max(0, top) }];
}
