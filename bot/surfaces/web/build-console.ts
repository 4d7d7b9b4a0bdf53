// Bundles the browser part of the console; esbuild is there only where sources are built or run.
import { mkdir, readdir, rm } from "node:fs/promises";
import path from "node:path";

/** @param root repository @param outFolder gets console-<hash>.js and console-<hash>.css, and nothing older */
export async function buildConsole(root: string, outFolder: string): Promise<void> {
  const { build } = await import("esbuild");
  const result = await build({
    entryPoints: ["main.tsx", "styles/main.css"].map((name) => ({
      in: path.join(root, "bot/surfaces/web/client", name),
      out: "console",
    })),
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
