// Many pictures on one: rows of tiles with a line under each. What was left out is dimmed.
import sharp from "sharp";
import { MAX_PIXELS } from "../inspect-image.ts";
import { withSyntheticMark } from "../synthetic-mark.ts";
import { AMBER, box, INK, PAPER, printable, QUIET, renderBox } from "./layout.ts";

export interface SheetTile {
  readonly bytes: Uint8Array;
  readonly caption: string;
  readonly dimmed: boolean;
}

export interface ContactSheet {
  readonly title: string;
  /** Small print under the title. */
  readonly note: string;
  readonly tiles: readonly SheetTile[];
}

const COLUMNS = 8;
const TILE = 150;
const GAP = 10;
const CAPTION = 26;
const MARGIN = 24;
const HEADER = 78;

/** A marked JPEG (trust C6); at most `COLUMNS` tiles a row. */
export async function contactSheet({
  title,
  note,
  tiles,
}: ContactSheet): Promise<{ bytes: Uint8Array; contentType: string }> {
  const columns = Math.max(1, Math.min(COLUMNS, tiles.length));
  const rows = Math.max(1, Math.ceil(tiles.length / columns));
  const width = Math.max(640, MARGIN * 2 + columns * TILE + (columns - 1) * GAP);
  const height = HEADER + rows * (TILE + CAPTION + GAP) + MARGIN;
  const place = (index: number) => ({
    left: MARGIN + (index % columns) * (TILE + GAP),
    top: HEADER + Math.floor(index / columns) * (TILE + CAPTION + GAP),
  });
  const words = await renderBox(
    box({ width, height, flexDirection: "column", fontFamily: "Inter, Inter Extended", color: INK }, [
      box({ position: "absolute", left: MARGIN, top: 18, fontSize: 24, fontWeight: 600 }, printable(title, 60)),
      box({ position: "absolute", left: MARGIN, top: 48, fontSize: 15, color: QUIET }, printable(note, 120)),
      ...tiles.map(({ caption, dimmed }, index) => {
        const { left, top } = place(index);
        const color = dimmed ? AMBER : QUIET;
        return box(
          { position: "absolute", left, top: top + TILE + 5, width: TILE, fontSize: 13, color },
          printable(caption, 22),
        );
      }),
    ]),
    width,
    height,
  );
  const pictures = await Promise.all(
    tiles.map(async ({ bytes, dimmed }, index) => ({ input: await tile(bytes, dimmed), ...place(index) })),
  );
  const sheet = sharp({ create: { width, height, channels: 3, background: PAPER } })
    .composite([...pictures, { input: Buffer.from(words), raw: { width, height, channels: 4 } }])
    .jpeg({ quality: 84 });
  return { bytes: await withSyntheticMark(sheet).toBuffer(), contentType: "image/jpeg" };
}

async function tile(bytes: Uint8Array, dimmed: boolean): Promise<Buffer> {
  const picture = sharp(bytes, { limitInputPixels: MAX_PIXELS, pages: 1 })
    .autoOrient()
    .resize(TILE, TILE, { fit: "cover", position: "attention" })
    .flatten({ background: PAPER });
  return await (dimmed ? picture.greyscale().linear(0.45, 0) : picture).png({ compressionLevel: 3 }).toBuffer();
}
