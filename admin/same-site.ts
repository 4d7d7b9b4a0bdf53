// AdminJS has no CSRF token of its own. Its API answers only what our own pages ask: also where the guard before us
// is ever mounted differently (trust T13).
import type { Request, RequestHandler } from "express";
import { AppError } from "../agents/kernel/errors.ts";
import { equalsInConstantTime } from "../agents/kernel/secret.ts";
import { words } from "./words.ts";

/** Typed addresses, followed links and other sites are not ours; nor is a request that does not say. */
function isOwnPage(request: Request): boolean {
  const site = request.get("sec-fetch-site");
  if (site !== undefined) return site === "same-origin";
  const origin = request.get("origin");
  return origin !== undefined && URL.canParse(origin) && new URL(origin).host === request.get("host");
}

/** @throws AppError `forbidden` */
export function ownPagesOnly(csrfTokenOf?: (request: Request) => string): RequestHandler {
  return (request, _response, next) => {
    const isReading = request.method === "GET" || request.method === "HEAD";
    const hasToken =
      isReading || !csrfTokenOf || equalsInConstantTime(request.get("x-csrf-token") ?? "", csrfTokenOf(request));
    if (isOwnPage(request) && hasToken) {
      next();
      return;
    }
    const text = words(request.acceptsLanguages("en", "es") === "es" ? "es" : "en").problems;
    throw new AppError("forbidden", text.crossSite, { remedy: text.crossSiteRemedy, reason: "cross_site" });
  };
}
