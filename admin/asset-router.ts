// Scripts and styles of the page, each read and compressed once. Read by us, since Express refuses to send files whose
// path has a folder with a dot in it.
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import { Router as AdminRouter } from "adminjs";
import { Router } from "express";
import { loadPagesBundle } from "./pages-bundle.ts";

interface Asset {
  readonly type: string;
  readonly gzipped: Buffer;
  readonly hash: string;
}

export interface PageAssets {
  readonly router: Router;
  /** Addresses below the router, in the order the page loads them. */
  readonly scripts: {
    readonly global: string;
    readonly designSystem: string;
    readonly app: string;
    readonly pages: string;
  };
  readonly style: string;
}

const compress = promisify(gzip);
const decompress = promisify(gunzip);

export async function loadPageAssets(): Promise<PageAssets> {
  const bundle = await loadPagesBundle();
  const entries = await Promise.all([
    vendor("global.bundle.js"),
    vendor("design-system.bundle.js"),
    vendor("app.bundle.js"),
    asset("pages.js", "text/javascript", Buffer.from(bundle.script)),
    asset("pages.css", "text/css", Buffer.from(bundle.style)),
  ]);
  const assets = new Map(entries);
  const address = (name: string) => `/${name}?v=${assets.get(name)?.hash ?? ""}`;
  return {
    router: assetRouter(assets),
    scripts: {
      global: address("global.bundle.js"),
      designSystem: address("design-system.bundle.js"),
      app: address("app.bundle.js"),
      pages: address("pages.js"),
    },
    style: address("pages.css"),
  };
}

/** AdminJS picks its bundles by NODE_ENV; the development ones are ten times as large, so ours is always the other. */
async function vendor(name: string): Promise<[string, Asset]> {
  const source = AdminRouter.assets.find((each) => each.path.endsWith(`/${name}`))?.src;
  if (!source) throw new Error(`AdminJS has no asset ${name}`);
  const file = source.replace(/([-.])development\.js$/, "$1production.js");
  return await asset(name, "text/javascript", await readFile(file));
}

async function asset(name: string, type: string, bytes: Buffer): Promise<[string, Asset]> {
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 12);
  return [name, { type, gzipped: await compress(bytes), hash }];
}

function assetRouter(assets: ReadonlyMap<string, Asset>): Router {
  const router = Router({ caseSensitive: true });
  router.get("/:name", async (request, response, next) => {
    const found = assets.get(request.params.name);
    if (!found) {
      next();
      return;
    }
    const takesGzip = request.acceptsEncodings("gzip") === "gzip";
    // Addresses carry a hash of the content.
    response.setHeader("Cache-Control", "private, max-age=31536000, immutable");
    response.setHeader("Vary", "Accept-Encoding");
    response.type(found.type);
    if (takesGzip) response.setHeader("Content-Encoding", "gzip");
    response.end(takesGzip ? found.gzipped : await decompress(found.gzipped));
  });
  return router;
}
