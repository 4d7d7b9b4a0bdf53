// Of a table that grows with every message, a filter that no index serves looks through the newest rows, and says so: the
// whole of it would keep everybody waiting. A date reaches further back, and the file for a sheet looks through all.
import type { Action, ActionContext, ActionResponse } from "adminjs";
import type { PrismaResource } from "../adapter/prisma-resource.ts";
import { actorOf } from "../current-admin.ts";
import { words } from "../words.ts";

const FILTER = /^filters\.([^~]+)/;

type Hooks = Pick<Action<ActionResponse>, "before" | "after">;

/** @param most rows that are looked through */
export function newestRows(resource: PrismaResource, most = 50_000): Hooks {
  const limited = new WeakSet<ActionContext>();
  return {
    before: async (request, context) => {
      const asked = Object.entries(request.query ?? {}).flatMap(([name, value]) =>
        value === "" ? [] : (FILTER.exec(name)?.[1] ?? []),
      );
      if (asked.length === 0 || asked.some((column) => resource.isFoundByIndex(column))) return request;
      const oldest = await resource.dateOfNewest(most);
      if (oldest === null) return request;
      limited.add(context);
      const from = `filters.${resource.table.sort.by}~~from`;
      return { ...request, query: { ...request.query, [from]: oldest.toISOString() } };
    },
    after: (response, _request, context) => {
      const actor = actorOf(context.currentAdmin);
      if (!actor || !limited.has(context)) return response;
      return { ...response, notice: { type: "info", message: words(actor.language).newestOnly(most) } };
    },
  };
}
