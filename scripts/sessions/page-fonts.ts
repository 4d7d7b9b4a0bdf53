// The product's own typeface for the drawn pages: machines differ in what they have installed.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const WEIGHTS = [400, 600];
const files = createRequire(import.meta.url);

/** `@font-face` rules with the files inside. */
export const PAGE_FONTS = WEIGHTS.map((weight) => {
  const file = readFileSync(files.resolve(`@fontsource/inter/files/inter-latin-${weight}-normal.woff2`));
  const source = `url(data:font/woff2;base64,${file.toString("base64")}) format("woff2")`;
  return `@font-face{font-family:Inter;font-weight:${weight};src:${source}}`;
}).join("");
