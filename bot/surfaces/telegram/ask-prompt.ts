// A button that needs one more word asks for it with a forced reply; the prompt itself says which button it belongs to, and
// so does a card that may be replied to.
import type { Api } from "grammy";
import type { Message } from "grammy/types";
import { texts } from "../../../agents/texts/texts.ts";
import { cut } from "../chat/split-text.ts";
import { type Addressee, threadOf } from "./addressee.ts";
import { escapeHtml, type HtmlBlock } from "./telegram-html.ts";

/** An invisible link carries the id: nothing to remember, so a restart in between does not matter. */
const MARK = "https://t.me/#ask=";
const PLACEHOLDER_LIMIT = 64;
const LEAVE_EMPTY = /^[-–—]$/;

export async function sendPrompt(api: Api, to: Addressee, buttonId: string, label: string): Promise<void> {
  const words = texts(to.actor.language).telegram;
  const html = `${markOf(buttonId).html}<b>${escapeHtml(cut(label, 200))}</b>\n<i>${escapeHtml(words.answerHere)}</i>`;
  await api.sendMessage(to.chatId, html, {
    ...threadOf(to),
    parse_mode: "HTML",
    reply_markup: { force_reply: true, input_field_placeholder: cut(label, PLACEHOLDER_LIMIT) },
  });
}

/** Put into a message: a reply to it does what the button does. */
export function markOf(buttonId: string): HtmlBlock {
  return { html: `<a href="${MARK}${buttonId}">\u2060</a>`, length: 1 };
}

/** The button a message answers, or null when it is no answer to one of our prompts or cards. */
export function promptedButton(message: Message, botId: number): string | null {
  const prompt = message.reply_to_message;
  if (prompt?.from?.id !== botId) return null;
  for (const entity of prompt.entities ?? []) {
    if (entity.type === "text_link" && entity.url.startsWith(MARK)) return entity.url.slice(MARK.length);
  }
  return null;
}

/** undefined: left empty on purpose. */
export function answerOf(text: string): string | undefined {
  return LEAVE_EMPTY.test(text.trim()) ? undefined : text;
}
