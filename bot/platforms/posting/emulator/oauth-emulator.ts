// Log-ins of platforms we only post to, emulated for tests: codes that work once, proof keys, tokens with an end, renewal and
// permission taken back. Strict: what a platform does not document is refused.
import { randomBytes } from "node:crypto";
import { type Request, type Response, Router } from "express";
import { z } from "zod";
import { type Clock, DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "../../../../agents/kernel/clock.ts";
import { pkceChallenge } from "../../../../agents/kernel/pkce.ts";
import { type ServedRouter, serveRouter } from "../../../emulators/serve-router.ts";
import { bodyOf, readFields, readForm } from "../../instagram/emulator/oauth-form.ts";
import type { OauthApp } from "../../token-endpoint.ts";

const proof = { code_challenge: z.string().length(43), code_challenge_method: z.literal("S256") };
const asked = {
  ...{ response_type: z.literal("code"), client_id: z.string(), redirect_uri: z.url() },
  ...{ scope: z.string().min(1), state: z.string().min(1) },
};

interface Dialect {
  readonly authorizePath: string;
  readonly tokenPath: string;
  readonly asks: z.ZodObject;
  readonly scopes: readonly string[];
  readonly separator: string;
  readonly appBy: "basic" | "form";
  readonly lifeMs: number;
  /** A refresh token works once. */
  readonly rotates: boolean;
  /** Said of a code or token that is not taken. */
  readonly notTaken: string;
}

const GOOGLE = "https://www.googleapis.com/auth";
const DIALECTS = {
  x: {
    ...{ authorizePath: "/i/oauth2/authorize", tokenPath: "/2/oauth2/token", separator: " ", appBy: "basic" },
    asks: z.strictObject({ ...asked, ...proof }),
    scopes: ["users.read", "tweet.read", "tweet.write", "media.write", "offline.access"],
    ...{ lifeMs: 2 * HOUR_MS, rotates: true, notTaken: "invalid_request" },
  },
  youtube: {
    ...{ authorizePath: "/o/oauth2/v2/auth", tokenPath: "/token", separator: " ", appBy: "form" },
    asks: z.strictObject({ ...asked, ...proof, access_type: z.literal("offline"), prompt: z.string() }),
    scopes: [`${GOOGLE}/youtube.readonly`, `${GOOGLE}/youtube.upload`],
    ...{ lifeMs: HOUR_MS, rotates: false, notTaken: "invalid_grant" },
  },
  threads: {
    ...{ authorizePath: "/oauth/authorize", tokenPath: "/oauth/access_token", separator: ",", appBy: "form" },
    asks: z.strictObject(asked),
    scopes: ["threads_basic", "threads_content_publish"],
    ...{ lifeMs: 60 * DAY_MS, rotates: false, notTaken: "invalid_code" },
  },
} as const satisfies Record<string, Dialect>;
export type OauthPlatform = keyof typeof DIALECTS;

const CODE_LIFE_MS = 10 * MINUTE_MS;
const SHORT_LIFE_MS = HOUR_MS;
/** Of Threads' long tokens before they may be renewed. */
const LEAST_AGE_MS = DAY_MS;

interface Grant {
  readonly username: string;
  readonly scopes: readonly string[];
}
interface Token extends Grant {
  readonly kind: "access" | "short" | "refresh";
  readonly issuedAtMs: number;
  readonly expiresAtMs: number;
}
interface Code extends Grant {
  readonly redirectUri: string;
  readonly challenge: string | null;
  readonly expiresAtMs: number;
}

export interface OauthEmulator extends ServedRouter {
  /** A person's yes: the code they come back with. @throws Error where the platform would show an error page */
  consent(url: string, given: { readonly username: string; readonly without?: readonly string[] }): string;
  /** The person takes the permission back. */
  revoke(username: string): void;
  /** From now on it answers with this status. */
  fail(status: number | null): void;
}

export async function startOauthEmulator(
  platform: OauthPlatform,
  options: { readonly app: OauthApp; readonly clock: Clock; readonly redirectUris: readonly string[] },
): Promise<OauthEmulator> {
  const { app, clock, redirectUris } = options;
  const dialect: Dialect = DIALECTS[platform];
  const codes = new Map<string, Code>();
  const tokens = new Map<string, Token>();
  let failure: number | null = null;
  const nowMs = () => clock.now().getTime();

  const issue = (kind: Token["kind"], { username, scopes }: Grant, lifeMs: number): string => {
    const token = `${kind}-${randomBytes(20).toString("base64url")}`;
    tokens.set(token, { kind, username, scopes, issuedAtMs: nowMs(), expiresAtMs: nowMs() + lifeMs });
    return token;
  };
  const live = (token: unknown, kind: Token["kind"]): Token | null => {
    const known = tokens.get(String(token ?? ""));
    return known?.kind === kind && known.expiresAtMs > nowMs() ? known : null;
  };
  const takeCode = (fields: {
    code: string;
    redirect_uri: string;
    code_verifier?: string | undefined;
  }): Code | null => {
    const code = codes.get(fields.code);
    codes.delete(fields.code);
    if (!code || code.expiresAtMs <= nowMs() || code.redirectUri !== fields.redirect_uri) return null;
    const shown = fields.code_verifier === undefined ? null : pkceChallenge(fields.code_verifier, "base64url");
    return shown === code.challenge ? code : null;
  };

  const router = Router();
  router.use((_request, response, next) => {
    if (failure === null) next();
    else response.status(failure).json({ error: "temporarily_unavailable" });
  });
  const routes = { app, dialect, tokens, issue, live, takeCode, nowMs };
  if (platform === "threads") threadsRoutes(router, routes);
  else standardRoutes(router, routes);
  profileRoutes(router, live);
  const served = await serveRouter(router);
  return {
    ...served,
    consent: (given, { username, without = [] }) => {
      const url = new URL(given);
      if (url.pathname !== dialect.authorizePath) throw new Error(`no page at ${url.pathname}`);
      const fields = z.looseObject(asked).parse(dialect.asks.parse(Object.fromEntries(url.searchParams)));
      const scopes = fields.scope.split(dialect.separator);
      const isKnown = scopes.every((scope) => dialect.scopes.includes(scope));
      const isOurs = fields.client_id === app.clientId && redirectUris.includes(fields.redirect_uri);
      if (!isKnown || !isOurs) throw new Error("the platform refuses this request");
      const code = `code-${randomBytes(20).toString("base64url")}`;
      const { redirect_uri: redirectUri, code_challenge: challenge = null } = fields as typeof fields & {
        code_challenge?: string;
      };
      const granted = scopes.filter((scope) => !without.includes(scope));
      codes.set(code, { username, scopes: granted, redirectUri, challenge, expiresAtMs: nowMs() + CODE_LIFE_MS });
      return code;
    },
    revoke: (username) => {
      for (const [token, grant] of tokens) if (grant.username === username) tokens.delete(token);
    },
    fail: (status) => {
      failure = status;
    },
  };
}

interface Routes {
  readonly app: OauthApp;
  readonly dialect: Dialect;
  readonly tokens: Map<string, Token>;
  readonly nowMs: () => number;
  issue(kind: Token["kind"], grant: Grant, lifeMs: number): string;
  live(token: unknown, kind: Token["kind"]): Token | null;
  takeCode(fields: { code: string; redirect_uri: string; code_verifier?: string | undefined }): Code | null;
}

function standardRoutes(router: Router, { app, dialect, tokens, issue, live, takeCode }: Routes): void {
  const client = dialect.appBy === "form" ? { client_id: z.string(), client_secret: z.string() } : {};
  const redeem = { code: z.string(), redirect_uri: z.string(), code_verifier: z.string().min(43).max(128) };
  const Form = z.discriminatedUnion("grant_type", [
    z.strictObject({ grant_type: z.literal("authorization_code"), ...redeem, ...client }),
    z.strictObject({ grant_type: z.literal("refresh_token"), refresh_token: z.string(), ...client }),
  ]);
  router.post(dialect.tokenPath, ...readForm, (request: Request, response: Response) => {
    const refuse = (status: number, error: string) => void response.status(status).json({ error });
    if (!isApp(app, dialect.appBy, request)) return refuse(401, "invalid_client");
    const read = readFields(Form, request.body);
    if (!read.ok) return refuse(400, "unsupported_grant_type");
    const { fields } = read;
    const isRenewal = fields.grant_type === "refresh_token";
    const grant = isRenewal ? live(fields.refresh_token, "refresh") : takeCode(fields);
    if (!grant) return refuse(400, dialect.notTaken);
    if (isRenewal && dialect.rotates) tokens.delete(fields.refresh_token);
    const isRefreshable = platformGivesRefresh(dialect, grant);
    const refresh = isRefreshable && (!isRenewal || dialect.rotates) ? issue("refresh", grant, 180 * DAY_MS) : null;
    response.json({
      token_type: "bearer",
      access_token: issue("access", grant, dialect.lifeMs),
      ...(refresh === null ? {} : { refresh_token: refresh }),
      ...{ expires_in: dialect.lifeMs / SECOND_MS, scope: grant.scopes.join(" ") },
    });
  });
}

/** X gives one only to who asked for offline access. */
const platformGivesRefresh = ({ scopes }: Dialect, grant: Grant) =>
  !scopes.includes("offline.access") || grant.scopes.includes("offline.access");

function threadsRoutes(router: Router, { app, dialect, issue, live, takeCode, nowMs }: Routes): void {
  const Redeem = z.strictObject({
    ...{ client_id: z.string(), client_secret: z.string(), grant_type: z.literal("authorization_code") },
    ...{ redirect_uri: z.string(), code: z.string() },
  });
  const error = (code: number, message: string) => ({ error: { message, type: "OAuthException", code } });
  router.post(dialect.tokenPath, ...readForm, (request: Request, response: Response) => {
    const read = readFields(Redeem, request.body);
    const grant = read.ok && isApp(app, "form", request) ? takeCode(read.fields) : null;
    if (!grant)
      return void response.status(400).json({ error_type: "OAuthException", code: 400, error_message: "code" });
    response.json({ access_token: issue("short", grant, SHORT_LIFE_MS), user_id: idOf(grant.username) });
  });
  const renewed = (response: Response, grant: Grant) =>
    response.json({
      access_token: issue("access", grant, dialect.lifeMs),
      ...{ token_type: "bearer", expires_in: dialect.lifeMs / SECOND_MS },
    });
  router.get("/access_token", ({ query }, response) => {
    const isOurs = query.grant_type === "th_exchange_token" && query.client_secret === app.clientSecret;
    const grant = isOurs ? live(query.access_token, "short") : null;
    if (!grant) return void response.status(400).json(error(190, "not exchanged"));
    renewed(response, grant);
  });
  router.get("/refresh_access_token", ({ query }, response) => {
    const grant = query.grant_type === "th_refresh_token" ? live(query.access_token, "access") : null;
    if (!grant || nowMs() - grant.issuedAtMs < LEAST_AGE_MS)
      return void response.status(400).json(error(190, "not renewed"));
    renewed(response, grant);
  });
  router.get("/v1.0/debug_token", (request, response) => {
    const grant = bearer(request) === request.query.input_token ? live(bearer(request), "access") : null;
    if (!grant) return void response.status(400).json(error(190, "no token"));
    response.json({ data: { type: "USER", is_valid: true, scopes: grant.scopes, user_id: idOf(grant.username) } });
  });
}

/** Who a token belongs to, as each platform says it. */
function profileRoutes(router: Router, live: Routes["live"]): void {
  const profile = (path: string, says: (username: string) => object, refused: object) =>
    router.get(path, (request, response) => {
      const grant = live(bearer(request), "access");
      if (grant) response.json(says(grant.username));
      else response.status(401).json(refused);
    });
  profile("/2/users/me", (username) => ({ data: { id: idOf(username), username, name: username } }), { status: 401 });
  profile("/v1.0/me", (username) => ({ id: idOf(username), username }), { error: { code: 190, message: "expired" } });
  profile(
    "/youtube/v3/channels",
    (username) => ({ items: [{ id: `UC${idOf(username)}`, snippet: { title: username, customUrl: `@${username}` } }] }),
    { error: { code: 401, errors: [{ reason: "authError" }] } },
  );
}

const idOf = (username: string) => String([...username].reduce((sum, sign) => sum * 31 + sign.charCodeAt(0), 17));
const bearer = (request: Request) => /^Bearer (.+)$/.exec(request.get("authorization") ?? "")?.[1];

function isApp({ clientId, clientSecret }: OauthApp, by: Dialect["appBy"], request: Request): boolean {
  const form = bodyOf(request);
  if (by === "form") return form.client_id === clientId && form.client_secret === clientSecret;
  const basic = Buffer.from(`${clientId}:${clientSecret}`).toString("base64");
  return request.get("authorization") === `Basic ${basic}`;
}
