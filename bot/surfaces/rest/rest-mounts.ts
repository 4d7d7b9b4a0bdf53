// REST: every public command as POST /api/v1/<noun>/<verb>, its OpenAPI description and a page to read it.
import { type Request, Router } from "express";
import type { App } from "../../../agents/commands/app.ts";
import type { ExecuteResult } from "../../../agents/commands/execute.ts";
import { AppError } from "../../../agents/kernel/errors.ts";
import { texts } from "../../../agents/texts/texts.ts";
import type { Mount } from "../../http/mount.ts";
import { sendProblem } from "../../http/problem-response.ts";
import { languageOf } from "../../http/request-facts.ts";
import { authenticate } from "./authenticate.ts";
import { sendDocsPage } from "./docs-page.ts";
import { eventsMount } from "./events-mount.ts";
import { openApi } from "./open-api.ts";
import { publicCommands } from "./public-commands.ts";

export function restMounts(app: App): readonly Mount[] {
  return [
    eventsMount(app),
    { path: "/api/v1", body: "json", load: () => commandRouter(app) },
    { path: "/api/docs", load: () => docsRouter(app) },
  ];
}

function docsRouter(app: App): Router {
  const router = Router();
  router.get("/", (request, response) => sendDocsPage(app, request, response));
  return router;
}

function commandRouter(app: App): Router {
  const router = Router();
  const names = new Set(publicCommands(app.registry).map((command) => command.name));
  let description: string | undefined;
  router.get("/openapi.json", (_request, response) => {
    description ??= JSON.stringify(openApi(app.registry, "en", app.context.installation));
    response.type("json").send(description);
  });
  router.post("/:noun/:verb", async (request, response) => {
    const actor = await authenticate(app, request);
    const command = `${request.params.noun}.${request.params.verb}`;
    const key = idempotencyKey(request);
    if (app.registry.find(command) && !names.has(command)) {
      throw new AppError("unknown_command", texts(actor.language).common.unknownCommand(command));
    }
    const result = await app.execute({
      command,
      input: request.body,
      actor,
      ...(key ? { idempotencyKey: key } : {}),
    });
    response.setHeader("Cache-Control", "no-store");
    if (result.state === "failed") sendProblem(request, response, result.problem);
    else response.status(result.state === "waiting" ? 202 : 200).json(bodyOf(result));
  });
  router.all("/:noun/:verb", (request, response) => {
    const words = texts(languageOf(request)).web.http;
    response.setHeader("Allow", "POST");
    const message = words.methodNotAllowed(request.method);
    sendProblem(request, response, { code: "invalid_input", message, status: 405, retryable: false });
  });
  return router;
}

function bodyOf(result: Exclude<ExecuteResult, { state: "failed" }>): Record<string, unknown> {
  if (result.state === "done") return { state: result.state, output: result.output, card: result.card };
  return { state: result.state, runCardId: result.runCardId, card: result.card };
}

/** @throws AppError `invalid_input` */
function idempotencyKey(request: Request): string | undefined {
  const key = request.get("idempotency-key");
  if (key === undefined || /^[\x21-\x7e]{1,200}$/.test(key)) return key;
  const words = texts(languageOf(request)).web.http;
  throw new AppError("invalid_input", words.badKey, { field: "Idempotency-Key" });
}
