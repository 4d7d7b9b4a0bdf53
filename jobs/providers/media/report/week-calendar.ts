// A calendar of posts: days as columns, what goes out on each from the morning on. Drawn for a phone, where the picture is
// shown at a third of its width.
import sharp from "sharp";
import { MAX_PIXELS } from "../inspect-image.ts";
import { withSyntheticMark } from "../synthetic-mark.ts";
import { type Box, box, printable, renderBox } from "./layout.ts";

export interface CalendarEntry {
  /** "18:07" */
  readonly time: string;
  readonly label: string;
  /** Place in `accounts`. */
  readonly account: number;
  readonly mood: "planned" | "done" | "waits" | "failed";
  readonly picture?: Uint8Array;
}

export interface CalendarDay {
  readonly label: string;
  readonly isToday: boolean;
  /** Why nothing goes out on it. */
  readonly quiet?: string;
  readonly entries: readonly CalendarEntry[];
}

export interface WeekCalendar {
  readonly title: string;
  /** Names the time zone. */
  readonly note: string;
  readonly accounts: readonly string[];
  /** Shown seven a row. */
  readonly days: readonly CalendarDay[];
}

const PAPER = "#fbfaf7";
const INK = "#1d1a26";
const QUIET = "#5f5b6b";
const LINE = "#d9d5cd";
const CARD = "#ffffff";
const TODAY = "#fdf0d5";
const HATCH = "#e4dfd5";
const MOODS = { planned: INK, done: "#1f7a4d", waits: "#9a5b00", failed: "#b3261e" } as const;
/** Told apart also by people who see few colours; more accounts begin again. */
const COLOURS = ["#c2185b", "#1565c0", "#2e7d32", "#b26a00", "#6a1b9a", "#00695c"];

const WIDTH = 1_080;
const MARGIN = 24;
const COLUMNS = 7;
const GAP = 8;
const COLUMN = Math.floor((WIDTH - MARGIN * 2 - GAP * (COLUMNS - 1)) / COLUMNS);
const PAD = 6;
const PICTURE = COLUMN - PAD * 2;
const PICTURE_HEIGHT = Math.round(PICTURE * 0.75);
const TIME = 42;
const LABEL = 34;
const ENTRY = PICTURE_HEIGHT + TIME + LABEL + PAD * 2 + 8;
const DAY_LABEL = 52;
const HEADER = 112;
const LEGEND = 52;
const ACCOUNTS_A_ROW = 2;
const EMPTY_DAY = 150;

interface Placed {
  readonly input: Buffer;
  readonly left: number;
  readonly top: number;
}

/** A marked PNG (trust C6): it shows pieces. */
export async function weekCalendar(calendar: WeekCalendar): Promise<{ bytes: Uint8Array; contentType: string }> {
  const weeks = chunks(calendar.days, COLUMNS);
  const heights = weeks.map((days) =>
    Math.max(EMPTY_DAY, ...days.map(({ entries }) => entries.length * (ENTRY + GAP))),
  );
  const legendRows = chunks(calendar.accounts, ACCOUNTS_A_ROW);
  const top = HEADER + legendRows.length * LEGEND;
  const height = top + heights.reduce((sum, each) => sum + each + DAY_LABEL + GAP, 0) + MARGIN;
  const pictures: Promise<Placed>[] = [];
  const boxes: Box[] = [];
  let y = top;
  for (const [row, days] of weeks.entries()) {
    for (const [column, day] of days.entries()) {
      const x = MARGIN + column * (COLUMN + GAP);
      boxes.push(...dayBoxes(day, x, y, heights[row] ?? EMPTY_DAY));
      for (const [index, entry] of day.entries.entries()) {
        const at = { left: x + PAD, top: y + DAY_LABEL + index * (ENTRY + GAP) + PAD + 8 };
        if (entry.picture) pictures.push(thumbnail(entry.picture, at));
      }
    }
    y += (heights[row] ?? EMPTY_DAY) + DAY_LABEL + GAP;
  }
  const pixels = await renderBox(
    box({ width: WIDTH, height, backgroundColor: PAPER, color: INK, fontFamily: "Inter, Inter Extended" }, [
      placed({ left: MARGIN, top: 20, fontSize: 42, fontWeight: 600 }, printable(calendar.title, 46)),
      placed({ left: MARGIN, top: 72, fontSize: 28, color: QUIET }, printable(calendar.note, 72)),
      ...legend(legendRows),
      ...boxes,
    ]),
    WIDTH,
    height,
  );
  const sheet = sharp(pixels, { raw: { width: WIDTH, height, channels: 4 } })
    .composite(await Promise.all(pictures))
    .flatten({ background: PAPER })
    .png({ compressionLevel: 6 });
  return { bytes: await withSyntheticMark(sheet).toBuffer(), contentType: "image/png" };
}

function legend(rows: readonly (readonly string[])[]): Box[] {
  return rows.map((accounts, row) =>
    placed({ left: MARGIN, top: HEADER + row * LEGEND, alignItems: "center", fontSize: 28 }, [
      ...accounts.flatMap((account, index) => [
        box({
          width: 26,
          height: 26,
          borderRadius: 6,
          marginRight: 12,
          backgroundColor: colourOf(row * ACCOUNTS_A_ROW + index),
        }),
        box({ marginRight: 36 }, printable(account, 32)),
      ]),
    ]),
  );
}

function dayBoxes({ label, isToday, quiet, entries }: CalendarDay, left: number, top: number, height: number): Box[] {
  const body = { left, top: top + DAY_LABEL - 6, width: COLUMN, height: height + 6, borderRadius: 10 };
  return [
    placed(
      { left, top, width: COLUMN, height: DAY_LABEL, justifyContent: "center", fontSize: 28, fontWeight: 600 },
      printable(label, 9),
    ),
    placed({ ...body, backgroundColor: isToday ? TODAY : "#f2efe9", border: `1px solid ${LINE}` }),
    ...(quiet === undefined ? [] : hatched(quiet, body)),
    ...entries.flatMap((entry, index) => entryBoxes(entry, left, top + DAY_LABEL + index * (ENTRY + GAP))),
  ];
}

function hatched(reason: string, body: { left: number; top: number; width: number; height: number }): Box[] {
  const stripes = `repeating-linear-gradient(45deg, ${HATCH} 0px, ${HATCH} 9px, #f7f4ee 9px, #f7f4ee 22px)`;
  return [
    placed({ ...body, borderRadius: 10, border: `1px solid ${LINE}`, backgroundImage: stripes }),
    placed(
      {
        left: body.left + 7,
        top: body.top + 12,
        width: body.width - 14,
        padding: 6,
        fontSize: 24,
        lineHeight: 1.15,
        color: QUIET,
        backgroundColor: "#f7f4ee",
        borderRadius: 8,
        justifyContent: "center",
        textAlign: "center",
      },
      printable(reason, 36),
    ),
  ];
}

function entryBoxes({ time, label, account, mood, picture }: CalendarEntry, left: number, top: number): Box[] {
  const colour = colourOf(account);
  const words = PAD + 8 + PICTURE_HEIGHT;
  return [
    placed({
      left,
      top,
      width: COLUMN,
      height: ENTRY,
      backgroundColor: CARD,
      border: `1px solid ${LINE}`,
      borderRadius: 10,
    }),
    placed({ left: left + 1, top, width: COLUMN - 2, height: 10, backgroundColor: colour, borderRadius: 5 }),
    ...(picture
      ? []
      : [
          placed({
            left: left + PAD,
            top: top + PAD + 8,
            width: PICTURE,
            height: PICTURE_HEIGHT,
            backgroundColor: "#efece6",
            borderRadius: 6,
          }),
        ]),
    placed(
      {
        left,
        top: top + words + 2,
        width: COLUMN,
        justifyContent: "center",
        fontSize: 34,
        fontWeight: 600,
        color: MOODS[mood],
      },
      printable(time, 5),
    ),
    placed(
      { left, top: top + words + TIME, width: COLUMN, justifyContent: "center", fontSize: 25, color: QUIET },
      printable(label, 9),
    ),
  ];
}

const placed = (style: Parameters<typeof box>[0], children?: Parameters<typeof box>[1]): Box =>
  box({ position: "absolute", ...style }, children);

const colourOf = (account: number): string => COLOURS[account % COLOURS.length] ?? INK;

async function thumbnail(bytes: Uint8Array, at: { left: number; top: number }): Promise<Placed> {
  const input = await sharp(bytes, { limitInputPixels: MAX_PIXELS, pages: 1 })
    .autoOrient()
    .resize(PICTURE, PICTURE_HEIGHT, { fit: "cover", position: "attention" })
    .flatten({ background: CARD })
    .png({ compressionLevel: 3 })
    .toBuffer();
  return { input, ...at };
}

function chunks<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, index * size + size),
  );
}
