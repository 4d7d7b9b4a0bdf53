// X's log-in: tokens of two hours, renewed by a token that is replaced each time.
import { MINUTE_MS } from "../../../agents/kernel/clock.ts";
import type { AccountLogin } from "../../../agents/ports/account-login.ts";
import type { Connector, RenewalRule, RenewTokens } from "../../../agents/ports/connector.ts";
import { createCodeLogin } from "../code-login.ts";
import { type OauthApp, renewBy, type TokenEndpoint } from "../token-endpoint.ts";

export interface XLoginOptions {
  /** "https://x.com": opened by a person. */
  readonly authorizeUrl: () => string;
  /** "https://api.x.com" */
  readonly apiUrl: () => string;
  readonly app: OauthApp;
  readonly connector: Pick<Connector, "whoAmI">;
  readonly fetch?: typeof fetch;
}

/** X says "invalid_request" of codes and tokens that it does not take. Source: implementers; its guide names no errors. */
const APP_AT_FAULT = new Set(["invalid_client", "unauthorized_client", "unsupported_grant_type"]);

/** Of two hours. */
export const X_RENEWAL: RenewalRule = { by: "refreshToken", beforeMs: 30 * MINUTE_MS, minAgeMs: 0 };

/** Source: X API v2, OAuth 2.0 Authorization Code Flow with PKCE, scopes. */
const SCOPES = [
  { name: "users.read", gives: "identity" },
  { name: "tweet.read", gives: "identity" },
  // Without it there is nothing to renew tokens by.
  { name: "offline.access", gives: "identity" },
  { name: "tweet.write", gives: "posts" },
  { name: "media.write", gives: "posts" },
] as const;

export function createXLogin(options: XLoginOptions): { readonly login: AccountLogin; readonly renew: RenewTokens } {
  const endpoint: TokenEndpoint = {
    ...{ platform: "X", identifies: "basic", setting: "X_CLIENT_SECRET", appAtFault: APP_AT_FAULT },
    app: options.app,
    url: () => `${options.apiUrl()}/2/oauth2/token`,
    ...(options.fetch ? { fetch: options.fetch } : {}),
  };
  const login = createCodeLogin({
    id: "x",
    endpoint,
    authorizeUrl: () => `${options.authorizeUrl()}/i/oauth2/authorize`,
    scopes: SCOPES,
    needed: ["users.read", "tweet.read", "offline.access"],
    asks: {},
    connector: options.connector,
  });
  return { login, renew: renewBy(endpoint) };
}
