// The agent's answer while it is written: the promised answer, edited as it grows.
import { beginAnswer, endAnswer, type LostAnswer, touchAnswer } from "../../../agents/commands/agent/open-answers.ts";
import { callInternal } from "../../../agents/commands/internal.ts";
import { texts } from "../../../agents/texts/texts.ts";
import { EDIT_INTERVAL_MS } from "../chat/live-cards.ts";
import { LiveText, WRITING } from "../chat/live-text.ts";
import { cut } from "../chat/split-text.ts";
import type { Desk, Visit } from "./desk.ts";
import type { DiscordApi } from "./discord-api.ts";

const CONTENT_LIMIT = 2_000;

interface WrittenAnswer {
  readonly onText: (soFar: string) => void;
  readonly signal: AbortSignal;
  end(): Promise<void>;
}

export async function beginWriting(desk: Desk, { actor, place, userId }: Visit): Promise<WrittenAnswer> {
  const { context } = desk.app;
  const { language } = actor;
  const where = { surface: "discord", chatId: place.chatId, threadId: null, language };
  const id = await callInternal(context, beginAnswer, where);
  let messageId: string | null = null;
  const text = new LiveText({
    surface: "discord",
    paceMs: EDIT_INTERVAL_MS,
    timers: desk.timers,
    log: context.log,
    stopped: texts(language).agent.accessLost,
    isAllowed: async () => {
      await callInternal(context, touchAnswer, { id, messageId });
      return (await desk.resolveActor(userId)) !== null;
    },
    show: async (soFar) => {
      const content = `${cut(soFar, CONTENT_LIMIT - WRITING.length)}${WRITING}`;
      messageId = await desk.api.answer(place, { content });
    },
  });
  return {
    onText: text.onText,
    signal: text.signal,
    end: async () => {
      await text.end();
      await callInternal(context, endAnswer, { id });
    },
  };
}

/** Its token may be over, so the bot's own right to its messages is used. */
export async function closeLost(api: DiscordApi, { chatId, messageId, language }: LostAnswer): Promise<void> {
  const content = texts(language).agent.interrupted;
  const isThere = messageId !== null && (await api.edit({ chatId }, messageId, { content }));
  if (!isThere) await api.send({ chatId }, { content });
}
