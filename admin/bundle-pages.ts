// Bundles our own pages of the back office. React, AdminJS and its design system are already in the page as globals.
import path from "node:path";
import type { Plugin } from "esbuild";

export interface PagesBundle {
  readonly script: string;
  readonly style: string;
}

const GLOBALS: Readonly<Record<string, string>> = {
  react: "module.exports = window.React;",
  "react/jsx-runtime": `
    const { createElement, Fragment } = window.React;
    const jsx = (type, props, key) => createElement(type, key === undefined ? props : { ...props, key });
    module.exports = { jsx, jsxs: jsx, Fragment };`,
  adminjs: "module.exports = window.AdminJS;",
};

const globals: Plugin = {
  name: "page-globals",
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^(react|react\/jsx-runtime|adminjs)$/ }, ({ path: name }) => ({
      path: name,
      namespace: "global",
    }));
    onLoad({ filter: /.*/, namespace: "global" }, ({ path: name }) => ({
      contents: GLOBALS[name] ?? "",
      loader: "js",
    }));
  },
};

/** @param folder the sources of admin/components; esbuild is there only where sources are built or run */
export async function bundlePages(folder: string): Promise<PagesBundle> {
  const { build } = await import("esbuild");
  const result = await build({
    entryPoints: [path.join(folder, "register.ts"), path.join(folder, "styles/index.css")],
    outdir: folder,
    write: false,
    bundle: true,
    minify: true,
    format: "iife",
    target: ["es2022"],
    jsx: "automatic",
    jsxImportSource: "react",
    logLevel: "silent",
    plugins: [globals],
  });
  const textOf = (extension: string) => result.outputFiles.find((file) => file.path.endsWith(extension))?.text ?? "";
  return { script: textOf(".js"), style: textOf(".css") };
}
