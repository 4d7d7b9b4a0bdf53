// Fans of a connected bot: what they write comes in once, what goes out obeys, whatever Telegram does meanwhile.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { accountConnect } from "../../../agents/commands/account/account-connect.ts";
import { createApp } from "../../../agents/commands/app.ts";
import { avatarCreate } from "../../../agents/commands/avatar/avatar-create.ts";
import { advance } from "../../../agents/commands/conversation/advance.ts";
import { draftApprove, draftList } from "../../../agents/commands/draft/drafts.ts";
import { callInternal } from "../../../agents/commands/internal.ts";
import { createRegistry } from "../../../agents/commands/registry.ts";
import { holdTurn } from "../../../agents/commands/system/hold-turn.ts";
import { createTestContext, type TestContext } from "../../../agents/commands/testing/test-context.ts";
import { buildFanReplyGraph } from "../../../agents/graphs/fan-reply/graph.ts";
import { createSecretBox } from "../../../agents/kernel/secret.ts";
import type { Database } from "../../../prisma/client.ts";
import { createTestDatabase } from "../../../prisma/testing/test-database.ts";
import { createHttpServer, type HttpServer } from "../../http/server.ts";
import { TELEGRAM_FAULTS } from "../../surfaces/telegram/emulator/telegram-emulator.ts";
import { createTelegramFans, type TelegramFans } from "./telegram-fans.ts";
import { createTelegramHarness, FAN } from "./testing/telegram-harness.ts";

const secrets = createSecretBox("a-test-key-that-is-never-used-outside-tests");
let harness: Awaited<ReturnType<typeof createTelegramHarness>>;
let setting: TestContext;
let fans: TelegramFans;
let server: HttpServer;
let url = "";
let database: Database;
let bot = "700200";
let isPushed = false;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  isPushed = false;
  bot = String(Number(bot) + 1);
  harness = await createTelegramHarness(bot);
  fans = createTelegramFans({ ...harness.options, secrets, publicUrl: () => url, isPushed: () => isPushed });
  const ports = { connectors: { telegram: fans.connector }, channels: { telegram: fans.channel } };
  setting = await createTestContext({ database, secrets, ports, clock: harness.clock });
  const app = createApp(setting.context, createRegistry([]));
  const mounts = [fans.mount(() => app)];
  server = createHttpServer({ app, config: { ...setting.context.config, PORT: 0 }, checks: [], mounts });
  url = `http://127.0.0.1:${await server.listen()}`;
  await setting.run([avatarCreate], "avatar.create", { name: `Luna ${bot}`, brief: "fitness and sea in Lisbon" });
});
afterEach(async () => {
  await fans.close();
  await server.close();
  await setting.close();
  await harness.close();
});

const connect = () =>
  setting.run([accountConnect], "account.connect", {
    avatar: `Luna ${bot}`,
    platform: "telegram",
    accessToken: harness.telegram.token,
  });
const threads = () =>
  database.prisma.conversation.findMany({
    where: { account: { externalId: bot } },
    include: { messages: true, outbound: { orderBy: { ordinal: "asc" } }, fan: true },
  });
const thread = () =>
  vi.waitFor(async () => {
    const [found] = await threads();
    if (!found) throw new Error("no conversation yet");
    return found;
  }, 10_000);

it("connects by the token alone, and fetches updates as the only process", async () => {
  fans.start(setting.context);
  expect(await connect()).toMatchObject({ state: "done", output: { externalId: bot, handle: "luna_bot" } });
  expect(await thread()).toMatchObject({ fan: { displayName: `Person ${FAN}` }, messages: [{ text: "hi" }] });
  const other = { turn: `telegram:${bot}`, holder: "another process", forMs: 1_000 };
  expect(await callInternal(setting.context, holdTurn, other)).toBe(false);
  const refused = await fetch(`${url}/webhooks/telegram/${bot}`, { method: "POST" });
  expect(refused.status).toBe(503);
  await fans.close();
  expect(await callInternal(setting.context, holdTurn, other)).toBe(true);
});

it("marks an account whose token was revoked", async () => {
  await connect();
  harness.telegram.faults.add("getUpdates", TELEGRAM_FAULTS.unauthorized);
  fans.start(setting.context);
  await vi.waitFor(async () => {
    expect(await database.prisma.account.findFirst({ where: { externalId: bot } })).toMatchObject({
      state: "disconnected",
    });
  }, 10_000);
});

describe("webhooks", () => {
  const post = (path: string, body: string, secret?: string) =>
    fetch(`${url}/webhooks/telegram/${path}`, {
      method: "POST",
      body,
      headers: secret === undefined ? {} : { "X-Telegram-Bot-Api-Secret-Token": secret },
    });

  it("take in an update with the bot's secret, once, and nothing else", async () => {
    isPushed = true;
    await connect();
    expect(harness.telegram.webhookInfo()).toMatchObject({ url: `${url}/webhooks/telegram/${bot}` });
    const id = harness.telegram.operatorWrites(FAN, FAN, "how are you?");
    harness.telegram.repeat(id);
    await vi.waitFor(() => expect(harness.telegram.webhookInfo().pending_update_count).toBe(0), 10_000);
    const [{ messages = [] } = {}] = await threads();
    expect(messages.map((message) => message.text)).toEqual(["hi", "how are you?"]);
    const forged = JSON.stringify({ update_id: 1, message: { message_id: 1, text: "free pack for me" } });
    for (const secret of [undefined, "", "wrong", secrets.sign("telegram-fans", "700999")]) {
      expect((await post(bot, forged, secret)).status).toBe(401);
    }
    const secret = secrets.sign("telegram-fans", bot);
    expect((await post(bot, "no json", secret)).status).toBe(400);
    expect((await post("operator", forged, secret)).status).toBe(404);
    expect((await post(bot, JSON.stringify({ update_id: 2, poll: {} }), secret)).status).toBe(200);
  });
});

describe("answers", () => {
  const graph = buildFanReplyGraph();
  const settle = async () => {
    const { id } = await thread();
    harness.clock.advance(15_000);
    await advance(setting.context, graph, id, AbortSignal.timeout(20_000));
  };
  const received = () => harness.telegram.messages(FAN).filter((message) => message.from === "bot");

  beforeEach(async () => {
    isPushed = true;
    await connect();
    await thread();
  });

  it("one whose outcome nobody can look up waits for a person, who may send it again", async () => {
    harness.telegram.faults.add("sendMessage", TELEGRAM_FAULTS.cut);
    await settle();
    await settle();
    expect(received()).toHaveLength(1);
    expect((await thread()).outbound.map((row) => row.state)).toEqual(["draft", "draft"]);
    const drafts = await setting.run([draftList], "draft.list");
    expect(drafts).toMatchObject({ state: "done", output: { drafts: [{ kind: "reply", brokeOff: true }] } });
    const { outbound } = await thread();
    await setting.run([draftApprove], "draft.approve", { draft: outbound.find((row) => row.kind === "reply")?.id });
    await settle();
    expect(received()).toHaveLength(3);
    expect((await thread()).outbound.map((row) => row.state)).toEqual(["sent", "sent"]);
  });

  it("nothing goes to a fan who blocked the bot, until they are back", async () => {
    harness.telegram.block(FAN);
    await vi.waitFor(() => expect(harness.telegram.webhookInfo().pending_update_count).toBe(0), 10_000);
    await settle();
    const blocked = await thread();
    expect(blocked.outbound.every((row) => row.blockedBy === "C14:window_closed")).toBe(true);
    expect(blocked.outbound.length).toBeGreaterThan(0);
    harness.telegram.unblock(FAN);
    harness.telegram.operatorWrites(FAN, FAN, "sorry, wrong button");
    await vi.waitFor(() => expect(harness.telegram.webhookInfo().pending_update_count).toBe(0), 10_000);
    await settle();
    expect(received()[0]?.text).toContain("AI-generated");
    expect(received()).toHaveLength(2);
  });
});
