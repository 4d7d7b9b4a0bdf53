// Accounts of X, YouTube and Threads linked by their log-ins in the whole product: once, pinned, renewed, and linked anew.
import { afterAll, beforeAll, expect, it } from "vitest";
import { renewTokens } from "../../agents/commands/account/renew-tokens.ts";
import { callInternal } from "../../agents/commands/internal.ts";
import { MINUTE_MS } from "../../agents/kernel/clock.ts";
import type { Database } from "../../prisma/client.ts";
import { createTestDatabase } from "../../prisma/testing/test-database.ts";
import { createLoginHarness, type LoginHarness } from "../http/testing/login-harness.ts";
import { type OauthEmulator, startOauthEmulator } from "../platforms/posting/emulator/oauth-emulator.ts";
import { openPostLogins } from "./post-logins.ts";
import { openPublishers } from "./publishers.ts";

const APP = { clientId: "app-1", clientSecret: "test_client_secret" };

let database: Database;
let harness: LoginHarness;
let x: OauthEmulator;

beforeAll(async () => {
  database = await createTestDatabase();
  harness = await createLoginHarness(database);
  const { context, clock, url } = harness;
  x = await startOauthEmulator("x", { app: APP, clock, redirectUris: [`${url}/oauth/x/callback`] });
  const app = { X_CLIENT_ID: APP.clientId, X_CLIENT_SECRET: APP.clientSecret };
  const config = { ...context.config, ...app, X_BASE_URL: x.url, X_OAUTH_BASE_URL: x.url };
  const opened = openPostLogins(config, openPublishers({ config, clock }).connectors);
  Object.assign(context.ports.connectors, opened.connectors);
  Object.assign(context.ports.logins ?? {}, opened.logins);
});
afterAll(async () => {
  await x.close();
  await harness.close();
  await database.close();
});

/** In a browser that keeps the cookie of its log-in. @returns what the page says of it */
async function logIn(address: string, username: string, without: readonly string[] = []): Promise<string | undefined> {
  const start = await fetch(address, { redirect: "manual" });
  const asked = new URL(start.headers.get("location") ?? "");
  const back = new URL(asked.searchParams.get("redirect_uri") ?? "");
  back.searchParams.set("state", asked.searchParams.get("state") ?? "");
  back.searchParams.set("code", x.consent(asked.href, { username, without }));
  const cookie = start.headers.getSetCookie().map((each) => each.split(";")[0]);
  const page = await (await fetch(back, { headers: { cookie: cookie.join("; ") } })).text();
  return /data-outcome="(\w+)"/.exec(page)?.[1];
}
const account = (handle: string) => database.prisma.account.findFirstOrThrow({ where: { platform: "x", handle } });

it("is linked, renewed within its two hours, and linked anew as itself only", async () => {
  expect(await logIn(await harness.link({ platform: "x" }), "luna_x")).toBe("linked");
  const linked = await account("luna_x");
  expect(linked).toMatchObject({ emulated: false, scopes: expect.arrayContaining(["tweet.write"]) });
  expect(await callInternal(harness.context, renewTokens, {})).toBe(0);
  harness.clock.advance(95 * MINUTE_MS);
  expect(await callInternal(harness.context, renewTokens, {})).toBe(1);
  const renewed = await account("luna_x");
  expect(renewed.refreshToken).not.toBe(linked.refreshToken);
  expect(await logIn(await harness.reconnect("luna_x"), "somebody")).toBe("switched");
  expect((await account("luna_x")).accessToken).toBe(renewed.accessToken);
  expect(await logIn(await harness.reconnect("luna_x"), "luna_x")).toBe("reconnected");
});

it("whose permission was taken back asks the team to log in anew, once", async () => {
  x.revoke("luna_x");
  harness.clock.advance(95 * MINUTE_MS);
  await callInternal(harness.context, renewTokens, {});
  await callInternal(harness.context, renewTokens, {});
  const { state, id } = await account("luna_x");
  expect(state).toBe("disconnected");
  const notices = { where: { kind: "account_lost", facts: { path: ["accountId"], equals: id } } };
  expect(await database.prisma.operatorNotice.count(notices)).toBe(1);
});

it("says what it may not do, and is not offered where no app is set", async () => {
  expect(await logIn(await harness.link({ platform: "x" }), "sol_x", ["tweet.write", "media.write"])).toBe("linked");
  expect((await harness.notices()).at(0)?.text).toContain("publishing");
  await expect(harness.link({ platform: "threads" })).rejects.toThrow("There is no log-in for threads here.");
});
