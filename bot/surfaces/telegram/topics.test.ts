// A group with topics: one a creator, several people of several roles, on the emulated Bot API and a real database.
import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { createApp } from "../../../agents/commands/app.ts";
import { avatarPause } from "../../../agents/commands/avatar/avatar-pause.ts";
import { avatarShow } from "../../../agents/commands/avatar/avatar-show.ts";
import { defineCommand } from "../../../agents/commands/command.ts";
import { draftApprove, draftReject } from "../../../agents/commands/draft/drafts.ts";
import { NOTICE_TOPIC, writeNotice } from "../../../agents/commands/notice/write-notice.ts";
import { createRegistry, type Registry } from "../../../agents/commands/registry.ts";
import { roomCommands } from "../../../agents/commands/room/commands.ts";
import { runApprove } from "../../../agents/commands/run/run-approve.ts";
import { runCancel } from "../../../agents/commands/run/run-cancel.ts";
import { startTelegramEmulator, type TelegramEmulator } from "./emulator/telegram-emulator.ts";
import { createTelegramBot, type TelegramBot } from "./telegram-bot.ts";
import { ManualTimers, type SmallApp, startSmallApp } from "./testing/small-app.ts";
import { TOPIC_LOOK_MS } from "./topic-keeper.ts";

const [OWNER, CHATTER, AWAY, STRANGER, GROUP] = [3001, 3002, 3003, 3004, -100_777];

let small: SmallApp;
let telegram: TelegramEmulator;
let bot: TelegramBot;
const timers = new ManualTimers();

const boxOrder = defineCommand({
  name: "box.order",
  role: "chatter",
  effect: "spend",
  input: z.object({}),
  output: z.object({}),
  errors: [],
  estimate: async () => ({ lines: [], costMicros: 0, approverRole: "owner", avatarId: "avt_mar" }),
  run: async () => ({}),
  view: () => ({ title: "Boxes ordered", tone: "good" }),
});

const avatar = (id: string, name: string) =>
  small.app.context.database.prisma.avatar.create({
    data: { id, slug: name.toLowerCase(), name, statedAge: 25, brief: "x", state: "active" },
  });

beforeAll(async () => {
  small = await startSmallApp();
  await small.addOperator({ id: "opr_owner", role: "owner", telegramId: OWNER });
  await small.addOperator({ id: "opr_chatter", role: "chatter", telegramId: CHATTER });
  await small.addOperator({ id: "opr_away", role: "owner", telegramId: AWAY });
  await avatar("avt_luna", "Luna");
  await avatar("avt_sol", "Sol");
  const { prisma } = small.app.context.database;
  await prisma.avatarOperator.create({ data: { id: "avo_1", avatarId: "avt_luna", operatorId: "opr_chatter" } });
  telegram = await startTelegramEmulator({ firstUpdateId: 70_000 });
  const members = [OWNER, CHATTER, STRANGER];
  telegram.addGroup({ id: GROUP, title: "Team", isForum: true, canManageTopics: false, members });
  const registry: Registry = createRegistry([
    ...small.app.registry.list.filter(({ name }) => !name.startsWith("run.")),
    ...[runApprove(() => registry), runCancel, boxOrder],
    ...roomCommands,
    ...[avatarPause, avatarShow, draftApprove, draftReject],
  ]);
  const app = createApp(small.app.context, registry);
  const { token, apiRoot } = telegram;
  bot = createTelegramBot({ app, token, apiRoot, mode: { kind: "polling" }, timers });
  for (const id of [OWNER, CHATTER, AWAY]) telegram.operatorWrites(id, id, "/start");
  await bot.start();
});
afterAll(async () => {
  await bot.stop();
  await telegram.close();
  await small.close();
});

const inGroup = (text: string, threadId?: number) =>
  telegram.waitFor(GROUP, (messages) =>
    messages.find((each) => each.from === "bot" && each.text.includes(text) && each.threadId === threadId),
  );
const topicOf = (name: string) => telegram.topics(GROUP).find((topic) => topic.name === name)?.id ?? 0;
const look = () => timers.fire(TOPIC_LOOK_MS);

it("an owner makes the group a room; without the right to manage topics it says what is missing, then makes them", async () => {
  telegram.operatorWrites(GROUP, OWNER, "/box_list@emulated_bot");
  await inGroup("room_link");
  telegram.operatorWrites(GROUP, CHATTER, "/room_link@emulated_bot");
  await inGroup("owner");
  telegram.operatorWrites(GROUP, OWNER, "/room_link");
  await inGroup("I may not manage topics here");
  expect(telegram.topics(GROUP)).toEqual([]);
  telegram.allowTopics(GROUP, true);
  telegram.operatorWrites(GROUP, OWNER, "/room_link");
  await telegram.waitFor(GROUP, (messages) => messages.find(({ text }) => text.includes("This topic is about Sol")));
  expect(telegram.topics(GROUP).map(({ name }) => name)).toEqual(["Luna", "Sol"]);
});

it("what is written in a creator's topic is about that creator, colleagues and strangers are left alone", async () => {
  const luna = topicOf("Luna");
  const before = telegram.messages(GROUP).length;
  telegram.operatorWrites(GROUP, STRANGER, "what is this?", { threadId: luna });
  const said = telegram.operatorWrites(GROUP, OWNER, "avatar show", { threadId: luna });
  expect(said).toBeGreaterThan(0);
  await inGroup("Luna", luna);
  const own = telegram.messages(GROUP).find(({ text }) => text === "avatar show");
  telegram.operatorWrites(GROUP, CHATTER, "nice!", { threadId: luna, replyTo: own?.id ?? 0 });
  telegram.operatorWrites(GROUP, OWNER, "avatar show sol", { threadId: luna });
  const shown = await telegram.waitFor(GROUP, (messages) =>
    messages
      .slice(before)
      .find(({ text, from, threadId }) => from === "bot" && threadId === luna && /\bSol\b/.test(text)),
  );
  const bots = telegram
    .messages(GROUP)
    .slice(before)
    .filter(({ from }) => from === "bot");
  expect(bots).toHaveLength(2);
  expect(bots.at(-1)?.id).toBe(shown.id);
});

it("a draft comes to the topic once; who presses the button counts; who is not in the group hears it in private", async () => {
  const { prisma } = small.app.context.database;
  await prisma.account.create({
    data: { id: "acc_1", avatarId: "avt_luna", platform: "instagram", externalId: "1", handle: "luna" },
  });
  await prisma.fan.create({
    data: {
      id: "fan_1",
      avatarId: "avt_luna",
      displayName: "Alex",
      addresses: { create: { id: "adr_1", accountId: "acc_1", externalId: "77" } },
      conversations: { create: { id: "cnv_1", avatarId: "avt_luna", accountId: "acc_1", lastSeq: 1 } },
    },
  });
  const draft = { conversationId: "cnv_1", upToSeq: 1, kind: "reply", text: "See you soon!", state: "draft" } as const;
  await prisma.outboundMessage.create({ data: { id: "out_1", ...draft } });
  const { context } = small.app;
  await prisma.$transaction((tx) =>
    writeNotice(context, tx, { kind: "draft", outboundId: "out_1" }, { avatarId: "avt_luna", conversationId: "cnv_1" }),
  );
  small.publish(NOTICE_TOPIC);
  const luna = topicOf("Luna");
  const card = await inGroup("See you soon!", luna);
  await telegram.waitFor(AWAY, (messages) => messages.find(({ text }) => text.includes("See you soon!")));
  for (const id of [OWNER, CHATTER]) {
    expect(telegram.messages(id).some(({ text }) => text.includes("See you soon!"))).toBe(false);
  }
  const tap = (userId: number) => telegram.operatorTaps(GROUP, "Approve", { userId, messageId: card.id }).answered;
  expect((await tap(STRANGER)).text).toContain("private");
  expect((await tap(CHATTER)).text).toBe("");
  await inGroup("Approved", luna);
  expect(await prisma.outboundMessage.findUnique({ where: { id: "out_1" } })).toMatchObject({ state: "pending" });
});

it("a topic follows its creator: renamed, closed when retired; a deleted one is not made anew unasked", async () => {
  const { prisma } = small.app.context.database;
  const [luna, sol] = [topicOf("Luna"), topicOf("Sol")];
  await prisma.avatar.update({ where: { id: "avt_luna" }, data: { name: "Luna Vega" } });
  await prisma.avatar.update({ where: { id: "avt_sol" }, data: { state: "retired" } });
  await avatar("avt_mar", "Mar");
  look();
  await telegram.waitFor(GROUP, (messages) => messages.find(({ text }) => text.includes("This topic is about Mar")));
  const find = (id: number) => telegram.topics(GROUP).find((topic) => topic.id === id);
  expect([find(luna)?.name, find(sol)?.isClosed]).toEqual(["Luna Vega", true]);
  telegram.deleteTopic(GROUP, luna);
  const { context } = small.app;
  const lost = { kind: "custom", requestId: "cus_1", what: "asked" } as const;
  await prisma.$transaction((tx) => writeNotice(context, tx, lost, { avatarId: "avt_luna", conversationId: "cnv_1" }));
  small.publish(NOTICE_TOPIC);
  await telegram.waitFor(GROUP, (messages) =>
    messages.find(({ text, threadId }) => text.includes("Alex") && threadId === undefined),
  );
  expect(await prisma.avatarTopic.findFirst({ where: { avatarId: "avt_luna" } })).toMatchObject({ state: "lost" });
  telegram.operatorWrites(GROUP, OWNER, "/room_topic luna");
  await telegram.waitFor(GROUP, (messages) =>
    messages.find(({ text }) => text.includes("This topic is about Luna Vega")),
  );
});

it("a run card that needs a higher role waits in the topic for who may say yes", async () => {
  const mar = topicOf("Mar");
  telegram.operatorWrites(GROUP, CHATTER, "box order", { threadId: mar });
  const card = await telegram.waitFor(GROUP, (messages) =>
    messages.find(({ buttons, threadId }) => threadId === mar && buttons.flat().includes("Approve")),
  );
  const tap = (userId: number) => telegram.operatorTaps(GROUP, "Approve", { userId, messageId: card.id }).answered;
  await tap(CHATTER);
  await inGroup("owner", mar);
  // Asked in the topic it is seen there; the owner who is away hears of it.
  const told = await telegram.waitFor(AWAY, (messages) =>
    messages.find(({ text }) => text.includes("opr_chatter asks for a yes: box order")),
  );
  expect(told.buttons.flat()).toEqual(["Approve", "Cancel"]);
  await tap(OWNER);
  await inGroup("Boxes ordered", mar);
});
