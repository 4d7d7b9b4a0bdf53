// How a chat comes about and is not lost: comments, ice breakers and menu, messages whose webhook never came.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { accountComments } from "../../../agents/commands/account/account-comments.ts";
import { accountIcebreakers } from "../../../agents/commands/account/account-icebreakers.ts";
import { accountMenu } from "../../../agents/commands/account/account-menu.ts";
import { sendCommentReply } from "../../../agents/commands/comment/send-comment-reply.ts";
import { lookForMissed } from "../../../agents/commands/inbound/look-for-missed.ts";
import { callInternal } from "../../../agents/commands/internal.ts";
import { DAY_MS } from "../../../agents/kernel/clock.ts";
import { texts } from "../../../agents/texts/texts.ts";
import type { Database } from "../../../prisma/client.ts";
import { createTestDatabase } from "../../../prisma/testing/test-database.ts";
import { createInstagramProduct } from "./testing/instagram-product.ts";

type Product = Awaited<ReturnType<typeof createInstagramProduct>>;
let database: Database;
let product: Product;
let fan = 900_000_000_001_000;
let FAN = "";
const words = texts("en").fans;
const signal = () => AbortSignal.timeout(5_000);

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

const writes = async (text: string) => {
  const mid = product.control.fanWrites(FAN, text);
  await product.control.idle();
  return mid;
};
/** Beside the disclosure. */
const answers = () => product.received(FAN).filter((text) => !text.includes("Before we chat"));

describe("a comment", () => {
  const replyRows = () => database.prisma.commentReply.findMany({ where: { fanExternalId: FAN } });
  const sendAll = async () => {
    await product.control.idle();
    for (const { id } of await replyRows()) await sendCommentReply(product.context, id, signal());
    await product.control.idle();
  };
  const mode = (to: "on" | "off") =>
    product.run([accountComments], "account.comments", { avatar: product.name, mode: to });

  it("gets nothing until the owner wants it", async () => {
    product.control.fanComments(FAN, "beautiful!");
    await sendAll();
    expect(await replyRows()).toEqual([]);
    expect(product.received(FAN)).toEqual([]);
  });

  describe("where they are answered", () => {
    beforeAll(async () => {
      await mode("on");
    });
    afterAll(async () => {
      await mode("off");
    });

    it.each(["field", "changes"] as const)(
      "gets one private reply that says what we are, then the thread (%s)",
      async (as) => {
        product.control.fanComments(FAN, "beautiful!", { as, mediaId: "17800000000000001" });
        await sendAll();
        await sendAll();
        const touches = await database.prisma.fanTouch.findMany({ where: { fanExternalId: FAN } });
        expect(touches).toMatchObject([{ kind: "comment", postExternalId: "17800000000000001", postId: null }]);
        expect(product.received(FAN)).toEqual([words.commentReply(product.name)]);
        const opened = await product.thread(FAN);
        expect(opened).toMatchObject({ lastInboundAt: null, botPausedUntil: null, disclosedAt: expect.any(Date) });
        expect(opened?.messages).toMatchObject([{ direction: "out", kind: "comment_reply" }]);
        await writes("oh hi! how was the sea?");
        await product.settle(FAN);
        expect(product.received(FAN)).toHaveLength(2);
      },
    );

    it("a lost answer is not a second message", async () => {
      product.control.fanComments(FAN, "wow");
      await product.control.idle();
      product.control.addFault({ operation: "private_reply", fault: { kind: "lose_answer" } });
      await expect(sendAll()).rejects.toMatchObject({ code: "outcome_unknown" });
      await sendAll();
      expect(product.received(FAN)).toHaveLength(1);
      expect(await replyRows()).toMatchObject([{ state: "sent" }]);
    });

    it("is not answered after seven days, nor where a thread exists, nor to a child", async () => {
      product.control.fanComments(FAN, "wow");
      await product.control.idle();
      product.clock.advance(8 * DAY_MS);
      await sendAll();
      expect(await replyRows()).toMatchObject([{ state: "blocked", blockedBy: "window_closed" }]);
      nextFan();
      await writes("hi");
      product.control.fanComments(FAN, "im 15 and love this");
      await sendAll();
      expect(await replyRows()).toEqual([]);
      expect((await product.thread(FAN))?.minorLockedAt).toBeInstanceOf(Date);
      nextFan();
      product.control.fanComments(FAN, "im 15 and love this");
      await sendAll();
      expect(await replyRows()).toEqual([]);
    });
  });
});

describe("what a chat offers", () => {
  it("is set when an account is linked, in the avatar's words, and changed by commands", async () => {
    const profile = () => product.control.messengerProfile() as Record<string, [{ call_to_actions: object[] }]>;
    expect(profile().ice_breakers?.[0].call_to_actions).toHaveLength(4);
    expect(profile().persistent_menu?.[0].call_to_actions).toHaveLength(3);
    const run = (input: object) =>
      product.run(
        [accountIcebreakers, accountMenu],
        "questions" in input || "off" in input ? "account.icebreakers" : "account.menu",
        {
          avatar: product.name,
          ...input,
        },
      );
    expect(await run({ questions: ["What's up?"] })).toMatchObject({ state: "done" });
    expect(profile().ice_breakers?.[0].call_to_actions).toEqual([{ question: "What's up?", payload: "ICE_1" }]);
    expect(await run({ items: ["Say hi"] })).toMatchObject({ state: "done" });
    expect(profile().persistent_menu?.[0].call_to_actions).toMatchObject([{ type: "postback", title: "Say hi" }]);
    expect(await run({ off: true })).toMatchObject({ state: "done", output: { questions: [] } });
    expect(profile()).not.toHaveProperty("ice_breakers");
    expect(await run({ questions: ["1", "2", "3", "4", "5"] })).toMatchObject({ state: "failed" });
  });
});

describe("messages whose webhook never came", () => {
  const look = () => callInternal(product.context, lookForMissed, { platform: "instagram" });

  it("are found, once, and answered once, whatever comes later", async () => {
    await look();
    product.clock.advance(60_000);
    product.control.fanWrites(FAN, "anybody there?", { copies: 0 });
    product.control.hold();
    product.control.fanWrites(FAN, "hello?");
    product.clock.advance(60_000);
    expect(await look()).toBe(2);
    expect(await look()).toBe(0);
    product.control.release();
    await product.settle(FAN);
    const thread = await product.thread(FAN);
    expect(thread?.messages.filter((row) => row.direction === "in").map((row) => row.text)).toEqual([
      "anybody there?",
      "hello?",
    ]);
    expect(answers()).toHaveLength(1);
  });

  it("are found over all pages, and the rest later when Instagram breaks off", async () => {
    await look();
    product.clock.advance(300_000);
    for (let index = 0; index < 30; index += 1) {
      product.control.fanWrites(`95000000000000${index}`, "anybody there?", { copies: 0 });
    }
    product.clock.advance(60_000);
    product.control.addFault({ operation: "read_object", fault: { kind: "server_error" } });
    product.control.addFault({ operation: "profile", fault: { kind: "server_error" } });
    expect(await look()).toBe(0);
    expect(await look()).toBe(30);
    expect(await look()).toBe(0);
  });

  it("do not stop for one account that cannot be asked", async () => {
    product.control.addFault({ operation: "conversations", fault: { kind: "server_error" } });
    expect(await look()).toBe(0);
  });
});
