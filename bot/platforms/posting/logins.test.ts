// The log-ins of X, YouTube and Threads against their emulators.

import { expect, it } from "vitest";
import { ManualClock } from "../../../agents/kernel/clock.ts";
import { describeAccountLogin } from "../../../agents/ports/conformance/account-login.ts";
import { createThreadsConnector } from "../threads/connector.ts";
import { createThreadsLogin, renewThreads, THREADS_RENEWAL } from "../threads/login.ts";
import { createXConnector } from "../x/connector.ts";
import { createXLogin, X_RENEWAL } from "../x/login.ts";
import { createYoutubeConnector } from "../youtube/connector.ts";
import { createYoutubeLogin, YOUTUBE_RENEWAL } from "../youtube/login.ts";
import { type OauthPlatform, startOauthEmulator } from "./emulator/oauth-emulator.ts";

const app = { clientId: "app-1", clientSecret: "test_client_secret" };

async function harnessOf(platform: OauthPlatform, used = app) {
  const clock = new ManualClock();
  const redirectUri = `https://vixen.example/oauth/${platform}/callback`;
  const emulator = await startOauthEmulator(platform, { app, clock, redirectUris: [redirectUri] });
  const at = () => emulator.url;
  const shared = { baseUrl: at, clock };
  const hosts = { authorizeUrl: at, apiUrl: at, tokenUrl: at, graphUrl: at, app: used };
  const made = {
    x: () => {
      const connector = createXConnector(shared);
      return { connector, ...createXLogin({ ...hosts, connector }), rule: X_RENEWAL };
    },
    youtube: () => {
      const connector = createYoutubeConnector(shared);
      return { connector, ...createYoutubeLogin({ ...hosts, connector }), rule: YOUTUBE_RENEWAL };
    },
    threads: () => {
      const connector = createThreadsConnector(shared);
      const login = createThreadsLogin({ ...hosts, connector });
      return { connector, login, renew: renewThreads(hosts), rule: THREADS_RENEWAL };
    },
  }[platform]();
  return { ...emulator, ...made, redirectUri, advance: (ms: number) => clock.advance(ms) };
}

for (const platform of ["x", "youtube", "threads"] as const) describeAccountLogin(platform, () => harnessOf(platform));

it.each(["x", "youtube"] as const)(
  "%s with a wrong secret names the setting, and no token is judged",
  async (platform) => {
    const harness = await harnessOf(platform, { ...app, clientSecret: "another_secret" });
    const renewed = harness.renew("refresh-1", AbortSignal.timeout(5_000));
    await expect(renewed).rejects.toMatchObject({
      code: "not_configured",
      field: `${platform.toUpperCase()}_CLIENT_SECRET`,
    });
    await harness.close();
    expect.hasAssertions();
  },
);
