import { afterAll, beforeAll } from "vitest";
import { AppError } from "../../../agents/kernel/errors.ts";
import { describeConnector } from "../../../agents/ports/conformance/connector.ts";
import { describeFanChannel } from "../../../agents/ports/conformance/fan-channel.ts";
import type { FanChannel, OutboundContent } from "../../../agents/ports/fan-channel.ts";
import type { Database } from "../../../prisma/client.ts";
import { createTestDatabase } from "../../../prisma/testing/test-database.ts";
import { createWebChatConnector } from "./connector.ts";
import { createWebChatProduct } from "./testing/web-chat-product.ts";

const IMAGE_URL = "https://pictures.example/luna.jpg";
let database: Database;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

describeConnector("A chat page", async () => ({
  connector: createWebChatConnector(),
  account: { id: "acc_1", externalId: "Ab12Cd34Ef56", accessToken: "page:Ab12Cd34Ef56:luna" },
  handle: "luna",
  close: async () => undefined,
}));

describeFanChannel("A chat page", async () => {
  const product = await createWebChatProduct(database);
  const { clock, channel, context, page } = product;
  const visitor = await product.visit();
  await visitor.say("hi");
  const thread = await product.threadOf(visitor);
  const { prisma } = database;
  const sent: string[] = [];
  let isAnswerLost = false;
  let ordinal = 0;

  // In the product no message is sent without its intent, and none stays an intent once it was sent.
  const intend = async (recipientId: string, content: OutboundContent) => {
    if (recipientId !== visitor.id) return;
    ordinal += 1;
    await prisma.outboundMessage.updateMany({ where: { state: "sending" }, data: { state: "sent" } });
    await prisma.outboundMessage.create({
      data: {
        id: context.ids.next("outbound"),
        conversationId: thread.id,
        upToSeq: 1,
        ordinal,
        kind: "reply",
        text: content.kind === "text" ? content.text : "",
        mediaKey: content.kind === "text" ? null : content.url,
        state: "sending",
        sendingAt: clock.now(),
      },
    });
  };
  const delivered = async () => {
    const rows = await prisma.outboundMessage.findMany({
      where: { conversationId: thread.id, externalId: { not: null } },
      orderBy: { ordinal: "asc" },
    });
    sent.splice(0, sent.length, ...rows.map((row) => row.mediaKey ?? row.text));
  };
  const send: FanChannel["send"] = async (account, recipientId, content, signal) => {
    await intend(recipientId, content);
    const result = await channel.send(account, recipientId, content, signal);
    await delivered();
    if (!isAnswerLost) return result;
    isAnswerLost = false;
    throw new AppError("outcome_unknown", "The process ended here.");
  };
  return {
    channel: { ...channel, send },
    account: { id: page.id, externalId: page.externalId, accessToken: `page:${page.externalId}:luna` },
    fanId: visitor.id,
    strangerId: "AAAAAAAAAAAAAAAAAAAAAA",
    sentTo: (fanId) => (fanId === visitor.id ? sent : []),
    imageUrl: IMAGE_URL,
    now: () => clock.now(),
    advance: (ms) => clock.advance(ms),
    loseNextAnswer: () => {
      isAnswerLost = true;
    },
    close: product.close,
  };
});
