// Log-ins of the platforms we only post to, where their app is configured; without one an account is connected by its token.
import type { Config } from "../../agents/kernel/config.ts";
import type { AccountLogin } from "../../agents/ports/account-login.ts";
import type { Connector } from "../../agents/ports/connector.ts";
import { createThreadsLogin, renewThreads, THREADS_RENEWAL } from "../platforms/threads/login.ts";
import type { OauthApp } from "../platforms/token-endpoint.ts";
import { createXLogin, X_RENEWAL } from "../platforms/x/login.ts";
import { createYoutubeLogin, YOUTUBE_RENEWAL } from "../platforms/youtube/login.ts";

const X_URL = "https://x.com";
const THREADS_URL = "https://www.threads.com";
const GOOGLE_URL = "https://accounts.google.com";
const GOOGLE_TOKEN_URL = "https://oauth2.googleapis.com";

type PostPlatform = "x" | "threads" | "youtube";
type Connectors = Readonly<Record<PostPlatform, Connector>>;

export interface PostLogins {
  readonly logins: Readonly<Record<string, AccountLogin>>;
  /** The same, and able to renew what their log-ins gave. */
  readonly connectors: Connectors;
}

export function openPostLogins(config: Config, connectors: Connectors): PostLogins {
  const x = openX(config, connectors.x);
  const youtube = openYoutube(config, connectors.youtube);
  const threads = openThreads(config, connectors.threads);
  const logins = [x.login, threads.login, youtube.login].flatMap((login) => login ?? []);
  return {
    logins: Object.fromEntries(logins.map((login) => [login.info.id, login])),
    connectors: { x: x.connector, threads: threads.connector, youtube: youtube.connector },
  };
}

interface Opened {
  readonly login: AccountLogin | null;
  readonly connector: Connector;
}

function openX({ X_CLIENT_ID, X_CLIENT_SECRET, X_OAUTH_BASE_URL, X_BASE_URL }: Config, connector: Connector): Opened {
  const app = appOf(X_CLIENT_ID, X_CLIENT_SECRET);
  if (!app) return { login: null, connector };
  const hosts = { authorizeUrl: () => X_OAUTH_BASE_URL ?? X_URL, apiUrl: () => X_BASE_URL };
  const { login, renew } = createXLogin({ ...hosts, app, connector });
  return { login, connector: { ...connector, renew, renewalRule: X_RENEWAL } };
}

function openYoutube(config: Config, connector: Connector): Opened {
  const app = appOf(config.YOUTUBE_CLIENT_ID, config.YOUTUBE_CLIENT_SECRET);
  if (!app) return { login: null, connector };
  const { YOUTUBE_OAUTH_BASE_URL: opened } = config;
  const hosts = { authorizeUrl: () => opened ?? GOOGLE_URL, tokenUrl: () => opened ?? GOOGLE_TOKEN_URL };
  const { login, renew } = createYoutubeLogin({ ...hosts, app, connector });
  return { login, connector: { ...connector, renew, renewalRule: YOUTUBE_RENEWAL } };
}

/** A token of Threads renews itself, also one that was connected by hand. */
function openThreads(config: Config, connector: Connector): Opened {
  const app = appOf(config.THREADS_APP_ID, config.THREADS_APP_SECRET);
  const graphUrl = () => config.THREADS_BASE_URL;
  const renewing = { ...connector, renew: renewThreads({ graphUrl }), renewalRule: THREADS_RENEWAL };
  const authorizeUrl = () => config.THREADS_OAUTH_BASE_URL ?? THREADS_URL;
  const login = app && createThreadsLogin({ authorizeUrl, graphUrl, app, connector });
  return { login, connector: renewing };
}

function appOf(clientId: string | undefined, clientSecret: string | undefined): OauthApp | null {
  return clientId !== undefined && clientSecret !== undefined ? { clientId, clientSecret } : null;
}
