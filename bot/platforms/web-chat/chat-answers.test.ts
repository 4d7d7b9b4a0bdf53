import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { accountWeb } from "../../../agents/commands/account/account-web.ts";
import { avatarPause } from "../../../agents/commands/avatar/avatar-pause.ts";
import type { Database } from "../../../prisma/client.ts";
import { createTestDatabase } from "../../../prisma/testing/test-database.ts";
import { createWebChatProduct, type Visitor, type WebChatProduct } from "./testing/web-chat-product.ts";

let database: Database;
let product: WebChatProduct;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  product = await createWebChatProduct(database);
});
afterEach(() => product.close());

describe("an answer", () => {
  const answerOf = async (visitor: Visitor) => (await product.threadOf(visitor)).outbound.at(-1)?.id ?? "";

  it.each([
    ["before it was delivered", null],
    ["after it was delivered", "its own"],
  ])("whose process died %s arrives once", async (_name, mark) => {
    const visitor = await product.visit();
    await visitor.say("hi");
    await product.settle(visitor);
    const { id, messages } = await product.threadOf(visitor);
    const answer = await answerOf(visitor);
    // As if the last step had never been recorded.
    await database.prisma.message.deleteMany({ where: { conversationId: id, externalId: answer } });
    await database.prisma.outboundMessage.update({
      where: { id: answer },
      data: { state: "sending", externalId: mark && answer, sentAt: null },
    });
    await product.settle(visitor);
    await product.settle(visitor);
    const after = await product.threadOf(visitor);
    expect(after.messages.map(({ text }) => text)).toEqual(messages.map(({ text }) => text));
    expect(after.outbound.map(({ state }) => state)).toEqual(["sent", "sent"]);
  });

  it("brings its picture by a link of our own that ends", async () => {
    const visitor = await product.visit();
    await visitor.say("hi");
    await product.settle(visitor);
    const key = "pictures/luna.png";
    await product.context.ports.store.put(key, new Uint8Array([1, 2, 3]), "image/png");
    await database.prisma.outboundMessage.update({
      where: { id: await answerOf(visitor) },
      data: { mediaKey: key },
    });
    const stream = await visitor.listen();
    const { media } = (await stream.next("thread")).data.lines.at(-1) ?? {};
    stream.close();
    expect(media).toMatchObject({ kind: "image", url: expect.stringMatching(/^\/media\/pictures\/luna\.png\?/) });
    expect((await fetch(`${product.url}${media?.url}`)).status).toBe(200);
    product.clock.advance(601_000);
    expect((await fetch(`${product.url}${media?.url}`)).status).toBe(410);
  });

  it("is told of on every page of the visitor and on nobody else's", async () => {
    const [visitor, other] = [await product.visit(), await product.visit()];
    await other.say("hello");
    const pages = await Promise.all([visitor.listen(), visitor.listen()]);
    const others = await other.listen();
    await others.next("thread");
    await visitor.say("hi");
    await product.settle(visitor);
    for (const page of pages) {
      await page.next("typing");
      await page.next("idle");
      page.close();
    }
    await other.say("still there?");
    expect((await others.next("thread")).data.lines).toMatchObject([{ text: "still there?" }]);
    others.close();
  });
});

describe("where no answer will come", () => {
  it("says so after an opt-out, until it is taken back", async () => {
    const visitor = await product.visit();
    const stream = await visitor.listen();
    await visitor.say("STOP");
    await product.settle(visitor);
    let told = await stream.next("thread");
    while (told.data.standing !== "optedOut") told = await stream.next("thread");
    await visitor.say("START");
    while (told.data.standing !== "open") told = await stream.next("thread");
    stream.close();
  });

  it("says so to who is under age, whatever they confirmed", async () => {
    const visitor = await product.visit();
    const stream = await visitor.listen();
    await visitor.say("im 15 btw");
    let told = await stream.next("thread");
    while (told.data.standing !== "locked") told = await stream.next("thread");
    await visitor.say("jk im 25");
    expect((await product.threadOf(visitor)).fan.ageState).toBe("minor");
    stream.close();
  });

  it("takes nothing more from who is banned", async () => {
    const visitor = await product.visit();
    await visitor.say("hi");
    const { id } = await product.threadOf(visitor);
    await database.prisma.conversation.update({ where: { id }, data: { bannedAt: new Date() } });
    const refused = await visitor.say("hello?");
    expect(refused.status).toBe(403);
    expect(await refused.json()).toMatchObject({ reason: "closed" });
    const stream = await visitor.listen();
    expect((await stream.next("thread")).data.standing).toBe("closed");
    stream.close();
  });

  it("says that a paused avatar has a break, and that a page taken down is over", async () => {
    const visitor = await product.visit();
    await product.run([avatarPause], "avatar.pause", { avatar: product.page.name });
    const stream = await visitor.listen();
    expect((await stream.next("thread")).data.isPaused).toBe(true);
    stream.close();
    await product.run([accountWeb], "account.web", { avatar: product.page.name, off: true });
    const page = await fetch(product.page.url, { headers: { accept: "text/html", "accept-language": "es" } });
    expect(page.status).toBe(410);
    expect(await page.text()).toContain("ya no chatea aquí");
    expect((await visitor.say("hi")).status).toBe(410);
    expect((await visitor.get("events")).status).toBe(410);
  });
});
