// Linking a TikTok business account: who a token belongs to, whether it may do messages, and where its events go.
import { z } from "zod";
import { SECOND_MS } from "../../../agents/kernel/clock.ts";
import { AppError } from "../../../agents/kernel/errors.ts";
import type { Connector } from "../../../agents/ports/connector.ts";
import { createTiktokClient, readAnswer, type TiktokApp, type TiktokOptions } from "./client.ts";
import { errorFrom } from "./errors.ts";

export interface TiktokConnectorOptions extends TiktokOptions {
  readonly app: TiktokApp;
  /** Where TikTok is to send events: the app has one address for all its accounts. */
  readonly webhookUrl: () => string;
}

/** Without either of them an account is of no use here. */
const SCOPES = ["message.list.read", "message.list.send"];

const scopes = z.union([z.string().transform((text) => text.split(/[,\s]+/)), z.array(z.string())]);
const TokenInfo = z.object({ creator_id: z.string().min(1), scope: scopes });
const Profile = z.object({ username: z.string().nullish(), display_name: z.string().nullish() });
const Renewed = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  expires_in: z.number().positive(),
});
const Nothing = z.unknown();

export function createTiktokConnector(options: TiktokConnectorOptions): Connector {
  const client = createTiktokClient(options);
  const { clientKey: app_id, clientSecret: secret } = options.app;
  return {
    whoAmI: async (token, signal) => {
      const body = { app_id, access_token: token };
      const path = "/tt_user/token_info/get/";
      const info = readAnswer(await client.call({ method: "POST", path, body, signal }, TokenInfo));
      const missing = SCOPES.filter((scope) => !info.scope.includes(scope));
      if (missing.length > 0) {
        throw new AppError("refused", `This token may not do messages: ${missing.join(", ")} is missing.`, {
          field: "accessToken",
          reason: "permission_missing",
          remedy: "Have the app approved for Business Messaging, and authorize the account again with these scopes.",
        });
      }
      const query = { business_id: info.creator_id, fields: JSON.stringify(["username", "display_name"]) };
      const read = { method: "GET", path: "/business/get/", token, query, signal } as const;
      const { username, display_name } = readAnswer(await client.call(read, Profile));
      return { externalId: info.creator_id, handle: username || display_name || info.creator_id };
    },
    subscribe: async (_account, signal) => {
      const callback_url = options.webhookUrl();
      const body = { app_id, secret, event_type: "DIRECT_MESSAGE", callback_url };
      const path = "/business/webhook/update/";
      const answer = await client.call({ method: "POST", path, body, signal }, Nothing);
      if (answer.ok) return;
      if (answer.failure.reason !== "bad_parameter") throw errorFrom(answer.failure, false);
      throw new AppError("refused", `TikTok does not take ${callback_url} for its events.`, {
        reason: "webhook_refused",
        remedy: "Set PUBLIC_URL to the https address under which TikTok reaches this server.",
      });
    },
    renew: async (refresh_token, signal) => {
      const body = { client_id: app_id, client_secret: secret, grant_type: "refresh_token", refresh_token };
      const path = "/tt_user/oauth2/refresh_token/";
      const renewed = readAnswer(await client.call({ method: "POST", path, body, signal }, Renewed));
      const lastsMs = renewed.expires_in * SECOND_MS;
      return { accessToken: renewed.access_token, refreshToken: renewed.refresh_token, lastsMs };
    },
    setEntrances: null,
  };
}
