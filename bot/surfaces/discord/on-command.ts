// A slash command, and the modal for what it lacked.

import { InteractionResponseType } from "discord.js";
import { loadButton } from "../../../agents/commands/button/load-button.ts";
import { callInternal } from "../../../agents/commands/internal.ts";
import { texts } from "../../../agents/texts/texts.ts";
import { fieldsOf, fieldValue } from "../chat/fields.ts";
import { isWrittenInModal, type SentCommand, sentCommand } from "./command-fields.ts";
import { modal, parseModal, storeAll } from "./components.ts";
import { type Desk, runAnswered, runCommand, showResult, type Visit } from "./desk.ts";
import { modalFields } from "./interaction.ts";
import { PROMISE, type Reply, refusal, UPDATE_LATER } from "./reply.ts";
import { suggest } from "./suggestions.ts";
import { inThread, offerThread } from "./threads.ts";

export async function onCommand(desk: Desk, visit: Visit): Promise<Reply> {
  const sent = sentCommand(desk.registry, visit.interaction);
  if (!sent) return refusal(texts(visit.actor.language).discord.commandGone);
  const input = inThread(visit.interaction, sent.command, sent.input);
  const missing = fieldsOf(sent.command).filter((field) => isWrittenInModal(field) && !(field.name in input));
  if (missing.length > 0) return await askFor(desk, visit, { ...sent, input }, missing);
  return { response: PROMISE, work: () => run(desk, visit, sent.command.name, input) };
}

async function run(desk: Desk, visit: Visit, command: string, input: Record<string, unknown>): Promise<void> {
  const result = await runAnswered(desk, visit, command, input);
  const messageId = await showResult(desk, visit, result, { isAnswer: true });
  await offerThread(desk, visit, command, result, messageId);
}

async function askFor(
  desk: Desk,
  { actor }: Visit,
  { command, input }: SentCommand,
  missing: ReturnType<typeof fieldsOf>,
): Promise<Reply> {
  const words = texts(actor.language).commands[command.name];
  const label = command.name.replace(".", " ");
  const [id = ""] = await storeAll(desk.app.context, actor.id, [{ label, command: command.name, input }]);
  const questions = missing.map(({ name, schema }) => ({
    field: name,
    label: words?.arguments[name] ?? name,
    required: true,
    ...(schema.maxLength ? { maxLength: schema.maxLength } : {}),
  }));
  return { response: { type: InteractionResponseType.Modal, data: modal("command", id, label, questions) } };
}

export async function onModal(desk: Desk, visit: Visit): Promise<Reply> {
  const { interaction, actor } = visit;
  const words = texts(actor.language).discord;
  const sent = parseModal(interaction.data?.custom_id ?? "");
  if (!sent) return refusal(words.buttonGone);
  const loaded = await callInternal(desk.app.context, loadButton, { id: sent.buttonId, operatorId: actor.id });
  if (loaded.state !== "ready") return refusal(loaded.state === "foreign" ? words.foreignButton : words.buttonGone);
  const { command, input, ask } = loaded.button;
  const known = desk.app.registry.find(command);
  const fields = known ? fieldsOf(known) : [];
  const answers = Object.entries(modalFields(interaction.data?.components)).flatMap(([name, value]) => {
    const field = fields.find((candidate) => candidate.name === name);
    const isAsked = sent.kind === "command" || name === ask?.field;
    // Left empty on purpose.
    return field && isAsked && value.trim() !== "" ? [[name, fieldValue(field.schema, value)]] : [];
  });
  const whole = { ...input, ...Object.fromEntries(answers) };
  // Opened by a button, it is answered below the button's message.
  const isAnswer = interaction.message === undefined;
  const work = async () => {
    const ran = isAnswer ? runAnswered : runCommand;
    await showResult(desk, visit, await ran(desk, visit, command, whole), { isAnswer });
  };
  return { response: isAnswer ? PROMISE : UPDATE_LATER, work };
}

export async function onAutocomplete(desk: Desk, visit: Visit): Promise<Reply> {
  const sent = sentCommand(desk.registry, visit.interaction);
  const choices = sent ? await suggest(desk.app, visit.actor, sent) : [];
  return { response: { type: InteractionResponseType.ApplicationCommandAutocompleteResult, data: { choices } } };
}
