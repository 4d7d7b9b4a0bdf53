// What fans do on Instagram, from the signed webhook to what they get: each shape the reference knows.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { conversationReply } from "../../../agents/commands/conversation/conversation-reply.ts";
import { DAY_MS, HOUR_MS } from "../../../agents/kernel/clock.ts";
import { texts } from "../../../agents/texts/texts.ts";
import type { Database } from "../../../prisma/client.ts";
import { createTestDatabase } from "../../../prisma/testing/test-database.ts";
import { createInstagramProduct } from "./testing/instagram-product.ts";

type Product = Awaited<ReturnType<typeof createInstagramProduct>>;
let database: Database;
let product: Product;
let fan = 900_000_000_000_100;
let FAN = "";
const words = texts("en").fans;

beforeAll(async () => {
  database = await createTestDatabase();
  product = await createInstagramProduct(database);
});
afterAll(async () => {
  await product.close();
  await database.close();
});
const nextFan = () => {
  fan += 1;
  FAN = String(fan);
};
beforeEach(nextFan);
afterEach(() => product.control.clearFaults());

const writes = async (text: string, options: Parameters<Product["control"]["fanWrites"]>[2] = {}) => {
  const mid = product.control.fanWrites(FAN, text, options);
  await product.control.idle();
  return mid;
};
const messageOf = async (mid: string) => (await product.thread(FAN))?.messages.find((row) => row.externalId === mid);
/** Beside the disclosure. */
const answers = () => product.received(FAN).filter((text) => !text.includes("Before we chat"));

describe("what stands beside the words", () => {
  it.each([
    ["story_reply", { reply_to: { story: { id: "1", url: "https://cdn.example/s" } } }],
    ["quick_reply", { quick_reply: { payload: "YES" } }],
  ])("a %s is a message, answered as one", async (kind, message) => {
    const mid = await writes("that looks like a lovely day", { message });
    await product.settle(FAN);
    expect(await messageOf(mid)).toMatchObject({ kind, text: "that looks like a lovely day" });
    expect(answers()).toHaveLength(1);
  });

  it("a tapped ice breaker says its question", async () => {
    product.control.fanTaps(FAN, { title: "Are you an AI?", payload: "ICE_2" });
    await product.settle(FAN);
    expect((await product.thread(FAN))?.messages[0]).toMatchObject({
      kind: "button",
      text: "Are you an AI?",
      attachments: [{ type: "button", payload: "ICE_2" }],
    });
    expect(words.botTruth(product.name)).toContain(answers()[0]);
  });

  it("the way out in the menu is one, and so is the way to a person", async () => {
    for (const language of ["en", "es"] as const) {
      nextFan();
      const [, person = "", stop = ""] = texts(language).fans.menu.items;
      product.control.fanTaps(FAN, { title: person, payload: "MENU_2" });
      await product.settle(FAN);
      expect((await product.thread(FAN))?.handoverReason, person).not.toBeNull();
      product.control.fanTaps(FAN, { title: stop, payload: "MENU_3" });
      await product.settle(FAN);
      expect((await product.thread(FAN))?.optedOutAt, stop).not.toBeNull();
    }
  });

  it("an ad is where the fan came from, the first one for good", async () => {
    const referral = {
      ref: "summer",
      source: "ADS",
      type: "OPEN_THREAD",
      ad_id: "120",
      ads_context_data: { ad_title: "Sea" },
    };
    await writes("hi, I saw your ad", { message: { referral } });
    product.control.fanComes(FAN, { ref: "later", source: "igme", type: "OPEN_THREAD" });
    await product.control.idle();
    expect((await product.thread(FAN))?.cameFrom).toMatchObject({
      source: "ADS",
      ref: "summer",
      adId: "120",
      adTitle: "Sea",
    });
  });

  it("a link opens the time to answer again", async () => {
    await writes("hi");
    await product.settle(FAN);
    product.clock.advance(30 * HOUR_MS);
    const before = (await product.thread(FAN))?.lastInboundAt?.getTime() ?? 0;
    product.control.fanComes(FAN, { ref: "x", source: "igme", type: "OPEN_THREAD" });
    await product.control.idle();
    expect((await product.thread(FAN))?.lastInboundAt?.getTime()).toBeGreaterThan(before + DAY_MS);
  });
});

describe("what cannot be seen here", () => {
  it.each([
    ["image", words.cannotSee.picture],
    ["ig_reel", words.cannotSee.video],
    ["audio", words.cannotSee.sound],
    ["file", words.cannotSee.file],
    ["ephemeral", words.cannotSee.picture],
    ["story_mention", words.cannotSee.storyMention],
  ])("a %s without words is answered honestly", async (type, expected) => {
    const mid = await writes("", { message: { attachments: [{ type, payload: { url: "https://cdn.example/x" } }] } });
    await product.settle(FAN);
    expect(answers()).toEqual([expected]);
    expect(await messageOf(mid)).toMatchObject({ kind: type, text: "", attachments: [{ type }] });
    expect(JSON.stringify((await product.thread(FAN))?.messages)).not.toContain("cdn.example");
  });

  it("what Instagram cannot show is kept and not answered", async () => {
    const mid = await writes("", { message: { is_unsupported: true } });
    await product.settle(FAN);
    expect(await messageOf(mid)).toMatchObject({ kind: "unsupported" });
    expect(product.received(FAN)).toEqual([]);
    expect((await product.thread(FAN))?.firstUnansweredAt).toBeNull();
  });
});

describe("a message taken back", () => {
  it("is not answered when it was not yet, and its text is gone", async () => {
    const mid = await writes("my secret is blue");
    product.control.fanUnsends(FAN, mid);
    await product.settle(FAN);
    expect(await messageOf(mid)).toMatchObject({ text: "", deletedAt: expect.any(Date) });
    expect(product.received(FAN)).toEqual([]);
    expect((await product.thread(FAN))?.firstUnansweredAt).toBeNull();
  });

  it("takes with it what was learnt from it, and nothing else", async () => {
    await writes("I live in Porto");
    const first = await product.settle(FAN);
    const told = await writes("my dog is called Blue");
    await product.settle(FAN);
    const thread = await product.thread(FAN);
    const [older, newer] = [thread?.outbound[0]?.createdAt, thread?.outbound.at(-1)?.createdAt];
    const fanId = first?.fanId ?? "";
    const avatarId = first?.avatarId ?? "";
    const fact = (id: string, text: string, createdAt: Date | undefined) => ({
      id,
      fanId,
      avatarId,
      text,
      ...(createdAt ? { createdAt } : {}),
    });
    await database.prisma.fanMemory.createMany({
      data: [fact(`mem_a${FAN}`, "lives in Porto", older), fact(`mem_b${FAN}`, "has a dog called Blue", newer)],
    });
    product.control.fanUnsends(FAN, told);
    await product.control.idle();
    expect((await product.thread(FAN))?.fan.memories.map((memory) => memory.text)).toEqual(["lives in Porto"]);
  });

  it("takes the draft of its answer with it, unless more was said", async () => {
    const draft = () =>
      database.prisma.avatar.updateMany({ where: { name: product.name }, data: { autonomy: "draft" } });
    await draft();
    const one = await writes("do you like rain?");
    const two = await writes("or snow?");
    await product.settle(FAN);
    const states = async () => new Set((await product.thread(FAN))?.outbound.map((row) => row.state));
    expect(await states()).toEqual(new Set(["draft"]));
    product.control.fanUnsends(FAN, one);
    await product.control.idle();
    expect(await states()).toEqual(new Set(["draft"]));
    product.control.fanUnsends(FAN, two);
    await product.control.idle();
    expect(await states()).toEqual(new Set(["discarded"]));
    expect(product.control.thread(FAN).seenAt).toBeNull();
    await database.prisma.avatar.updateMany({ where: { name: product.name }, data: { autonomy: "auto" } });
  });

  it("stays out when its unsend came first", async () => {
    product.control.hold();
    const mid = product.control.fanWrites(FAN, "oops");
    product.control.fanUnsends(FAN, mid);
    product.control.release({ reversed: true, batched: true });
    await product.settle(FAN);
    expect(await product.thread(FAN)).toMatchObject({ messages: [], firstUnansweredAt: null });
    expect(product.received(FAN)).toEqual([]);
  });
});

describe("an edited message", () => {
  it("is answered as it reads now", async () => {
    const mid = await writes("tell me about your favourite pizza");
    product.control.fanEdits(FAN, mid, "are you a bot?");
    await product.settle(FAN);
    expect(await messageOf(mid)).toMatchObject({ text: "are you a bot?", editedAt: expect.any(Date) });
    expect(words.botTruth(product.name)).toContain(answers()[0]);
    expect(answers()).toHaveLength(1);
  });

  it.each(["before", "after"])("that says who writes is fifteen locks, also %s the answer", async (when) => {
    const mid = await writes("hey there, how are you");
    if (when === "after") await product.settle(FAN);
    product.clock.advance(1_000);
    product.control.fanEdits(FAN, mid, "im 15 btw");
    await product.control.idle();
    expect((await product.thread(FAN))?.minorLockedAt).toBeInstanceOf(Date);
    await product.settle(FAN);
    expect(answers().at(-1)).toBe(words.minor);
  });

  it("whose answer is sent is not answered again", async () => {
    const mid = await writes("hello you");
    await product.settle(FAN);
    product.clock.advance(1_000);
    product.control.fanEdits(FAN, mid, "hello you, lovely");
    await product.settle(FAN);
    expect(answers()).toHaveLength(1);
    expect(await messageOf(mid)).toMatchObject({ text: "hello you, lovely" });
  });

  it("that overtook the message is the message; an older edit changes nothing", async () => {
    product.control.hold();
    const mid = product.control.fanWrites(FAN, "helo");
    product.clock.advance(1_000);
    product.control.fanEdits(FAN, mid, "hello");
    product.control.release({ reversed: true, batched: true });
    await product.settle(FAN);
    const thread = await product.thread(FAN);
    expect(thread?.messages.filter((row) => row.direction === "in").map((row) => row.text)).toEqual(["hello"]);
    expect(answers()).toHaveLength(1);
  });
});

describe("what is only noted", () => {
  it("a reaction stands with its message, in the order it was made, and is not answered", async () => {
    await writes("hi");
    await product.settle(FAN);
    const ours = product.control.thread(FAN).messages.at(-1)?.id ?? "";
    const react = (reaction: object) => product.control.fanActs(FAN, "message_reactions", { reaction });
    product.control.hold();
    react({ mid: ours, action: "react", reaction: "love", emoji: "❤️" });
    product.clock.advance(1_000);
    react({ mid: ours, action: "unreact" });
    product.control.release({ reversed: true });
    const sent = product.received(FAN).length;
    await product.settle(FAN);
    expect(await messageOf(ours)).toMatchObject({ reaction: null, reactedAt: expect.any(Date) });
    product.clock.advance(1_000);
    react({ mid: ours, action: "react", reaction: "other", emoji: "😮" });
    await product.settle(FAN);
    expect(await messageOf(ours)).toMatchObject({ reaction: "😮" });
    expect(product.received(FAN)).toHaveLength(sent);
  });

  it("what the fan has read", async () => {
    const mid = await writes("hi");
    product.control.fanActs(FAN, "messaging_seen", { read: { mid } });
    await product.control.idle();
    expect((await product.thread(FAN))?.fanReadAt).toEqual(product.clock.now());
  });
});

describe("before an answer", () => {
  it("the fan is shown that it was read; their name is learnt once", async () => {
    await writes("hi", { name: "Álex" });
    await product.settle(FAN);
    expect(product.control.thread(FAN).seenAt).not.toBeNull();
    const { fan: known } = (await product.thread(FAN)) ?? {};
    expect(known).toMatchObject({ displayName: "Álex" });
    expect(known?.addresses[0]).toMatchObject({ username: ".lex", followsAccount: true, profileAt: expect.any(Date) });
  });

  it("nothing of it is shown to who is to be left alone", async () => {
    await writes("hi");
    await product.settle(FAN);
    const { seenAt } = product.control.thread(FAN);
    await writes("STOP");
    await product.settle(FAN);
    expect(answers().at(-1)).toBe(words.optOut);
    expect(product.control.thread(FAN)).toMatchObject({ seenAt, typing: false });
  });

  it("none of it is waited for when Instagram will not", async () => {
    product.control.addFault({ operation: "sender_action", times: 2, fault: { kind: "error", code: 10 } });
    product.control.addFault({ operation: "profile", fault: { kind: "server_error" } });
    await writes("hi there");
    await product.settle(FAN);
    expect(answers()).toHaveLength(1);
  });
});

describe("an operator's words", () => {
  it("go out within seven days, tagged, and in parts when they are long", async () => {
    await writes("hi");
    const thread = await product.settle(FAN);
    product.clock.advance(3 * DAY_MS);
    const text = `${"ありがとう。".repeat(60)}`;
    await product.run([conversationReply], "conversation.reply", { conversation: thread?.id, text });
    await product.settle(FAN);
    const parts = product.received(FAN).slice(2);
    expect(parts.length).toBeGreaterThan(1);
    expect(parts.join("")).toBe(text);
    expect(parts.every((part) => Buffer.byteLength(part) <= 1_000)).toBe(true);
    product.clock.advance(5 * DAY_MS);
    await product.run([conversationReply], "conversation.reply", { conversation: thread?.id, text: "too late" });
    await product.settle(FAN);
    expect((await product.thread(FAN))?.outbound.at(-1)).toMatchObject({ blockedBy: "C14:window_closed" });
  });
});
