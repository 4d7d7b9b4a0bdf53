// Build step, run as dist/admin/build.js: puts the bundle of our pages beside the compiled back office.
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { bundlePages } from "./bundle-pages.ts";
import { BUNDLE_FOLDER, SCRIPT_FILE, STYLE_FILE } from "./pages-bundle.ts";

const sources = fileURLToPath(new URL("../../admin/components/", import.meta.url));
const { script, style } = await bundlePages(sources);
await mkdir(BUNDLE_FOLDER, { recursive: true });
await writeFile(path.join(BUNDLE_FOLDER, SCRIPT_FILE), script);
await writeFile(path.join(BUNDLE_FOLDER, STYLE_FILE), style);
