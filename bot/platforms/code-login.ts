// A log-in by OAuth 2.0's code flow with its proof key, for platforms that follow it to the letter.
import { AppError } from "../../agents/kernel/errors.ts";
import type { AccountLogin, LoginScope } from "../../agents/ports/account-login.ts";
import type { Connector } from "../../agents/ports/connector.ts";
import { askTokens, type TokenEndpoint } from "./token-endpoint.ts";

export interface CodeLogin {
  /** Part of the address: /oauth/<id>/start; here also the platform's id. */
  readonly id: string;
  readonly endpoint: TokenEndpoint;
  /** Opened by a person, without its query. */
  readonly authorizeUrl: () => string;
  readonly scopes: readonly LoginScope[];
  /** Names of those without which an account is of no use. */
  readonly needed: readonly string[];
  /** What else the page is asked. */
  readonly asks: Readonly<Record<string, string>>;
  readonly connector: Pick<Connector, "whoAmI">;
}

export function createCodeLogin(login: CodeLogin): AccountLogin {
  const { id, endpoint, scopes, needed, connector } = login;
  const { platform: name, app } = endpoint;
  const all = scopes.map((scope) => scope.name);
  return {
    info: { id, name, platform: id, scopes, pkce: "base64url", emulated: false },
    authorizeUrl: ({ redirectUri, state, challenge = "" }) => {
      const url = new URL(login.authorizeUrl());
      const asked = { response_type: "code", client_id: app.clientId, redirect_uri: redirectUri, state };
      const proof = { code_challenge: challenge, code_challenge_method: "S256" };
      for (const [field, value] of Object.entries({ ...asked, scope: all.join(" "), ...proof, ...login.asks })) {
        url.searchParams.set(field, value);
      }
      return url.href;
    },
    redeem: async ({ code, redirectUri, verifier = "" }, signal) => {
      const form = { grant_type: "authorization_code", code, redirect_uri: redirectUri, code_verifier: verifier };
      const { scopes: given, ...tokens } = await askTokens(endpoint, form, "code_invalid", signal);
      const granted = given ?? all;
      const lacking = needed.find((scope) => !granted.includes(scope));
      if (lacking !== undefined) {
        throw new AppError("refused", `${name} was not allowed to give ${lacking}.`, { reason: "permission_missing" });
      }
      const profile = await connector.whoAmI(tokens.accessToken, signal);
      return [{ profile, ...tokens, scopes: granted }];
    },
  };
}
