// A table's rows as a file for a sheet: what the list shows under the same filter and order, by the very reads of the list,
// so that it holds no row or column its reader could not see on the page.
import { type ActionContext, type BaseRecord, Filter } from "adminjs";
import { type Request, type Response, Router } from "express";
import { z } from "zod";
import type { App } from "../agents/commands/app.ts";
import { appendAudit } from "../agents/commands/audit.ts";
import type { Actor } from "../agents/commands/context.ts";
import { hashInput } from "../agents/commands/execute.ts";
import { type Sheet, sheetText } from "../agents/kernel/csv.ts";
import { AppError } from "../agents/kernel/errors.ts";
import { canRead, isHidden } from "./access.ts";
import type { PrismaResource } from "./adapter/prisma-resource.ts";
import { valuesOf } from "./adapter/values-of.ts";
import { asCurrentAdmin } from "./current-admin.ts";
import { words } from "./words.ts";

/** As many as are counted exactly; more is a job for the database itself. */
const MOST_ROWS = 10_000;
const ROWS_A_READ = 100;

const Query = z.object({
  sortBy: z.string().max(100).optional(),
  direction: z.enum(["asc", "desc"]).optional(),
});

interface SheetOptions {
  readonly app: App;
  readonly resources: readonly PrismaResource[];
  readonly actorOf: (request: Request) => Actor;
}

/** GET /:resourceId, with the query of the list's page. @throws AppError `not_found` also where the role may not read it */
export function sheetRouter(options: SheetOptions): Router {
  const router = Router({ caseSensitive: true });
  router.get("/:resourceId", async (request, response) => {
    const actor = options.actorOf(request);
    const resource = options.resources.find((each) => each.id() === request.params.resourceId);
    if (!resource || !canRead(resource.table, actor)) {
      const text = words(actor.language).problems;
      throw new AppError("not_found", text.notFound, { remedy: text.notFoundRemedy });
    }
    await writeDown(options.app, actor, resource.id(), request.query);
    await send(resource, actor, request, response);
  });
  return router;
}

/** Who took which rows out, and when (trust T21). */
async function writeDown(app: App, actor: Actor, model: string, query: unknown): Promise<void> {
  const record = {
    command: "admin.sheet",
    subject: model,
    inputHash: hashInput("admin.sheet", query),
    outcome: "done",
  };
  const signal = new AbortController().signal;
  await appendAudit({ ...app.context, actor: { ...actor, surface: "admin" }, signal }, record);
}

async function send(resource: PrismaResource, actor: Actor, request: Request, response: Response): Promise<void> {
  const context = { currentAdmin: asCurrentAdmin(actor) } as ActionContext;
  const filter = new Filter(filtersOf(request.query), resource);
  const { sortBy, direction } = Query.safeParse(request.query).data ?? {};
  const sort = { ...(sortBy ? { sortBy } : {}), ...(direction ? { direction } : {}) };
  const columns = resource
    .properties()
    .map((property) => property.name())
    .filter((name) => !isHidden(resource.table, name, actor));
  response.setHeader("Content-Type", "text/csv; charset=utf-8");
  response.setHeader("Content-Disposition", `attachment; filename="${resource.id()}.csv"`);
  response.write(sheetText([columns]));
  for (let offset = 0; offset < MOST_ROWS && !response.destroyed; offset += ROWS_A_READ) {
    const rows = await resource.find(filter, { limit: ROWS_A_READ, offset, sort }, context);
    response.write(sheetText(rows.map((row) => columns.map((column) => cell(row, column)))));
    if (rows.length < ROWS_A_READ) break;
  }
  response.end();
}

/** "filters.state=ready", and of days "filters.createdAt~~from=..." as the page writes them. */
function filtersOf(query: Request["query"]): Record<string, string> {
  const filters = Object.entries(query).filter(
    ([key, value]) => key.startsWith("filters.") && typeof value === "string",
  );
  return Object.fromEntries(filters.map(([key, value]) => [key.slice("filters.".length), String(value)]));
}

function cell({ params }: BaseRecord, column: string): Sheet[number][number] {
  const value: unknown = params[column];
  if (value === null || value === undefined) return valuesOf(params, column).join(" ");
  return value instanceof Date ? value.toISOString() : String(value);
}
