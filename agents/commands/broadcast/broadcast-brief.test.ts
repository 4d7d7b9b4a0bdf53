import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type OpenAiEmulator, startOpenAiEmulator } from "../../../jobs/providers/openai-emulator/openai-emulator.ts";
import type { ChatModel } from "../../models/chat-model.ts";
import { createOpenAiCompatibleModel } from "../../models/openai-compatible.ts";
import { seedPriceBook } from "../money/seed-price-book.ts";
import { type Mailing, startMailing } from "../outreach/testing/mailing.ts";

const BRIEF = "new beach photos";
const GOOD = {
  en: "Hey {name}, the beach shoot came out beautifully.",
  es: "Hola {name}, la sesión de playa quedó preciosa.",
};

let mailing: Mailing;
let fan: Awaited<ReturnType<Mailing["answeredFan"]>>;
let emulator: OpenAiEmulator;
let answers: object[] = [];
let before = 0;
let model: ChatModel;
let offline: ChatModel;

const calls = () => emulator.chats.slice(before);

beforeAll(async () => {
  mailing = await startMailing();
  await mailing.done("segment.set", { avatar: "luna", name: "all" });
  await mailing.done("outreach.set", { avatar: "luna", afterAnswer: true, perHour: 600, everyDays: 0 });
  fan = await mailing.answeredFan();
  await seedPriceBook(mailing.setting.context);
  emulator = await startOpenAiEmulator();
  emulator.answerWith(() => ({ json: answers.shift() ?? GOOD }));
  const { baseUrl, apiKey } = emulator;
  model = createOpenAiCompatibleModel({ baseUrl, apiKey, model: "gpt-6-luna" });
  offline = mailing.setting.context.chat;
});
beforeEach(() => {
  before = emulator.chats.length;
  answers = [];
  Object.assign(mailing.setting.context, { chat: model });
});
afterAll(async () => {
  await mailing.close();
  await emulator.close();
});

const ask = (input = {}) => mailing.run("broadcast.send", { avatar: "luna", segment: "all", brief: BRIEF, ...input });

async function card(input = {}): Promise<string> {
  const result = await ask(input);
  if (result.state !== "waiting") throw new Error(JSON.stringify(result));
  return JSON.stringify(result.card);
}

test("one call writes both languages from brief and persona, with nothing of a fan in it", async () => {
  const shown = await card();
  expect(calls()).toHaveLength(1);
  expect(shown).toContain(GOOD.en);
  expect(shown).toContain(GOOD.es);
  const prompt = JSON.stringify(calls()[0]?.messages);
  expect(prompt).toContain(BRIEF);
  const said = await mailing.setting.context.database.prisma.message.findMany({ where: { author: "fan" } });
  expect(said.length).toBeGreaterThan(0);
  for (const { text } of said) expect(prompt).not.toContain(text);
});

test.each([
  ["a claim to be human", "I'm a real woman, not a bot, {name}!"],
  ["a price", "New set for just $9.99, {name}!"],
  ["a false promise", "Only today: last 2 left, {name}!"],
  ["a link", "Look at https://example.com, {name}"],
  ["another placeholder", "Hi {first_name}, how are you?"],
  ["a text that is too long", "hello ".repeat(90)],
])("%s is written once more, and only what breaks a rule again comes from a template", async (_what, bad) => {
  answers = [{ ...GOOD, en: bad }, GOOD];
  expect(await card()).toContain(GOOD.en);
  expect(calls()).toHaveLength(2);
  answers = [
    { ...GOOD, en: bad },
    { ...GOOD, en: bad },
  ];
  const shown = await card();
  expect(shown).not.toContain(bad.slice(0, 20));
  expect(shown).toContain("From a template");
  expect(shown).toContain(GOOD.es);
});

test("without a model it is a template of the brief's topic", async () => {
  Object.assign(mailing.setting.context, { chat: offline });
  const shown = await card();
  expect(calls()).toEqual([]);
  expect(shown).toContain("there is something new from me");
  expect(shown).toContain("tengo algo nuevo");
});

test("a text and a brief, neither, and a segment nobody is in are refused before any call", async () => {
  expect(await ask({ text: "hi" })).toMatchObject({ problem: { code: "invalid_input", field: "brief" } });
  expect(await ask({ brief: undefined })).toMatchObject({ problem: { code: "invalid_input", field: "text" } });
  await mailing.done("segment.set", { avatar: "luna", name: "rich", spentFrom: 900 });
  expect(await ask({ segment: "rich" })).toMatchObject({ problem: { reason: "nobody" } });
  expect(calls()).toEqual([]);
});

test("the yes is to what was shown: it is stored and sent without being written again", async () => {
  const { id } = await mailing.approved("broadcast.send", { avatar: "luna", segment: "all", brief: BRIEF });
  expect(calls()).toHaveLength(1);
  expect(
    await mailing.setting.context.database.prisma.broadcast.findUnique({ where: { id: String(id) } }),
  ).toMatchObject({ texts: GOOD });
  await mailing.round();
  expect(fan.received().at(-1)).toBe("Hey Fan, the beach shoot came out beautifully.");
});
