// A tapped button: only for the operator it was made for, and once (trust T8).

import { loadButton } from "../../../agents/commands/button/load-button.ts";
import type { StoredButtonValue } from "../../../agents/commands/button/stored-button.ts";
import { callInternal } from "../../../agents/commands/internal.ts";
import { texts } from "../../../agents/texts/texts.ts";
import type { RecentTaps } from "../chat/recent-taps.ts";
import { cut } from "../chat/split-text.ts";
import { sendPrompt } from "./ask-prompt.ts";
import { addressee, type Desk, runCommand, showResult } from "./desk.ts";
import { proceed } from "./guide.ts";
import { type Keyboard, parseCallbackData, type TapKind } from "./keyboard.ts";
import type { OperatorContext } from "./operator-context.ts";
import { isBadRequest } from "./retry-calls.ts";
import { MESSAGE_LIMIT } from "./telegram-html.ts";

export async function onTap(desk: Desk, taps: RecentTaps, context: OperatorContext): Promise<void> {
  const { actor } = context;
  const words = texts(actor.language).telegram;
  const query = context.callbackQuery;
  const tapped = parseCallbackData(query?.data ?? "");
  const messageId = query?.message?.message_id;
  if (!tapped || messageId === undefined) {
    await answer(desk, context, words.buttonGone);
    return;
  }
  const loaded = await callInternal(desk.app.context, loadButton, { id: tapped.buttonId, operatorId: actor.id });
  if (loaded.state !== "ready") {
    await answer(desk, context, loaded.state === "foreign" ? words.foreignButton : words.buttonGone);
    return;
  }
  const { command, input, ask, guide } = loaded.button;
  const isRead = desk.app.registry.find(command)?.effect === "read";
  const tapKey = `${actor.id}:${messageId}:${tapped.buttonId}`;
  if ((!isRead || guide) && taps.isRepeat(tapKey)) {
    await answer(desk, context, words.alreadyDone);
    return;
  }
  await answer(desk, context);
  if (guide) {
    taps.add(tapKey);
    await onGuideTap(desk, context, loaded.button);
    return;
  }
  if (ask) {
    await sendPrompt(context.api, addressee(context), tapped.buttonId, ask.label);
    taps.add(tapKey);
    return;
  }
  const result = await runCommand(desk, context, command, input);
  if (result.state !== "failed") taps.add(tapKey);
  const replaces = tapped.kind === "replace" && result.state === "done";
  if (replaces) await showResult(desk, context, result, { replaceMessageId: messageId });
  else await showResult(desk, context, result);
  if (result.state === "done" && !isRead) await removeRow(context, tapped.kind, query?.data ?? "");
}

/** The question stays, with what was chosen, and its buttons go. */
async function onGuideTap(desk: Desk, context: OperatorContext, button: StoredButtonValue): Promise<void> {
  const { command, input, guide, label } = button;
  // Without the invisible mark: it is answered.
  const question = (context.callbackQuery?.message?.text ?? "").replaceAll("\u2060", "");
  const told = guide?.stop ? texts(context.actor.language).telegram.guide.stopped : `→ ${label}`;
  try {
    await context.editMessageText(cut(`${question.split("\n")[0]}\n${told}`, MESSAGE_LIMIT));
  } catch (thrown) {
    if (!isBadRequest(thrown)) throw thrown;
  }
  if (!guide?.stop) await proceed(desk, context, { command, input, asked: guide?.asked ?? [] });
}

/** With words: an alert the person has to close. A query may be too old to be answered, which harms nothing. */
async function answer(desk: Desk, context: OperatorContext, words?: string): Promise<void> {
  try {
    await context.answerCallbackQuery(words === undefined ? {} : { text: words, show_alert: true });
  } catch (thrown) {
    desk.app.context.log.debug("a tap could not be answered", { surface: "telegram", error: thrown });
  }
}

/** What was done is taken off the message, so that it is not tapped again. */
async function removeRow(context: OperatorContext, kind: TapKind, data: string): Promise<void> {
  const message = context.callbackQuery?.message;
  if (kind === "replace" || !message || !("reply_markup" in message)) return;
  const keyboard: Keyboard = message.reply_markup?.inline_keyboard ?? [];
  const left = keyboard.filter(
    (row) => !row.some((button) => "callback_data" in button && button.callback_data === data),
  );
  if (left.length === keyboard.length) return;
  try {
    await context.editMessageReplyMarkup({ reply_markup: { inline_keyboard: left } });
  } catch (thrown) {
    if (!isBadRequest(thrown)) throw thrown;
  }
}
