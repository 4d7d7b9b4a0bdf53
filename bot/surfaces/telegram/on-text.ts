// A typed line: a command, or the answer to a prompt of ours.

import { readLine } from "../../../agents/commands/agent/read-line.ts";
import { loadButton } from "../../../agents/commands/button/load-button.ts";
import { callInternal } from "../../../agents/commands/internal.ts";
import { AppError } from "../../../agents/kernel/errors.ts";
import { texts } from "../../../agents/texts/texts.ts";
import { answerOf, promptedButton } from "./ask-prompt.ts";
import { typedLine } from "./command-menu.ts";
import { addressee, type Desk, runCommand, showProblem, showResult } from "./desk.ts";
import { answerGuide, proceed } from "./guide.ts";
import type { OperatorContext } from "./operator-context.ts";

export async function onMessage(desk: Desk, context: OperatorContext): Promise<void> {
  const { message } = context;
  if (!message) return;
  const text = (message.text ?? "").replaceAll(`@${context.me.username}`, "").trim();
  const words = texts(context.actor.language).telegram;
  if (text.trim() === "") {
    await context.reply(words.textOnly);
    return;
  }
  const buttonId = promptedButton(message, context.me.id);
  if (buttonId !== null) await answerPrompt(desk, context, buttonId, text);
  else if (/^\/start\b/i.test(text)) await greet(desk, context);
  else await runLine(desk, context, text);
}

async function runLine(desk: Desk, context: OperatorContext, text: string): Promise<void> {
  const { actor, about } = context.admitted;
  let line: ReturnType<typeof readLine>;
  try {
    line = readLine(typedLine(text, desk.registry), desk.registry, actor.language, about ?? undefined);
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown;
    await showProblem(desk, context, thrown);
    return;
  }
  await proceed(desk, context, { command: line.command.name, input: line.input, asked: [] });
}

async function answerPrompt(desk: Desk, context: OperatorContext, buttonId: string, text: string): Promise<void> {
  const { actor } = context;
  const loaded = await callInternal(desk.app.context, loadButton, { id: buttonId, operatorId: actor.id });
  if (loaded.state !== "ready" || !loaded.button.ask) {
    const words = texts(actor.language).telegram;
    await context.reply(loaded.state === "foreign" ? words.foreignButton : words.buttonGone);
    return;
  }
  if (loaded.button.guide) return await answerGuide(desk, context, loaded.button, text);
  const { command, input, ask } = loaded.button;
  const answer = answerOf(text);
  const whole = answer === undefined ? input : { ...input, [ask.field]: answer };
  await showResult(desk, context, await runCommand(desk, context, command, whole));
}

async function greet(desk: Desk, context: OperatorContext): Promise<void> {
  const { actor } = context;
  const words = texts(actor.language);
  const commands = desk.registry.list.map(({ name }) => [name.replace(".", " "), words.commands[name]?.summary ?? ""]);
  await desk.sender.show(addressee(context), {
    title: words.telegram.welcome(actor.name),
    text: words.telegram.welcomeText,
    table: { columns: [{ label: "" }, { label: "" }], rows: commands },
  });
}
