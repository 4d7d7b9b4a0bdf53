// Fanvue's log-in (OAuth 2.0 with PKCE): a creator lets the app read and write their chats, and fill their vault.
import { AppError } from "../../../agents/kernel/errors.ts";
import type { AccountLogin, LoginScope } from "../../../agents/ports/account-login.ts";
import type { Connector } from "../../../agents/ports/connector.ts";
import { redeemTokens, type TokenOptions } from "./tokens.ts";

/** Source: Fanvue's OAuth scopes; events are delivered only of what may be read. */
const SCOPES: readonly LoginScope[] = [
  // Without these three the log-in itself does not work, nor is there a refresh token.
  { name: "openid", gives: "identity" },
  { name: "offline_access", gives: "identity" },
  { name: "offline", gives: "identity" },
  { name: "read:self", gives: "identity" },
  { name: "read:creator", gives: "identity" },
  { name: "read:chat", gives: "chat" },
  { name: "write:chat", gives: "chat" },
  { name: "read:fan", gives: "chat" },
  { name: "read:media", gives: "chat" },
  { name: "write:media", gives: "chat" },
];
/** Without them an account is of no use here. */
const NEEDED = ["read:self", "read:chat", "write:chat"];

export interface FanvueLoginOptions extends TokenOptions {
  readonly connector: Pick<Connector, "whoAmI">;
}

export function createFanvueLogin(options: FanvueLoginOptions): AccountLogin {
  return {
    info: { id: "fanvue", name: "Fanvue", platform: "fanvue", scopes: SCOPES, pkce: "base64url", emulated: false },
    authorizeUrl: ({ redirectUri, state, challenge = "" }) => {
      const url = new URL(`${options.authUrl()}/oauth2/auth`);
      const scope = SCOPES.map(({ name }) => name).join(" ");
      const asked = { response_type: "code", client_id: options.app.clientId, redirect_uri: redirectUri, scope, state };
      const proof = { code_challenge: challenge, code_challenge_method: "S256" };
      for (const [name, value] of Object.entries({ ...asked, ...proof })) url.searchParams.set(name, value);
      return url.href;
    },
    redeem: async ({ code, redirectUri, verifier = "" }, signal) => {
      const form = { grant_type: "authorization_code", code, redirect_uri: redirectUri, code_verifier: verifier };
      const { scopes, ...tokens } = await redeemTokens(options, form, "code_invalid", signal);
      // An answer without scopes gave all that was asked for (RFC 6749, 5.1).
      const missing = scopes.length === 0 ? [] : NEEDED.filter((scope) => !scopes.includes(scope));
      if (missing.length > 0)
        throw new AppError("refused", `Fanvue was not allowed to give ${missing.join(", ")}.`, {
          reason: "permission_missing",
        });
      const profile = await options.connector.whoAmI(tokens.accessToken, signal);
      return [{ profile, ...tokens, scopes: scopes.length === 0 ? SCOPES.map(({ name }) => name) : scopes }];
    },
  };
}
