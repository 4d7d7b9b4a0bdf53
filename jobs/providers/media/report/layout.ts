// Boxes and words of a report picture, laid out by satori with a font inside the package: a bare machine has no fonts.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { renderAsync } from "@resvg/resvg-js";
import satori from "satori";

export type Style = Readonly<Record<string, string | number>>;

export interface Box {
  readonly type: "div";
  readonly key: null;
  readonly props: { readonly style: Style; readonly children: string | readonly Box[] };
}

export const INK = "#f4f1ea";
export const QUIET = "#a7a3b3";
export const PAPER = "#17151f";
export const RAISED = "#24212f";
export const ACCENT = "#f472b6";
export const AMBER = "#ffc247";

export const box = (style: Style, children: string | readonly Box[] = []): Box => ({
  type: "div",
  key: null,
  props: { style: { display: "flex", ...style }, children },
});

/** The font has Latin letters only; pictographs and control characters would come out as empty frames. */
export function printable(text: string, maxLength: number): string {
  const clean = text
    .normalize("NFC")
    .replace(/[^\p{Script=Latin}\p{N}\p{P}\p{Zs}$€£+=<>|~^`°]/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
  return clean.length > maxLength ? `${clean.slice(0, maxLength - 1).trimEnd()}…` : clean;
}

let fonts: Promise<Parameters<typeof satori>[1]["fonts"]> | undefined;

async function loadFonts() {
  const { resolve } = createRequire(import.meta.url);
  const read = async (subset: string, weight: 400 | 600) => ({
    name: subset === "latin" ? "Inter" : "Inter Extended",
    weight,
    style: "normal" as const,
    data: await readFile(resolve(`@fontsource/inter/files/inter-${subset}-${weight}-normal.woff`)),
  });
  return await Promise.all([read("latin", 400), read("latin", 600), read("latin-ext", 400), read("latin-ext", 600)]);
}

/** Raw RGBA of the box, of the height asked for. */
export async function renderBox(root: Box, width: number, height: number): Promise<Uint8Array> {
  fonts ??= loadFonts();
  const svg = await satori(root as Parameters<typeof satori>[0], { width, height, fonts: await fonts });
  return (await renderAsync(svg, { font: { loadSystemFonts: false } })).pixels;
}
