// Tokens by OAuth 2.0 (RFC 6749): for a code or for a refresh token. What the platforms do differently is data.
import { z } from "zod";
import { SECOND_MS } from "../../agents/kernel/clock.ts";
import { AppError } from "../../agents/kernel/errors.ts";
import type { RenewTokens } from "../../agents/ports/connector.ts";
import { callLogin, unreadable } from "./login-call.ts";

export interface OauthApp {
  readonly clientId: string;
  readonly clientSecret: string;
}

export interface TokenEndpoint {
  /** As people know it. */
  readonly platform: string;
  readonly url: () => string;
  readonly app: OauthApp;
  /** How the app says who it is. */
  readonly identifies: "basic" | "form";
  /** The setting to look at where the platform does not know the app. */
  readonly setting: string;
  /** What the platform says when the app itself is wrong: no verdict on anybody's token. */
  readonly appAtFault: ReadonlySet<string>;
  readonly fetch?: typeof fetch;
}

export interface GivenTokens {
  readonly accessToken: string;
  readonly refreshToken?: string;
  readonly lastsMs: number;
  /** null: the answer does not say, which means all that was asked for (RFC 6749, 5.1). */
  readonly scopes: readonly string[] | null;
}

const Tokens = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1).nullish(),
  expires_in: z.number().positive(),
  scope: z.string().nullish(),
});
const TokenError = z.object({ error: z.string().max(100) });

/**
 * @param refusedReason of the AppError `refused` for a code or token that is not taken
 * @throws AppError also `not_configured` where the app is wrong; retryable where the platform is away
 */
export async function askTokens(
  endpoint: TokenEndpoint,
  form: Readonly<Record<string, string>>,
  refusedReason: string,
  signal: AbortSignal,
): Promise<GivenTokens> {
  const { platform, app, identifies } = endpoint;
  const send = endpoint.fetch ? { fetch: endpoint.fetch } : {};
  const who = identifies === "form" ? { client_id: app.clientId, client_secret: app.clientSecret } : {};
  const basic = identifies === "basic" ? { app } : {};
  const call = { platform, url: endpoint.url(), form: { ...who, ...form }, signal, ...basic, ...send };
  const { isOk, json } = await callLogin(call);
  const failure = TokenError.safeParse(json);
  if (failure.success) throw refusalOf(endpoint, failure.data.error, refusedReason);
  const given = Tokens.safeParse(json);
  if (!isOk || !given.success) throw unreadable(platform);
  const { access_token: accessToken, refresh_token, expires_in, scope } = given.data;
  return {
    accessToken,
    ...(refresh_token ? { refreshToken: refresh_token } : {}),
    lastsMs: expires_in * SECOND_MS,
    scopes: scope ? scope.split(/\s+/).filter(Boolean) : null,
  };
}

/** New tokens for a refresh token. */
export function renewBy(endpoint: TokenEndpoint): RenewTokens {
  return async (refresh_token, signal) => {
    const form = { grant_type: "refresh_token", refresh_token };
    const { scopes: _scopes, ...tokens } = await askTokens(endpoint, form, "refresh_token_invalid", signal);
    return tokens;
  };
}

function refusalOf({ platform, setting, appAtFault }: TokenEndpoint, error: string, refusedReason: string): AppError {
  if (!appAtFault.has(error))
    return new AppError("refused", `${platform} refused: ${error}.`, { reason: refusedReason });
  return new AppError("not_configured", `${platform} refused: ${error}.`, {
    field: setting,
    reason: error,
    remedy: `Compare the app's id and secret with ${platform}'s developer pages.`,
  });
}
