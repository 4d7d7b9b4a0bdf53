// The sweep nobody watches: it deletes what `storage sweep` would show, unless that looks like somebody else's files.
import type { AppContext } from "../context.ts";
import { type AreaReport, deleteOrphans, findOrphans } from "./orphans.ts";

/** A handful of leftovers may be most of a small store. */
const FOREIGN_AT_LEAST = 50;

export async function sweepStorageNow(context: AppContext, signal: AbortSignal): Promise<void> {
  const found = await findOrphans(context, signal);
  const orphans = found.areas.reduce((sum, area) => sum + area.orphans, 0);
  if (orphans === 0) return;
  const foreign = found.areas.find(isForeign);
  if (foreign) {
    context.log.warn("store not swept: most of its files are of no row; was another database opened?", {
      source: foreign.prefix,
      count: foreign.orphans,
    });
    return;
  }
  const swept = await deleteOrphans(context, signal);
  const count = swept.areas.reduce((sum, area) => sum + area.orphans, 0);
  context.log.info("unused files deleted", { count });
}

/** A fresh database in front of a full bucket needs none of its pictures. A person may still say that they may go. */
function isForeign({ prefix, looked, orphans }: AreaReport): boolean {
  return prefix === "avatars/" && orphans >= FOREIGN_AT_LEAST && orphans > looked / 2;
}
