// Log-in, one-time link and log-out: plain forms that work without scripts.
import { type Request, type Response, Router } from "express";
import type { App } from "../../../agents/commands/app.ts";
import { callInternal } from "../../../agents/commands/internal.ts";
import { redeemLoginLink } from "../../../agents/commands/session/redeem-login-link.ts";
import { signIn } from "../../../agents/commands/session/sign-in.ts";
import { MINUTE_MS } from "../../../agents/kernel/clock.ts";
import { AppError, toAppError } from "../../../agents/kernel/errors.ts";
import { texts } from "../../../agents/texts/texts.ts";
import { FloodLimit, type FloodRule } from "../../http/flood-limit.ts";
import { html, sendPage } from "../../http/page.ts";
import { languageOf } from "../../http/request-facts.ts";
import { readSessionCookie, writeSessionCookie } from "../../http/session-cookie.ts";
import { loadSession, refuseOtherSites } from "../../http/session-guard.ts";

/** Of one-time links, from one address (trust T13). */
const LINK_TRIES: FloodRule = { most: 10, windowMs: 15 * MINUTE_MS };

/** Mounted at /login. */
export function loginRouter(app: App): Router {
  const router = Router();
  const tries = new FloodLimit(app.context.clock, LINK_TRIES);
  router.use(refuseOtherSites());
  router.get("/", async (request, response) => {
    if (await loadSession(app, request)) response.redirect(303, nextPath(request.query.next));
    else sendLoginPage(request, response, { next: nextPath(request.query.next) });
  });
  router.post("/", (request, response) => handleSignIn(app, request, response));
  router.get("/link/:secret", (request, response) => sendLinkPage(request, response));
  router.post("/link/:secret", (request, response) => handleLink(app, tries, request, response));
  return router;
}

function refused(response: Response, error: AppError): Response {
  const { retryAfterMs } = error;
  if (retryAfterMs !== undefined) response.setHeader("Retry-After", Math.ceil(retryAfterMs / 1_000));
  return response.status(error.status);
}

/** Only a path of our own: "//host" and "/\host" would leave the site. */
function nextPath(value: unknown): string {
  return typeof value === "string" && /^\/(?![/\\])[^\s\\]*$/.test(value) ? value : "/";
}

function previousToken(app: App, request: Request): { previousToken?: string } {
  const token = readSessionCookie(request, app.context.installation);
  return token ? { previousToken: token } : {};
}

async function handleSignIn(app: App, request: Request, response: Response): Promise<void> {
  const body = (request.body ?? {}) as Record<string, unknown>;
  const email = typeof body.email === "string" ? body.email : "";
  try {
    const session = await callInternal(app.context, signIn, {
      email,
      password: typeof body.password === "string" ? body.password : "",
      address: request.ip ?? "",
      language: languageOf(request),
      ...previousToken(app, request),
    });
    writeSessionCookie(response, app.context.installation, session);
    response.redirect(303, nextPath(body.next));
  } catch (thrown) {
    const error = toAppError(thrown);
    if (error.code === "internal") throw thrown;
    sendLoginPage(request, refused(response, error), { next: nextPath(body.next), email, error: error.message });
  }
}

async function handleLink(app: App, tries: FloodLimit, request: Request, response: Response): Promise<void> {
  try {
    const waitMs = tries.take(request.ip ?? "");
    if (waitMs > 0) {
      const words = texts(languageOf(request)).web.login;
      throw new AppError("rate_limited", words.tooManyAttempts(Math.ceil(waitMs / MINUTE_MS)), {
        retryAfterMs: waitMs,
      });
    }
    const session = await callInternal(app.context, redeemLoginLink, {
      secret: String(request.params.secret),
      language: languageOf(request),
      ...previousToken(app, request),
    });
    writeSessionCookie(response, app.context.installation, session);
    response.redirect(303, "/");
  } catch (thrown) {
    const error = toAppError(thrown);
    if (error.code === "internal") throw thrown;
    sendLinkPage(request, refused(response, error), [error.message, error.remedy ?? ""].join(" "));
  }
}

interface LoginPage {
  readonly next: string;
  readonly email?: string;
  readonly error?: string;
}

const mark = html`<img class="mark" src="/assets/icon.svg" alt="" width="44" height="44">`;

function sendLoginPage(request: Request, response: Response, page: LoginPage): void {
  const language = languageOf(request);
  const words = texts(language).web.login;
  sendPage(response, {
    language,
    title: words.title,
    body: html`<main class="narrow">${mark}
      <h1>VixenBliss</h1><p class="soft">${words.intro}</p>
      ${page.error ? html`<p class="error" role="alert" id="problem">${page.error}</p>` : ""}
      <form method="post" action="/login"><input type="hidden" name="next" value="${page.next}">
        <label for="email">${words.email}</label>
        <input id="email" name="email" type="text" inputmode="email" autocomplete="username" required autofocus value="${page.email ?? ""}">
        <label for="password">${words.password}</label>
        <input id="password" name="password" type="password" autocomplete="current-password" required>
        <button>${words.submit}</button></form>
      <p class="hint">${words.firstTime}</p></main>`,
  });
}

/** Opening the link changes nothing (mail scanners and previews open links too); the button does. */
function sendLinkPage(request: Request, response: Response, error?: string): void {
  const language = languageOf(request);
  const words = texts(language).web.link;
  response.setHeader("Referrer-Policy", "no-referrer");
  const form = html`<p>${words.text}</p><form method="post"><button autofocus>${words.submit}</button></form>`;
  const failed = html`<p class="error" role="alert">${error ?? ""}</p>
    <p><a class="button" href="/login">${texts(language).web.login.title}</a></p>`;
  sendPage(response, {
    language,
    title: words.title,
    body: html`<main class="narrow">${mark}<h1>${words.title}</h1>${error ? failed : form}</main>`,
  });
}
