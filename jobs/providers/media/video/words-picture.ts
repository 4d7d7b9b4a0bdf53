// Words drawn on nothing, to be laid over moving pictures. From fonts inside the package: a bare machine has none.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { renderAsync } from "@resvg/resvg-js";
import satori from "satori";

type Style = Readonly<Record<string, string | number>>;

export interface Box {
  readonly type: "div";
  readonly key: null;
  readonly props: { readonly style: Style; readonly children: string | readonly Box[] };
}

export const box = (style: Style, children: string | readonly Box[]): Box => ({
  type: "div",
  key: null,
  props: { style: { display: "flex", ...style }, children },
});

/** A transparent PNG of exactly that size. */
export async function drawWords(tree: Box, width: number, height: number): Promise<Uint8Array> {
  fonts ??= loadFonts();
  const whole = box({ width, height, fontFamily: "Inter, Inter Extended", fontWeight: 800 }, [tree]);
  const svg = await satori(whole, { width, height, fonts: await fonts });
  return (await renderAsync(svg, { font: { loadSystemFonts: false } })).asPng();
}

/** The fonts have Latin letters only; pictographs, other scripts and control characters would come out as empty frames. */
export function printable(text: string): string {
  return text
    .normalize("NFC")
    .replace(/[^\p{Script=Latin}\p{Nd}\p{P}\p{Zs}$€£+=<>|~^`°]/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
}

async function loadFonts() {
  const { resolve } = createRequire(import.meta.url);
  const read = async (subset: "latin" | "latin-ext", name: string) => ({
    name,
    weight: 800 as const,
    style: "normal" as const,
    data: await readFile(resolve(`@fontsource/inter/files/inter-${subset}-800-normal.woff`)),
  });
  return Promise.all([read("latin", "Inter"), read("latin-ext", "Inter Extended")]);
}

let fonts: ReturnType<typeof loadFonts> | undefined;
