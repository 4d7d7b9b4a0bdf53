// Which platforms this installation talks to: the real ones where they are configured, else emulated ones inside it.
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { App } from "../../agents/commands/app.ts";
import type { AppContext, EmulatedPlatform } from "../../agents/commands/context.ts";
import type { Clock } from "../../agents/kernel/clock.ts";
import type { Config } from "../../agents/kernel/config.ts";
import type { Logger } from "../../agents/kernel/log.ts";
import type { SecretBox } from "../../agents/kernel/secret.ts";
import type { AccountLogin } from "../../agents/ports/account-login.ts";
import type { Checkout } from "../../agents/ports/checkout.ts";
import type { Connector } from "../../agents/ports/connector.ts";
import type { FanChannel } from "../../agents/ports/fan-channel.ts";
import type { InsightsReader } from "../../agents/ports/insights.ts";
import type { Publisher } from "../../agents/ports/publisher.ts";
import { texts } from "../../agents/texts/texts.ts";
import type { Mount } from "../http/mount.ts";
import { openFanvue } from "../platforms/fanvue/fanvue.ts";
import { createInstagramConnector } from "../platforms/instagram/connector.ts";
import { instagramDeletionMount } from "../platforms/instagram/deletion-mount.ts";
import { createInstagramEmulator, type InstagramEmulator } from "../platforms/instagram/emulator/instagram-emulator.ts";
import { createInstagramChannel } from "../platforms/instagram/fan-channel.ts";
import { createInstagramInsights } from "../platforms/instagram/insights.ts";
import { createInstagramPublisher } from "../platforms/instagram/publisher.ts";
import { instagramWebhookMount } from "../platforms/instagram/webhook-mount.ts";
import {
  createSandboxProvider,
  type SandboxProvider,
} from "../platforms/sandbox-checkout/emulator/sandbox-provider.ts";
import { createSandboxCheckout } from "../platforms/sandbox-checkout/sandbox-checkout.ts";
import { createTelegramFans, type TelegramFans } from "../platforms/telegram-fans/telegram-fans.ts";
import { openTiktok } from "../platforms/tiktok/tiktok.ts";
import { createWebChat } from "../platforms/web-chat/web-chat.ts";
import { openCheckouts } from "./checkouts.ts";
import { EMULATED_APP_ID, facebookUrl, openLogins, redirectUris } from "./logins.ts";
import { openPostLogins } from "./post-logins.ts";
import { openPublishers } from "./publishers.ts";
import { openTiktokPosts } from "./tiktok-posts.ts";

/** Where the emulated platforms live on our own server. */
const EMULATED_INSTAGRAM_PATH = "/_emulated/instagram";
const SANDBOX_PAYMENTS_PATH = "/_emulated/payments";
/** Webhooks that are refused are sent again for hours. */
const FAN_WRITES_LIMIT_MS = 3_000;
const INSTAGRAM_URL = "https://graph.instagram.com";

export interface PlatformsOptions {
  readonly config: Config;
  readonly dataDir: string;
  readonly clock: Clock;
  readonly log: Logger;
  readonly secrets: SecretBox;
  /** Address of this very server for calls to itself. */
  readonly selfUrl: () => string;
  readonly publicUrl: () => string;
  /** Made with these platforms, so it is there only later: for those that are our own. */
  readonly context: () => AppContext;
}

export interface Platforms {
  readonly logins: Readonly<Record<string, AccountLogin>>;
  readonly connectors: Readonly<Record<string, Connector>>;
  readonly channels: Readonly<Record<string, FanChannel>>;
  readonly publishers: Readonly<Record<string, Publisher>>;
  readonly insights: Readonly<Record<string, InsightsReader>>;
  readonly checkout: Checkout | null;
  readonly otherCheckouts: readonly Checkout[];
  readonly emulated: ReadonlySet<string>;
  readonly instagramEmulator: InstagramEmulator | null;
  readonly emulatorControl: Readonly<Record<string, EmulatedPlatform>>;
  mounts(app: () => App): readonly Mount[];
  /** What emulators and fetched platforms have for us comes in from now on; call it once the server listens. */
  start(app: App): void;
  close(): Promise<void>;
}

export function openPlatforms(options: PlatformsOptions): Platforms {
  const instagram = openInstagram(options);
  const telegram = openTelegram(options);
  const tiktok = openTiktok(options);
  const tiktokPosts = openTiktokPosts(options);
  const logins = openLogins({ ...options, instagram: instagram.place, tiktokPosts });
  const webChat = createWebChat(options.context);
  const others = openPublishers(options);
  const postLogins = openPostLogins(options.config, others.connectors);
  const fanvue = openFanvue(options.config);
  const providers = openCheckouts(options.config);
  // Play money is for where nothing real is configured: the two never mix in one shop.
  const payments = providers.length === 0 ? openPayments(options) : null;
  const [checkout = null, ...otherCheckouts] = payments ? [payments.checkout] : providers;
  return {
    logins: { ...logins.logins, ...postLogins.logins, ...fanvue.logins },
    connectors: {
      ...logins.connectors,
      instagram: instagram.connector,
      telegram: telegram.connector,
      web: webChat.connector,
      ...others.connectors,
      ...postLogins.connectors,
      ...tiktok.connectors,
      ...fanvue.connectors,
    },
    channels: {
      instagram: instagram.channel,
      telegram: telegram.channel,
      web: webChat.channel,
      ...tiktok.channels,
      ...fanvue.channels,
    },
    publishers: { instagram: instagram.publisher, ...tiktokPosts.publishers, ...others.publishers },
    insights: { instagram: instagram.insights, ...tiktokPosts.insights },
    checkout,
    otherCheckouts,
    emulated: new Set([...(instagram.emulator ? ["instagram"] : []), ...tiktokPosts.emulated, ...logins.emulated]),
    instagramEmulator: instagram.emulator,
    emulatorControl: { ...(instagram.control ? { instagram: instagram.control } : {}), ...tiktokPosts.control },
    mounts: (app) => [
      instagramDeletionMount({ app, appSecret: instagram.appSecret }),
      instagramWebhookMount({
        app,
        appSecret: instagram.appSecret,
        verifyToken: options.config.INSTAGRAM_VERIFY_TOKEN,
      }),
      telegram.mount(app),
      tiktok.mount(app, tiktokPosts.app),
      ...tiktokPosts.mounts,
      fanvue.mount(app),
      webChat.mount(app),
      ...(instagram.emulator ? [emulatorMount(EMULATED_INSTAGRAM_PATH, instagram.emulator)] : []),
      ...logins.mounts,
      ...(payments ? [emulatorMount(SANDBOX_PAYMENTS_PATH, payments.provider)] : []),
    ],
    start: (app) => {
      instagram.emulator?.start();
      tiktokPosts.emulator?.start();
      payments?.provider.start();
      // Whoever serves webhooks also fetches what has none.
      if (options.config.ROLES.includes("web")) telegram.start(app.context);
    },
    close: async () => {
      instagram.emulator?.close();
      tiktokPosts.emulator?.close();
      payments?.provider.close();
      logins.close();
      await telegram.close();
    },
  };
}

function emulatorMount(at: string, emulator: Pick<InstagramEmulator, "router">): Mount {
  return { path: at, load: () => emulator.router };
}

/** Emulated unless an address or the app's secret says that a real one (or another's emulator) is meant. */
function openInstagram(options: PlatformsOptions) {
  const { config, dataDir, clock, log, secrets, selfUrl, publicUrl } = options;
  const emulatedHere = config.INSTAGRAM_BASE_URL === undefined && config.INSTAGRAM_APP_SECRET === undefined;
  const appSecret = emulatedHere ? secrets.sign("emulated-instagram", "app-secret") : config.INSTAGRAM_APP_SECRET;
  const emulator = emulatedHere
    ? createInstagramEmulator({
        appSecret: appSecret ?? "",
        appId: EMULATED_APP_ID,
        redirectUris: () => redirectUris(publicUrl()),
        webhookUrl: () => `${selfUrl()}/webhooks/instagram`,
        baseUrl: () => `${selfUrl()}${EMULATED_INSTAGRAM_PATH}`,
        clock,
        journalPath: path.join(dataDir, "emulated-instagram.jsonl"),
      })
    : null;
  const baseUrl = () =>
    emulatedHere ? `${selfUrl()}${EMULATED_INSTAGRAM_PATH}` : (config.INSTAGRAM_BASE_URL ?? INSTAGRAM_URL);
  const place = { emulatedAt: emulatedHere ? EMULATED_INSTAGRAM_PATH : null, baseUrl, appSecret };
  const pages = () => facebookUrl({ ...options, instagram: place });
  const graph = { baseUrl, facebookUrl: pages, version: config.INSTAGRAM_API_VERSION, log };
  return {
    appSecret,
    place,
    emulator,
    control: emulator ? controlOf(emulator) : null,
    channel: createInstagramChannel({ ...graph, clock }),
    connector: createInstagramConnector(graph),
    publisher: createInstagramPublisher(graph),
    insights: createInstagramInsights({ ...graph, now: () => clock.now() }),
  };
}

/** Nothing to configure: every bot comes with its own token. */
function openTelegram({ config, secrets, publicUrl }: PlatformsOptions): TelegramFans {
  return createTelegramFans({
    apiRoot: config.TELEGRAM_API_ROOT,
    operatorToken: config.TELEGRAM_BOT_TOKEN,
    secrets,
    publicUrl,
  });
}

function controlOf(emulator: InstagramEmulator): EmulatedPlatform {
  return {
    addAccount: async (handle) => {
      const account = emulator.control.addAccount({ username: handle });
      return { externalId: account.id, accessToken: account.token };
    },
    fanWrites: async ({ accountExternalId, fanExternalId, name, text }) => {
      emulator.control.fanWrites(fanExternalId, text, { accountId: accountExternalId, name });
      await Promise.race([emulator.control.idle(), delay(FAN_WRITES_LIMIT_MS, undefined, { ref: false })]);
    },
  };
}

function openPayments(options: PlatformsOptions): { checkout: Checkout; provider: SandboxProvider } | null {
  const { config, dataDir, clock, secrets, selfUrl, publicUrl } = options;
  if (config.PAYMENT_SANDBOX === "off") return null;
  const shared = {
    apiKey: secrets.sign("sandbox-payments", "api-key"),
    signingSecret: secrets.sign("sandbox-payments", "webhook-secret"),
  };
  const provider = createSandboxProvider({
    ...shared,
    clock,
    texts: (language) => texts(language).sales.sandboxPage,
    webhookUrl: () => `${selfUrl()}/webhooks/payments/sandbox`,
    baseUrl: () => `${publicUrl()}${SANDBOX_PAYMENTS_PATH}`,
    journalPath: path.join(dataDir, "sandbox-payments.jsonl"),
  });
  const checkout = createSandboxCheckout({ ...shared, baseUrl: () => `${selfUrl()}${SANDBOX_PAYMENTS_PATH}` });
  return { checkout, provider };
}
