// A pressed button or a choice in a menu: only for the operator it was made for, and once (trust T8).

import { InteractionResponseType } from "discord.js";
import { loadButton } from "../../../agents/commands/button/load-button.ts";
import type { StoredButtonValue } from "../../../agents/commands/button/stored-button.ts";
import { callInternal } from "../../../agents/commands/internal.ts";
import { texts } from "../../../agents/texts/texts.ts";
import { modal, parseTarget, type Target, withoutTapped } from "./components.ts";
import { type Desk, runCommand, showResult, type Visit } from "./desk.ts";
import { type Reply, refusal, UPDATE_LATER } from "./reply.ts";
import { offerThread } from "./threads.ts";

export async function onComponent(desk: Desk, visit: Visit): Promise<Reply> {
  const { interaction, actor } = visit;
  const words = texts(actor.language).discord;
  const customId = interaction.data?.values?.[0] ?? interaction.data?.custom_id ?? "";
  const target = parseTarget(customId);
  if (!target || !interaction.message) return refusal(words.buttonGone);
  const loaded = await callInternal(desk.app.context, loadButton, { id: target.buttonId, operatorId: actor.id });
  if (loaded.state !== "ready") return refusal(loaded.state === "foreign" ? words.foreignButton : words.buttonGone);
  const { button } = loaded;
  const tapKey = `${actor.id}:${interaction.message.id}:${target.buttonId}`;
  const isRead = desk.app.registry.find(button.command)?.effect === "read";
  if (!isRead && desk.taps.isRepeat(tapKey)) return refusal(words.alreadyDone);
  if (button.ask) {
    const { field, label, value } = button.ask;
    const question = { field, label, required: false, ...(value ? { value } : {}) };
    const data = modal("answer", target.buttonId, button.label, [question]);
    return { response: { type: InteractionResponseType.Modal, data } };
  }
  return { response: UPDATE_LATER, work: () => carryOut(desk, visit, { button, target, customId, isRead, tapKey }) };
}

interface Tap {
  readonly button: StoredButtonValue;
  readonly target: Target;
  readonly customId: string;
  readonly isRead: boolean;
  readonly tapKey: string;
}

async function carryOut(desk: Desk, visit: Visit, tap: Tap): Promise<void> {
  const { button, target, isRead, tapKey } = tap;
  // The second of a double tap has waited for the first.
  if (!isRead && desk.taps.isRepeat(tapKey)) {
    const content = texts(visit.actor.language).discord.alreadyDone;
    await desk.api.send(visit.place, { content, isPrivate: true });
    return;
  }
  const result = await runCommand(desk, visit, button.command, button.input);
  if (result.state !== "failed") desk.taps.add(tapKey);
  const replaces = target.kind === "replace" && result.state === "done";
  const messageId = await showResult(desk, visit, result, replaces ? { isAnswer: true } : {});
  await offerThread(desk, visit, button.command, result, messageId);
  if (result.state === "done" && !isRead && !replaces) await removeTapped(desk, visit, tap.customId);
}

/** What was done is taken off the message, so that it is not tapped again. */
async function removeTapped(desk: Desk, { interaction, place }: Visit, customId: string): Promise<void> {
  const { message } = interaction;
  const components = withoutTapped(message?.components, customId);
  if (message && components) await desk.api.edit(place, message.id, { components });
}
