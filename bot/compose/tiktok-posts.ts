// TikTok as a place for posts: the real one where an app of it is configured, else an emulated one inside this installation.
import path from "node:path";
import type { EmulatedPlatform } from "../../agents/commands/context.ts";
import type { Clock } from "../../agents/kernel/clock.ts";
import { DAY_MS, SECOND_MS } from "../../agents/kernel/clock.ts";
import type { Config } from "../../agents/kernel/config.ts";
import type { SecretBox } from "../../agents/kernel/secret.ts";
import type { Connector } from "../../agents/ports/connector.ts";
import type { InsightsReader } from "../../agents/ports/insights.ts";
import type { Publisher } from "../../agents/ports/publisher.ts";
import type { Mount } from "../http/mount.ts";
import { TIKTOK_POSTS_PLATFORM as PLATFORM } from "../platforms/tiktok-login/platform-id.ts";
import { createTiktokPostsConnector, type TiktokPostsApp } from "../platforms/tiktok-posts/connector.ts";
import {
  createTiktokPostsEmulator,
  type TiktokPostsEmulator,
} from "../platforms/tiktok-posts/emulator/tiktok-posts-emulator.ts";
import { createTiktokInsights } from "../platforms/tiktok-posts/insights.ts";
import { createTiktokPublisher } from "../platforms/tiktok-posts/publisher.ts";

const EMULATED_PATH = "/_emulated/tiktok";
const TIKTOK_URL = "https://open.tiktokapis.com";
/** A clip of the emulated one is worked on for a moment, as TikTok's are. */
const PROCESSING_MS = 2 * SECOND_MS;
/** The emulated one's tokens are linked without a way to renew them. */
const TOKEN_LIFETIME_MS = 3_650 * DAY_MS;

export interface TiktokPosts {
  readonly connector: Connector;
  readonly publishers: Readonly<Record<string, Publisher>>;
  readonly insights: Readonly<Record<string, InsightsReader>>;
  /** Whose webhooks are believed; null: nobody's. */
  readonly app: TiktokPostsApp | null;
  readonly emulator: TiktokPostsEmulator | null;
  readonly emulated: readonly string[];
  readonly control: Readonly<Record<string, EmulatedPlatform>>;
  readonly mounts: readonly Mount[];
}

interface Dependencies {
  readonly config: Pick<Config, "TIKTOK_CLIENT_KEY" | "TIKTOK_CLIENT_SECRET" | "TIKTOK_BASE_URL">;
  readonly dataDir: string;
  readonly clock: Clock;
  readonly secrets: SecretBox;
  readonly selfUrl: () => string;
}

/** Emulated unless an address or the app's key says that a real one (or another's emulator) is meant. */
export function openTiktokPosts({ config, dataDir, clock, secrets, selfUrl }: Dependencies): TiktokPosts {
  const { TIKTOK_CLIENT_KEY: clientKey, TIKTOK_CLIENT_SECRET: clientSecret, TIKTOK_BASE_URL: base } = config;
  const emulatedHere = base === undefined && clientKey === undefined;
  const realApp = clientKey && clientSecret ? { clientKey, clientSecret } : null;
  const emulatedApp = { clientKey: "emulated-tiktok", clientSecret: secrets.sign("emulated-tiktok", "client-secret") };
  const app = emulatedHere ? emulatedApp : realApp;
  const emulatedUrl = () => `${selfUrl()}${EMULATED_PATH}`;
  const options = { baseUrl: emulatedHere ? emulatedUrl : () => base ?? TIKTOK_URL, clock };
  const emulator = emulatedHere
    ? createTiktokPostsEmulator({
        app: emulatedApp,
        clock,
        webhookUrl: () => `${selfUrl()}/webhooks/tiktok`,
        baseUrl: emulatedUrl,
        journalPath: path.join(dataDir, "emulated-tiktok.jsonl"),
        processingMs: PROCESSING_MS,
      })
    : null;
  return {
    app,
    emulator,
    connector: createTiktokPostsConnector({ ...options, app }),
    publishers: { [PLATFORM]: createTiktokPublisher(options) },
    insights: { [PLATFORM]: createTiktokInsights(options) },
    emulated: emulator ? [PLATFORM] : [],
    control: emulator ? { [PLATFORM]: controlOf(emulator) } : {},
    mounts: emulator ? [{ path: EMULATED_PATH, load: () => emulator.router }] : [],
  };
}

function controlOf({ control }: TiktokPostsEmulator): EmulatedPlatform {
  return {
    addAccount: async (username) => {
      const { id, accessToken } = control.addAccount({ username, tokenLifetimeMs: TOKEN_LIFETIME_MS });
      return { externalId: id, accessToken };
    },
  };
}
