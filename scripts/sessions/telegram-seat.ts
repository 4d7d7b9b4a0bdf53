// The operator bot in the emulated Telegram: real updates in, the record of the chat out.
import { setTimeout as delay } from "node:timers/promises";
import type { SeenMessage } from "../../bot/surfaces/telegram/emulator/chat-log.ts";
import {
  startTelegramEmulator,
  type TelegramEmulator,
} from "../../bot/surfaces/telegram/emulator/telegram-emulator.ts";
import { photograph } from "./photograph.ts";
import type { Block, Seat, SeatOptions, Shown, Surface } from "./seat.ts";
import { telegramMarkdown } from "./telegram-entities.ts";
import { telegramPage } from "./telegram-page.ts";

const OPERATOR = 41_001;
const PHONE = { width: 430, height: 1_180 };
/** A prompt of the bot comes in its own time. */
const PROMPT_MS = 10_000;

export async function telegramSurface(): Promise<Surface> {
  const telegram = await startTelegramEmulator();
  return {
    title: "Telegram",
    environment: {
      ROLES: "web,worker,telegram",
      TELEGRAM_BOT_TOKEN: telegram.token,
      TELEGRAM_API_ROOT: telegram.apiRoot,
      TELEGRAM_OPERATOR_IDS: String(OPERATOR),
    },
    open: async (options) => telegramSeat(telegram, options),
    close: () => telegram.close(),
  };
}

function telegramSeat(telegram: TelegramEmulator, { browser, language }: SeatOptions): Seat {
  const messages = () => telegram.messages(OPERATOR);
  const write = (words: string, replyTo?: number) =>
    telegram.operatorWrites(OPERATOR, OPERATOR, words, {
      languageCode: language,
      ...(replyTo === undefined ? {} : { replyTo }),
    });
  return {
    prefix: "",
    view: async () => messages().map(shownOf),
    say: async (words) => void write(words),
    press: async (label) => {
      const { answered } = telegram.operatorTaps(OPERATOR, label);
      const { text } = await Promise.race([answered, delay(PROMPT_MS, { text: "" })]);
      return text;
    },
    fill: async (label, words) => {
      const newest = messages().at(-1)?.id ?? 0;
      await telegram.operatorTaps(OPERATOR, label).answered;
      const prompt = await telegram.waitFor(OPERATOR, (all) =>
        all.find(({ id, asksForReply }) => id > newest && asksForReply),
      );
      write(words, prompt.id);
    },
    picture: () => photograph(browser, PHONE, telegramPage(messages(), language === "es" ? "dark" : "light")),
  };
}

function shownOf(message: SeenMessage): Shown {
  const { id, from, text, entities, media, buttons } = message;
  const words: Block[] = text === "" ? [] : [{ kind: "text", markdown: telegramMarkdown(text, entities) }];
  return {
    id: String(id),
    by: from === "person" ? "operator" : "product",
    words: text,
    blocks: [...pictureOf(media), ...words],
    buttons,
  };
}

function pictureOf(media: SeenMessage["media"]): Block[] {
  const bytes = media?.kind === "photo" ? media.bytes : media?.thumbnailBytes;
  return bytes && bytes.length > 0 ? [{ kind: "picture", bytes, alt: media?.kind ?? "photo" }] : [];
}
