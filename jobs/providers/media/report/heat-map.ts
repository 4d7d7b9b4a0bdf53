// A figure by row and column as colour: a week by hours, for one.
import sharp from "sharp";
import { ACCENT, AMBER, box, INK, PAPER, printable, QUIET, RAISED, renderBox } from "./layout.ts";

export interface HeatMap {
  readonly title: string;
  readonly note: string;
  readonly columns: readonly string[];
  readonly rows: readonly {
    readonly label: string;
    /** null: nothing is known of it. `heat` -1..1 around the usual; `faint`: too little is known to go by. */
    readonly cells: readonly ({ readonly heat: number; readonly text: string; readonly faint: boolean } | null)[];
  }[];
}

const MARGIN = 28;
const LABEL = 110;
const CELL_HEIGHT = 34;
/** All columns together: a day's hours fit by two letters, a year's months by their figures. */
const CELLS_WIDTH = 720;
const MOST_CELL_WIDTH = 92;
/** Of a letter of a figure. */
const LETTER_WIDTH = 7.5;
const GAP = 2;
const HEADER = 92;

export async function heatMap({ title, note, columns, rows }: HeatMap): Promise<{
  bytes: Uint8Array;
  contentType: string;
}> {
  const cellWidth = Math.min(MOST_CELL_WIDTH, Math.floor(CELLS_WIDTH / columns.length));
  const width = MARGIN * 2 + LABEL + Math.max(CELLS_WIDTH, columns.length * (cellWidth + GAP));
  const height = HEADER + 24 + rows.length * (CELL_HEIGHT + GAP) + MARGIN;
  const pixels = await renderBox(
    box(
      {
        width,
        height,
        flexDirection: "column",
        padding: MARGIN,
        backgroundColor: PAPER,
        color: INK,
        fontFamily: "Inter, Inter Extended",
      },
      [
        box({ fontSize: 24, fontWeight: 600 }, printable(title, 60)),
        box({ fontSize: 15, color: QUIET, marginTop: 4, marginBottom: 10 }, printable(note, 120)),
        box({ height: 24, fontSize: 12, color: QUIET }, [
          box({ width: LABEL }),
          ...columns.map((label) => box({ width: cellWidth + GAP, justifyContent: "center" }, printable(label, 4))),
        ]),
        ...rows.map(({ label, cells }) =>
          box({ height: CELL_HEIGHT + GAP, alignItems: "center", fontSize: 15 }, [
            box({ width: LABEL, color: QUIET }, printable(label, 14)),
            ...cells.map((cell) => cellBox(cell, cellWidth)),
          ]),
        ),
      ],
    ),
    width,
    height,
  );
  const bytes = await sharp(pixels, { raw: { width, height, channels: 4 } })
    .flatten({ background: PAPER })
    .png({ compressionLevel: 6 })
    .toBuffer();
  return { bytes, contentType: "image/png" };
}

function cellBox(cell: HeatMap["rows"][number]["cells"][number], width: number) {
  const letters = Math.floor(width / LETTER_WIDTH);
  const place = { width, height: CELL_HEIGHT, marginRight: GAP, borderRadius: 4 };
  if (!cell) return box({ ...place, backgroundColor: RAISED });
  const { heat, text, faint } = cell;
  const inside = { ...place, fontSize: 12, alignItems: "center", justifyContent: "center" } as const;
  if (faint) return box({ ...inside, backgroundColor: RAISED, color: QUIET }, printable(text, letters));
  const strength = Math.round(48 + 207 * Math.min(1, Math.abs(heat)));
  const colour = `${heat < 0 ? AMBER : ACCENT}${strength.toString(16).padStart(2, "0")}`;
  return box({ ...inside, backgroundColor: colour, fontWeight: 600 }, printable(text, letters));
}
