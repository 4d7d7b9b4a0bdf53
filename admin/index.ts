// The back office under /admin. Import this file at the first request only: AdminJS takes seconds and over 100 MB.
import { fileURLToPath } from "node:url";
import AdminJS from "adminjs";
import { type Request, Router } from "express";
import type { App } from "../agents/commands/app.ts";
import type { Actor } from "../agents/commands/context.ts";
import { AppError } from "../agents/kernel/errors.ts";
import { type Description, readDescription } from "./adapter/model.ts";
import { apiRouter } from "./api-router.ts";
import { loadPageAssets } from "./asset-router.ts";
import { actorOf } from "./current-admin.ts";
import { localeFor } from "./locale.ts";
import { ASSETS_PATH, sendPage } from "./page.ts";
import { type OwnPage, ownPages } from "./pages/all-pages.ts";
import { readDashboard } from "./pages/dashboard.ts";
import type { MediaLink } from "./pages/pictures.ts";
import { type AdminResource, adminResources } from "./resources.ts";
import { ownPagesOnly } from "./same-site.ts";
import { sheetRouter } from "./sheet-router.ts";
import { words } from "./words.ts";

export interface AdminOptions {
  readonly app: App;
  /** The logged-in operator, set by the session guard before this router; null: nobody, and nothing is shown. */
  readonly actorOf: (request: Request) => Actor | null;
  /** With it, every change also needs the session's token in the header `x-csrf-token`. */
  readonly csrfTokenOf?: (request: Request) => string;
  /** Short-lived address of a stored file on this server. */
  readonly mediaLink: MediaLink;
}

const ROOT = "/admin";
const ROWS_A_PAGE = 24;
const PAGES = [
  "/",
  "/pages/:pageName",
  "/resources/:resourceId",
  "/resources/:resourceId/actions/:action",
  "/resources/:resourceId/records/:recordId/:action",
];

/** To be mounted at /admin, behind the session guard, without a body parser. */
export async function createAdminRouter(options: AdminOptions): Promise<Router> {
  const description = await readDescription(fileURLToPath(new URL("../prisma/generated/dmmf.json", import.meta.url)));
  const resources = adminResources(options.app, description, options.mediaLink);
  const pages = ownPages(options.app, options.mediaLink);
  const admin = createAdmin(options, description, resources, pages);
  const assets = await loadPageAssets();
  const { csrfTokenOf } = options;
  const router = Router({ caseSensitive: true });
  router.use((request, response, next) => {
    if (options.actorOf(request)?.kind === "operator") next();
    else if (request.method === "GET" && !/^\/(api|sheets)\b/.test(request.path)) response.redirect(303, "/login");
    else next(unauthenticated(request));
  });
  router.use(ASSETS_PATH, assets.router);
  const sheets = sheetRouter({
    app: options.app,
    resources: resources.map(({ resource }) => resource),
    actorOf: (request) => requireActor(options, request),
  });
  router.use("/sheets", ownPagesOnly(csrfTokenOf), sheets);
  router.use("/api", apiRouter({ admin, pages, csrfTokenOf, actorOf: (request) => requireActor(options, request) }));
  router.get(PAGES, (request, response) =>
    sendPage({ admin, pages, assets, csrfTokenOf }, requireActor(options, request), request, response),
  );
  return router;
}

function createAdmin(
  { app }: AdminOptions,
  description: Description,
  resources: AdminResource[],
  pages: readonly OwnPage[],
): AdminJS {
  return new AdminJS({
    rootPath: ROOT,
    loginPath: "/login",
    logoutPath: "/login",
    resources,
    branding: { companyName: "VixenBliss", logo: false, withMadeWithLove: false },
    settings: { defaultPerPage: ROWS_A_PAGE },
    locale: localeFor(description),
    // Their own routes read them; AdminJS only needs to know what to show where.
    pages: Object.fromEntries(pages.map(({ name, component }) => [name, { component }])),
    dashboard: {
      component: "Dashboard",
      handler: async (request, _response, { currentAdmin }) => {
        const actor = actorOf(currentAdmin);
        return actor ? await readDashboard(app, actor, request.query) : null;
      },
    },
  });
}

function requireActor(options: AdminOptions, request: Request): Actor {
  const actor = options.actorOf(request);
  if (!actor) throw unauthenticated(request);
  return actor;
}

function unauthenticated(request: Request): AppError {
  const text = words(request.acceptsLanguages("en", "es") === "es" ? "es" : "en").problems;
  return new AppError("unauthenticated", text.loginNeeded, { remedy: text.loginNeededRemedy });
}
