// Where the bundle of our pages comes from: beside the compiled code, or made on the spot when sources run.
import { readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { PagesBundle } from "./bundle-pages.ts";

export const BUNDLE_FOLDER = fileURLToPath(new URL("./bundle/", import.meta.url));
export const SCRIPT_FILE = "pages.js";
export const STYLE_FILE = "pages.css";

/** @throws Error when the bundle was not built */
export async function loadPagesBundle(): Promise<PagesBundle> {
  if (import.meta.url.endsWith(".ts")) {
    const { bundlePages } = await import("./bundle-pages.ts");
    return await bundlePages(fileURLToPath(new URL("./components/", import.meta.url)));
  }
  try {
    const read = (file: string) => readFile(path.join(BUNDLE_FOLDER, file), "utf8");
    return { script: await read(SCRIPT_FILE), style: await read(STYLE_FILE) };
  } catch (cause) {
    throw new Error(`the back office was not built (${BUNDLE_FOLDER}): run "npm run build"`, { cause });
  }
}
