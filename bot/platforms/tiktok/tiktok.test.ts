// Fans of a TikTok account: what they write comes in once, what goes out keeps to 48 hours and ten messages.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { renewTokens } from "../../../agents/commands/account/renew-tokens.ts";
import { conversationReply } from "../../../agents/commands/conversation/conversation-reply.ts";
import { conversationShow } from "../../../agents/commands/conversation/conversation-show.ts";
import { lookForMissed } from "../../../agents/commands/inbound/look-for-missed.ts";
import { callInternal } from "../../../agents/commands/internal.ts";
import { noticeList } from "../../../agents/commands/notice/notice-list.ts";
import { systemStatus } from "../../../agents/commands/system/system-status.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../../agents/kernel/clock.ts";
import { texts } from "../../../agents/texts/texts.ts";
import type { Database } from "../../../prisma/client.ts";
import { createTestDatabase } from "../../../prisma/testing/test-database.ts";
import { createTiktokProduct } from "./testing/tiktok-product.ts";

type Product = Awaited<ReturnType<typeof createTiktokProduct>>;
let database: Database;
let product: Product;
let fans = 0;
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
  fans += 1;
  FAN = `fan.${fans}`;
});
afterEach(() => product.control.clearFaults());

const writes = async (text: string, options: Parameters<Product["control"]["fanWrites"]>[2] = {}) => {
  const id = product.control.fanWrites(FAN, text, { accountId: product.account.id, ...options });
  await product.control.idle();
  return id;
};
const idOf = async () => (await product.thread(FAN))?.id ?? "";
const reply = async (text: string) =>
  await product.run([conversationReply], "conversation.reply", { conversation: await idOf(), text });
const left = async () => {
  const shown = await product.run([conversationShow], "conversation.show", { conversation: await idOf() });
  return shown.state === "done" ? (shown.output as { messagesLeft: unknown }).messagesLeft : shown;
};
/** As an operator who is answered from the platform, one message after another. */
const replies = async (count: number) => {
  for (let index = 0; index < count; index += 1) {
    expect(await reply(`words ${index}`)).toMatchObject({ state: "done" });
    await product.work(FAN);
    await product.control.idle();
  }
};
const notices = () =>
  database.prisma.operatorNotice.findMany({ where: { conversation: { account: { platform: "tiktok" } } } });
const windowNotices = async () => {
  const id = await idOf();
  return (await notices()).filter((row) => row.kind === "window_full" && row.conversationId === id);
};

it("connects by the token alone, checked by a call, and says where it stands", async () => {
  expect(product.linked).toMatchObject({
    state: "done",
    output: { externalId: product.account.id, handle: product.account.username, platform: "tiktok", emulated: false },
  });
  expect(await product.connect({ accessToken: "not-a-token" })).toMatchObject({
    state: "failed",
    problem: { code: "refused", reason: "token_invalid" },
  });
  const status = await product.run([systemStatus], "system.status");
  expect(status).toMatchObject({ state: "done", output: { tiktokMessages: "on" } });
  expect(JSON.stringify(status)).toContain("10 messages");
});

describe("what comes in", () => {
  it("is answered once, however often and in whatever order it is told", async () => {
    product.control.hold();
    const first = product.control.fanWrites(FAN, "hi", { accountId: product.account.id, copies: 3, name: "Álex" });
    product.clock.advance(1_000);
    const second = product.control.fanWrites(FAN, "how was the sea?", { accountId: product.account.id, copies: 2 });
    product.control.release({ reversed: true });
    await product.settle(FAN);
    const thread = await product.thread(FAN);
    const heard = thread?.messages.filter((message) => message.direction === "in");
    expect(new Set(heard?.map((message) => message.externalId))).toEqual(new Set([first, second]));
    expect(heard).toHaveLength(2);
    expect(thread?.fan).toMatchObject({ displayName: "Álex" });
    const [disclosure, answer, ...more] = product.received(FAN);
    expect(disclosure).toContain("AI-generated");
    expect(answer).toMatch(/./);
    expect(more).toEqual([]);
    // Its echoes were known as ours: no human took over.
    expect((await product.thread(FAN))?.botPausedUntil).toBeNull();
    expect(product.control.thread(FAN, product.account.id).readAt).not.toBeNull();
  });

  it("comes all the same when TikTok's call breaks off", async () => {
    await writes("hi");
    product.control.addFault({ operation: "send", fault: { kind: "lose_answer" } });
    await product.settle(FAN).catch(() => undefined);
    await product.work(FAN);
    expect(product.received(FAN)).toHaveLength(2);
    expect((await product.thread(FAN))?.outbound.map((row) => row.state)).toEqual(["sent", "sent"]);
  });

  it.each([
    ["image", "picture"],
    ["sticker", "picture"],
    ["share_post", "video"],
    ["video", "video"],
  ] as const)("a %s without words is answered honestly", async (type, unseen) => {
    await writes("", { type });
    await product.settle(FAN);
    expect(product.received(FAN).at(-1)).toBe(texts("en").fans.cannotSee[unseen]);
  });

  it("a human of the team in the app takes over", async () => {
    await writes("hi");
    product.control.accountWrites(FAN, "it's really me from the office", product.account.id);
    await product.control.idle();
    expect((await product.thread(FAN))?.botPausedUntil).not.toBeNull();
    await product.settle(FAN);
    expect(product.received(FAN)).toHaveLength(1);
  });

  it("what Europe's fans write is looked up, since TikTok only says that they did", async () => {
    await writes("olá from Lisbon", { inEurope: true });
    expect(await product.thread(FAN)).toBeNull();
    await callInternal(product.context, lookForMissed, { platform: "tiktok" });
    expect((await product.thread(FAN))?.messages).toMatchObject([{ text: "olá from Lisbon" }]);
  });

  it("a webhook that never came is made up for, once", async () => {
    await writes("is anybody there?", { copies: 0 });
    const look = () => callInternal(product.context, lookForMissed, { platform: "tiktok" });
    expect(await look()).toBeGreaterThan(0);
    await look();
    await product.settle(FAN);
    expect((await product.thread(FAN))?.messages.filter((message) => message.direction === "in")).toHaveLength(1);
    expect(product.received(FAN)).toHaveLength(2);
  });

  it("reading is noted, and opens nothing", async () => {
    await writes("hi");
    const before = (await product.thread(FAN))?.lastInboundAt;
    product.clock.advance(HOUR_MS);
    product.control.fanReads(FAN, product.account.id);
    await product.control.idle();
    expect((await product.thread(FAN))?.lastInboundAt).toEqual(before);
  });
});

describe("48 hours", () => {
  it("are as long as one may answer, a human too", async () => {
    await writes("hi");
    await product.settle(FAN);
    product.clock.advance(2 * DAY_MS - MINUTE_MS);
    await replies(1);
    expect(product.received(FAN)).toHaveLength(3);
    product.clock.advance(2 * MINUTE_MS);
    await reply("too late");
    await product.work(FAN);
    expect(product.received(FAN)).toHaveLength(3);
    expect((await product.thread(FAN))?.outbound.at(-1)).toMatchObject({ blockedBy: "C14:window_closed" });
    product.clock.advance(HOUR_MS);
    await writes("back again");
    await product.settle(FAN);
    expect(product.received(FAN).length).toBeGreaterThan(3);
  });
});

describe("ten messages", () => {
  it("are counted in rows, of the machine and of people alike, and the last one is kept", async () => {
    await writes("hi");
    expect(await left()).toEqual({ most: 10, left: 10, free: 9 });
    await product.settle(FAN);
    expect(await left()).toEqual({ most: 10, left: 8, free: 7 });
    await replies(7);
    expect(await left()).toEqual({ most: 10, left: 1, free: 0 });
    const refused = await reply("one too many");
    expect(refused).toMatchObject({
      state: "failed",
      problem: { code: "refused", reason: "window_full", field: "text" },
    });
    expect(JSON.stringify(refused)).toContain("10 messages until the fan writes again");
    expect(product.received(FAN)).toHaveLength(9);
    const shown = await product.run([conversationShow], "conversation.show", { conversation: await idOf() });
    expect(JSON.stringify(shown)).toContain("10 messages until the fan writes again");
  });

  it("begin anew with the fan's next words, whatever time has passed", async () => {
    await writes("hi");
    await product.settle(FAN);
    await replies(7);
    product.clock.advance(HOUR_MS);
    expect(await left()).toMatchObject({ free: 0 });
    await writes("tell me more");
    expect(await left()).toEqual({ most: 10, left: 10, free: 9 });
    // The people's quiet is over; the machine answers.
    await product.settle(FAN);
    expect(product.received(FAN).length).toBeGreaterThan(9);
  });

  it("stop what was written down already, and the team hears of it once", async () => {
    await writes("hi");
    await product.settle(FAN);
    const id = await idOf();
    const now = product.clock.now();
    // Written down in one go, as a broadcast or an answer of many parts is.
    await database.prisma.outboundMessage.createMany({
      data: Array.from({ length: 9 }, (_, index) => ({
        id: product.context.ids.next("outbound"),
        conversationId: id,
        upToSeq: 90 + index,
        // Whatever it is: parts of an answer, an offer, a reminder to rest.
        kind: ["reply", "offer", "break"][index % 3] ?? "",
        text: `part ${index}`,
        createdAt: now,
      })),
    });
    await product.work(FAN);
    expect(product.received(FAN)).toHaveLength(9);
    const blocked = (await product.thread(FAN))?.outbound.filter((row) => row.state === "blocked");
    expect(blocked?.map((row) => row.blockedBy)).toEqual(["C14:window_full", "C14:window_full"]);
    expect(await windowNotices()).toHaveLength(1);
    const told = await product.run([noticeList], "notice.list");
    expect(JSON.stringify(told)).toContain("Nothing more can be sent");
    expect(JSON.stringify(told)).toContain("10 messages until the fan writes again");
  });

  it("leave the last one for a delivery, and not one more", async () => {
    await writes("hi");
    await product.settle(FAN);
    await replies(7);
    const deliver = async (text: string, upToSeq: number) => {
      const conversationId = await idOf();
      const id = product.context.ids.next("outbound");
      await database.prisma.outboundMessage.create({
        data: { id, conversationId, upToSeq, kind: "delivery", text, createdAt: product.clock.now() },
      });
      await product.work(FAN);
      return await database.prisma.outboundMessage.findUniqueOrThrow({ where: { id } });
    };
    expect(await deliver("here is your pack", 99)).toMatchObject({ state: "sent" });
    expect(await deliver("and another", 100)).toMatchObject({ state: "blocked", blockedBy: "C14:window_full" });
    expect(product.received(FAN)).toHaveLength(10);
  });

  it("count what a human wrote in the app, and a fan's late webhook resets nothing that came after it", async () => {
    product.control.fanWrites(FAN, "first", { accountId: product.account.id });
    await product.control.idle();
    product.control.accountWrites(FAN, "from the app", product.account.id);
    await product.control.idle();
    expect(await left()).toEqual({ most: 10, left: 9, free: 8 });
    product.control.hold();
    product.clock.advance(1_000);
    product.control.fanWrites(FAN, "second", { accountId: product.account.id });
    product.clock.advance(1_000);
    await reply("an answer to the first");
    await product.work(FAN);
    product.control.release();
    await product.control.idle();
    // The answer left after the second message was written, so the platform counts it.
    expect(await left()).toEqual({ most: 10, left: 9, free: 8 });
  });

  it("TikTok's own no closes the window, whatever we counted", async () => {
    await writes("hi");
    product.control.addFault({ operation: "send", fault: { kind: "error", code: 40_064 } });
    await product.settle(FAN);
    expect(product.received(FAN)).toEqual([]);
    expect((await product.thread(FAN))?.outbound[0]).toMatchObject({ state: "failed", error: "window_closed" });
    await reply("hello?");
    await product.work(FAN);
    expect((await product.thread(FAN))?.outbound.at(-1)).toMatchObject({ blockedBy: "C14:window_closed" });
    product.clock.advance(HOUR_MS);
    await writes("hello again");
    await product.settle(FAN);
    expect(product.received(FAN).length).toBeGreaterThan(0);
  });
});

describe("tokens that last a day", () => {
  it("are renewed before their end, and the chat goes on", async () => {
    const other = await createTiktokProduct(database);
    const account = () => database.prisma.account.findFirstOrThrow({ where: { externalId: other.account.id } });
    const renew = () => callInternal(other.context, renewTokens, {});
    expect(await renew()).toBe(0);
    const short = other.control.addAccount({ username: other.account.username });
    await other.connect(short);
    expect((await account()).refreshToken).not.toContain(short.refreshToken);
    expect(await renew()).toBe(1);
    expect((await account()).tokenExpiresAt).toEqual(new Date(other.clock.now().getTime() + DAY_MS));
    expect(await renew()).toBe(0);
    for (let day = 0; day < 3; day += 1) {
      other.clock.advance(DAY_MS - 5 * HOUR_MS);
      other.control.addFault({ operation: "refresh_token", fault: { kind: "server_error" } });
      expect(await renew(), `${day}: down`).toBe(0);
      expect(await renew(), `${day}`).toBe(1);
    }
    other.control.fanWrites(FAN, "hi", { accountId: other.account.id });
    await other.settle(FAN);
    expect(other.received(FAN)).toHaveLength(2);
    await other.close();
  });

  it("that were renewed in the middle of a turn cost no message and no account", async () => {
    const other = await createTiktokProduct(database);
    await other.connect(other.control.addAccount({ username: other.account.username }));
    other.control.fanWrites(FAN, "hi", { accountId: other.account.id });
    await other.control.idle();
    const { channels } = other.context.ports;
    const { tiktok: channel } = channels;
    if (!channel) throw new Error("no channel");
    let renewals = 0;
    const renewing = {
      ...channel,
      send: async (...sending: Parameters<typeof channel.send>) => {
        if (renewals === 0) renewals = await callInternal(other.context, renewTokens, {});
        return await channel.send(...sending);
      },
    };
    Object.assign(channels, { tiktok: renewing });
    await expect(other.settle(FAN)).rejects.toMatchObject({ reason: "token_renewed", retryable: true });
    expect(renewals).toBe(1);
    await other.settle(FAN);
    expect(other.received(FAN)).toHaveLength(2);
    expect((await other.thread(FAN))?.account.state).not.toBe("disconnected");
    await other.close();
  });

  it("that cannot be renewed work to their end; then the account says that it has to be connected again", async () => {
    const other = await createTiktokProduct(database);
    const state = async () =>
      (await database.prisma.account.findFirstOrThrow({ where: { externalId: other.account.id } })).state;
    const short = other.control.addAccount({ username: other.account.username });
    await other.connect(short);
    await callInternal(other.context, renewTokens, {});
    other.control.addFault({ operation: "refresh_token", times: 50, fault: { kind: "error", code: 40_107 } });
    other.clock.advance(DAY_MS - HOUR_MS);
    await callInternal(other.context, renewTokens, {});
    expect(await state()).not.toBe("disconnected");
    other.clock.advance(HOUR_MS);
    await callInternal(other.context, renewTokens, {});
    expect(await state()).toBe("disconnected");
    await other.close();
  });

  it("an account that takes its permission back is disconnected", async () => {
    const other = await createTiktokProduct(database);
    other.control.removeAuthorization(other.account.id);
    await other.control.idle();
    const account = await database.prisma.account.findFirstOrThrow({ where: { externalId: other.account.id } });
    expect(account.state).toBe("disconnected");
    await other.close();
  });
});
