// The words of a card as SVG paths, from a font inside the package: a bare machine has no fonts.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import satori from "satori";

export interface CardWords {
  readonly title: string;
  readonly lines: readonly string[];
  readonly prompt: string;
  readonly seed: string;
}

type Style = Readonly<Record<string, string | number>>;
interface Box {
  readonly type: "div";
  readonly key: null;
  readonly props: { readonly style: Style; readonly children: string | readonly Box[] };
}

/** The banner stays on the picture whatever language the team reads: it is part of the mark, not of the surface. */
const BANNER = "STORYBOARD PREVIEW";
const BANNER_NOTE = "not a photo";
const INK = "#f4f1ea";
const QUIET = "#a7a3b3";
const AMBER = "#ffc247";
const DARK = "#17151f";
const TITLE_MAX = 70;
const LINES_MAX = 6;
const LINE_MAX = 64;
const PROMPT_MAX = 170;

const box = (style: Style, children: string | readonly Box[]): Box => ({
  type: "div",
  key: null,
  props: { style: { display: "flex", ...style }, children },
});

/** The font has Latin letters only; pictographs and control characters would come out as empty frames. */
function printable(text: string, maxLength: number): string {
  const clean = text
    .normalize("NFC")
    .replace(/[^\p{Script=Latin}\p{N}\p{P}\p{Zs}$€£+=<>|~^`°]/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
  return clean.length > maxLength ? `${clean.slice(0, maxLength - 1).trimEnd()}…` : clean;
}

async function loadFonts() {
  const { resolve } = createRequire(import.meta.url);
  const read = async (subset: string, weight: 400 | 600 | 800) => ({
    name: subset === "latin" ? "Inter" : "Inter Extended",
    weight,
    style: "normal" as const,
    data: await readFile(resolve(`@fontsource/inter/files/inter-${subset}-${weight}-normal.woff`)),
  });
  return Promise.all([
    read("latin", 400),
    read("latin", 600),
    read("latin", 800),
    read("latin-ext", 400),
    read("latin-ext", 600),
  ]);
}

let fonts: ReturnType<typeof loadFonts> | undefined;

async function toSvg(tree: Box, width: number, height: number): Promise<string> {
  fonts ??= loadFonts();
  return satori(tree, { width, height, fonts: await fonts });
}

/** "STORYBOARD PREVIEW · not a photo" and the seed. */
export async function drawHeader(seed: string, width: number, height: number): Promise<string> {
  const pill = box(
    {
      background: AMBER,
      color: DARK,
      borderRadius: 8,
      padding: "7px 14px",
      fontSize: 21,
      fontWeight: 800,
      letterSpacing: 1.1,
    },
    BANNER,
  );
  const note = box({ color: AMBER, fontSize: 21, fontWeight: 600, marginLeft: 14 }, BANNER_NOTE);
  const seedBox = box({ color: QUIET, fontSize: 18, marginLeft: "auto" }, `seed ${seed}`);
  return toSvg(
    box({ width, height, alignItems: "center", fontFamily: "Inter, Inter Extended" }, [pill, note, seedBox]),
    width,
    height,
  );
}

function lineBox(line: string): Box {
  const colon = line.indexOf(":");
  const label = colon > 0 ? line.slice(0, colon) : "";
  const value = colon > 0 ? line.slice(colon + 1).trim() : line;
  const parts = [
    ...(label
      ? [box({ color: AMBER, fontSize: 15, fontWeight: 600, letterSpacing: 0.6, marginRight: 8 }, label.toUpperCase())]
      : []),
    box({ color: INK, fontSize: 18 }, value),
  ];
  return box(
    { alignItems: "baseline", background: "#242131", borderRadius: 8, padding: "6px 12px", margin: "0 8px 8px 0" },
    parts,
  );
}

/** Title, lines as small tags, the beginning of the prompt. */
export async function drawWords(words: CardWords, width: number, height: number): Promise<string> {
  const lines = words.lines
    .slice(0, LINES_MAX)
    .map((line) => printable(line, LINE_MAX))
    .filter((line) => line !== "");
  const title = printable(words.title, TITLE_MAX) || BANNER;
  return toSvg(
    box({ width, height, flexDirection: "column", overflow: "hidden", fontFamily: "Inter, Inter Extended" }, [
      box({ color: INK, fontSize: 32, fontWeight: 800, lineHeight: 1.15, marginBottom: 14 }, title),
      box({ flexWrap: "wrap", marginBottom: 4 }, lines.map(lineBox)),
      box({ color: QUIET, fontSize: 17, lineHeight: 1.4 }, printable(words.prompt, PROMPT_MAX) || " "),
    ]),
    width,
    height,
  );
}
