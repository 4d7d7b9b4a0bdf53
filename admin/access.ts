// Deny by default: which table, rows and columns an actor may read (domain 10). The adapter asks here on every read.
import type { Actor } from "../agents/commands/context.ts";
import type { Table, Where } from "./tables/table.ts";

/** Matches no row: an empty OR inside an AND would match them all. */
const NOTHING: Where = { id: { in: [] } };

export function canRead(table: Table, actor: Actor | null): actor is Actor {
  return actor?.kind === "operator" && table.readers.includes(actor.role);
}

/** Owners and managers read all rows of a table, chatters and analysts those of their own avatars. */
export function rowsFor(table: Table, actor: Actor): Where {
  if (actor.role === "owner" || actor.role === "manager") return {};
  if (table.ownRows) return table.ownRows(actor);
  if (!table.avatarPath) return NOTHING;
  const own: Where = { operators: { some: { operatorId: actor.id } } };
  return table.avatarPath.reduceRight((inner, relation) => ({ [relation]: inner }), own);
}

export function isHidden(table: Table, column: string, actor: Actor): boolean {
  return table.hidden?.[actor.role]?.includes(column) ?? false;
}
