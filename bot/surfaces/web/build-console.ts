// Bundles what runs in browsers, the console and the chat page; esbuild is there only where sources are built or run.
import { mkdir, readdir, rm } from "node:fs/promises";
import path from "node:path";

const ENTRIES = [
  { in: "bot/surfaces/web/client/main.tsx", out: "console" },
  { in: "bot/surfaces/web/client/styles/main.css", out: "console" },
  { in: "bot/platforms/web-chat/client/chat.tsx", out: "chat" },
  { in: "bot/platforms/web-chat/client/chat.css", out: "chat" },
  { in: "bot/platforms/web-chat/client/widget.ts", out: "widget" },
];

/** @param root repository @param outFolder gets <out>-<hash>.js and .css of each entry, and nothing older */
export async function buildConsole(root: string, outFolder: string): Promise<void> {
  const { build } = await import("esbuild");
  const result = await build({
    entryPoints: ENTRIES.map((entry) => ({ ...entry, in: path.join(root, entry.in) })),
    outdir: outFolder,
    entryNames: "[name]-[hash]",
    bundle: true,
    minify: true,
    format: "esm",
    target: ["es2022"],
    jsx: "automatic",
    jsxImportSource: "preact",
    metafile: true,
    logLevel: "silent",
    absWorkingDir: root,
  });
  const made = new Set(Object.keys(result.metafile.outputs).map((file) => path.basename(file)));
  await mkdir(outFolder, { recursive: true });
  const stale = (await readdir(outFolder)).filter((name) => !made.has(name));
  await Promise.all(stale.map((name) => rm(path.join(outFolder, name), { force: true })));
}
