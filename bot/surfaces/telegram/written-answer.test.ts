// The agent's answer as it is written: seen in pieces, whole at the end, one message whatever happens on the way.
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { agentCommands } from "../../../agents/commands/agent/commands.ts";
import { createApp } from "../../../agents/commands/app.ts";
import { seedPriceBook } from "../../../agents/commands/money/seed-price-book.ts";
import { createRegistry, type Registry } from "../../../agents/commands/registry.ts";
import { roomCommands } from "../../../agents/commands/room/commands.ts";
import { MINUTE_MS } from "../../../agents/kernel/clock.ts";
import { createOpenAiCompatibleModel } from "../../../agents/models/openai-compatible.ts";
import {
  OPENAI_FAULTS,
  type OpenAiEmulator,
  startOpenAiEmulator,
} from "../../../jobs/providers/openai-emulator/openai-emulator.ts";
import { startTelegramEmulator, type TelegramEmulator } from "./emulator/telegram-emulator.ts";
import { createTelegramBot, type TelegramBot } from "./telegram-bot.ts";
import { ManualTimers, type SmallApp, startSmallApp } from "./testing/small-app.ts";

const [OWNER, LEAVER, GROUP] = [4001, 4002, -100_888];
const PACE_MS = 4_000;

let small: SmallApp;
let telegram: TelegramEmulator;
let model: OpenAiEmulator;
let bot: TelegramBot;
let timers: ManualTimers;

const start = async () => {
  const { baseUrl, apiKey } = model;
  const chat = createOpenAiCompatibleModel({ baseUrl, apiKey, model: "gpt-6-luna" });
  const registry: Registry = createRegistry([...agentCommands(() => registry), ...roomCommands]);
  const app = createApp({ ...small.app.context, chat }, registry);
  timers = new ManualTimers();
  const { token, apiRoot } = telegram;
  bot = createTelegramBot({ app, token, apiRoot, mode: { kind: "polling" }, timers });
  await bot.start();
};

beforeAll(async () => {
  small = await startSmallApp();
  await seedPriceBook(small.app.context);
  await small.addOperator({ id: "opr_owner", role: "owner", telegramId: OWNER });
  await small.addOperator({ id: "opr_leaver", role: "owner", telegramId: LEAVER });
  telegram = await startTelegramEmulator({ firstUpdateId: 60_000 });
  telegram.addGroup({ id: GROUP, title: "Team", isForum: false, canManageTopics: false, members: [OWNER] });
  model = await startOpenAiEmulator();
  await start();
});
afterAll(async () => {
  await bot.stop();
  await telegram.close();
  await model.close();
  await small.close();
});
beforeEach(() => model.answerWith());

/** The model's last word comes once `go` is called. */
function held(text: string): { go: () => void } {
  let go = () => undefined as unknown;
  const hold = new Promise((resolve) => {
    go = () => resolve(undefined);
  });
  model.answerWith(() => ({ text, hold }));
  return { go };
}
const said = (chatId: number) => telegram.messages(chatId).filter(({ from }) => from === "bot");
const seen = (chatId: number, text: string) =>
  telegram.waitFor(chatId, (messages) => messages.find((each) => each.from === "bot" && each.text.includes(text)));
const drafted = (chatId: number, count: number) =>
  telegram.waitFor(chatId, () => telegram.drafts(chatId).length >= count || undefined);

it("in a private chat the text appears as a draft, and the answer is one message", async () => {
  const { go } = held("All three creators are doing well today.");
  telegram.operatorWrites(OWNER, OWNER, "how is everybody getting on?");
  await drafted(OWNER, 1);
  expect(said(OWNER)).toEqual([]);
  go();
  await seen(OWNER, "All three creators are doing well today.");
  expect(said(OWNER)).toHaveLength(1);
  expect("All three creators are doing well today.").toContain(telegram.drafts(OWNER)[0]?.[0]);
  expect(await small.app.context.database.prisma.openAnswer.count()).toBe(0);
});

it("in a group one message grows and becomes the answer", async () => {
  telegram.operatorWrites(GROUP, OWNER, "/room_link");
  await seen(GROUP, "room of the team");
  const before = said(GROUP).length;
  const { go } = held("Nothing waits for you.");
  telegram.operatorWrites(GROUP, OWNER, "@emulated_bot does anything wait for me?");
  const growing = await seen(GROUP, "▍");
  expect(growing.text).not.toContain("waits for you.");
  go();
  const whole = await seen(GROUP, "Nothing waits for you.");
  expect([whole.id, said(GROUP).length - before]).toEqual([growing.id, 1]);
});

it("a line that breaks in mid-answer ends in one message that says so, never in half a text", async () => {
  const before = said(OWNER).length;
  model.answerWith(() => ({ text: "Half of this sentence is never the whole of it." }));
  model.faults.add("chat", OPENAI_FAULTS.cut);
  telegram.operatorWrites(OWNER, OWNER, "tell me something");
  const told = await telegram.waitFor(OWNER, (messages) => messages.filter(({ from }) => from === "bot")[before]);
  expect(told.text).toMatch(/chat model/i);
  expect(told.text).not.toContain("Half of this");
});

it("who loses access in mid-answer gets no more of it", async () => {
  const { go } = held("The secret of the house is kept.");
  telegram.operatorWrites(LEAVER, LEAVER, "what do we keep?");
  await drafted(LEAVER, 1);
  await timers.whenWaiting(1_500);
  await small.app.context.database.prisma.operator.update({ where: { id: "opr_leaver" }, data: { active: false } });
  timers.fire(PACE_MS);
  await seen(LEAVER, "You no longer have access");
  go();
  expect(said(LEAVER)).toHaveLength(1);
});

it("what a crash leaves half written is closed after the restart, once", async () => {
  const { prisma } = small.app.context.database;
  const half = await seen(GROUP, "Nothing waits for you.");
  await bot.stop();
  const left = { surface: "telegram", chatId: String(GROUP), language: "en", touchedAt: small.clock.now() };
  await prisma.openAnswer.create({ data: { id: "opa_1", ...left, messageId: String(half.id) } });
  await start();
  timers.fire(15_000);
  small.clock.advance(3 * MINUTE_MS);
  timers.fire(15_000);
  const closed = await seen(GROUP, "I was interrupted");
  expect(closed.id).toBe(half.id);
  expect(await prisma.openAnswer.count()).toBe(0);
});
