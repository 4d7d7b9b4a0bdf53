// What our middleware learns about a request, kept beside it and typed.
import type { Request } from "express";
import type { ResolvedSession } from "../../agents/commands/session/resolve-session.ts";
import { AppError } from "../../agents/kernel/errors.ts";
import { isLanguage, type Language } from "../../agents/texts/texts.ts";
import { readCookie } from "./cookies.ts";

interface Facts {
  id?: string;
  session?: ResolvedSession;
}

const FACTS = new WeakMap<Request, Facts>();

function factsOf(request: Request): Facts {
  const known = FACTS.get(request) ?? {};
  FACTS.set(request, known);
  return known;
}

export function setRequestId(request: Request, id: string): void {
  factsOf(request).id = id;
}

export function requestIdOf(request: Request): string {
  return factsOf(request).id ?? "";
}

export function setSession(request: Request, session: ResolvedSession): void {
  factsOf(request).session = session;
}

export function findSession(request: Request): ResolvedSession | undefined {
  return factsOf(request).session;
}

/** Only behind the session guard. */
export function sessionOf(request: Request): ResolvedSession {
  const session = findSession(request);
  if (!session) throw new AppError("internal", "a route without session guard asked for the session");
  return session;
}

export const LANGUAGE_COOKIE = "vixenbliss_language";

/** The operator's language, else the one chosen at the log-in, else the browser's. */
export function languageOf(request: Request): Language {
  const session = findSession(request);
  if (session) return session.actor.language;
  const chosen = readCookie(request, LANGUAGE_COOKIE) ?? "";
  if (isLanguage(chosen)) return chosen;
  return request.acceptsLanguages("en", "es") === "es" ? "es" : "en";
}
