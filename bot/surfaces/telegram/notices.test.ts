// Notices in the operator's chat, and the answer to one as a reply to it: on the emulated Bot API and a real database.
import { afterAll, beforeAll, expect, it } from "vitest";
import { createApp } from "../../../agents/commands/app.ts";
import { conversationReply } from "../../../agents/commands/conversation/conversation-reply.ts";
import { draftApprove, draftReject } from "../../../agents/commands/draft/drafts.ts";
import { NOTICE_TOPIC, writeNotice } from "../../../agents/commands/notice/write-notice.ts";
import { createRegistry } from "../../../agents/commands/registry.ts";
import { startTelegramEmulator, type TelegramEmulator } from "./emulator/telegram-emulator.ts";
import { createTelegramBot, type TelegramBot } from "./telegram-bot.ts";
import { ManualTimers, type SmallApp, startSmallApp } from "./testing/small-app.ts";

const OWNER = 2001;
const STRANGER = 2002;

let small: SmallApp;
let telegram: TelegramEmulator;
let bot: TelegramBot;

beforeAll(async () => {
  small = await startSmallApp();
  await small.addOperator({ id: "opr_owner", role: "owner", telegramId: OWNER });
  // Works for no avatar, so fans are none of their business.
  await small.addOperator({ id: "opr_chatter", role: "chatter", telegramId: STRANGER });
  const { prisma } = small.app.context.database;
  await prisma.avatar.create({ data: { id: "avt_a", slug: "ana", name: "Ana", statedAge: 25, brief: "x" } });
  await prisma.account.create({
    data: { id: "acc_1", avatarId: "avt_a", platform: "instagram", externalId: "1", handle: "ana" },
  });
  await prisma.fan.create({
    data: {
      id: "fan_1",
      avatarId: "avt_a",
      displayName: "Alex",
      addresses: { create: { id: "adr_1", accountId: "acc_1", externalId: "77" } },
      conversations: { create: { id: "cnv_1", avatarId: "avt_a", accountId: "acc_1", lastSeq: 1 } },
    },
  });
  await prisma.message.create({
    data: {
      id: "msg_1",
      conversationId: "cnv_1",
      seq: 1,
      direction: "in",
      author: "fan",
      text: "I want to talk to <someone>",
      sentAt: small.clock.now(),
    },
  });
  telegram = await startTelegramEmulator({ firstUpdateId: 90_000 });
  const app = createApp(small.app.context, createRegistry([conversationReply, draftApprove, draftReject]));
  const { token, apiRoot } = telegram;
  bot = createTelegramBot({ app, token, apiRoot, mode: { kind: "polling" }, timers: new ManualTimers() });
  for (const id of [OWNER, STRANGER]) telegram.operatorWrites(id, id, "/start");
  await bot.start();
});
afterAll(async () => {
  await bot.stop();
  await telegram.close();
  await small.close();
});

const notice = async (value: Parameters<typeof writeNotice>[2]) => {
  const { context } = small.app;
  await context.database.prisma.$transaction((tx) =>
    writeNotice(context, tx, value, { avatarId: "avt_a", conversationId: "cnv_1" }),
  );
  small.publish(NOTICE_TOPIC);
};
const seen = (text: string) =>
  telegram.waitFor(OWNER, (messages) => messages.find((each) => each.from === "bot" && each.text.includes(text)));

it("a fan who needs a person is told of at once, and a reply to the notice answers the fan as the avatar", async () => {
  await notice({ kind: "handover", reason: "asked_for_human" });
  const card = await seen("Alex needs a person · Ana");
  expect(card.text).toContain("I want to talk to <someone>");
  expect(card.buttons.flat()).toEqual(["Reply as the avatar", "Brief", "Hand back", "Open"]);
  telegram.operatorWrites(OWNER, OWNER, "The team of Ana here!", { replyTo: card.id });
  await seen("Your reply is on its way");
  const { prisma } = small.app.context.database;
  expect(await prisma.outboundMessage.findMany({ where: { conversationId: "cnv_1" } })).toMatchObject([
    { kind: "operator", author: "operator", text: "The team of Ana here!", operatorId: "opr_owner" },
  ]);
  expect(telegram.messages(STRANGER).some(({ text }) => text.includes("needs a person"))).toBe(false);
});

it("a draft comes with its text and buttons; a reply to it is the text that is sent instead", async () => {
  const { prisma } = small.app.context.database;
  const draft = {
    conversationId: "cnv_1",
    upToSeq: 1,
    kind: "reply",
    text: "It is near Lisbon!",
    state: "draft",
  } as const;
  await prisma.outboundMessage.create({ data: { id: "out_1", ...draft } });
  await notice({ kind: "draft", outboundId: "out_1" });
  const card = await seen("It is near Lisbon!");
  expect(card.buttons.flat()).toEqual(["Approve", "Edit and send", "Reject"]);
  telegram.operatorWrites(OWNER, OWNER, "only $5 today!", { replyTo: card.id });
  await seen("it names a price that no offer has");
  telegram.operatorWrites(OWNER, OWNER, "Near Cascais, in fact", { replyTo: card.id });
  await seen("Approved: it is on its way.");
  expect(await prisma.outboundMessage.findUnique({ where: { id: "out_1" } })).toMatchObject({
    state: "pending",
    text: "Near Cascais, in fact",
    author: "operator",
  });
});
