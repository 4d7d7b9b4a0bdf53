// Lets only logged-in operators through, and only what their own pages asked for (trust T13).
import type { NextFunction, Request, RequestHandler, Response } from "express";
import type { App } from "../../agents/commands/app.ts";
import { callInternal } from "../../agents/commands/internal.ts";
import { type ResolvedSession, resolveSession } from "../../agents/commands/session/resolve-session.ts";
import { AppError } from "../../agents/kernel/errors.ts";
import { equalsInConstantTime } from "../../agents/kernel/secret.ts";
import { texts } from "../../agents/texts/texts.ts";
import { languageOf, setSession } from "./request-facts.ts";
import { isNavigation, originOf } from "./same-origin.ts";
import { readSessionCookie } from "./session-cookie.ts";

export const CSRF_HEADER = "x-csrf-token";

export interface GuardOptions {
  /**
   * `token`: a change needs the session's CSRF token in a header and must not come from another site.
   * `same-origin`: for pages that cannot send the token: everything but opening a page must come from our own pages,
   * also a GET, since the back office acts on GET.
   */
  readonly changes: "token" | "same-origin";
}

/** Reads the session if there is one; refuses nobody. */
export async function loadSession(app: App, request: Request): Promise<ResolvedSession | null> {
  const token = readSessionCookie(request, app.context.installation);
  const session = token ? await callInternal(app.context, resolveSession, { token, surface: "web" }) : null;
  if (session) setSession(request, session);
  return session;
}

/** @throws AppError `unauthenticated` (opening a page redirects to /login instead), `forbidden` */
export function requireSession(app: App, options: GuardOptions = { changes: "token" }): RequestHandler {
  return async (request: Request, response: Response, next: NextFunction) => {
    const session = await loadSession(app, request);
    if (!session) {
      redirectOrRefuse(request, response);
      return;
    }
    if (options.changes === "token") requireToken(request, session);
    else requireOwnPage(request);
    next();
  };
}

function redirectOrRefuse(request: Request, response: Response): void {
  const wantsPage = request.method === "GET" && request.accepts(["json", "html"]) === "html";
  if (!wantsPage) {
    const words = texts(languageOf(request)).web.http;
    throw new AppError("unauthenticated", words.loginNeeded, { remedy: words.loginNeededRemedy });
  }
  const back = request.originalUrl === "/" ? "" : `?next=${encodeURIComponent(request.originalUrl)}`;
  response.redirect(303, `/login${back}`);
}

function crossSite(request: Request): AppError {
  const words = texts(languageOf(request)).web.http;
  return new AppError("forbidden", words.crossSite, { remedy: words.crossSiteRemedy, reason: "cross_site" });
}

function requireToken(request: Request, session: ResolvedSession): void {
  if (request.method === "GET" || request.method === "HEAD") return;
  const token = request.get(CSRF_HEADER) ?? "";
  if (originOf(request) === "other" || !equalsInConstantTime(token, session.csrfToken)) throw crossSite(request);
}

function requireOwnPage(request: Request): void {
  if (originOf(request) === "same") return;
  const isApi = request.path.toLowerCase().startsWith("/api");
  const isPlainGet = request.method === "GET" && request.get("sec-fetch-site") === undefined;
  if (!isApi && (isNavigation(request) || isPlainGet)) return;
  throw crossSite(request);
}

/** For forms without a session (the log-in itself). */
export function refuseOtherSites(): RequestHandler {
  return (request, _response, next) => {
    if (request.method === "POST" && originOf(request) === "other") throw crossSite(request);
    next();
  };
}
