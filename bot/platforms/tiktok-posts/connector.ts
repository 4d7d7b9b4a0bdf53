// Linking a TikTok account for posts: who a token belongs to, and whether it may post.
import { z } from "zod";
import { SECOND_MS } from "../../../agents/kernel/clock.ts";
import { AppError } from "../../../agents/kernel/errors.ts";
import type { Connector } from "../../../agents/ports/connector.ts";
import { createPostsClient, readAnswer, type TiktokPostsOptions } from "./client.ts";
import { CREATOR_INFO_PATH, CreatorInfo } from "./creator.ts";

/** The app registered at TikTok for Developers: its secret also signs webhooks. */
export interface TiktokPostsApp {
  readonly clientKey: string;
  readonly clientSecret: string;
}

export interface TiktokPostsConnectorOptions extends TiktokPostsOptions {
  /** null: tokens are taken as they are and cannot be renewed. */
  readonly app: TiktokPostsApp | null;
}

const User = z.object({ user: z.object({ open_id: z.string().min(1), display_name: z.string().nullish() }) });
const Renewed = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  expires_in: z.number().positive(),
});

export function createTiktokPostsConnector(options: TiktokPostsConnectorOptions): Connector {
  const client = createPostsClient(options);
  const { app } = options;
  const connector: Connector = {
    whoAmI: async (token, signal) => {
      const query = { fields: "open_id,display_name" };
      const read = { method: "GET", path: "/v2/user/info/", token, query, signal } as const;
      const { user } = readAnswer(await client.call(read, User));
      const ask = { method: "POST", path: CREATOR_INFO_PATH, token, body: {}, signal } as const;
      const creator = await client.call(ask, CreatorInfo);
      if (!creator.ok && creator.failure.reason === "permission_missing") {
        throw new AppError("refused", "This token may not post: video.publish is missing.", {
          field: "accessToken",
          reason: "permission_missing",
          remedy: "Authorize the account again with user.info.basic, video.publish, video.upload and video.list.",
        });
      }
      // An account at its cap is still itself.
      const handle = creator.ok ? creator.data.creator_username : null;
      return { externalId: user.open_id, handle: handle || user.display_name || user.open_id };
    },
    // The app has one address for all its accounts, set where the app is registered.
    subscribe: async () => undefined,
    setEntrances: null,
  };
  if (app === null) return connector;
  return {
    ...connector,
    renew: async (refreshToken, signal) => {
      const body = new URLSearchParams({
        client_key: app.clientKey,
        client_secret: app.clientSecret,
        grant_type: "refresh_token",
        refresh_token: refreshToken,
      });
      const renewed = readAnswer(
        await client.call({ method: "POST", path: "/v2/oauth/token/", body, signal }, Renewed),
      );
      const lastsMs = renewed.expires_in * SECOND_MS;
      return { accessToken: renewed.access_token, refreshToken: renewed.refresh_token, lastsMs };
    },
  };
}
