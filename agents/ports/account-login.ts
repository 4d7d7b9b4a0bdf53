// Outside capability: a person lets us act for an account by the platform's own log-in (OAuth 2.0, code flow).
import type { PkceForm } from "../kernel/pkce.ts";
import type { AccountProfile } from "./connector.ts";

/** What an account can do for us; each needs permissions of the platform's. */
export const LOGIN_FUNCTIONS = ["identity", "chat", "comments", "posts", "insights"] as const;
export type LoginFunction = (typeof LOGIN_FUNCTIONS)[number];

export interface LoginScope {
  /** As the platform calls it. */
  readonly name: string;
  readonly gives: LoginFunction;
}

export interface AccountLoginInfo {
  /** Part of the address: /oauth/<id>/start. */
  readonly id: string;
  /** As people know it. */
  readonly name: string;
  /** Of the accounts it gives; several log-ins may give accounts of one platform. */
  readonly platform: string;
  /** Asked for, all of them. */
  readonly scopes: readonly LoginScope[];
  /** null: the platform knows no PKCE. */
  readonly pkce: PkceForm | null;
  /** Inside this installation. */
  readonly emulated: boolean;
}

export interface LoginGrant {
  readonly profile: AccountProfile;
  readonly accessToken: string;
  readonly refreshToken?: string;
  /** Milliseconds the access token works from now; null: until it is taken back. */
  readonly lastsMs: number | null;
  /** Names of the scopes that were granted. */
  readonly scopes: readonly string[];
}

export interface AccountLogin {
  readonly info: AccountLoginInfo;
  /** Where the person is sent. @param challenge of the verifier, in the form the platform wants */
  authorizeUrl(request: { readonly redirectUri: string; readonly state: string; readonly challenge?: string }): string;
  /**
   * Redeems a code, which works once. Several grants where one person answers for several accounts.
   * @throws AppError `refused` with reason "code_invalid" or "permission_missing"; retryable where the platform is away
   */
  redeem(
    answer: { readonly code: string; readonly redirectUri: string; readonly verifier?: string },
    signal: AbortSignal,
  ): Promise<readonly LoginGrant[]>;
}
