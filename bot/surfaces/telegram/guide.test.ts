// A command asked for one value at a time: choices as buttons, words as replies, a way back, and a restart in between.
import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { createApp } from "../../../agents/commands/app.ts";
import { defineCommand } from "../../../agents/commands/command.ts";
import { createRegistry } from "../../../agents/commands/registry.ts";
import { AppError } from "../../../agents/kernel/errors.ts";
import type { SeenMessage } from "./emulator/chat-log.ts";
import { startTelegramEmulator, type TelegramEmulator } from "./emulator/telegram-emulator.ts";
import { createTelegramBot, type TelegramBot } from "./telegram-bot.ts";
import { ManualTimers, type SmallApp, startSmallApp } from "./testing/small-app.ts";

const OWNER = 5001;
const sent: unknown[] = [];

const parcelSend = defineCommand({
  name: "parcel.send",
  role: "chatter",
  effect: "write",
  input: z.object({
    insured: z.boolean(),
    size: z.enum(["small", "large"]),
    weight: z.number().int().min(1).max(9),
    note: z.string().optional(),
  }),
  output: z.object({}),
  positional: ["size", "weight", "insured"],
  errors: ["refused"],
  run: async (_context, input) => {
    if (input.weight === 8) throw new AppError("refused", "Too heavy today.", { field: "weight" });
    sent.push(input);
    return {};
  },
  view: () => ({ title: "Parcel sent", tone: "good" }),
});

let small: SmallApp;
let telegram: TelegramEmulator;
let bot: TelegramBot;

const start = async () => {
  const app = createApp(small.app.context, createRegistry([parcelSend]));
  const { token, apiRoot } = telegram;
  bot = createTelegramBot({ app, token, apiRoot, mode: { kind: "polling" }, timers: new ManualTimers() });
  await bot.start();
};

beforeAll(async () => {
  small = await startSmallApp();
  await small.addOperator({ id: "opr_owner", role: "owner", telegramId: OWNER });
  telegram = await startTelegramEmulator({ firstUpdateId: 50_000 });
  await start();
});
afterAll(async () => {
  await bot.stop();
  await telegram.close();
  await small.close();
});

let looked = 0;
/** The newest message of the bot since the last one looked at. */
const next = async (part: string): Promise<SeenMessage> => {
  const found = await telegram.waitFor(OWNER, (messages) =>
    messages.find(({ id, from, text }) => from === "bot" && id > looked && text.includes(part)),
  );
  looked = found.id;
  return found;
};
const reply = (to: SeenMessage, text: string) => telegram.operatorWrites(OWNER, OWNER, text, { replyTo: to.id });
const tap = (label: string, messageId: number) => telegram.operatorTaps(OWNER, label, { messageId }).answered;

it("asks for each value, says what is wrong with one, goes back, and is not lost in a restart", async () => {
  telegram.operatorWrites(OWNER, OWNER, "/parcel_send");
  const size = await next("parcel send · size");
  expect(size.buttons.flat()).toEqual(["small", "large", "Cancel"]);
  await tap("large", size.id);
  const weight = await next("parcel send · weight");
  expect(weight.asksForReply).toBe(true);
  expect(telegram.messages(OWNER).find(({ id }) => id === size.id)).toMatchObject({
    text: "parcel send · size\n→ large",
    buttons: [],
  });
  reply(weight, "99");
  const again = await next("9 at most");
  await bot.stop();
  await start();
  reply(again, "3");
  const insured = await next("parcel send · insured");
  expect(insured.buttons.flat()).toEqual(["yes", "no", "« Back", "Cancel"]);
  await tap("« Back", insured.id);
  reply(await next("parcel send · weight"), "8");
  await tap("no", (await next("parcel send · insured")).id);
  await next("Too heavy today.");
  reply(await next("parcel send · weight"), "4");
  await next("Parcel sent");
  expect(sent).toEqual([{ size: "large", weight: 4, insured: false }]);
});

it("ends when told to, and asks nothing of who typed all of it", async () => {
  telegram.operatorWrites(OWNER, OWNER, "parcel send small");
  reply(await next("parcel send · weight"), "/cancel");
  await next("Cancelled. Nothing was done.");
  telegram.operatorWrites(OWNER, OWNER, "parcel send small 2 yes");
  await next("Parcel sent");
  expect(sent).toHaveLength(2);
});
