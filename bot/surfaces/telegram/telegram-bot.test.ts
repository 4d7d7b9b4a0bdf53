// The operator bot against the emulated Bot API over HTTP, on a real database.
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { EDIT_INTERVAL_MS } from "../chat/live-cards.ts";
import type { SeenMessage } from "./emulator/chat-log.ts";
import { startTelegramEmulator, TELEGRAM_FAULTS, type TelegramEmulator } from "./emulator/telegram-emulator.ts";
import { createTelegramBot, type TelegramBot, type TelegramMode } from "./telegram-bot.ts";
import { ManualTimers, type SmallApp, startSmallApp } from "./testing/small-app.ts";

const OWNER = 1001;
const CHATTER = 1002;
const SPANISH = 1003;
const STRANGER = 6666;

let small: SmallApp;
let telegram: TelegramEmulator;
let bot: TelegramBot;
let timers: ManualTimers;
const waits: number[] = [];

function makeBot(mode: TelegramMode = { kind: "polling" }): TelegramBot {
  const { app } = small;
  const { token, apiRoot } = telegram;
  const wait = async (delayMs: number) => void waits.push(delayMs);
  return createTelegramBot({ app, token, apiRoot, mode, timers, wait });
}

beforeAll(async () => {
  small = await startSmallApp();
  await small.addOperator({ id: "opr_owner", role: "owner", telegramId: OWNER });
  await small.addOperator({ id: "opr_chatter", role: "chatter", telegramId: CHATTER });
  await small.addOperator({ id: "opr_spanish", role: "owner", telegramId: SPANISH, language: "es" });
});
afterAll(() => small.close());

let emulators = 0;
beforeEach(async () => {
  // Update ids of different emulators must differ, as the database remembers them.
  emulators += 1;
  telegram = await startTelegramEmulator({ firstUpdateId: emulators * 1_000, webhookRetryMs: 1 });
  timers = new ManualTimers();
  waits.length = 0;
  small.painted.length = 0;
  small.work.done = 0;
  small.work.total = 4;
  small.clock.advance(60_000);
  bot = makeBot();
});
afterEach(async () => {
  await bot.stop();
  await telegram.close();
});

const botMessages = (messages: readonly SeenMessage[]) => messages.filter(({ from }) => from === "bot");
const seen = (chatId: number, text: string) =>
  telegram.waitFor(chatId, (messages) => botMessages(messages).find((message) => message.text.includes(text)));

describe("commands", () => {
  it("offers the public commands in both languages and understands menu names and plain text", async () => {
    await bot.start();
    const offered = telegram.commands("all_private_chats").map(({ command }) => command);
    expect(offered).toContain("box_make");
    expect(offered).not.toContain("box_secret");
    expect(telegram.commands("all_private_chats", "es")).toHaveLength(offered.length);

    telegram.operatorWrites(OWNER, OWNER, "/box_list 3");
    const list = await seen(OWNER, "3 boxes & <more>");
    expect(list.text).toContain("box-3");
    expect(list.text).toContain("http://127.0.0.1:3000/");
    expect(list.entities.map(({ type }) => type)).toEqual(expect.arrayContaining(["bold", "pre", "italic"]));

    telegram.operatorWrites(OWNER, OWNER, "box lsit");
    expect((await seen(OWNER, "box lsit")).text).toContain("box list");
    telegram.operatorWrites(SPANISH, SPANISH, "box.nothing at all");
    expect((await seen(SPANISH, "No conozco")).from).toBe("bot");
    telegram.operatorWrites(OWNER, OWNER, "box secret");
    await telegram.waitFor(OWNER, (messages) => botMessages(messages)[2]);
    expect(telegram.messages(OWNER).some(({ text }) => text === "internal")).toBe(false);
  });

  it("splits what is longer than a message", async () => {
    await bot.start();
    telegram.operatorWrites(OWNER, OWNER, "box list 500");
    await seen(OWNER, "box-500 ");
    expect(botMessages(telegram.messages(OWNER)).length).toBeGreaterThan(1);
  });

  it("answers an update once, also when it is delivered again after a restart", async () => {
    await bot.start();
    const updateId = telegram.operatorWrites(OWNER, OWNER, "box paint box-1");
    await seen(OWNER, "box-1 painted");
    await bot.stop();
    telegram.repeat(updateId);
    bot = makeBot();
    await bot.start();
    telegram.operatorWrites(OWNER, OWNER, "box paint box-2");
    await seen(OWNER, "box-2 painted");
    expect(small.painted).toEqual(["box-1", "box-2"]);
  });
});

describe("run cards, progress and albums", () => {
  it("turns the run card into progress in one message, then shows album and buttons", async () => {
    await bot.start();
    telegram.operatorWrites(OWNER, OWNER, "box make 4");
    const card = await telegram.waitFor(OWNER, (messages) =>
      messages.find(({ buttons }) => buttons.flat().includes("Approve")),
    );
    expect(card.buttons).toEqual([["Approve", "Cancel"]]);
    await telegram.operatorTaps(OWNER, "Approve").answered;
    const running = await telegram.waitFor(OWNER, (messages) =>
      messages.find(({ text }) => text.includes("0 of 4 boxes")),
    );
    expect(running.id).toBe(card.id);
    await timers.whenWaiting(EDIT_INTERVAL_MS);

    // Three changes within the pause between edits make one edit.
    small.work.done = 1;
    small.publish("box:1");
    small.work.done = 2;
    small.publish("box:1");
    timers.fire(EDIT_INTERVAL_MS);
    const half = await telegram.waitFor(OWNER, (messages) =>
      messages.find(({ text }) => text.includes("2 of 4 boxes")),
    );
    expect(half.editCount).toBe(2);
    expect(half.text).toContain("▓▓▓▓▓▓░░░░░░ 50 %");

    await timers.whenWaiting(EDIT_INTERVAL_MS);
    small.work.done = 4;
    small.publish("box:1");
    timers.fire(EDIT_INTERVAL_MS);
    const pieces = await telegram.waitFor(OWNER, (messages) =>
      messages.find(({ buttons }) => buttons.flat().includes("4 · Paint")),
    );
    const photos = telegram.messages(OWNER).filter(({ hasPhoto }) => hasPhoto);
    expect(photos).toHaveLength(4);
    expect(new Set(photos.map(({ albumId }) => albumId)).size).toBe(1);
    expect(photos[0]?.text).toBe("box-1 · <to review>");
    expect(pieces.buttons.flat()).toContain("Paint all");
    expect(telegram.messages(OWNER).find(({ id }) => id === card.id)?.text).toContain("Boxes made");
  });

  it("sends at most ten pictures at once and says which one is missing", async () => {
    small.work.done = 12;
    small.work.total = 12;
    await bot.start();
    telegram.operatorWrites(OWNER, OWNER, "box progress");
    const last = await seen(OWNER, "12. box-12");
    const photos = telegram.messages(OWNER).filter(({ hasPhoto }) => hasPhoto);
    expect(photos).toHaveLength(11);
    expect(photos.map(({ albumId }) => albumId !== undefined)).toEqual([...Array<boolean>(10).fill(true), false]);
    expect(last.text).toContain("This picture cannot be shown here.");
    expect(last.buttons.flat()).toEqual(["11 · Paint", "11 · Rename", "12 · Paint", "12 · Rename", "Paint all"]);
  });

  it("cancels a run card in place", async () => {
    await bot.start();
    telegram.operatorWrites(OWNER, OWNER, "box make 2");
    const card = await telegram.waitFor(OWNER, (messages) =>
      messages.find(({ buttons }) => buttons.flat().includes("Cancel")),
    );
    telegram.operatorTaps(OWNER, "Cancel");
    const canceled = await telegram.waitFor(OWNER, (messages) =>
      messages.find(({ id, editCount }) => id === card.id && editCount > 0),
    );
    expect(canceled.buttons).toEqual([]);
  });
});

describe("buttons", () => {
  async function showBoxes(): Promise<SeenMessage> {
    small.work.done = 4;
    await bot.start();
    telegram.operatorWrites(OWNER, OWNER, "box progress");
    return await telegram.waitFor(OWNER, (messages) =>
      messages.find(({ buttons }) => buttons.flat().includes("1 · Paint")),
    );
  }

  it("runs a button once for a double tap and takes it off", async () => {
    await showBoxes();
    const first = telegram.operatorTaps(OWNER, "2 · Paint");
    const second = telegram.operatorTaps(OWNER, "2 · Paint");
    expect((await first.answered).text).toBe("");
    expect(await second.answered).toEqual({ text: "That is done already.", showAlert: true });
    expect(small.painted).toEqual(["box-2"]);
    const left = await telegram.waitFor(OWNER, (messages) =>
      messages.find(({ text, editCount }) => text.startsWith("1.") && editCount > 0),
    );
    expect(left.buttons.flat()).not.toContain("2 · Paint");
    expect(left.buttons.flat()).toContain("3 · Paint");
  });

  it("refuses another operator's tap with an alert, and made-up data", async () => {
    const list = await showBoxes();
    telegram.operatorWrites(CHATTER, CHATTER, "box list");
    await seen(CHATTER, "2 boxes");
    const foreign = telegram.operatorTaps(OWNER, "3 · Paint", { userId: CHATTER, messageId: list.id });
    expect(await foreign.answered).toEqual({ text: "This button was made for someone else.", showAlert: true });
    for (const callbackData of ["a:btn_000000000000000000000000", "box.paint", "a:btn_'; drop"]) {
      const made = telegram.operatorTaps(OWNER, "3 · Paint", { callbackData });
      expect((await made.answered).showAlert).toBe(true);
    }
    expect(small.painted).toEqual([]);
  });

  it("asks for the missing word and takes the reply", async () => {
    await showBoxes();
    telegram.operatorTaps(OWNER, "1 · Rename");
    const prompt = await telegram.waitFor(OWNER, (messages) => messages.find(({ asksForReply }) => asksForReply));
    expect(prompt.text).toContain("New name");
    telegram.operatorWrites(OWNER, OWNER, "Blue <box>", { replyTo: prompt.id });
    await seen(OWNER, "box-1 is now Blue <box>");
    telegram.operatorWrites(OWNER, OWNER, "-", { replyTo: prompt.id });
    await seen(OWNER, "box-1 is now unnamed");
  });

  it("shows why a button failed and leaves it there", async () => {
    await bot.start();
    telegram.operatorWrites(OWNER, OWNER, "box paint box-13");
    expect((await seen(OWNER, "cannot be painted")).text).toContain("Take another.");
  });
});

describe("who may talk", () => {
  it("tells a stranger once, says nothing more, and refuses their taps", async () => {
    await bot.start();
    telegram.operatorWrites(STRANGER, STRANGER, "/box_list");
    expect((await seen(STRANGER, "private bot")).buttons).toEqual([]);
    telegram.operatorWrites(STRANGER, STRANGER, "box paint box-1");
    telegram.operatorWrites(OWNER, OWNER, "box make 1");
    await telegram.waitFor(OWNER, (messages) => messages.find(({ buttons }) => buttons.flat().includes("Approve")));
    const tap = telegram.operatorTaps(OWNER, "Approve", { userId: STRANGER });
    expect((await tap.answered).text).toBe("This is a private bot.");
    expect(botMessages(telegram.messages(STRANGER))).toHaveLength(1);
    expect(small.painted).toEqual([]);
  });

  it("refuses groups politely, also with an operator in them", async () => {
    await bot.start();
    telegram.operatorWrites(-500, OWNER, "just talking");
    telegram.operatorWrites(-500, OWNER, "/box_list");
    telegram.operatorWrites(-500, OWNER, "/box_list");
    telegram.operatorWrites(OWNER, OWNER, "box list");
    await seen(OWNER, "2 boxes");
    expect(botMessages(telegram.messages(-500)).map(({ text }) => text)).toEqual([
      "Write to me in a private chat. To have me in a group, an owner of the team writes /room_link in it.",
    ]);
  });

  it("does not run what the role does not allow", async () => {
    await small.app.context.database.prisma.operator.update({
      where: { id: "opr_chatter" },
      data: { role: "analyst" },
    });
    await bot.start();
    telegram.operatorWrites(CHATTER, CHATTER, "box paint box-1");
    await seen(CHATTER, "chatter");
    expect(small.painted).toEqual([]);
    await small.app.context.database.prisma.operator.update({
      where: { id: "opr_chatter" },
      data: { role: "chatter" },
    });
  });
});

describe("failures", () => {
  it("obeys retry_after, survives 5xx and cut lines, and goes on after an update that failed", async () => {
    await bot.start();
    telegram.operatorWrites(OWNER, OWNER, "hello");
    await seen(OWNER, "hello");
    telegram.faults.add("sendMessage", TELEGRAM_FAULTS.tooManyRequests(7));
    telegram.faults.add("sendMessage", TELEGRAM_FAULTS.badGateway);
    telegram.faults.add("getUpdates", TELEGRAM_FAULTS.internal, 2);
    telegram.operatorWrites(OWNER, OWNER, "box list 4");
    await seen(OWNER, "4 boxes");
    expect(waits).toEqual(expect.arrayContaining([7_000, 1_000]));
    telegram.faults.add("sendMessage", TELEGRAM_FAULTS.internal, 8);
    telegram.operatorWrites(OWNER, OWNER, "box list 5");
    telegram.operatorWrites(OWNER, OWNER, "box list 6");
    await seen(OWNER, "6 boxes");
  });

  it("says so when the token is refused", async () => {
    telegram.faults.add("getMe", TELEGRAM_FAULTS.unauthorized);
    await bot.start();
    expect(bot.state()).toBe("refused");
  });
});

describe("webhook mode", () => {
  let server: Server;
  let publicUrl: string;

  beforeEach(async () => {
    const application = express();
    bot = makeBot({ kind: "webhook", publicUrl: () => publicUrl, secret: "a-secret-of-the-webhook" });
    application.use(bot.mount.path, await bot.mount.load());
    application.use((error: { status?: number }, _request: unknown, response: express.Response, _next: unknown) => {
      response.status(error.status ?? 500).end();
    });
    server = createServer(application);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    publicUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(() => new Promise<void>((resolve) => server.close(() => resolve())));

  it("takes updates with the secret, once each, and nothing without it", async () => {
    await bot.start();
    expect(telegram.webhookInfo().url).toBe(`${publicUrl}/webhooks/telegram/operator`);
    const updateId = telegram.operatorWrites(OWNER, OWNER, "box paint box-7");
    await seen(OWNER, "box-7 painted");
    telegram.repeat(updateId);
    telegram.operatorWrites(OWNER, OWNER, "box list 1");
    await seen(OWNER, "1 boxes");
    expect(small.painted).toEqual(["box-7"]);
    for (const secret of ["wrong", undefined]) {
      const response = await fetch(`${publicUrl}/webhooks/telegram/operator`, {
        method: "POST",
        headers: {
          "Content-Type": "application/json",
          ...(secret ? { "X-Telegram-Bot-Api-Secret-Token": secret } : {}),
        },
        body: JSON.stringify({ update_id: 9, message: { message_id: 1, date: 1, text: "box paint box-8" } }),
      });
      expect(response.status).toBe(401);
    }
    expect(small.painted).toEqual(["box-7"]);
  });
});
