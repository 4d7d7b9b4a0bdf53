// /oauth/<log-in>/start and /callback: the two addresses a person's browser visits while an account is linked (trust T13).
// What goes through them names a row and is signed; codes and tokens stay out of pages, logs and referrers.
import { type Request, type RequestHandler, type Response, Router } from "express";
import { finishLogin } from "../../agents/commands/account/login/finish-login.ts";
import { GOOD_OUTCOMES, outcomeWords } from "../../agents/commands/account/login/login-card.ts";
import {
  type LoginOutcome,
  type LoginOutcomeKind,
  NO_FACTS,
} from "../../agents/commands/account/login/login-outcome.ts";
import { openLogin } from "../../agents/commands/account/login/open-login.ts";
import type { App } from "../../agents/commands/app.ts";
import { callInternal } from "../../agents/commands/internal.ts";
import { type Language, texts } from "../../agents/texts/texts.ts";
import { readCookie } from "./cookies.ts";
import type { Mount } from "./mount.ts";
import { html, sendPage } from "./page.ts";
import { languageOf } from "./request-facts.ts";
import { loadSession } from "./session-guard.ts";

const STATUSES: Partial<Record<LoginOutcomeKind, number>> = {
  ...{ linked: 200, reconnected: 200, cancelled: 200, forged: 400, expired: 410, used: 410 },
  ...{ other_browser: 403, other_operator: 403, not_allowed: 403, unavailable: 503 },
};
const OTHER_STATUS = 422;
/** The log-in was not used up: whoever began it may still finish it. */
const STILL_OPEN: ReadonlySet<LoginOutcomeKind> = new Set(["forged", "other_browser", "other_operator", "not_allowed"]);

export function oauthMount(app: App): Mount {
  const router = Router();
  router.use(keepToYourself);
  router.get("/:provider/start", (request, response) => start(app, request, response));
  router.get("/:provider/callback", (request, response) => callback(app, request, response));
  return { path: "/oauth", load: () => router };
}

const keepToYourself: RequestHandler = (_request, response, next) => {
  response.setHeader("Cache-Control", "no-store");
  response.setHeader("Referrer-Policy", "no-referrer");
  next();
};

async function start(app: App, request: Request, response: Response) {
  const session = await loadSession(app, request);
  const opened = await callInternal(app.context, openLogin, {
    provider: String(request.params.provider).slice(0, 60),
    ticket: query(request, "ticket") ?? "",
    sessionOperatorId: session?.actor.id ?? null,
  });
  if (opened.state === "stop") return sendOutcome(request, response, opened.outcome, opened.language);
  const { name, secure } = cookieOf(app, opened.loginId);
  const options = { httpOnly: true, sameSite: "lax", path: "/", secure, expires: opened.expiresAt } as const;
  response.cookie(name, opened.browserKey, options);
  response.redirect(303, opened.url);
}

async function callback(app: App, request: Request, response: Response) {
  const session = await loadSession(app, request);
  const state = query(request, "state") ?? "";
  const { name, secure } = cookieOf(app, state.split(".")[0] ?? "");
  const finished = await callInternal(app.context, finishLogin, {
    provider: String(request.params.provider).slice(0, 60),
    state,
    code: query(request, "code", 4_000),
    error: query(request, "error", 200),
    browserKey: readCookie(request, name)?.slice(0, 200),
    sessionOperatorId: session?.actor.id ?? null,
  });
  const { outcome, language } = finished;
  if (!STILL_OPEN.has(outcome.kind)) {
    response.clearCookie(name, { path: "/", sameSite: "lax", secure });
  }
  sendOutcome(request, response, outcome, language);
}

/** One for each log-in: two windows may link two accounts at a time. */
function cookieOf({ context }: App, loginId: string): { readonly name: string; readonly secure: boolean } {
  const secure = context.installation.publicUrl().startsWith("https:");
  const id = /^\w{1,60}$/.test(loginId) ? loginId : "none";
  return { name: `${secure ? "__Host-" : ""}vixenbliss_login_${id}`, secure };
}

/** Absent also when it is given twice or too long. */
function query(request: Request, name: string, longest = 500): string | undefined {
  const value = request.query[name];
  return typeof value === "string" && value.length <= longest ? value : undefined;
}

function sendOutcome(
  request: Request,
  response: Response,
  { kind, facts }: LoginOutcome,
  language: Language = languageOf(request),
): void {
  const all = texts(language);
  const { title, text } = outcomeWords(kind, { ...NO_FACTS, ...facts }, all);
  const isGood = GOOD_OUTCOMES.has(kind);
  sendPage(response.status(STATUSES[kind] ?? OTHER_STATUS), {
    language,
    title: all.logins.pageTitle,
    body: html`<main class="narrow" data-outcome="${kind}">
      <h1>${title}</h1>
      <p class="${isGood ? "" : "error"}">${text}</p>
      <p class="hint">${all.logins.close}</p>
      <p><a class="button" href="/">${all.web.http.home}</a></p>
    </main>`,
  });
}
