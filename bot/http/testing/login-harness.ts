// The product with the log-ins of emulated platforms, and a person with a browser that keeps cookies and follows links.
import { accountConnect } from "../../../agents/commands/account/account-connect.ts";
import { accountLink } from "../../../agents/commands/account/account-link.ts";
import { accountList } from "../../../agents/commands/account/account-list.ts";
import { accountReconnect } from "../../../agents/commands/account/account-reconnect.ts";
import { createApp } from "../../../agents/commands/app.ts";
import { avatarCreate } from "../../../agents/commands/avatar/avatar-create.ts";
import { callInternal } from "../../../agents/commands/internal.ts";
import { noticeList } from "../../../agents/commands/notice/notice-list.ts";
import { createRegistry } from "../../../agents/commands/registry.ts";
import { ensureOwner } from "../../../agents/commands/session/ensure-owner.ts";
import { rotateKeys } from "../../../agents/commands/system/rotate-keys.ts";
import { createTestContext } from "../../../agents/commands/testing/test-context.ts";
import { ManualClock, SECOND_MS } from "../../../agents/kernel/clock.ts";
import { type LogFields, type Logger, silentLogger } from "../../../agents/kernel/log.ts";
import type { Database } from "../../../prisma/client.ts";
import { createInstagramConnector } from "../../platforms/instagram/connector.ts";
import { startInstagramEmulator } from "../../platforms/instagram/emulator/instagram-emulator.ts";
import { createFacebookLogin } from "../../platforms/instagram/facebook-login.ts";
import { createInstagramLogin } from "../../platforms/instagram/login.ts";
import { startTiktokLoginEmulator } from "../../platforms/tiktok-login/emulator/tiktok-login-emulator.ts";
import { TIKTOK_POSTS_PLATFORM } from "../../platforms/tiktok-login/platform-id.ts";
import { createTiktokLogin } from "../../platforms/tiktok-login/tiktok-login.ts";
import { oauthMount } from "../oauth-mount.ts";
import { createHttpServer } from "../server.ts";

const APP = { appId: "app-1", appSecret: "test_app_secret" };
const TIKTOK_APP = { clientKey: "key-1", clientSecret: "test_client_secret" };
const COMMANDS = [accountConnect, accountLink, accountReconnect, accountList, avatarCreate, noticeList, rotateKeys];
let avatars = 0;

export async function createLoginHarness(database: Database) {
  const clock = new ManualClock();
  let url = "";
  const redirectUris = () => ["instagram", "facebook", "tiktok"].map((id) => `${url}/oauth/${id}/callback`);
  const instagram = await startInstagramEmulator({ ...APP, clock, redirectUris });
  const tiktok = await startTiktokLoginEmulator({ ...TIKTOK_APP, clock, redirectUris });
  const logged: string[] = [];
  const write = (event: string, fields?: LogFields) =>
    void logged.push(JSON.stringify([event, fields, String(fields?.error)]));
  const log: Logger = { ...silentLogger, debug: write, info: write, warn: write, error: write };
  const facebook = `${instagram.url}/facebook`;
  const graph = { baseUrl: () => instagram.url, facebookUrl: () => facebook, version: "v26.0", log };
  const shared = { ...APP, version: "v26.0", emulated: false };
  const at = (path: string) => () => `${instagram.url}${path}`;
  const tiktokLogin = createTiktokLogin({
    ...TIKTOK_APP,
    ...{ emulated: false, authorizeUrl: () => tiktok.url, apiUrl: () => tiktok.url },
  });
  const setting = await createTestContext({
    database,
    clock,
    log,
    installation: {
      version: "0.0.0-test",
      startedAt: clock.now(),
      publicUrl: () => url,
      emulated: new Set<string>(),
    },
    ports: {
      connectors: { instagram: createInstagramConnector(graph), [TIKTOK_POSTS_PLATFORM]: tiktokLogin.connector },
      logins: {
        instagram: createInstagramLogin({
          ...shared,
          ...{ graphUrl: at(""), authorizeUrl: at("/oauth/authorize"), tokenUrl: at("/oauth/access_token") },
        }),
        facebook: createFacebookLogin({ ...shared, graphUrl: () => facebook, dialogUrl: () => facebook }),
        tiktok: tiktokLogin.login,
      },
    },
  });
  const { context } = setting;
  const app = createApp(context, createRegistry(COMMANDS));
  const server = createHttpServer({
    app,
    config: { ...context.config, PORT: 0 },
    checks: [],
    mounts: [oauthMount(app)],
  });
  url = `http://127.0.0.1:${await server.listen()}`;
  const owner = await callInternal(context, ensureOwner, { email: "owner@test", loopback: true, identities: [] });
  const run = async (name: string, input: object) => {
    const result = await setting.run(COMMANDS, name, input, { id: owner.operatorId });
    return result.state === "done"
      ? { output: result.output as Record<string, unknown>, card: result.card, problem: null }
      : {
          output: {} as Record<string, unknown>,
          card: result.card,
          problem: result.state === "failed" ? result.problem : null,
        };
  };
  avatars += 1;
  const avatar = `Luna ${avatars}`;
  const slug = `luna-${avatars}`;
  await run("avatar.create", { name: avatar, brief: "fitness and sea in Lisbon" });
  return {
    ...setting,
    ...{ app, url, clock, instagram, tiktok, logged, avatar, slug, run, operatorId: owner.operatorId },
    /** The address that opens a log-in. */
    link: async (input: object = {}) => {
      clock.advance(SECOND_MS);
      const { output, problem } = await run("account.link", { avatar: slug, ...input });
      if (typeof output.loginUrl !== "string") throw new Error(problem?.message ?? "no address");
      return output.loginUrl;
    },
    reconnect: async (account: string) => String((await run("account.reconnect", { account })).output.loginUrl),
    /** Newest first. */
    notices: async () => (await run("notice.list", {})).output.notices as { title: string; text: string }[],
    close: async () => {
      await server.close();
      await instagram.close();
      await tiktok.close();
      await setting.close();
    },
  };
}
export type LoginHarness = Awaited<ReturnType<typeof createLoginHarness>>;
