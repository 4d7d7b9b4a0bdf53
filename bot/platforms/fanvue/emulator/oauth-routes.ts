// The emulated log-in's token endpoint: Basic for the app, PKCE for codes, refresh tokens that work once.
import { randomUUID } from "node:crypto";
import express, { type Request, Router } from "express";
import { z } from "zod";
import { type Clock, SECOND_MS } from "../../../../agents/kernel/clock.ts";
import { pkceChallenge } from "../../../../agents/kernel/pkce.ts";
import type { FanvueApp } from "../tokens.ts";
import type { FanvueState } from "./state.ts";

export interface IssuedTokens {
  readonly accessToken: string;
  readonly refreshToken: string;
}

export interface EmulatedCode {
  readonly userUuid: string;
  readonly challenge: string;
  readonly redirectUri: string;
  readonly scopes: readonly string[];
}

export interface OauthEmulation {
  readonly app: FanvueApp;
  readonly state: FanvueState;
  readonly clock: Clock;
  readonly codes: Map<string, EmulatedCode>;
}

const LIFETIME_MS = 3_600_000;

export function issueTokens(
  { state, clock }: Pick<OauthEmulation, "state" | "clock">,
  userUuid: string,
  scopes: readonly string[],
  lifetimeMs = LIFETIME_MS,
): IssuedTokens {
  const given = { accessToken: `fv-at-${randomUUID()}`, refreshToken: `fv-rt-${randomUUID()}` };
  state.tokens.set(given.accessToken, { userUuid, scopes, expiresAtMs: clock.now().getTime() + lifetimeMs });
  state.refreshTokens.set(given.refreshToken, { userUuid, scopes });
  return given;
}

const common = { client_id: z.string() };
const Form = z.discriminatedUnion("grant_type", [
  z.strictObject({ grant_type: z.literal("refresh_token"), refresh_token: z.string(), ...common }),
  z.strictObject({
    ...{ grant_type: z.literal("authorization_code"), code: z.string(), redirect_uri: z.string() },
    ...{ code_verifier: z.string().min(43).max(128), ...common },
  }),
]);

export function oauthRoutes(emulation: OauthEmulation): Router {
  const { state, codes } = emulation;
  const router = Router();
  router.post("/oauth2/token", express.urlencoded({ extended: false }), (request, response) => {
    const refuse = (status: number, error: string) => void response.status(status).json({ error });
    if (!isApp(emulation.app, request)) return refuse(401, "invalid_client");
    const form = Form.safeParse(request.body);
    if (!form.success || form.data.client_id !== emulation.app.clientId) return refuse(400, "invalid_request");
    let grant: { readonly userUuid: string; readonly scopes: readonly string[] } | undefined;
    if (form.data.grant_type === "refresh_token") {
      grant = state.refreshTokens.get(form.data.refresh_token);
      state.refreshTokens.delete(form.data.refresh_token);
    } else {
      const code = codes.get(form.data.code);
      codes.delete(form.data.code);
      const isProven = code?.challenge === pkceChallenge(form.data.code_verifier, "base64url");
      if (isProven && code.redirectUri === form.data.redirect_uri) grant = code;
    }
    if (!grant) return refuse(400, "invalid_grant");
    const { accessToken, refreshToken } = issueTokens(emulation, grant.userUuid, grant.scopes);
    response.json({
      access_token: accessToken,
      refresh_token: refreshToken,
      ...{ expires_in: LIFETIME_MS / SECOND_MS, token_type: "bearer", scope: grant.scopes.join(" ") },
    });
  });
  return router;
}

function isApp({ clientId, clientSecret }: FanvueApp, request: Request): boolean {
  const basic = Buffer.from(`${clientId}:${clientSecret}`).toString("base64");
  return request.get("authorization") === `Basic ${basic}`;
}
