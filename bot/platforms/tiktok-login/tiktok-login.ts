// TikTok's log-in for posting accounts (OAuth v2 of TikTok for Developers): tokens of a day, renewed by a token that may
// change each time.
import { z } from "zod";
import { SECOND_MS } from "../../../agents/kernel/clock.ts";
import { AppError } from "../../../agents/kernel/errors.ts";
import type { AccountLogin, LoginScope } from "../../../agents/ports/account-login.ts";
import type { Connector } from "../../../agents/ports/connector.ts";
import { callLogin, type LoginAnswer, unreadable } from "../login-call.ts";
import { TIKTOK_POSTS_PLATFORM } from "./platform-id.ts";

export interface TiktokLoginOptions {
  /** "https://www.tiktok.com": opened by a person. */
  readonly authorizeUrl: () => string;
  /** "https://open.tiktokapis.com" */
  readonly apiUrl: () => string;
  readonly clientKey: string;
  readonly clientSecret: string;
  readonly emulated: boolean;
  readonly fetch?: typeof fetch;
}

const NAME = "TikTok";

/** Source: TikTok API scopes. */
const SCOPES: readonly LoginScope[] = [
  { name: "user.info.basic", gives: "identity" },
  { name: "user.info.profile", gives: "identity" },
  { name: "user.info.stats", gives: "insights" },
  { name: "video.list", gives: "insights" },
  { name: "video.upload", gives: "posts" },
  { name: "video.publish", gives: "posts" },
];
const BASIC = "user.info.basic";

const Tokens = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  expires_in: z.number().positive(),
  scope: z
    .string()
    .default("")
    .transform((text) => text.split(/[,\s]+/).filter(Boolean)),
});
const TokenError = z.object({ error: z.string() });
const User = z.object({
  data: z.object({
    user: z.object({
      open_id: z.string().min(1),
      username: z.string().nullish(),
      display_name: z.string().nullish(),
    }),
  }),
});
const ApiError = z.object({ error: z.object({ code: z.string() }) });

export interface TiktokLogin {
  readonly login: AccountLogin;
  readonly connector: Connector;
}

export function createTiktokLogin(options: TiktokLoginOptions): TiktokLogin {
  const { clientKey: client_key, clientSecret: client_secret } = options;
  const send = options.fetch ? { fetch: options.fetch } : {};
  const token = async (form: Readonly<Record<string, string>>, refused: string, signal: AbortSignal) => {
    const url = `${options.apiUrl()}/v2/oauth/token/`;
    const answer = await callLogin({
      platform: NAME,
      url,
      form: { client_key, client_secret, ...form },
      signal,
      ...send,
    });
    return readTokens(answer, refused);
  };
  const whoAmI = async (bearer: string, signal: AbortSignal) => {
    const url = `${options.apiUrl()}/v2/user/info/`;
    const query = { fields: "open_id,display_name,username" };
    return readUser(await callLogin({ platform: NAME, url, query, bearer, signal, ...send }));
  };
  return {
    login: {
      info: {
        id: "tiktok",
        name: NAME,
        platform: TIKTOK_POSTS_PLATFORM,
        scopes: SCOPES,
        pkce: "hex",
        emulated: options.emulated,
      },
      authorizeUrl: ({ redirectUri, state, challenge = "" }) => {
        const url = new URL(`${options.authorizeUrl()}/v2/auth/authorize/`);
        const scope = SCOPES.map(({ name }) => name).join(",");
        const proof = { code_challenge: challenge, code_challenge_method: "S256" };
        const asked = { client_key, scope, response_type: "code", redirect_uri: redirectUri, state, ...proof };
        // Otherwise who is logged in already is not asked which account.
        for (const [name, value] of Object.entries({ ...asked, disable_auto_auth: "1" })) {
          url.searchParams.set(name, value);
        }
        return url.href;
      },
      redeem: async ({ code, redirectUri, verifier = "" }, signal) => {
        const form = { code, grant_type: "authorization_code", redirect_uri: redirectUri, code_verifier: verifier };
        const given = await token(form, "code_invalid", signal);
        if (!given.scope.includes(BASIC)) {
          throw new AppError("refused", `${NAME} was not allowed to give ${BASIC}.`, { reason: "permission_missing" });
        }
        const profile = await whoAmI(given.access_token, signal);
        const tokens = { accessToken: given.access_token, refreshToken: given.refresh_token };
        return [{ profile, ...tokens, lastsMs: given.expires_in * SECOND_MS, scopes: given.scope }];
      },
    },
    connector: {
      whoAmI,
      // One address for the whole app, set in TikTok's own dashboard.
      subscribe: async () => undefined,
      renew: async (refresh_token, signal) => {
        const form = { grant_type: "refresh_token", refresh_token };
        const given = await token(form, "refresh_token_invalid", signal);
        const lastsMs = given.expires_in * SECOND_MS;
        return { accessToken: given.access_token, refreshToken: given.refresh_token, lastsMs };
      },
      setEntrances: null,
    },
  };
}

/** What TikTok says when the app itself is wrong: no verdict on anybody's token. Source: OAuth error struct. */
const APP_AT_FAULT = new Set(["invalid_client", "unauthorized_client", "invalid_request", "unsupported_grant_type"]);

function readTokens({ isOk, json }: LoginAnswer, refused: string): z.output<typeof Tokens> {
  const failure = TokenError.safeParse(json);
  if (failure.success) {
    const { error } = failure.data;
    const isOurs = APP_AT_FAULT.has(error);
    throw new AppError(isOurs ? "not_configured" : "refused", `${NAME} refused: ${error}.`, {
      reason: isOurs ? error : refused,
      ...(isOurs
        ? { field: "TIKTOK_CLIENT_SECRET", remedy: "Compare the app's key and secret with TikTok's dashboard." }
        : {}),
    });
  }
  const tokens = Tokens.safeParse(json);
  if (!isOk || !tokens.success) throw unreadable(NAME);
  return tokens.data;
}

function readUser({ isOk, status, json }: LoginAnswer) {
  const failure = ApiError.safeParse(json);
  const code = failure.success ? failure.data.error.code : "ok";
  if (!isOk || code !== "ok") {
    if (status === 401 || code === "access_token_invalid")
      throw new AppError("refused", `${NAME} no longer takes this token.`, { reason: "token_invalid" });
    if (code === "scope_not_authorized")
      throw new AppError("refused", `${NAME} was not allowed to give the profile.`, { reason: "permission_missing" });
    throw new AppError("provider_failed", `${NAME} refused: ${code}.`, { reason: code });
  }
  const user = User.safeParse(json);
  if (!user.success) throw unreadable(NAME);
  const { open_id, username, display_name } = user.data.data.user;
  return { externalId: open_id, handle: username || display_name || open_id };
}
