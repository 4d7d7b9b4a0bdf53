// Shares as bars, in named groups: what people rather look at than read.
import sharp from "sharp";
import { ACCENT, AMBER, box, INK, PAPER, printable, QUIET, RAISED, renderBox } from "./layout.ts";

export interface Bar {
  readonly label: string;
  /** 0..1 of the longest possible bar. */
  readonly share: number;
  readonly value: string;
  readonly warns?: boolean;
}

export interface BarChart {
  readonly title: string;
  readonly note: string;
  readonly groups: readonly { readonly label: string; readonly bars: readonly Bar[] }[];
}

const WIDTH = 760;
const MARGIN = 28;
const LABEL = 210;
const VALUE = 90;
const ROW = 30;
const GROUP = 44;
const HEADER = 86;

export async function barChart({ title, note, groups }: BarChart): Promise<{ bytes: Uint8Array; contentType: string }> {
  const rows = groups.reduce((sum, { bars }) => sum + bars.length, 0);
  const height = HEADER + groups.length * GROUP + rows * ROW + MARGIN;
  const pixels = await renderBox(
    box(
      {
        width: WIDTH,
        height,
        flexDirection: "column",
        padding: MARGIN,
        backgroundColor: PAPER,
        color: INK,
        fontFamily: "Inter, Inter Extended",
      },
      [
        box({ fontSize: 24, fontWeight: 600 }, printable(title, 60)),
        box({ fontSize: 15, color: QUIET, marginTop: 4 }, printable(note, 110)),
        ...groups.flatMap(({ label, bars }) => [
          box(
            {
              fontSize: 16,
              fontWeight: 600,
              height: GROUP - 10,
              alignItems: "flex-end",
              paddingBottom: 6,
              marginTop: 10,
            },
            printable(label, 60),
          ),
          ...bars.map(row),
        ]),
      ],
    ),
    WIDTH,
    height,
  );
  const bytes = await sharp(pixels, { raw: { width: WIDTH, height, channels: 4 } })
    .flatten({ background: PAPER })
    .png({ compressionLevel: 6 })
    .toBuffer();
  return { bytes, contentType: "image/png" };
}

function row({ label, share, value, warns }: Bar) {
  const room = WIDTH - MARGIN * 2 - LABEL - VALUE;
  const long = Math.max(2, Math.round(room * Math.min(1, Math.max(0, share))));
  return box({ height: ROW, alignItems: "center", fontSize: 15 }, [
    box({ width: LABEL, color: QUIET }, printable(label, 28)),
    box({ width: room, height: 14, backgroundColor: RAISED, borderRadius: 7 }, [
      box({ width: long, height: 14, borderRadius: 7, backgroundColor: warns ? AMBER : ACCENT }),
    ]),
    box({ width: VALUE, justifyContent: "flex-end" }, printable(value, 12)),
  ]);
}
