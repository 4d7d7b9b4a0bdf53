// Tokens from their issue to their end, by the clock: renewed ahead, taken back, lost on the way, sealed under a new key.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkTokens, renewTokens } from "../../agents/commands/account/renew-tokens.ts";
import type { AppContext } from "../../agents/commands/context.ts";
import { callInternal } from "../../agents/commands/internal.ts";
import { rotateKeys, SEALED_COLUMNS } from "../../agents/commands/system/rotate-keys.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../agents/kernel/clock.ts";
import { createSecretBox } from "../../agents/kernel/secret.ts";
import type { Database } from "../../prisma/client.ts";
import { createTestDatabase } from "../../prisma/testing/test-database.ts";
import { TIKTOK_POSTS_PLATFORM } from "../platforms/tiktok-login/platform-id.ts";
import { Browser } from "./testing/browser.ts";
import { createLoginHarness, type LoginHarness } from "./testing/login-harness.ts";

let database: Database;
let harness: LoginHarness;
let accounts = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  harness = await createLoginHarness(database);
});
afterAll(async () => {
  await harness.close();
  await database.close();
});

async function link(platform: "instagram" | "tiktok"): Promise<string> {
  accounts += 1;
  const username = `sol.${accounts}`;
  const page = await new Browser().logIn(await harness.link({ platform }), { username });
  expect(page.outcome).toBe("linked");
  return (await row(username)).id;
}
const row = (reference: string) =>
  database.prisma.account.findFirstOrThrow({ where: { OR: [{ id: reference }, { handle: reference }] } });
const opened = async (id: string, field: "accessToken" | "refreshToken", context: AppContext = harness.context) =>
  context.secrets.open((await row(id))[field] ?? "", { table: "Account", row: id, field });
const renew = (context: AppContext = harness.context) => callInternal(context, renewTokens, {});
const check = () => callInternal(harness.context, checkTokens, {});
const lostNotices = (accountId: string) =>
  database.prisma.operatorNotice.count({
    where: { kind: "account_lost", facts: { path: ["accountId"], equals: accountId } },
  });

describe("Instagram's", () => {
  it("are renewed in their last ten days, not sooner, and a platform that is away costs nothing", async () => {
    const id = await link("instagram");
    const first = await opened(id, "accessToken");
    expect(await renew()).toBe(0);
    harness.clock.advance(49 * DAY_MS);
    expect(await renew()).toBe(0);
    harness.clock.advance(DAY_MS);
    harness.instagram.control.addFault({ operation: "refresh_token", fault: { kind: "server_error" } });
    expect(await renew()).toBe(0);
    expect((await row(id)).renewingAt).toBeNull();
    expect(await renew()).toBe(1);
    expect(await opened(id, "accessToken")).not.toBe(first);
    expect((await row(id)).tokenExpiresAt).toEqual(new Date(harness.clock.now().getTime() + 60 * DAY_MS));
  });

  it("are renewed once each by two workers at the same time", async () => {
    const ids = [];
    for (const _ of [1, 2, 3, 4]) ids.push(await link("instagram"));
    harness.clock.advance(50 * DAY_MS);
    const [one = 0, other = 0] = await Promise.all([renew(), renew()]);
    // With those of the tests before.
    const all = await database.prisma.account.findMany({
      where: { platform: "instagram", state: { not: "disconnected" } },
    });
    expect(one + other).toBe(all.length);
    expect(all.filter(({ renewingAt }) => renewingAt !== null)).toEqual([]);
    expect(all.map(({ id }) => id)).toEqual(expect.arrayContaining(ids));
  });

  it("from a dashboard, whose age nobody knows, are renewed once they are a day old here", async () => {
    const id = await link("instagram");
    const where = { id };
    await database.prisma.account.update({ where, data: { tokenExpiresAt: null } });
    harness.clock.advance(23 * HOUR_MS);
    await renew();
    expect((await row(id)).tokenExpiresAt).toBeNull();
    harness.clock.advance(HOUR_MS);
    await renew();
    expect((await row(id)).tokenExpiresAt).not.toBeNull();
  });

  it("that were taken back disconnect the account, and the team hears it once with a way back", async () => {
    const id = await link("instagram");
    harness.clock.advance(5 * HOUR_MS);
    await check();
    expect((await row(id)).state).not.toBe("disconnected");
    const { externalId, handle } = await row(id);
    harness.instagram.control.revoke(externalId);
    harness.clock.advance(HOUR_MS);
    expect(await check()).toBe(1);
    harness.clock.advance(7 * HOUR_MS);
    expect([await check(), await renew()]).toEqual([0, 0]);
    expect((await row(id)).state).toBe("disconnected");
    expect(await lostNotices(id)).toBe(1);
    const page = await new Browser().logIn(await harness.reconnect(id), { username: handle });
    expect(page.outcome).toBe("reconnected");
  });
});

describe("TikTok's", () => {
  it("live a day, and every renewal replaces both", async () => {
    const id = await link("tiktok");
    const seen = new Set<string>();
    for (let day = 0; day < 4; day += 1) {
      harness.clock.advance(19 * HOUR_MS);
      expect(await renew()).toBeGreaterThan(0);
      seen.add(await opened(id, "accessToken")).add(await opened(id, "refreshToken"));
    }
    expect(seen.size).toBe(8);
  });

  it("whose new pair was lost with the process: asked for again in time, working to the end, then disconnected", async () => {
    const id = await link("tiktok");
    const before = await row(id);
    harness.clock.advance(19 * HOUR_MS);
    // The process dies between TikTok's answer and our row: the intent stays.
    const { connectors } = harness.context.ports;
    const renewing = connectors[TIKTOK_POSTS_PLATFORM]?.renew;
    await renewing?.(await opened(id, "refreshToken"), AbortSignal.timeout(5_000));
    await database.prisma.account.update({ where: { id }, data: { renewingAt: harness.clock.now() } });
    await renew();
    expect((await row(id)).renewingAt).not.toBeNull();
    harness.clock.advance(3 * MINUTE_MS);
    await renew();
    const asked = await row(id);
    expect([asked.state, asked.accessToken, asked.reconnectAskedAt !== null]).toEqual([
      "warming",
      before.accessToken,
      true,
    ]);
    expect((await harness.notices()).at(0)?.title).toBe(`@${asked.handle} on tiktok_posts needs a new log-in`);
    harness.clock.advance(MINUTE_MS);
    await renew();
    expect(await lostNotices(id)).toBe(1);
    const page = await new Browser().logIn(await harness.reconnect(id), { username: asked.handle });
    expect(page.outcome).toBe("reconnected");
    expect((await row(id)).reconnectAskedAt).toBeNull();
    harness.clock.advance(19 * HOUR_MS);
    expect(await renew()).toBeGreaterThan(0);
  });

  it("brought by hand, whose end nobody knows, are not given up while they work", async () => {
    const { openId, accessToken, refreshToken } = harness.tiktok.addAccount("mar.1");
    const brought = { avatar: harness.slug, platform: TIKTOK_POSTS_PLATFORM, accessToken, refreshToken };
    await harness.run("account.connect", brought);
    const { id } = await database.prisma.account.findFirstOrThrow({ where: { externalId: openId } });
    await harness.context.ports.connectors[TIKTOK_POSTS_PLATFORM]?.renew?.(refreshToken, AbortSignal.timeout(5_000));
    await renew();
    expect(await row(id)).toMatchObject({ state: "warming", renewingAt: null });
    expect((await row(id)).reconnectAskedAt).not.toBeNull();
    harness.clock.advance(2 * HOUR_MS);
    await renew();
    expect([(await row(id)).state, await lostNotices(id)]).toEqual(["warming", 1]);
    harness.clock.advance(22 * HOUR_MS);
    await renew();
    expect([(await row(id)).state, await lostNotices(id)]).toEqual(["disconnected", 2]);
  });

  it("that nobody logs in for anew end with the access token", async () => {
    const id = await link("tiktok");
    harness.clock.advance(19 * HOUR_MS);
    await harness.context.ports.connectors[TIKTOK_POSTS_PLATFORM]?.renew?.(
      await opened(id, "refreshToken"),
      AbortSignal.timeout(5_000),
    );
    await renew();
    harness.clock.advance(5 * HOUR_MS);
    await renew();
    expect((await row(id)).state).toBe("disconnected");
    expect(await lostNotices(id)).toBe(2);
  });

  it("are not lost where the account was linked anew while they were on their way", async () => {
    const id = await link("tiktok");
    const { handle } = await row(id);
    harness.clock.advance(19 * HOUR_MS);
    const { connectors } = harness.context.ports;
    const connector = connectors[TIKTOK_POSTS_PLATFORM];
    if (!connector?.renew) throw new Error("no connector");
    const { renew: renewAtTiktok } = connector;
    Object.assign(connectors, {
      [TIKTOK_POSTS_PLATFORM]: {
        ...connector,
        renew: async (...given: Parameters<typeof renewAtTiktok>) => {
          const renewed = await renewAtTiktok(...given);
          if (given[0] === before) await new Browser().logIn(await harness.reconnect(id), { username: handle });
          return renewed;
        },
      },
    });
    const before = await opened(id, "refreshToken");
    await renew();
    Object.assign(connectors, { [TIKTOK_POSTS_PLATFORM]: connector });
    await connector.whoAmI(await opened(id, "accessToken"), AbortSignal.timeout(5_000));
    harness.clock.advance(19 * HOUR_MS);
    await renew();
    await connector.whoAmI(await opened(id, "accessToken"), AbortSignal.timeout(5_000));
    expect((await row(id)).state).toBe("warming");
  });
});

describe("seals under a former key", () => {
  const OLD = "a-test-key-that-is-never-used-outside-tests";
  const NEW = "another-test-key-that-is-never-used-outside";

  it("open, are made anew in steps, also while tokens are renewed, and the former key can go", async () => {
    const id = await link("tiktok");
    const tokens = [await opened(id, "accessToken"), await opened(id, "refreshToken")];
    const rotating = { ...harness.context, secrets: createSecretBox(NEW, OLD) };
    harness.clock.advance(19 * HOUR_MS);
    const { connectors } = rotating.ports;
    const connector = connectors[TIKTOK_POSTS_PLATFORM];
    const renewAtTiktok = connector?.renew;
    if (!renewAtTiktok) throw new Error("no connector");
    const acting = harness.as("owner");
    const rotate = () => rotateKeys.run({ ...acting, ...rotating }, {});
    const renewingWhile = {
      ...connector,
      renew: async (...given: Parameters<typeof renewAtTiktok>) => {
        const renewed = await renewAtTiktok(...given);
        await rotate();
        return renewed;
      },
    };
    const ports = { ...rotating.ports, connectors: { ...connectors, [TIKTOK_POSTS_PLATFORM]: renewingWhile } };
    expect(await renew({ ...rotating, ports })).toBeGreaterThan(0);
    const after = { ...harness.context, secrets: createSecretBox(NEW) };
    const now = [await opened(id, "accessToken", after), await opened(id, "refreshToken", after)];
    expect(now.some((token) => tokens.includes(token))).toBe(false);
    await connector.whoAmI(now[0] ?? "", AbortSignal.timeout(5_000));
    expect(await rotate()).toMatchObject({ resealed: 0, unreadable: 0 });
  });

  it("of all tables and columns are known: whatever looks like one is on the list", async () => {
    const { rows } = await database.pool.query<{ table: string; field: string }>(
      `SELECT table_name AS table, column_name AS field FROM information_schema.columns
       WHERE table_schema = 'public' AND data_type = 'text'`,
    );
    await harness.link({ platform: "tiktok" });
    const endpoint = { id: "whe_1", url: "https://example.com", createdById: "opr_1" };
    const place = { table: "WebhookEndpoint", row: endpoint.id, field: "secret" };
    const secret = harness.context.secrets.seal("a signing secret", place);
    await database.prisma.webhookEndpoint.create({ data: { ...endpoint, events: [], secret } });
    const found: string[] = [];
    for (const { table, field } of rows) {
      const sealed = await database.pool.query(
        `SELECT 1 FROM "${table}" WHERE "${field}" ~ '^v1\\.[0-9a-f]{8}\\.' LIMIT 1`,
      );
      if (sealed.rowCount === 1) found.push(`${table}.${field}`);
    }
    await database.prisma.webhookEndpoint.deleteMany();
    expect(found.sort()).toEqual(SEALED_COLUMNS.map(({ table, field }) => `${table}.${field}`).sort());
  });

  it("that no key opens are counted, and stop nothing", async () => {
    const stranger = { ...harness.context, secrets: createSecretBox("x".repeat(40)) };
    const report = (await rotateKeys.run({ ...harness.as("owner"), ...stranger }, {})) as { unreadable: number };
    expect(report).toMatchObject({ resealed: 0, sealed: 0 });
    expect(report.unreadable).toBeGreaterThan(5);
    expect(await renew(stranger)).toBe(0);
  });
});
