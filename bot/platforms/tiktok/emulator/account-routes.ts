// Tokens, profile and the app's one address for events.
import { Router } from "express";
import { z } from "zod";
import { DAY_MS, SECOND_MS } from "../../../../agents/kernel/clock.ts";
import { BusinessError, noPermission } from "./business-error.ts";
import { appRoute, businessRoute } from "./business-route.ts";
import type { Emulation } from "./emulation.ts";
import { newToken } from "./state.ts";

const TOKEN_LIFETIME_MS = DAY_MS;
const REFRESH_LIFETIME_MS = 365 * DAY_MS;

const TokenInfo = z.strictObject({ app_id: z.string(), access_token: z.string() });
const Refresh = z.strictObject({
  client_id: z.string(),
  client_secret: z.string(),
  grant_type: z.literal("refresh_token"),
  refresh_token: z.string(),
});
const Get = z.strictObject({ business_id: z.string(), fields: z.string() });
const Fields = z.array(z.enum(["username", "display_name", "profile_image"])).min(1);
const Webhook = z.strictObject({
  app_id: z.string(),
  secret: z.string(),
  event_type: z.literal("DIRECT_MESSAGE"),
  callback_url: z.url(),
});

export function accountRoutes(emulation: Emulation): Router {
  const router = Router({ strict: true });
  router.post(
    "/tt_user/token_info/get/",
    appRoute(emulation, { operation: "token_info", schema: TokenInfo }, (fields) => tokenInfo(emulation, fields)),
  );
  router.post(
    "/tt_user/oauth2/refresh_token/",
    appRoute(emulation, { operation: "refresh_token", schema: Refresh }, (fields) => refresh(emulation, fields)),
  );
  router.get(
    "/business/get/",
    businessRoute(
      emulation,
      { operation: "business_get", schema: Get, scope: "user.info.basic" },
      ({ account, fields }) => {
        const wanted = Fields.safeParse(parseJson(fields.fields));
        if (!wanted.success) throw new BusinessError(40_002, "fields: not a list of known fields");
        const all = { username: account.username, display_name: account.username, profile_image: "" };
        return Object.fromEntries(wanted.data.map((field) => [field, all[field]]));
      },
    ),
  );
  router.post(
    "/business/webhook/update/",
    appRoute(emulation, { operation: "webhook_update", schema: Webhook }, (fields) => {
      requireApp(emulation, fields.app_id, fields.secret);
      emulation.state.callbackUrl = fields.callback_url;
      return { app_id: fields.app_id, event_type: fields.event_type, callback_url: fields.callback_url };
    }),
  );
  return router;
}

function tokenInfo({ app, state, clock }: Emulation, { app_id, access_token }: z.output<typeof TokenInfo>): object {
  if (app_id !== app.clientKey) throw noPermission("No such app.");
  const token = state.tokens.get(access_token);
  const account = token && state.accounts.get(token.accountId);
  if (!account) throw new BusinessError(40_105, "Access token is incorrect.");
  if (token.expiresAtMs <= clock.now().getTime()) throw new BusinessError(40_102, "Access token is expired.");
  return { app_id, creator_id: account.id, scope: account.scopes.join(",") };
}

/** Both tokens are new; the old ones are dead. */
function refresh(emulation: Emulation, fields: z.output<typeof Refresh>): object {
  const { state, clock } = emulation;
  requireApp(emulation, fields.client_id, fields.client_secret);
  const nowMs = clock.now().getTime();
  const known = state.refreshTokens.get(fields.refresh_token);
  const account = known && state.accounts.get(known.accountId);
  if (!account) throw new BusinessError(40_107, "Refresh token is incorrect.");
  if (known.expiresAtMs <= nowMs) throw new BusinessError(40_103, "Refresh token is expired.");
  state.refreshTokens.delete(fields.refresh_token);
  for (const [token, { accountId }] of state.tokens) if (accountId === account.id) state.tokens.delete(token);
  const issued = issueTokens(emulation, account.id);
  return {
    access_token: issued.accessToken,
    expires_in: TOKEN_LIFETIME_MS / SECOND_MS,
    refresh_token: issued.refreshToken,
    refresh_token_expires_in: REFRESH_LIFETIME_MS / SECOND_MS,
    open_id: account.id,
    scope: account.scopes.join(","),
  };
}

export function issueTokens(
  { state, clock }: Pick<Emulation, "state" | "clock">,
  accountId: string,
  lifetimeMs = TOKEN_LIFETIME_MS,
) {
  const nowMs = clock.now().getTime();
  const [accessToken, refreshToken] = [newToken("act"), newToken("rft")];
  state.tokens.set(accessToken, { accountId, expiresAtMs: nowMs + lifetimeMs });
  state.refreshTokens.set(refreshToken, { accountId, expiresAtMs: nowMs + REFRESH_LIFETIME_MS });
  return { accessToken, refreshToken };
}

function requireApp({ app }: Emulation, id: string, secret: string): void {
  if (id !== app.clientKey || secret !== app.clientSecret) throw noPermission("The app's id and secret do not fit.");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
