// A channel of the team's in Discord, the agent's text while it is written, and cards with more buttons than fit.
import { afterAll, beforeAll, expect, it } from "vitest";
import { agentCommands } from "../../../agents/commands/agent/commands.ts";
import { createApp } from "../../../agents/commands/app.ts";
import { seedPriceBook } from "../../../agents/commands/money/seed-price-book.ts";
import { NOTICE_TOPIC, writeNotice } from "../../../agents/commands/notice/write-notice.ts";
import { createRegistry, type Registry } from "../../../agents/commands/registry.ts";
import { roomCommands } from "../../../agents/commands/room/commands.ts";
import { createOpenAiCompatibleModel } from "../../../agents/models/openai-compatible.ts";
import { type OpenAiEmulator, startOpenAiEmulator } from "../../../jobs/providers/openai-emulator/openai-emulator.ts";
import { ManualTimers, type SmallApp, startSmallApp } from "../telegram/testing/small-app.ts";
import { buildRows } from "./components.ts";
import { createDiscordBot, type DiscordBot } from "./discord-bot.ts";
import { type DiscordEmulator, startDiscordEmulator } from "./emulator/discord-emulator.ts";
import { textOf } from "./emulator/message-log.ts";
import { HOLD_EVERY_MS, holdGateway } from "./hold-gateway.ts";

const TEAM = "6001";
const OWNER = { userId: "61001", channelId: TEAM };

let small: SmallApp;
let discord: DiscordEmulator;
let model: OpenAiEmulator;
let bot: DiscordBot;

beforeAll(async () => {
  small = await startSmallApp();
  const { context } = small.app;
  await seedPriceBook(context);
  await small.addOperator({ id: "opr_owner", role: "owner", telegramId: 1 });
  const { prisma } = context.database;
  const identity = { id: "idn_d", operatorId: "opr_owner", surface: "discord", externalId: OWNER.userId };
  await prisma.operatorIdentity.create({ data: identity });
  await prisma.avatar.create({ data: { id: "avt_a", slug: "ana", name: "Ana", statedAge: 25, brief: "x" } });
  model = await startOpenAiEmulator();
  discord = await startDiscordEmulator();
  discord.addChannel({ id: TEAM, type: 0 });
  const { baseUrl, apiKey } = model;
  const chat = createOpenAiCompatibleModel({ baseUrl, apiKey, model: "gpt-6-luna" });
  const registry: Registry = createRegistry([...agentCommands(() => registry), ...roomCommands]);
  const { token, applicationId, guildId, apiRoot } = discord;
  const app = createApp({ ...context, chat }, registry);
  bot = createDiscordBot({ app, token, applicationId, guildId, apiRoot, timers: new ManualTimers() });
  await bot.start();
});
afterAll(async () => {
  await bot.stop();
  await discord.close();
  await model.close();
  await small.close();
});

const seen = (part: string) =>
  discord.waitFor((messages) => messages.find((message) => textOf(message).includes(part)));

it("the promised answer grows, and is the answer in the end", async () => {
  let go = (): void => undefined;
  const hold = new Promise<void>((resolve) => {
    go = resolve;
  });
  model.answerWith(() => ({ text: "Ana is doing well.", hold }));
  await discord.runs(OWNER, "agent ask", { text: "how is everybody?" });
  const growing = await discord.waitFor((messages) => messages.find(({ content }) => content.includes("▍")));
  expect(growing.content).not.toContain("well.");
  go();
  const whole = await seen("Ana is doing well.");
  expect([whole.id, whole.content]).toEqual([growing.id, ""]);
  expect(discord.messages(TEAM)).toHaveLength(1);
});

it("a channel that is a room is told of notices, with buttons for everybody of the team", async () => {
  await discord.runs(OWNER, "room link");
  await seen("room of the team");
  const { context } = small.app;
  const notice = { kind: "calendar", what: "held", account: "ana", count: 2 } as const;
  await context.database.prisma.$transaction((tx) =>
    writeNotice(context, tx, notice, { avatarId: "avt_a", conversationId: null }),
  );
  small.publish(NOTICE_TOPIC);
  const inRoom = await discord.waitFor((messages) =>
    messages.find(
      (message) => message.channelId === TEAM && textOf(message).includes("ana") && message.components.length > 0,
    ),
  );
  await discord.waitFor((messages) => messages.find(({ channelId }) => channelId === `9${OWNER.userId}`));
  const { input } = await context.database.prisma.buttonPayload.findFirstOrThrow({
    where: { command: "schedule.show" },
  });
  expect(inRoom.channelId).toBe(TEAM);
  expect(input).toMatchObject({ operatorId: null });
});

it("buttons that do not fit a message become menus; none is left out", async () => {
  const { context } = small.app;
  const press = (label: string, id: string) => ({ label, command: "box.paint", input: { id } });
  const buttons = Array.from({ length: 40 }, (_, index) => press(`Box ${index}`, `own-${index}`));
  const pieces = Array.from({ length: 10 }, (_, index) => ({
    number: index + 1,
    caption: `piece ${index}`,
    buttons: ["Approve", "Reject", "Again", "Show"].map((label) => press(label, `${label}-${index}`)),
  }));
  const rows = await buildRows(context, "opr_owner", { kind: "answer", buttons, pieces });
  const values = rows.flatMap(({ components }) =>
    components.flatMap((part) => ("options" in part ? part.options.map(({ value }) => value) : [])),
  );
  expect(rows.length).toBeLessThanOrEqual(5);
  expect(new Set(values).size).toBe(80);
  const few = await buildRows(context, "opr_owner", { kind: "answer", buttons: buttons.slice(0, 12) });
  expect(few.map(({ components }) => components.length)).toEqual([5, 5, 2]);
  expect(discord.refusals).toEqual([]);
});

it("one process has the gateway; another takes over once it is given back, and not before", async () => {
  const { context } = small.app;
  const sessions: string[] = [];
  const hold = (name: string, timers: ManualTimers) =>
    holdGateway({
      context,
      applicationId: "1",
      timers,
      open: async () => {
        sessions.push(name);
        return { close: async () => void sessions.push(`${name} ended`) };
      },
    });
  const waiting = new ManualTimers();
  const first = await hold("first", new ManualTimers());
  const second = await hold("second", waiting);
  waiting.fire(HOLD_EVERY_MS);
  await first.close();
  expect(sessions).toEqual(["first", "first ended"]);
  waiting.fire(HOLD_EVERY_MS);
  await expect.poll(() => sessions).toContain("second");
  await second.close();
});
