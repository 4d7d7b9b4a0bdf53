// The agent's answer while it is written: a draft in private chats, a message that grows in groups.
import type { Api } from "grammy";
import { beginAnswer, endAnswer, type LostAnswer, touchAnswer } from "../../../agents/commands/agent/open-answers.ts";
import { callInternal } from "../../../agents/commands/internal.ts";
import { texts } from "../../../agents/texts/texts.ts";
import type { Timers } from "../../../jobs/queue/timers.ts";
import { LiveText, WRITING } from "../chat/live-text.ts";
import { cut } from "../chat/split-text.ts";
import { type Addressee, threadOf } from "./addressee.ts";
import type { Desk } from "./desk.ts";
import { isBadRequest } from "./retry-calls.ts";
import { MESSAGE_LIMIT } from "./telegram-html.ts";

/** Telegram asks for about one message a second in a chat, and twenty a minute in a group. */
const PACE_MS = 1_500;
const GROUP_PACE_MS = 3_500;

interface WrittenAnswer {
  readonly onText: (soFar: string) => void;
  readonly signal: AbortSignal;
  /** @returns the message that the answer takes the place of */
  end(): Promise<number | undefined>;
}

export async function beginWriting(
  desk: Pick<Desk, "app" | "resolveActor">,
  api: Api,
  timers: Timers,
  to: Addressee,
  question: { readonly externalId: string; readonly updateId: number },
): Promise<WrittenAnswer> {
  const { context } = desk.app;
  const { language } = to.actor;
  const place = { chatId: String(to.chatId), threadId: to.threadId === undefined ? null : String(to.threadId) };
  const id = await callInternal(context, beginAnswer, { surface: "telegram", ...place, language });
  let messageId: number | undefined;
  const grow = async (text: string) => {
    if (messageId === undefined) messageId = (await api.sendMessage(to.chatId, text, threadOf(to))).message_id;
    else await keepOn(() => api.editMessageText(to.chatId, messageId ?? 0, text));
  };
  const text = new LiveText({
    surface: "telegram",
    paceMs: to.isShared ? GROUP_PACE_MS : PACE_MS,
    timers,
    log: context.log,
    stopped: texts(language).agent.accessLost,
    isAllowed: async () => {
      await callInternal(context, touchAnswer, { id, messageId: messageId === undefined ? null : String(messageId) });
      return (await desk.resolveActor(question.externalId)) !== null;
    },
    show: async (soFar) => {
      const shown = cut(soFar, MESSAGE_LIMIT - WRITING.length);
      // The draft is gone by itself once the answer is there.
      if (!to.isShared) await api.sendMessageDraft(to.chatId, question.updateId, shown, threadOf(to));
      else await grow(`${shown}${WRITING}`);
    },
  });
  return {
    onText: text.onText,
    signal: text.signal,
    end: async () => {
      await text.end();
      await callInternal(context, endAnswer, { id });
      return messageId;
    },
  };
}

/** Beyond a message's length the same is shown again. */
async function keepOn(edit: () => Promise<unknown>): Promise<void> {
  try {
    await edit();
  } catch (thrown) {
    if (!isBadRequest(thrown, "message is not modified")) throw thrown;
  }
}

export async function closeLost(api: Api, { chatId, threadId, messageId, language }: LostAnswer): Promise<void> {
  const words = texts(language).agent.interrupted;
  const thread = threadId === null ? {} : { message_thread_id: Number(threadId) };
  if (messageId !== null) {
    try {
      await api.editMessageText(Number(chatId), Number(messageId), words);
      return;
    } catch (thrown) {
      if (!isBadRequest(thrown)) throw thrown;
    }
  }
  await api.sendMessage(Number(chatId), words, thread);
}
