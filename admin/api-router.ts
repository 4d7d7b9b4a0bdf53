// The part of AdminJS's API that is offered: reading rows, reading the first page's figures, posting a record action.
// Everything else it has (bulk actions, forms, pages, uploads) has no route here.
import AdminJS, { type ActionRequest, Router as AdminRouter, type CurrentAdmin } from "adminjs";
import express, { type Request, type Response, Router } from "express";
import type { Actor } from "../agents/commands/context.ts";
import { AppError } from "../agents/kernel/errors.ts";
import { asCurrentAdmin } from "./current-admin.ts";
import { mayOpen, type OwnPage } from "./pages/all-pages.ts";
import { ownPagesOnly } from "./same-site.ts";
import { words } from "./words.ts";

type CallName = "resourceAction" | "recordAction" | "dashboard";

interface ApiCall {
  readonly params: Readonly<Record<string, unknown>>;
  readonly query: unknown;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly method: ActionRequest["method"];
}

/** The structural part of AdminJS's ApiController that is called. */
interface Controller {
  resourceAction(request: ApiCall, response: Response): Promise<unknown>;
  recordAction(request: ApiCall, response: Response): Promise<unknown>;
  dashboard(request: ApiCall, response: Response): Promise<unknown>;
}
type ControllerClass = new (parts: { admin: AdminJS }, currentAdmin: CurrentAdmin) => Controller;

export interface ApiOptions {
  readonly admin: AdminJS;
  readonly pages: readonly OwnPage[];
  readonly actorOf: (request: Request) => Actor;
  readonly csrfTokenOf?: ((request: Request) => string) | undefined;
}

const MOST_BODY_BYTES = 16_384;

export function apiRouter(options: ApiOptions): Router {
  const router = Router({ caseSensitive: true });
  router.use(ownPagesOnly(options.csrfTokenOf));
  router.use((_request, response, next) => {
    response.setHeader("Cache-Control", "no-store");
    next();
  });
  router.get("/dashboard", (request, response) => call(options, "dashboard", request, response));
  router.get("/pages/:pageName", async (request, response) => {
    const { page, actor } = openPage(options, request);
    response.json(await page.read(actor, request.query));
  });
  router.post("/pages/:pageName", express.json({ limit: MOST_BODY_BYTES }), async (request, response) => {
    const { page, actor } = openPage(options, request);
    if (!page.act) throw notFound(actor);
    response.json(await page.act(actor, request.body));
  });
  router.get("/resources/:resourceId/actions/:action", (request, response) => onTable(options, request, response));
  router.get("/resources/:resourceId/actions/:action/:query", (request, response) =>
    onTable(options, request, response),
  );
  const record = "/resources/:resourceId/records/:recordId/:action";
  router.get(record, (request, response) => onRecord(options, request, response));
  // JSON only: what a form of another site could post is not read at all.
  router.post(record, express.json({ limit: MOST_BODY_BYTES }), (request, response) =>
    onRecord(options, request, response),
  );
  return router;
}

async function onTable(options: ApiOptions, request: Request, response: Response): Promise<void> {
  requireAction(options, request, "isResourceType");
  await call(options, "resourceAction", request, response);
}

async function onRecord(options: ApiOptions, request: Request, response: Response): Promise<void> {
  requireAction(options, request, "isRecordType");
  await call(options, "recordAction", request, response);
}

/** @throws AppError `not_found` before AdminJS trips over a name it does not know */
function requireAction(options: ApiOptions, request: Request, type: "isResourceType" | "isRecordType"): void {
  const { resourceId, action } = request.params;
  const resource = options.admin.resources.find((each) => each.id() === resourceId);
  const actions = resource?.decorate().actions ?? {};
  if (typeof action === "string" && Object.hasOwn(actions, action) && actions[action]?.[type]()) return;
  throw notFound(options.actorOf(request));
}

/** @throws AppError `not_found` also where the role may not open it */
function openPage(options: ApiOptions, request: Request): { readonly page: OwnPage; readonly actor: Actor } {
  const actor = options.actorOf(request);
  const page = options.pages.find(({ name }) => name === request.params.pageName);
  if (!page || !mayOpen(page, actor)) throw notFound(actor);
  return { page, actor };
}

function notFound({ language }: Actor): AppError {
  const text = words(language).problems;
  return new AppError("not_found", text.notFound, { remedy: text.notFoundRemedy });
}

async function call(options: ApiOptions, name: CallName, request: Request, response: Response): Promise<void> {
  const Controller = controllerClass();
  const controller = new Controller({ admin: options.admin }, asCurrentAdmin(options.actorOf(request)));
  const answer = await controller[name](
    {
      params: { ...request.params },
      query: { ...request.query },
      payload: { ...(request.body as Readonly<Record<string, unknown>> | undefined) },
      method: request.method === "POST" ? "post" : "get",
    },
    response,
  );
  response.json(answer);
}

/** AdminJS exports its controllers only through its table of routes. */
function controllerClass(): ControllerClass {
  const route = AdminRouter.routes.find((each) => each.action === "recordAction" && each.path.startsWith("/api/"));
  if (!route) throw new Error("AdminJS has no record actions");
  return route.Controller as unknown as ControllerClass;
}
