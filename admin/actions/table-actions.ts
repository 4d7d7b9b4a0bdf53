// The actions of one table for AdminJS: reading for its readers, every built-in change refused, commands where offered.
import type { Action, ActionContext, ActionResponse } from "adminjs";
import type { App } from "../../agents/commands/app.ts";
import type { Actor } from "../../agents/commands/context.ts";
import { hasRole } from "../../agents/commands/execute.ts";
import { canRead } from "../access.ts";
import { actorOf } from "../current-admin.ts";
import type { Table } from "../tables/table.ts";
import { type RecordAction, recordActions } from "./record-actions.ts";
import { runRecordAction } from "./run-record-action.ts";

export type TableActions = Record<string, Partial<Action<ActionResponse>>>;

const READING: ReadonlySet<string> = new Set(["list", "search", "show"]);

/** @param builtIn names of AdminJS's own actions; what we do not know is refused */
export function tableActions(app: App, table: Table, builtIn: readonly string[]): TableActions {
  const actions: TableActions = {};
  for (const name of builtIn) actions[name] = READING.has(name) ? readOnly(table) : refused;
  for (const action of recordActions) {
    if (action.model === table.model && app.registry.find(action.command)) {
      actions[action.name] = commandAction(app, table, action);
    }
  }
  return actions;
}

const refused: Partial<Action<ActionResponse>> = { isAccessible: false, isVisible: false };

function readOnly(table: Table): Partial<Action<ActionResponse>> {
  return { isAccessible: (context) => canRead(table, actorOf(context.currentAdmin)) };
}

function commandAction(app: App, table: Table, action: RecordAction): Partial<Action<ActionResponse>> {
  const command = app.registry.find(action.command);
  const mayRun = (actor: Actor | null, context: ActionContext): boolean => {
    if (!command || !canRead(table, actor) || !hasRole(actor, command.role)) return false;
    const needed = context.record ? action.neededRole?.(context.record.params) : undefined;
    return needed === undefined || hasRole(actor, needed);
  };
  return {
    name: action.name,
    actionType: "record",
    icon: action.icon,
    variant: action.style,
    component: "CommandForm",
    showInDrawer: true,
    custom: { asksReason: action.asksReason ?? null, style: action.style },
    isAccessible: (context) => mayRun(actorOf(context.currentAdmin), context),
    isVisible: (context) => context.record !== undefined && action.isOffered(context.record.params),
    handler: (request, _response, context) => runRecordAction(app, action, request, context),
  };
}
