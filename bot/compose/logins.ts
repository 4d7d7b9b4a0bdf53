// Log-ins of platforms by which accounts are linked: the real ones where their app is configured, else emulated ones.
import path from "node:path";
import type { Clock } from "../../agents/kernel/clock.ts";
import type { Config } from "../../agents/kernel/config.ts";
import type { SecretBox } from "../../agents/kernel/secret.ts";
import type { AccountLogin } from "../../agents/ports/account-login.ts";
import type { Connector } from "../../agents/ports/connector.ts";
import type { Mount } from "../http/mount.ts";
import { createFacebookLogin } from "../platforms/instagram/facebook-login.ts";
import { createInstagramLogin } from "../platforms/instagram/login.ts";
import { createTiktokLoginEmulator } from "../platforms/tiktok-login/emulator/tiktok-login-emulator.ts";
import { TIKTOK_POSTS_PLATFORM } from "../platforms/tiktok-login/platform-id.ts";
import { createTiktokLogin } from "../platforms/tiktok-login/tiktok-login.ts";
import type { TiktokPostsControl } from "../platforms/tiktok-posts/emulator/control.ts";

const EMULATED_TIKTOK_LOGIN_PATH = "/_emulated/tiktok-login";
const FACEBOOK_GRAPH_URL = "https://graph.facebook.com";
const FACEBOOK_DIALOG_URL = "https://www.facebook.com";
const INSTAGRAM_AUTHORIZE_URL = "https://www.instagram.com/oauth/authorize";
const INSTAGRAM_TOKEN_URL = "https://api.instagram.com/oauth/access_token";
const TIKTOK_AUTHORIZE_URL = "https://www.tiktok.com";
const TIKTOK_API_URL = "https://open.tiktokapis.com";

/** Of the app that the emulated platforms know. */
export const EMULATED_APP_ID = "emulated-app";

export interface LoginsOptions {
  readonly config: Config;
  readonly dataDir: string;
  readonly clock: Clock;
  readonly secrets: SecretBox;
  /** Address of this very server for calls to itself. */
  readonly selfUrl: () => string;
  readonly publicUrl: () => string;
  readonly instagram: {
    /** Inside this installation, under this path. */
    readonly emulatedAt: string | null;
    /** "https://graph.instagram.com" */
    readonly baseUrl: () => string;
    readonly appSecret: string | undefined;
  };
  /** Where TikTok's accounts post; `emulator` makes the tokens that it takes. */
  readonly tiktokPosts: {
    readonly connector: Connector;
    readonly emulator: { readonly control: Pick<TiktokPostsControl, "addAccount"> } | null;
  };
}

export interface Logins {
  readonly logins: Readonly<Record<string, AccountLogin>>;
  readonly connectors: Readonly<Record<string, Connector>>;
  readonly emulated: readonly string[];
  readonly mounts: readonly Mount[];
  close(): void;
}

/** Where the platforms send people back: to be registered with each. */
export const redirectUris = (publicUrl: string) =>
  ["instagram", "facebook", "tiktok", "x", "threads", "youtube"].map((id) => `${publicUrl}/oauth/${id}/callback`);

/** Where page tokens are taken. */
export function facebookUrl({
  config,
  instagram,
  selfUrl,
}: Pick<LoginsOptions, "config" | "instagram" | "selfUrl">): string {
  if (instagram.emulatedAt !== null) return `${selfUrl()}${instagram.emulatedAt}/facebook`;
  return config.FACEBOOK_BASE_URL ?? FACEBOOK_GRAPH_URL;
}

export function openLogins(options: LoginsOptions): Logins {
  const tiktok = openTiktokLogin(options);
  const logins = [instagramLogin(options), facebookLogin(options), tiktok.login].flatMap((login) => login ?? []);
  return {
    logins: Object.fromEntries(logins.map((login) => [login.info.id, login])),
    connectors: { [TIKTOK_POSTS_PLATFORM]: tiktok.connector },
    emulated: tiktok.login.info.emulated ? [TIKTOK_POSTS_PLATFORM] : [],
    mounts: tiktok.mounts,
    close: tiktok.close,
  };
}

function instagramLogin({ config, publicUrl, instagram }: LoginsOptions): AccountLogin | null {
  const { emulatedAt, appSecret } = instagram;
  const appId = emulatedAt === null ? config.INSTAGRAM_APP_ID : EMULATED_APP_ID;
  if (appId === undefined || appSecret === undefined) return null;
  const opened = emulatedAt === null ? config.INSTAGRAM_OAUTH_BASE_URL : undefined;
  return createInstagramLogin({
    ...{ appId, appSecret, emulated: emulatedAt !== null, version: config.INSTAGRAM_API_VERSION },
    graphUrl: instagram.baseUrl,
    authorizeUrl: () => {
      if (emulatedAt !== null) return `${publicUrl()}${emulatedAt}/oauth/authorize`;
      return opened === undefined ? INSTAGRAM_AUTHORIZE_URL : `${opened}/oauth/authorize`;
    },
    tokenUrl: () => {
      if (emulatedAt !== null) return `${instagram.baseUrl()}/oauth/access_token`;
      return opened === undefined ? INSTAGRAM_TOKEN_URL : `${opened}/oauth/access_token`;
    },
  });
}

function facebookLogin(options: LoginsOptions): AccountLogin | null {
  const { config, publicUrl, instagram } = options;
  const { emulatedAt } = instagram;
  const emulated = emulatedAt !== null;
  const appId = emulated ? EMULATED_APP_ID : config.FACEBOOK_APP_ID;
  const appSecret = emulated ? instagram.appSecret : config.FACEBOOK_APP_SECRET;
  if (appId === undefined || appSecret === undefined) return null;
  return createFacebookLogin({
    ...{ appId, appSecret, emulated, version: config.INSTAGRAM_API_VERSION },
    graphUrl: () => facebookUrl(options),
    dialogUrl: () =>
      emulated ? `${publicUrl()}${emulatedAt}/facebook` : (config.FACEBOOK_BASE_URL ?? FACEBOOK_DIALOG_URL),
  });
}

function openTiktokLogin({ config, dataDir, clock, secrets, selfUrl, publicUrl, tiktokPosts }: LoginsOptions) {
  const { TIKTOK_CLIENT_KEY, TIKTOK_CLIENT_SECRET, TIKTOK_LOGIN_BASE_URL: opened } = config;
  const { emulator: posts } = tiktokPosts;
  const isReal = TIKTOK_CLIENT_KEY !== undefined && TIKTOK_CLIENT_SECRET !== undefined;
  const app = isReal
    ? { clientKey: TIKTOK_CLIENT_KEY, clientSecret: TIKTOK_CLIENT_SECRET }
    : { clientKey: EMULATED_APP_ID, clientSecret: secrets.sign("emulated-tiktok-login", "client-secret") };
  const emulator = isReal
    ? null
    : createTiktokLoginEmulator({
        ...app,
        clock,
        redirectUris: () => redirectUris(publicUrl()),
        journalPath: path.join(dataDir, "emulated-tiktok-login.jsonl"),
        ...(posts
          ? { issueToken: ({ openId: id, username }) => posts.control.addAccount({ id, username }).accessToken }
          : {}),
      });
  const made = createTiktokLogin({
    ...app,
    emulated: emulator !== null,
    authorizeUrl: () => (emulator ? `${publicUrl()}${EMULATED_TIKTOK_LOGIN_PATH}` : (opened ?? TIKTOK_AUTHORIZE_URL)),
    apiUrl: () => (emulator ? `${selfUrl()}${EMULATED_TIKTOK_LOGIN_PATH}` : (opened ?? TIKTOK_API_URL)),
  });
  const mounts: readonly Mount[] = emulator ? [{ path: EMULATED_TIKTOK_LOGIN_PATH, load: () => emulator.router }] : [];
  // Whoever gave the tokens renews them.
  const renewing = emulator && made.connector.renew ? { renew: made.connector.renew } : {};
  const connector = { ...tiktokPosts.connector, ...renewing };
  return { login: made.login, connector, mounts, close: () => emulator?.close() };
}
