// What came of a plan: each step with its outcome, the pictures of all of them, and how to take back what can be.
import { type Language, texts } from "../../texts/texts.ts";
import type { Card, CardButton, Tone } from "../view.ts";
import type { StepResult } from "./agent-plan.ts";
import type { PlannedStep } from "./plan-steps.ts";

/** What takes a command back, with the same input. */
const OPPOSITE: Readonly<Record<string, string>> = {
  "avatar.pause": "avatar.resume",
  "avatar.resume": "avatar.pause",
  "system.stop": "system.resume",
  "system.resume": "system.stop",
  "schedule.pause": "schedule.resume",
  "schedule.resume": "schedule.pause",
  "account.pause": "account.resume",
  "account.resume": "account.pause",
  "fan.block": "fan.unblock",
  "fan.unblock": "fan.block",
  "fan.tag": "fan.untag",
  "fan.untag": "fan.tag",
  "insight.apply": "insight.undo",
  "conversation.take": "conversation.release",
  "broadcast.pause": "broadcast.resume",
  "sequence.pause": "sequence.resume",
};

/** The steps that take back what was done, last first. */
export function stepsBack(
  steps: readonly Pick<PlannedStep, "command" | "input">[],
): { readonly command: string; readonly input: Readonly<Record<string, unknown>> }[] {
  return [...steps].reverse().flatMap(({ command, input }) => {
    const opposite = OPPOSITE[command];
    return opposite ? [{ command: opposite, input }] : [];
  });
}

export function planResultCard(
  results: readonly StepResult[],
  steps: readonly PlannedStep[],
  language: Language,
): Card {
  const words = texts(language);
  // Written by `execute` alone.
  const cards = results.flatMap(({ card }) => (card === undefined ? [] : [card as Card]));
  const done = results.filter(({ state }) => state === "done").length;
  const last = cards.at(-1);
  const images = cards.flatMap((card) => card.images ?? []);
  const finished = steps.filter((_step, index) => results[index]?.state === "done");
  // What the last card offers by itself is not offered twice.
  const back = stepsBack(finished).filter(({ command }) => !last?.buttons?.some((each) => each.command === command));
  const undo: CardButton[] = back.map(({ command, input }) => ({
    label: back.length === 1 ? words.agent.undo : words.agent.undoButton(command.replace(".", " ")),
    command,
    input,
    style: "plain",
  }));
  const table = last?.table ?? cards.find((card) => card.table)?.table;
  return {
    title: results.length === 1 && last ? last.title : words.agent.resultTitle(done, results.length),
    tone: toneOf(results),
    fields: [
      ...(results.length === 1
        ? []
        : results.map(({ command, state, message }) => ({
            label: command.replace(".", " "),
            value: [words.agent.states[state], message].filter(Boolean).join(": "),
          }))),
      ...(last?.fields ?? []),
    ],
    ...(last?.text ? { text: last.text } : {}),
    ...(table ? { table } : {}),
    ...(images.length > 0 ? { images } : {}),
    buttons: [...(last?.buttons ?? []), ...undo],
    ...(last?.live ? { live: last.live } : {}),
    ...(last?.progress ? { progress: last.progress } : {}),
    ...(last?.note ? { note: last.note } : {}),
  };
}

function toneOf(results: readonly StepResult[]): Tone {
  if (results.some(({ state }) => state === "failed")) return "bad";
  return results.some(({ state }) => state === "waiting") ? "warning" : "good";
}
