// Runs a record action's command as the person who asked, and tells what came of it as a notice.
import { type ActionContext, type ActionRequest, NotFoundError, type RecordActionResponse } from "adminjs";
import type { App } from "../../agents/commands/app.ts";
import type { ExecuteResult } from "../../agents/commands/execute.ts";
import { actorOf } from "../current-admin.ts";
import type { RecordAction } from "./record-actions.ts";

type Notice = NonNullable<RecordActionResponse["notice"]>;

const MOST_REASON_LETTERS = 300;

/** A GET only opens the page of the action; nothing but a POST runs the command. */
export async function runRecordAction(
  app: App,
  action: RecordAction,
  request: ActionRequest,
  context: ActionContext,
): Promise<RecordActionResponse> {
  const { record, resource, currentAdmin } = context;
  const actor = actorOf(currentAdmin);
  if (!record || !actor) throw new NotFoundError("record not found", action.command);
  if (request.method !== "post") return { record: record.toJSON(currentAdmin) };
  const id = String(record.id());
  const reason: unknown = request.payload?.reason;
  const result = await app.execute({
    command: action.command,
    input: action.input(id, typeof reason === "string" ? reason.slice(0, MOST_REASON_LETTERS) : ""),
    actor: { ...actor, surface: "admin" },
  });
  const after = await resource.findOne(id, context);
  const redirectUrl = whereTo(result, after ? null : `/admin/resources/${resource.id()}`);
  return {
    record: (after ?? record).toJSON(currentAdmin),
    notice: noticeOf(result),
    ...(redirectUrl === null ? {} : { redirectUrl }),
  };
}

/** @param list the table's page, where the row itself is gone */
function whereTo(result: ExecuteResult, list: string | null): string | null {
  return result.state === "waiting" ? `/admin/resources/RunCard/records/${result.runCardId}/show` : list;
}

function noticeOf(result: ExecuteResult): Notice {
  if (result.state === "failed") {
    const { message, remedy } = result.problem;
    return { type: "error", message: remedy ? `${message} ${remedy}` : message };
  }
  return { type: result.state === "waiting" ? "info" : "success", message: result.card.title };
}
