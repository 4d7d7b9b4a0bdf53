// TikTok's private messages, where they are switched on: TikTok opens them to approved business accounts only.
import type { App } from "../../../agents/commands/app.ts";
import type { Clock } from "../../../agents/kernel/clock.ts";
import type { Config } from "../../../agents/kernel/config.ts";
import type { Connector } from "../../../agents/ports/connector.ts";
import type { FanChannel } from "../../../agents/ports/fan-channel.ts";
import type { Mount } from "../../http/mount.ts";
import type { TiktokApp } from "./client.ts";
import { createTiktokConnector } from "./connector.ts";
import { createTiktokChannel } from "./fan-channel.ts";
import { tiktokWebhookMount } from "./webhook-mount.ts";

const BUSINESS_URL = "https://business-api.tiktok.com";
const WEBHOOK_PATH = "/webhooks/tiktok";

export interface Tiktok {
  /** Empty while it is off. */
  readonly connectors: Readonly<Record<string, Connector>>;
  readonly channels: Readonly<Record<string, FanChannel>>;
  /** @param postsApp whose webhooks tell of posts */
  mount(app: () => App, postsApp?: TiktokApp | null): Mount;
}

export interface TiktokDependencies {
  readonly config: Pick<Config, "TIKTOK_MESSAGES" | "TIKTOK_CLIENT_KEY" | "TIKTOK_CLIENT_SECRET" | "TIKTOK_BASE_URL">;
  readonly clock: Clock;
  readonly publicUrl: () => string;
}

export function openTiktok({ config, clock, publicUrl }: TiktokDependencies): Tiktok {
  const app = appOf(config);
  if (app === null)
    return {
      connectors: {},
      channels: {},
      mount: (of, postsApp = null) => tiktokWebhookMount({ app: of, tiktokApp: null, postsApp }),
    };
  const options = { baseUrl: () => config.TIKTOK_BASE_URL ?? BUSINESS_URL };
  const webhookUrl = () => `${publicUrl()}${WEBHOOK_PATH}`;
  return {
    connectors: { tiktok: createTiktokConnector({ ...options, app, webhookUrl }) },
    channels: { tiktok: createTiktokChannel({ ...options, clock }) },
    mount: (of, postsApp = null) => tiktokWebhookMount({ app: of, tiktokApp: app, postsApp }),
  };
}

/** null: off. That it is whole when it is on, the configuration has checked. */
function appOf({ TIKTOK_MESSAGES, TIKTOK_CLIENT_KEY, TIKTOK_CLIENT_SECRET }: TiktokDependencies["config"]) {
  if (TIKTOK_MESSAGES !== "on" || !TIKTOK_CLIENT_KEY || !TIKTOK_CLIENT_SECRET) return null;
  return { clientKey: TIKTOK_CLIENT_KEY, clientSecret: TIKTOK_CLIENT_SECRET } satisfies TiktokApp;
}
