// TikTok's OAuth v2, emulated: consent, code with its proof key (hex), tokens of a day, refresh, revoke, user info.
import { type Request, type Response, Router } from "express";
import { z } from "zod";
import { type Clock, DAY_MS, MINUTE_MS, SECOND_MS } from "../../../../agents/kernel/clock.ts";
import { pkceChallenge } from "../../../../agents/kernel/pkce.ts";
import { readDecision, sendConsentPage, sendRefusalPage } from "../../../emulators/consent-page.ts";
import { bodyOf, readFields, readForm } from "../../instagram/emulator/oauth-form.ts";
import { newOpenId, newTiktokCode, newTiktokToken, type TiktokLoginState } from "./state.ts";

export interface TiktokLoginEmulation {
  readonly state: TiktokLoginState;
  readonly clock: Clock;
  readonly clientKey: string;
  readonly clientSecret: string;
  /** As registered in the app's dashboard; anything else is refused. */
  readonly redirectUris: () => readonly string[];
  /** How long a refresh token that was replaced still works. */
  readonly graceMs: (openId: string) => number;
  /** Of access tokens. */
  readonly lifeMs: () => number;
  /** Whether a refresh replaces the refresh token. */
  readonly rotates: boolean;
  /** Makes the text of an access token, so that whoever takes it elsewhere can know it. */
  readonly issueToken: (grant: {
    readonly openId: string;
    readonly username: string;
    readonly scopes: readonly string[];
  }) => string;
}

const NAME = "TikTok";
/** Minutes; the documents name none. */
const CODE_LIFE_MS = 10 * MINUTE_MS;
export const ACCESS_LIFE_MS = DAY_MS;
const REFRESH_LIFE_MS = 365 * DAY_MS;
const SCOPES = [
  ...["user.info.basic", "user.info.profile", "user.info.stats", "video.list", "video.upload", "video.publish"],
] as const;

const Authorize = z.strictObject({
  client_key: z.string().min(1),
  scope: z.string().min(1),
  response_type: z.literal("code"),
  redirect_uri: z.url().max(512),
  state: z.string().min(1),
  code_challenge: z.string().regex(/^[0-9a-f]{64}$/, "hex of SHA-256"),
  code_challenge_method: z.literal("S256"),
  disable_auto_auth: z.enum(["0", "1"]).optional(),
});
const client = { client_key: z.string(), client_secret: z.string() };
const Token = z.discriminatedUnion("grant_type", [
  z.strictObject({
    ...client,
    grant_type: z.literal("authorization_code"),
    code: z.string(),
    redirect_uri: z.string(),
    code_verifier: z.string().min(43).max(128),
  }),
  z.strictObject({ ...client, grant_type: z.literal("refresh_token"), refresh_token: z.string() }),
]);
const Revoke = z.strictObject({ ...client, token: z.string() });
const USER_FIELDS: Readonly<Record<string, string>> = {
  open_id: "user.info.basic",
  union_id: "user.info.basic",
  avatar_url: "user.info.basic",
  display_name: "user.info.basic",
  username: "user.info.profile",
};

export function tiktokOauthRoutes(emulation: TiktokLoginEmulation): Router {
  const router = Router();
  router.get("/v2/auth/authorize", (request, response) => {
    const asked = checkAuthorize(emulation, request, response, request.query);
    if (!asked) return;
    const accounts = [...emulation.state.accounts.values()].map(({ username }) => username);
    const { fields, scopes } = asked;
    const texts = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, String(value)]));
    sendConsentPage(request, response, { platform: NAME, action: "../decide", asked: texts, scopes, accounts });
  });
  router.post("/v2/auth/decide", ...readForm, (request: Request, response: Response) =>
    decide(emulation, request, response),
  );
  router.post("/v2/oauth/token", ...readForm, (request: Request, response: Response) =>
    giveTokens(emulation, request, response),
  );
  router.post("/v2/oauth/revoke", ...readForm, (request: Request, response: Response) =>
    revoke(emulation, request, response),
  );
  router.get("/v2/user/info", (request, response) => sendUser(emulation, request, response));
  return router;
}

function checkAuthorize(emulation: TiktokLoginEmulation, request: Request, response: Response, given: unknown) {
  const read = readFields(Authorize, given);
  const refuse = (why: string) => {
    sendRefusalPage(request, response, NAME, why);
    return null;
  };
  if (!read.ok) return refuse(read.why);
  const scopes = read.fields.scope.split(",");
  const unknown = scopes.find((scope) => !SCOPES.some((known) => known === scope));
  if (read.fields.client_key !== emulation.clientKey) return refuse("client_key");
  if (!emulation.redirectUris().includes(read.fields.redirect_uri)) return refuse("redirect_uri");
  return unknown === undefined ? { fields: read.fields, scopes } : refuse(`scope: ${unknown}`);
}

function decide(emulation: TiktokLoginEmulation, request: Request, response: Response) {
  const { state, clock } = emulation;
  const form = bodyOf(request);
  const known = Object.keys(Authorize.shape);
  const given = Object.fromEntries(Object.entries(form).filter(([name]) => known.includes(name)));
  const asked = checkAuthorize(emulation, request, response, given);
  if (!asked) return;
  const decision = readDecision(form, asked.scopes);
  if (!decision || (decision.isAllowed && decision.username === ""))
    return sendRefusalPage(request, response, NAME, "username");
  const back = new URL(asked.fields.redirect_uri);
  back.searchParams.set("state", asked.fields.state);
  if (decision.isAllowed) {
    const { openId } = tiktokAccount(state, decision.username);
    const code = newTiktokCode();
    const { redirect_uri: redirectUri, code_challenge: challenge } = asked.fields;
    const expiresAtMs = clock.now().getTime() + CODE_LIFE_MS;
    const { scopes } = decision;
    state.record({ type: "code", code: { code, openId, redirectUri, challenge, scopes, expiresAtMs } });
    back.searchParams.set("code", code);
    back.searchParams.set("scopes", scopes.join(","));
  } else {
    back.searchParams.set("error", "access_denied");
    back.searchParams.set("error_description", "User cancelled the authorization");
  }
  response.redirect(302, back.href);
}

/** The same user name is the same account. */
export function tiktokAccount(state: TiktokLoginState, username: string) {
  const known = [...state.accounts.values()].find((account) => account.username === username);
  if (known) return known;
  const account = { openId: newOpenId(), username };
  state.record({ type: "account", account });
  return account;
}

type Refusal = "invalid_request" | "invalid_client" | "invalid_grant" | "invalid_scope";

function refuse(response: Response, error: Refusal, description: string) {
  response.status(400).json({ error, error_description: description, log_id: "20261127000000EMULATED" });
}

function giveTokens(emulation: TiktokLoginEmulation, request: Request, response: Response) {
  const { state, clock, clientKey, clientSecret } = emulation;
  const read = readFields(Token, request.body);
  if (!read.ok) return refuse(response, "invalid_request", read.why);
  const { fields } = read;
  if (fields.client_key !== clientKey || fields.client_secret !== clientSecret)
    return refuse(response, "invalid_client", "Client key or secret is incorrect.");
  const nowMs = clock.now().getTime();
  if (fields.grant_type === "refresh_token") {
    const old = state.tokens.get(fields.refresh_token);
    if (old?.kind !== "refresh" || old.expiresAtMs <= nowMs)
      return refuse(response, "invalid_grant", "Refresh token is invalid or expired.");
    return void response.json(issueTokens(emulation, old, emulation.rotates ? fields.refresh_token : null));
  }
  const code = state.codes.get(fields.code);
  if (!code || code.expiresAtMs <= nowMs)
    return refuse(response, "invalid_grant", "Authorization code is expired or was used.");
  if (code.redirectUri !== fields.redirect_uri) return refuse(response, "invalid_grant", "redirect_uri differs.");
  if (pkceChallenge(fields.code_verifier, "hex") !== code.challenge)
    return refuse(response, "invalid_request", "Code verifier or code challenge is invalid.");
  state.record({ type: "code_used", code: fields.code });
  response.json(issueTokens(emulation, code, null));
}

/** @param replaced the refresh token this is for, where another one takes its place */
export function issueTokens(
  { state, clock, issueToken, graceMs, lifeMs }: TiktokLoginEmulation,
  { openId, scopes }: { readonly openId: string; readonly scopes: readonly string[] },
  replaced: string | null,
) {
  const nowMs = clock.now().getTime();
  const username = state.accounts.get(openId)?.username ?? "";
  const access = { token: issueToken({ openId, username, scopes }), kind: "access", openId, scopes } as const;
  const refresh = { token: newTiktokToken("rft"), kind: "refresh", openId, scopes } as const;
  const old = replaced === null ? undefined : state.tokens.get(replaced);
  state.record(
    { type: "token", token: { ...access, expiresAtMs: nowMs + lifeMs() } },
    { type: "token", token: { ...refresh, expiresAtMs: nowMs + REFRESH_LIFE_MS } },
    ...(old
      ? [{ type: "token", token: { ...old, expiresAtMs: Math.min(old.expiresAtMs, nowMs + graceMs(openId)) } } as const]
      : []),
  );
  return {
    ...{ access_token: access.token, expires_in: lifeMs() / SECOND_MS, open_id: openId },
    ...{ refresh_token: refresh.token, refresh_expires_in: REFRESH_LIFE_MS / SECOND_MS },
    ...{ scope: scopes.join(","), token_type: "Bearer" },
  };
}

function revoke({ state, clientKey, clientSecret }: TiktokLoginEmulation, request: Request, response: Response) {
  const read = readFields(Revoke, request.body);
  if (!read.ok) return refuse(response, "invalid_request", read.why);
  if (read.fields.client_key !== clientKey || read.fields.client_secret !== clientSecret)
    return refuse(response, "invalid_client", "Client key or secret is incorrect.");
  const token = state.tokens.get(read.fields.token);
  if (token) state.record({ type: "revoked", openId: token.openId });
  response.status(200).end();
}

function sendUser({ state, clock }: TiktokLoginEmulation, request: Request, response: Response) {
  const answer = (status: number, code: string, user: object = {}) =>
    void response.status(status).json({
      data: status === 200 ? { user } : {},
      error: { code, message: code === "ok" ? "" : code, log_id: "20261127000000EMULATED" },
    });
  const bearer = /^Bearer (.+)$/.exec(request.get("authorization") ?? "")?.[1] ?? "";
  const token = state.tokens.get(bearer);
  const account = token?.kind === "access" ? state.accounts.get(token.openId) : undefined;
  if (!token || !account || token.expiresAtMs <= clock.now().getTime()) return answer(401, "access_token_invalid");
  const fields = String(request.query.fields ?? "").split(",");
  if (Object.keys(request.query).some((name) => name !== "fields") || fields.some((field) => !(field in USER_FIELDS)))
    return answer(400, "invalid_params");
  if (fields.some((field) => !token.scopes.includes(USER_FIELDS[field] ?? "")))
    return answer(401, "scope_not_authorized");
  const all: Readonly<Record<string, string>> = {
    ...{ open_id: account.openId, union_id: `u${account.openId}`, avatar_url: "" },
    ...{ display_name: account.username, username: account.username },
  };
  answer(200, "ok", Object.fromEntries(fields.map((field) => [field, all[field]])));
}
