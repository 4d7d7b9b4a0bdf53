// Every route the product registers, read from its own mounts, so that a new one is crawled without being listed anywhere.
import path from "node:path";
import { allCommands } from "../../../agents/commands/all-commands.ts";
import { createApp } from "../../../agents/commands/app.ts";
import { readConfig } from "../../../agents/kernel/config.ts";
import { createLogger } from "../../../agents/kernel/log.ts";
import { openContext } from "../../../bot/compose/context.ts";
import { buildMounts } from "../../../bot/compose/mounts.ts";
import type { Mount } from "../../../bot/http/mount.ts";

export interface FoundRoute {
  readonly method: string;
  /** As declared: "/o/:token". */
  readonly path: string;
}

export interface FoundRoutes {
  readonly mounts: readonly string[];
  readonly routes: readonly FoundRoute[];
}

/** The part of Express's routers that is read; declared here since its types hide it. */
interface Layer {
  readonly route?: { readonly path: string | readonly string[]; readonly methods?: Readonly<Record<string, boolean>> };
  readonly handle?: { readonly stack?: readonly Layer[] };
  match(path: string): boolean;
}

/** Prefixes of routers inside routers: Express keeps no name of them, so they are found by asking which one fits. */
const INNER_PREFIXES = ["", "/api", "/sheets", "/frontend/assets", "/:page"];
/** Platforms played by the product while no real one is configured. */
export const EMULATED = "/_emulated/";

/** Composes the product a second time beside the one that is crawled, without listening. */
export async function listRoutes(dataDir: string): Promise<FoundRoutes> {
  const config = readConfig({ DATA_DIR: path.join(dataDir, "routes"), LOG_LEVEL: "silent" });
  const opened = await openContext({ config, log: createLogger("silent"), onBroken: () => undefined });
  try {
    const mounts = await buildMounts(createApp(opened.context, allCommands()), opened, {
      telegram: null,
      discord: null,
    });
    const found = await Promise.all(mounts.map(routesOf));
    for (const mount of mounts) mount.close?.();
    return { mounts: [...new Set(mounts.map((mount) => mount.path))], routes: found.flat() };
  } finally {
    await opened.close();
  }
}

async function routesOf(mount: Mount): Promise<readonly FoundRoute[]> {
  const router = (await mount.load()) as unknown as { readonly stack: readonly Layer[] };
  return routesIn(router.stack, mount.path === "/" ? "" : mount.path);
}

function routesIn(stack: readonly Layer[], prefix: string): readonly FoundRoute[] {
  return stack.flatMap((layer) => {
    if (layer.route) {
      const { path: declared, methods = {} } = layer.route;
      const names = Object.keys(methods).map((method) => (method === "_all" ? "POST" : method.toUpperCase()));
      return [declared].flat().flatMap((each) => names.map((method) => ({ method, path: join(prefix, each) })));
    }
    const inner = layer.handle?.stack;
    if (!inner) return [];
    const at = INNER_PREFIXES.findLast((candidate) => layer.match(candidate === "" ? "/" : candidate));
    // Somebody else's service, played here: what it offers is its own affair, and none of it is ours.
    if (at === undefined && prefix.startsWith(EMULATED)) return [];
    if (at === undefined) throw new Error(`a router inside ${prefix} has a prefix the proof does not know`);
    return routesIn(inner, prefix + at);
  });
}

function join(prefix: string, declared: string): string {
  return declared === "/" ? prefix || "/" : prefix + declared;
}
