// An operator who only has Telegram: the bot polls, makes pictures after a tap on the run card, and approves them.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { texts } from "../../agents/texts/texts.ts";
import { startTelegramEmulator, type TelegramEmulator } from "../surfaces/telegram/emulator/telegram-emulator.ts";
import { type Product, startProduct } from "./testing/product.ts";

const OWNER = 41_001;
const STRANGER = 41_002;
const words = texts("en");
let telegram: TelegramEmulator;
let product: Product;

const says = (text: string, chat = OWNER) => telegram.operatorWrites(chat, chat, text);
const seen = (part: string, limitMs = 15_000) =>
  telegram.waitFor(OWNER, (messages) => messages.find((message) => message.text.includes(part)), limitMs);
const hasButton = (label: string) =>
  telegram.waitFor(
    OWNER,
    (messages) => messages.find((message) => JSON.stringify(message.buttons).includes(label)),
    30_000,
  );

describe("the operator bot", { timeout: 60_000 }, () => {
  beforeAll(async () => {
    telegram = await startTelegramEmulator();
    product = await startProduct({
      TELEGRAM_BOT_TOKEN: telegram.token,
      TELEGRAM_API_ROOT: telegram.apiRoot,
      TELEGRAM_OPERATOR_IDS: String(OWNER),
    });
  });
  afterAll(async () => {
    await product?.close();
    await telegram?.close();
  });

  it("creates, asks before it spends, shows the pictures and approves them", async () => {
    says('/avatar_create Luna "surf and coffee in Lisbon, warm and playful"');
    await seen(words.avatar.created("Luna"));
    says("batch create luna 3");
    await seen(words.common.runCardTitle("batch create"));
    expect(await product.prisma.batch.count()).toBe(0);
    telegram.operatorTaps(OWNER, words.common.approve);
    const approveAll = words.batch.approveAll(3);
    await hasButton(approveAll);
    expect(telegram.calls.some((call) => /Photo|MediaGroup/.test(call.method))).toBe(true);
    await telegram.operatorTaps(OWNER, approveAll).answered;
    await telegram.waitFor(OWNER, (messages) => messages.find((message) => message.text.includes("approved")), 15_000);
    expect(await product.prisma.piece.count({ where: { state: "approved" } })).toBe(3);
  });

  it("tells a stranger nothing", async () => {
    says("avatar list", STRANGER);
    says("avatar list");
    await telegram.waitFor(OWNER, (messages) => messages.find((message) => message.text.includes("Luna ")), 15_000);
    expect(telegram.messages(STRANGER).filter((message) => message.text.includes("Luna"))).toEqual([]);
  });
});
