// A command that lacks what it needs is asked for it, one value at a time. Each question carries all that was said before
// in its buttons, so a restart in between does not matter, and going back is only another button.
import { storeButtons } from "../../../agents/commands/button/store-buttons.ts";
import type { StoredButtonValue } from "../../../agents/commands/button/stored-button.ts";
import type { AnyCommand } from "../../../agents/commands/command.ts";
import { describeIssue } from "../../../agents/commands/describe-issue.ts";
import { convert } from "../../../agents/commands/from-text.ts";
import { callInternal } from "../../../agents/commands/internal.ts";
import { type Language, texts } from "../../../agents/texts/texts.ts";
import { candidates } from "../chat/candidates.ts";
import { type Field, fieldsOf } from "../chat/fields.ts";
import { cut } from "../chat/split-text.ts";
import { ownerOf, threadOf } from "./addressee.ts";
import { markOf } from "./ask-prompt.ts";
import { addressee, type Desk, runCommand, showResult } from "./desk.ts";
import { buildKeyboard, buttonRows, type GuidedButton } from "./keyboard.ts";
import type { OperatorContext } from "./operator-context.ts";
import { escapeHtml } from "./telegram-html.ts";

/** A command on its way to be whole. */
interface Begun {
  readonly command: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** Fields that were asked for. */
  readonly asked: readonly string[];
}

/** More are typed. */
const MOST_CHOICES = 24;
const PLACEHOLDER_LIMIT = 64;
const BACK = /^\/back\b/i;
const STOP = /^\/(?:cancel|stop)\b/i;

/** Runs the command once nothing is missing; what it refuses of what was asked for is asked for again. */
export async function proceed(desk: Desk, context: OperatorContext, begun: Begun): Promise<void> {
  const command = desk.registry.find(begun.command);
  const missing = command ? missingField(command, begun.input) : undefined;
  if (command && missing) {
    await askFor(desk, context, { ...begun, command, field: missing });
    return;
  }
  const result = await runCommand(desk, context, begun.command, begun.input);
  await showResult(desk, context, result);
  const wrong = result.state === "failed" ? result.problem.field : undefined;
  const field = command && wrong !== undefined && begun.asked.includes(wrong) ? fieldOf(command, wrong) : undefined;
  if (!command || !field) return;
  const { [field.name]: _wrong, ...input } = begun.input;
  await askFor(desk, context, { command, input, asked: before(begun.asked, field.name), field });
}

/** What was answered to a question: a value, a step back, or the end. */
export async function answerGuide(
  desk: Desk,
  context: OperatorContext,
  { command: name, input, ask, guide }: StoredButtonValue,
  text: string,
): Promise<void> {
  const asked = guide?.asked ?? [];
  const words = texts(context.actor.language).telegram.guide;
  const command = desk.registry.find(name);
  const field = command && ask ? fieldOf(command, ask.field) : undefined;
  if (STOP.test(text)) {
    await context.reply(words.stopped);
    return;
  }
  if (BACK.test(text)) return await proceed(desk, context, stepBack({ command: name, input, asked }));
  if (!command || !field) return await proceed(desk, context, { command: name, input, asked });
  const value = convert(command.input.shape[field.name] as Parameters<typeof convert>[0], text);
  const problem = problemOf(command, field, value, context.actor.language);
  if (problem === null) {
    return await proceed(desk, context, {
      command: name,
      input: { ...input, [field.name]: value },
      asked: [...before(asked, field.name), field.name],
    });
  }
  await askFor(desk, context, { command, input, asked, field, problem });
}

const before = (asked: readonly string[], field: string) => asked.filter((each) => each !== field);
const fieldOf = (command: AnyCommand, name: string) => fieldsOf(command).find((field) => field.name === name);

function missingField(command: AnyCommand, input: Readonly<Record<string, unknown>>): Field | undefined {
  const order = command.positional ?? [];
  const place = ({ name }: Field) => (order.includes(name) ? order.indexOf(name) : order.length);
  return fieldsOf(command)
    .filter(({ name, isRequired }) => isRequired && !(name in input))
    .sort((left, right) => place(left) - place(right))[0];
}

/** Without the last value that was asked for: that is asked for again. */
function stepBack({ command, input, asked }: Begun): Begun {
  const last = asked.at(-1);
  if (last === undefined) return { command, input, asked };
  const { [last]: _value, ...rest } = input;
  return { command, input: rest, asked: asked.slice(0, -1) };
}

function problemOf(command: AnyCommand, field: Field, value: unknown, language: Language): string | null {
  const shape = command.input.shape as Record<string, Parameters<typeof convert>[0]>;
  const parsed = shape[field.name]?.safeParse(value);
  const issue = parsed?.success ? undefined : parsed?.error.issues[0];
  return issue ? describeIssue(issue, language) : null;
}

interface Question extends Omit<Begun, "command"> {
  readonly command: AnyCommand;
  readonly field: Field;
  /** What was wrong with the answer before. */
  readonly problem?: string;
}

async function askFor(desk: Desk, context: OperatorContext, question: Question): Promise<void> {
  const { command, input, asked, field, problem } = question;
  const to = addressee(context);
  const words = texts(to.actor.language);
  const label = words.commands[command.name]?.arguments[field.name] ?? field.name;
  const ask = { label, command: command.name, input: { ...input }, ask: { field: field.name, label } };
  const prompt = { ...ask, guide: { asked: [...asked] } };
  const [id = ""] = await callInternal(desk.app.context, storeButtons, { operatorId: ownerOf(to), buttons: [prompt] });
  const choices = await choicesOf(desk, context, question);
  const hint = choices.length > 0 ? words.telegram.guide.pickOrAnswer : words.telegram.guide.answerHere;
  const title = words.telegram.guide.question(command.name.replace(".", " "), cut(label, 200));
  const lines = [
    `${markOf(id).html}<b>${escapeHtml(title)}</b>`,
    ...(problem ? [`❌ ${escapeHtml(cut(problem, 500))}`] : []),
    `<i>${escapeHtml(hint)}</i>`,
  ];
  const html = lines.join("\n");
  if (choices.length === 0) {
    await context.api.sendMessage(to.chatId, html, {
      ...threadOf(to),
      parse_mode: "HTML",
      reply_markup: { force_reply: true, input_field_placeholder: cut(label, PLACEHOLDER_LIMIT) },
    });
    return;
  }
  const rows = [...buttonRows(choices), ways(question, to.actor.language)];
  const keyboard = await buildKeyboard(desk.app.context, ownerOf(to), rows, "answer");
  await context.api.sendMessage(to.chatId, html, {
    ...threadOf(to),
    parse_mode: "HTML",
    reply_markup: { inline_keyboard: keyboard },
  });
}

async function choicesOf(desk: Desk, context: OperatorContext, question: Question): Promise<GuidedButton[]> {
  const { command, input, asked, field } = question;
  const guide = { asked: [...before(asked, field.name), field.name] };
  const offer = (label: string, value: unknown): GuidedButton => ({
    ...{ label, command: command.name, input: { ...input, [field.name]: value }, guide },
  });
  if (field.schema.type === "boolean") {
    const { yes, no } = texts(context.actor.language).common;
    return [offer(yes, true), offer(no, false)];
  }
  // Several of a list are typed.
  if (field.schema.type === "array") return [];
  const found = await candidates(desk.app, context.actor, field.name, field.schema);
  return found.slice(0, MOST_CHOICES).map(({ name, value }) => offer(name, value));
}

/** Back and out. */
function ways({ command, input, asked }: Question, language: Language): GuidedButton[] {
  const words = texts(language).telegram.guide;
  const back = stepBack({ command: command.name, input, asked });
  const of = { command: command.name, input };
  return [
    ...(asked.length > 0
      ? [{ label: words.back, command: command.name, input: back.input, guide: { asked: [...back.asked] } }]
      : []),
    { label: words.stop, ...of, guide: { asked: [...asked], stop: true } },
  ];
}
