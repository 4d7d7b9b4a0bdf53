// Where operators sit: the emulated chats and REST, each with what a person there can do and see.
import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { texts } from "../../../agents/texts/texts.ts";
import type { DiscordEmulator } from "../../../bot/surfaces/discord/emulator/discord-emulator.ts";
import { tappable } from "../../../bot/surfaces/discord/emulator/message-log.ts";
import type { TelegramEmulator } from "../../../bot/surfaces/telegram/emulator/telegram-emulator.ts";
import type { ChairName } from "./scenes.ts";

export interface Chair {
  /** How much was told so far; it grows with everything that is. */
  told(): number;
  /** false: nobody was there to hear it. */
  asks(text: string): Promise<boolean>;
  /** A card to say yes to that came after so much was told. */
  cardAfter(told: number): string | null;
  /** Says yes to it; what comes of it is told, or not. */
  taps(card: string): Promise<void>;
  /** What was sent last arrives once more. */
  replays(): Promise<void>;
}

export interface Room {
  readonly telegram: TelegramEmulator;
  readonly discord: DiscordEmulator;
  readonly url: string;
  readonly token: () => Promise<string>;
}

export const OWNER = 41_001;
export const COLLEAGUE = 41_002;
export const DISCORD_OWNER = "52001";
export const DISCORD_CHANNEL = "800100";
/** Where the bot writes to that person alone: of what a restart cut off. The emulator's number for it. */
const DISCORD_DIRECT = `9${DISCORD_OWNER}`;
const APPROVE = texts("en").common.approve;
const CALL_LIMIT_MS = 20_000;
const ASK_AGAIN_MS = 500;

export function chairIn(room: Room, name: ChairName): Chair {
  if (name === "telegram") return telegramChair(room.telegram, OWNER);
  return name === "discord" ? discordChair(room.discord) : restChair(room);
}

/** How often something was said: each message, and each time it was written anew. */
function sayings(messages: readonly { readonly editCount: number }[]): number {
  return messages.reduce((sum, { editCount }) => sum + 1 + editCount, 0);
}

function telegramChair(telegram: TelegramEmulator, person: number): Chair {
  let lastUpdate = 0;
  const fromBot = () => telegram.messages(person).filter(({ from }) => from === "bot");
  return {
    told: () => sayings(fromBot()),
    asks: (text) => {
      lastUpdate = telegram.operatorWrites(person, person, text);
      return Promise.resolve(true); // Telegram keeps it until somebody takes it
    },
    cardAfter: (told) => {
      const card = fromBot().findLast(({ buttons }) => buttons.flat().includes(APPROVE));
      const before = fromBot().filter(({ id }) => card !== undefined && id < card.id);
      const isNew = sayings(before) >= told;
      return card && isNew ? String(card.id) : null;
    },
    taps: (card) => {
      try {
        lastUpdate = telegram.operatorTaps(person, APPROVE, { messageId: Number(card) }).updateId;
      } catch {
        return Promise.resolve(); // the button is gone: it was done
      }
      return Promise.resolve();
    },
    replays: () => Promise.resolve(telegram.repeat(lastUpdate)),
  };
}

function discordChair(discord: DiscordEmulator): Chair {
  const person = { userId: DISCORD_OWNER, channelId: DISCORD_CHANNEL };
  const shown = () => discord.messages(DISCORD_CHANNEL);
  const refused = () => discord.acknowledgements.filter(({ response }) => response?.type === 4).length;
  const aside = () => refused() + sayings(discord.messages(DISCORD_DIRECT));
  const heard = (act: () => Promise<unknown>) =>
    act().then(
      () => true,
      () => false, // "This interaction failed"
    );
  return {
    told: () => sayings(shown()) + aside(),
    asks: (text) => heard(() => discord.runs(person, "agent ask", { text })),
    cardAfter: (told) => {
      const messages = shown();
      const card = messages.findLast((message) => tappable(message, APPROVE) !== undefined);
      const before = card ? messages.slice(0, messages.indexOf(card)) : [];
      return card && sayings(before) >= told - aside() ? card.id : null;
    },
    taps: async (card) => void (await heard(async () => await discord.taps(person, APPROVE, card))),
    replays: async () => void (await heard(() => discord.repeat())),
  };
}

const Answer = z.looseObject({
  state: z.string().optional(),
  output: z.looseObject({ runCardId: z.string().optional() }).nullish(),
});

function restChair({ url, token }: Room): Chair {
  let told = 0;
  let card: { readonly id: string; readonly at: number } | null = null;
  let last: (() => Promise<boolean>) | undefined;
  const call = async (path: string, body: object, key: string): Promise<boolean> => {
    try {
      const response = await fetch(`${url}/api/v1/${path}`, {
        method: "POST",
        headers: {
          authorization: `Bearer ${await token()}`,
          "content-type": "application/json",
          "idempotency-key": key,
        },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(CALL_LIMIT_MS),
      });
      const { output } = Answer.parse(await response.json());
      if (path === "agent/ask" && output?.runCardId) card = { id: output.runCardId, at: told };
      told += 1;
      return response.status < 500;
    } catch {
      return false; // dead, or dying
    }
  };
  const keyed = (path: string, body: object) => {
    const key = randomUUID();
    last = () => call(path, body, key);
    return last;
  };
  /** As a client does whose connection was cut: the same again, under the same key. */
  const untilAnswered = async (ask: () => Promise<boolean>): Promise<void> => {
    const end = performance.now() + CALL_LIMIT_MS;
    while (!(await ask()) && performance.now() < end) await delay(ASK_AGAIN_MS);
  };
  return {
    told: () => told,
    asks: (text) => keyed("agent/ask", { text })(),
    cardAfter: (before) => (card && card.at >= before ? card.id : null),
    taps: (id) => untilAnswered(keyed("run/approve", { id })),
    replays: async () => void (await last?.()),
  };
}

/** A colleague who says yes to the newest card of all that wait. @returns when it was tapped; null: nothing was shown */
export async function colleagueSeesCard(telegram: TelegramEmulator): Promise<(() => void) | null> {
  const label = `${APPROVE}: agent plan`;
  const lastSeen = telegram.messages(COLLEAGUE).at(-1)?.id ?? 0;
  telegram.operatorWrites(COLLEAGUE, COLLEAGUE, "run list");
  const found = await telegram
    .waitFor(
      COLLEAGUE,
      (messages) => messages.find(({ id, buttons }) => id > lastSeen && buttons.flat().includes(label)),
      CALL_LIMIT_MS,
    )
    .catch(() => null);
  return found && (() => void telegram.operatorTaps(COLLEAGUE, label, { messageId: found.id }));
}
