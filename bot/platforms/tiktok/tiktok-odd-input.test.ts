// Signed, and odd all the same: kept or refused by rule, never a crash. And what is not signed, or not switched on.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createApp } from "../../../agents/commands/app.ts";
import { createRegistry } from "../../../agents/commands/registry.ts";
import { systemStatus } from "../../../agents/commands/system/system-status.ts";
import { createTestContext } from "../../../agents/commands/testing/test-context.ts";
import { readConfig } from "../../../agents/kernel/config.ts";
import type { Database } from "../../../prisma/client.ts";
import { createTestDatabase } from "../../../prisma/testing/test-database.ts";
import { createHttpServer } from "../../http/server.ts";
import { APP } from "./testing/tiktok-harness.ts";
import { createTiktokProduct } from "./testing/tiktok-product.ts";
import { openTiktok } from "./tiktok.ts";
import { SIGNATURE_HEADER, signatureOf } from "./webhook.ts";

type Product = Awaited<ReturnType<typeof createTiktokProduct>>;
let database: Database;
let product: Product;
let count = 0;
let FAN = "";

beforeAll(async () => {
  database = await createTestDatabase();
  product = await createTiktokProduct(database);
});
afterAll(async () => {
  await product.close();
  await database.close();
});
beforeEach(() => {
  count += 1;
  FAN = `odd.${count}`;
});

const nowSeconds = () => Math.floor(product.clock.now().getTime() / 1_000);
const signed = (body: string, seconds = nowSeconds(), secret = APP.clientSecret) =>
  `t=${seconds},s=${signatureOf(secret, String(seconds), Buffer.from(body)).toString("hex")}`;
const post = async (body: string, header: string | null = signed(body)) => {
  const headers = { "content-type": "application/json", ...(header === null ? {} : { [SIGNATURE_HEADER]: header }) };
  return (await fetch(product.webhookUrl, { method: "POST", headers, body })).status;
};
const told = (content: unknown, envelope: object = {}) =>
  JSON.stringify({
    client_key: APP.clientKey,
    event: "im_receive_msg",
    create_time: nowSeconds(),
    user_openid: product.account.id,
    content: typeof content === "string" ? content : JSON.stringify(content),
    ...envelope,
  });
const said = (more: object = {}) => ({
  conversation_id: `c.${FAN}`,
  message_id: `m.${FAN}`,
  timestamp: product.clock.now().getTime(),
  type: "text",
  text: { body: "hi" },
  from_user: { id: FAN },
  to_user: { id: product.account.id },
  ...more,
});

describe("what no fan of ours sends", () => {
  it.each([
    ["no sender", () => told(said({ from_user: undefined, to_user: undefined }))],
    ["an odd sender", () => told(said({ conversation_id: "\0\ud800x" }))],
    ["an endless id", () => told(said({ message_id: "m".repeat(50_000) }))],
    ["an endless conversation", () => told(said({ conversation_id: "c".repeat(50_000) }))],
    ["a huge text", () => told(said({ text: { body: "ß".repeat(200_000) } }))],
    ["half characters and NUL", () => told(said({ message_id: `odd${FAN}\0\udc00`, text: { body: "a\0\ud83d" } }))],
    ["a text that is a list", () => told(said({ text: ["hi"] }))],
    ["a time beyond time", () => told(said({ timestamp: 9e18 }))],
    ["a time before time", () => told(said({ timestamp: -5 }))],
    ["an unknown account", () => told(said({ to_user: { id: "act.x" } }), { user_openid: "act.x" })],
    ["no account", () => told(said(), { user_openid: undefined })],
    ["a content that is an object", () => told(said(), { content: { ...said() } })],
    ["a content that is no JSON", () => told("{")],
    ["a content nested without end", () => told(`${"[".repeat(5_000)}${"]".repeat(5_000)}`)],
    ["an event of NUL", () => told(said(), { event: "\0\ud83d" })],
    [
      "a permission of nobody taken back",
      () => told({ reason: 1 }, { event: "authorization.removed", user_openid: "x" }),
    ],
    [
      "numbers too large for a double",
      () => told(`{"comment_id":7123456789012345678901,"n":${FAN.length}}`, { event: "comment.update" }),
    ],
  ])("%s: 200, kept", async (_name, body) => {
    const before = await database.prisma.inboundEvent.count();
    expect(await post(body())).toBe(200);
    expect(await database.prisma.inboundEvent.count()).toBeGreaterThan(before);
  });

  it.each([
    ["nesting without end", () => `${"[".repeat(50_000)}${"]".repeat(50_000)}`],
    ["no JSON", () => "{"],
    ["nothing", () => ""],
    ["another object", () => JSON.stringify({ hello: 1 })],
  ])("%s: 400", async (_name, body) => expect(await post(body())).toBe(400));

  it("a time ahead of us opens no longer window than a time of now", async () => {
    await post(told(said({ timestamp: product.clock.now().getTime() + 365 * 86_400_000 })));
    const found = await database.prisma.conversation.findFirst({
      where: { fan: { addresses: { some: { externalId: `c.${FAN}` } } } },
    });
    expect(found?.lastInboundAt?.getTime()).toBeLessThanOrEqual(product.clock.now().getTime());
  });
});

describe("what is not signed by TikTok just now", () => {
  it.each([
    ["no signature", () => null],
    ["an empty one", () => ""],
    ["another secret's", () => signed(told(said()), nowSeconds(), "another_secret")],
    ["another body's", () => signed("{}")],
    ["six minutes old", () => signed(told(said()), nowSeconds() - 360)],
    ["six minutes ahead", () => signed(told(said()), nowSeconds() + 360)],
  ])("%s: 401, and nothing is kept", async (_name, header) => {
    const before = await database.prisma.inboundEvent.count();
    expect(await post(told(said()), header())).toBe(401);
    expect(await database.prisma.inboundEvent.count()).toBe(before);
  });
});

describe("where it is not switched on", () => {
  it("webhooks are answered 503, nothing can be connected, and the status says why", async () => {
    const off = openTiktok({ config: readConfig({}), clock: product.clock, publicUrl: () => "http://127.0.0.1" });
    expect([off.connectors, off.channels]).toEqual([{}, {}]);
    const setting = await createTestContext({ database });
    const app = createApp(setting.context, createRegistry([]));
    const mounts = [off.mount(() => app)];
    const server = createHttpServer({ app, config: { ...setting.context.config, PORT: 0 }, checks: [], mounts });
    const body = told(said());
    const url = `http://127.0.0.1:${await server.listen()}/webhooks/tiktok`;
    const answer = await fetch(url, { method: "POST", headers: { [SIGNATURE_HEADER]: signed(body) }, body });
    expect(answer.status).toBe(503);
    expect(JSON.stringify(await answer.json())).toContain("TIKTOK_MESSAGES");
    const status = await setting.run([systemStatus], "system.status");
    expect(status).toMatchObject({ state: "done", output: { tiktokMessages: "off" } });
    expect(JSON.stringify(status)).toContain("approved business accounts");
    await server.close();
    await setting.close();
  });

  it.each([
    [{}, "TIKTOK_CLIENT_KEY"],
    [{ TIKTOK_CLIENT_KEY: "7000000000000000001" }, "TIKTOK_CLIENT_SECRET"],
    [{ TIKTOK_CLIENT_SECRET: "test_client_secret" }, "TIKTOK_CLIENT_KEY"],
  ])("on with %j asks for the rest", (given, field) => {
    expect(() => readConfig({ TIKTOK_MESSAGES: "on", ...given })).toThrow(expect.objectContaining({ field }));
    expect(readConfig(given)).toMatchObject({ TIKTOK_MESSAGES: "off" });
  });
});
