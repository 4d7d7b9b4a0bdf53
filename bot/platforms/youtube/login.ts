// Google's log-in for YouTube channels: tokens of an hour, renewed by one that stays until it is taken back.
import { MINUTE_MS } from "../../../agents/kernel/clock.ts";
import type { AccountLogin } from "../../../agents/ports/account-login.ts";
import type { Connector, RenewalRule, RenewTokens } from "../../../agents/ports/connector.ts";
import { createCodeLogin } from "../code-login.ts";
import { type OauthApp, renewBy, type TokenEndpoint } from "../token-endpoint.ts";

export interface YoutubeLoginOptions {
  /** "https://accounts.google.com": opened by a person. */
  readonly authorizeUrl: () => string;
  /** "https://oauth2.googleapis.com" */
  readonly tokenUrl: () => string;
  readonly app: OauthApp;
  readonly connector: Pick<Connector, "whoAmI">;
  readonly fetch?: typeof fetch;
}

/** Source: RFC 6749, 5.2; Google adds "redirect_uri_mismatch". */
const APP_AT_FAULT = new Set([
  ...["invalid_client", "unauthorized_client", "invalid_request", "unsupported_grant_type", "redirect_uri_mismatch"],
]);

/** Of an hour. */
export const YOUTUBE_RENEWAL: RenewalRule = { by: "refreshToken", beforeMs: 20 * MINUTE_MS, minAgeMs: 0 };

const SCOPE = "https://www.googleapis.com/auth";
const READ = `${SCOPE}/youtube.readonly`;
/** Source: YouTube Data API, OAuth 2.0 scopes. */
const SCOPES = [
  { name: READ, gives: "identity" },
  { name: `${SCOPE}/youtube.upload`, gives: "posts" },
] as const;

export function createYoutubeLogin(options: YoutubeLoginOptions): {
  readonly login: AccountLogin;
  readonly renew: RenewTokens;
} {
  const endpoint: TokenEndpoint = {
    ...{ platform: "YouTube", identifies: "form", setting: "YOUTUBE_CLIENT_SECRET", appAtFault: APP_AT_FAULT },
    app: options.app,
    url: () => `${options.tokenUrl()}/token`,
    ...(options.fetch ? { fetch: options.fetch } : {}),
  };
  const login = createCodeLogin({
    id: "youtube",
    endpoint,
    authorizeUrl: () => `${options.authorizeUrl()}/o/oauth2/v2/auth`,
    scopes: SCOPES,
    needed: [READ],
    // Only with a fresh yes is there a token to renew by; and who has several channels is asked which.
    asks: { access_type: "offline", prompt: "consent select_account" },
    connector: options.connector,
  });
  return { login, renew: renewBy(endpoint) };
}
