// Does a request come from our own pages? First half of the defence against cross-site requests (trust T13).
import type { Request } from "express";

export type Origin = "same" | "other" | "unknown";

/** Browsers say it in Sec-Fetch-Site, older ones and plain http in Origin; other programs say nothing. */
export function originOf(request: Request): Origin {
  const site = request.get("sec-fetch-site");
  if (site !== undefined) return site === "same-origin" ? "same" : "other";
  const origin = request.get("origin");
  if (origin === undefined) return "unknown";
  return URL.canParse(origin) && new URL(origin).host === request.get("host") ? "same" : "other";
}

/** A person opening a page: an address typed, a link followed. */
export function isNavigation(request: Request): boolean {
  return request.method === "GET" && request.get("sec-fetch-mode") === "navigate";
}
