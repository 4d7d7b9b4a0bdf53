// The bundles of the console and of the chat page in memory, plain and gzipped: from dist/console, or built on the spot
// when sources run.
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { Router } from "express";

export interface ConsoleAssets {
  /** Paths of the page's script and style sheet. */
  readonly script: string;
  readonly style: string;
  /** The same of the chat page, and the code of its widget, which refers to its `facts`. */
  readonly chat: { readonly script: string; readonly style: string; readonly widget: string };
  readonly router: Router;
}

interface Asset {
  readonly type: string;
  readonly plain: Buffer;
  readonly gzipped: Buffer;
}

const compress = promisify(gzip);
const TYPES: Readonly<Record<string, string>> = { ".js": "text/javascript", ".css": "text/css" };

/** The folder this module's tree stands in: the repository, or dist. */
const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

/** Where the built console lies; sources build it first, once a process. */
async function consoleFolder(): Promise<string> {
  if (!import.meta.url.endsWith(".ts")) return path.join(ROOT, "console");
  const folder = path.join(ROOT, "build/console");
  const { buildConsole } = await import("./build-console.ts");
  await buildConsole(ROOT, folder);
  return folder;
}

let loading: Promise<ConsoleAssets> | undefined;

/** Read once a process. @throws Error when the bundle was not built */
export function loadConsoleAssets(): Promise<ConsoleAssets> {
  loading ??= readAssets();
  return loading;
}

async function readAssets(): Promise<ConsoleAssets> {
  const folder = await consoleFolder();
  const assets = new Map<string, Asset>();
  for (const name of await readdir(folder)) {
    const type = TYPES[path.extname(name)];
    if (!type) continue;
    const plain = await readFile(path.join(folder, name));
    assets.set(name, { type, plain, gzipped: await compress(plain) });
  }
  const find = (entry: string, extension: string) => {
    const found = [...assets].find(([each]) => each.startsWith(`${entry}-`) && each.endsWith(extension));
    if (!found) throw new Error(`no ${entry}${extension} in ${folder}: run "npm run build"`);
    const [name, { plain }] = found;
    return { path: `/assets/console/${name}`, text: plain.toString("utf8") };
  };
  return {
    script: find("console", ".js").path,
    style: find("console", ".css").path,
    chat: {
      script: find("chat", ".js").path,
      style: find("chat", ".css").path,
      widget: find("widget", ".js").text,
    },
    router: assetRouter(assets),
  };
}

function assetRouter(assets: ReadonlyMap<string, Asset>): Router {
  const router = Router();
  router.get("/:name", (request, response, next) => {
    const asset = assets.get(request.params.name);
    if (!asset) {
      next();
      return;
    }
    const zipped = request.acceptsEncodings("gzip") === "gzip";
    // Names carry a hash of the content.
    response.setHeader("Cache-Control", "public, max-age=31536000, immutable");
    response.setHeader("Vary", "Accept-Encoding");
    response.type(asset.type);
    if (zipped) response.setHeader("Content-Encoding", "gzip");
    response.end(zipped ? asset.gzipped : asset.plain);
  });
  return router;
}
