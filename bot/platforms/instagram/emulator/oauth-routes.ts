// Instagram's own log-in, emulated: consent, code (one hour, one use), short token, long token. Strict about every field.
import { type Request, type Response, Router } from "express";
import { z } from "zod";
import { HOUR_MS, SECOND_MS } from "../../../../agents/kernel/clock.ts";
import { readDecision, sendConsentPage, sendRefusalPage } from "../../../emulators/consent-page.ts";
import { TOKEN_LIFETIME_MS } from "./account-routes.ts";
import type { Emulation } from "./emulation.ts";
import { GraphError } from "./graph-error.ts";
import { AuthorizeFields, bodyOf, readFields, readForm } from "./oauth-form.ts";
import { newCode, type OauthState } from "./oauth-state.ts";
import { newAccountId, newToken } from "./platform-ids.ts";

export interface OauthApp {
  readonly appId: string;
  readonly appSecret: string;
  /** As registered in the app's dashboard; anything else is refused. */
  readonly redirectUris: () => readonly string[];
}

export interface OauthEmulation extends Pick<Emulation, "state" | "clock" | "faults"> {
  readonly oauth: OauthState;
  readonly app: OauthApp;
}

const NAME = "Instagram";
const CODE_LIFE_MS = HOUR_MS;
const SHORT_LIFE_MS = HOUR_MS;

const SCOPES = new Set([
  "instagram_business_basic",
  "instagram_business_manage_messages",
  "instagram_business_manage_comments",
  "instagram_business_content_publish",
  "instagram_business_manage_insights",
]);

const flag = z.enum(["true", "false", "0", "1"]).optional();
const Authorize = z.strictObject({ ...AuthorizeFields, force_reauth: flag, enable_fb_login: flag });
const Redeem = z.strictObject({
  client_id: z.string(),
  client_secret: z.string(),
  grant_type: z.literal("authorization_code"),
  redirect_uri: z.string(),
  code: z.string(),
});
const Exchange = z.strictObject({
  grant_type: z.literal("ig_exchange_token"),
  client_id: z.string().optional(),
  client_secret: z.string(),
  access_token: z.string(),
});

export function oauthRoutes(emulation: OauthEmulation): Router {
  const router = Router();
  router.get("/oauth/authorize", (request, response) => {
    const asked = checkAuthorize(emulation, request, response, request.query);
    if (!asked) return;
    const accounts = [...emulation.state.accounts.values()].map(({ username }) => username);
    const { scopes, fields } = asked;
    sendConsentPage(request, response, { platform: NAME, action: "decide", asked: textsOf(fields), scopes, accounts });
  });
  router.post("/oauth/decide", ...readForm, (request: Request, response: Response) =>
    decide(emulation, request, response),
  );
  router.post("/oauth/access_token", ...readForm, (request: Request, response: Response) =>
    redeem(emulation, request, response),
  );
  router.get("/access_token", (request, response) => exchange(emulation, request, response));
  return router;
}

export const textsOf = (fields: Readonly<Record<string, string | undefined>>) =>
  Object.fromEntries(Object.entries(fields).filter((entry): entry is [string, string] => entry[1] !== undefined));

function checkAuthorize({ app }: OauthEmulation, request: Request, response: Response, given: unknown) {
  const read = readFields(Authorize, given);
  const why = read.ok ? whyRefused(app, read.fields, SCOPES) : read.why;
  if (read.ok && why === null) return { fields: read.fields, scopes: read.fields.scope.split(",") };
  sendRefusalPage(request, response, NAME, why ?? "");
  return null;
}

/** null: as registered. */
export function whyRefused(
  app: OauthApp,
  fields: { readonly client_id: string; readonly redirect_uri: string; readonly scope: string },
  known: ReadonlySet<string>,
): string | null {
  if (fields.client_id !== app.appId) return "Invalid platform app";
  if (!app.redirectUris().includes(fields.redirect_uri)) return "Invalid redirect_uri";
  const unknown = fields.scope.split(",").find((scope) => !known.has(scope));
  return unknown === undefined ? null : `Invalid scope: ${unknown}`;
}

function decide(emulation: OauthEmulation, request: Request, response: Response) {
  const form = bodyOf(request);
  const known = Object.keys(Authorize.shape);
  const asked = checkAuthorize(
    emulation,
    request,
    response,
    Object.fromEntries(Object.entries(form).filter(([name]) => known.includes(name))),
  );
  if (!asked) return;
  const decision = readDecision(form, asked.scopes);
  if (!decision || (decision.isAllowed && decision.username === ""))
    return sendRefusalPage(request, response, NAME, "username");
  const back = new URL(asked.fields.redirect_uri);
  if (asked.fields.state !== undefined) back.searchParams.set("state", asked.fields.state);
  if (!decision.isAllowed) {
    back.searchParams.set("error", "access_denied");
    back.searchParams.set("error_reason", "user_denied");
    back.searchParams.set("error_description", "The user denied your request.");
    return response.redirect(302, back.href);
  }
  const accountId = accountOf(emulation, decision.username);
  const code = issueCode(emulation, { accountId, redirectUri: asked.fields.redirect_uri, scopes: decision.scopes });
  back.searchParams.set("code", code);
  response.redirect(302, `${back.href}#_`);
}

/** The same user name is the same account. */
export function accountOf({ state }: Pick<OauthEmulation, "state">, username: string): string {
  const known = [...state.accounts.values()].find((account) => account.username === username);
  if (known) return known.id;
  const account = { id: newAccountId(), username, subscribedFields: [] };
  state.record({ type: "account", account });
  return account.id;
}

function issueCode(
  { oauth, clock }: OauthEmulation,
  given: { readonly accountId: string; readonly redirectUri: string; readonly scopes: readonly string[] },
): string {
  const code = newCode();
  const expiresAtMs = clock.now().getTime() + CODE_LIFE_MS;
  oauth.record({ type: "code", code: { code, kind: "instagram", ...given, expiresAtMs } });
  return code;
}

/** Errors of this one address have a form of their own. */
function redeem(emulation: OauthEmulation, request: Request, response: Response) {
  const refuse = (message: string) =>
    void response.status(400).json({ error_type: "OAuthException", code: 400, error_message: message });
  const read = readFields(Redeem, request.body);
  if (!read.ok) return refuse(read.why);
  const { client_id, client_secret, code, redirect_uri } = read.fields;
  const { app, oauth, clock, state } = emulation;
  if (client_id !== app.appId || client_secret !== app.appSecret) return refuse("Invalid platform app");
  const found = oauth.codes.get(code);
  const nowMs = clock.now().getTime();
  const accountId = found?.kind === "instagram" && found.expiresAtMs > nowMs ? found.accountId : null;
  if (!found || accountId === null) return refuse("Matching code was not found or was already used");
  if (found.redirectUri !== redirect_uri) return refuse("Error validating verification code: redirect_uri differs");
  oauth.record({ type: "code_used", code });
  const token = newToken();
  const expiresAtMs = nowMs + SHORT_LIFE_MS;
  oauth.record({ type: "grant", grant: { token, kind: "short", accountId, scopes: found.scopes, expiresAtMs } });
  state.record({ type: "token", token: { token, accountId, issuedAtMs: nowMs, expiresAtMs } });
  response.json({ access_token: token, user_id: accountId, permissions: found.scopes.join(",") });
}

function exchange(emulation: OauthEmulation, request: Request, response: Response) {
  const refuse = (code: number, message: string) =>
    void response.status(400).json(new GraphError(code, message).toBody());
  const read = readFields(Exchange, request.query);
  if (!read.ok) return refuse(100, `(#100) ${read.why}`);
  const { app, oauth, clock, state } = emulation;
  if (read.fields.client_secret !== app.appSecret) return refuse(1, "Error validating client secret.");
  const short = oauth.grants.get(read.fields.access_token);
  const nowMs = clock.now().getTime();
  if (short?.kind !== "short" || short.expiresAtMs <= nowMs || short.accountId === null)
    return refuse(452, "Session key invalid. This could be because the session key has an incorrect format.");
  const token = newToken();
  const times = { issuedAtMs: nowMs, expiresAtMs: nowMs + TOKEN_LIFETIME_MS };
  state.record({ type: "token", token: { token, accountId: short.accountId, ...times } });
  response.json({ access_token: token, token_type: "bearer", expires_in: TOKEN_LIFETIME_MS / SECOND_MS });
}
