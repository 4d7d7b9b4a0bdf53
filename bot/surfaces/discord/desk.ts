// What the handlers share: run a command for a person in a channel and show what came of it.
import type { App } from "../../../agents/commands/app.ts";
import type { Actor } from "../../../agents/commands/context.ts";
import type { ExecuteRequest, ExecuteResult } from "../../../agents/commands/execute.ts";
import { problemCard, problemFrom } from "../../../agents/commands/problem.ts";
import type { Registry } from "../../../agents/commands/registry.ts";
import type { Card } from "../../../agents/commands/view.ts";
import type { Timers } from "../../../jobs/queue/timers.ts";
import { asksForYes } from "../chat/asks-for-yes.ts";
import type { LiveCards } from "../chat/live-cards.ts";
import type { RecentTaps } from "../chat/recent-taps.ts";
import type { CardSender, ShowOptions } from "./card-sender.ts";
import type { DiscordApi, Place } from "./discord-api.ts";
import type { Interaction } from "./interaction.ts";
import { beginWriting } from "./written-answer.ts";

export interface Desk {
  readonly app: App;
  /** Public commands only. */
  readonly registry: Registry;
  readonly api: DiscordApi;
  readonly sender: CardSender;
  readonly live: LiveCards<Place, string>;
  readonly taps: RecentTaps;
  readonly timers: Timers;
  readonly resolveActor: (externalId: string) => Promise<Actor | null>;
}

/** An interaction that was let in. */
export interface Visit {
  readonly interaction: Interaction;
  readonly actor: Actor;
  readonly userId: string;
  readonly place: Place;
}

/** Reads are repeated as often as asked; everything else happens once per interaction. */
export async function runCommand(
  desk: Desk,
  { interaction, actor, place }: Visit,
  command: string,
  input: Readonly<Record<string, unknown>>,
  more: Pick<ExecuteRequest, "onText" | "signal"> = {},
): Promise<ExecuteResult> {
  const isRead = desk.app.registry.find(command)?.effect === "read";
  const key = isRead ? {} : { idempotencyKey: `discord:${interaction.id}` };
  const isServer = interaction.guild_id !== undefined;
  const at = isServer ? { place: { chatId: place.chatId, threadId: null, hasTopics: false } } : {};
  return await desk.app.execute({ command, input, actor, ...at, ...key, ...more });
}

/** As `runCommand`; what a model writes is shown in the answer that was promised. */
export async function runAnswered(
  desk: Desk,
  visit: Visit,
  command: string,
  input: Readonly<Record<string, unknown>>,
): Promise<ExecuteResult> {
  const isWritten = command === "agent.ask" && desk.app.context.chat?.info.offline === false;
  if (!isWritten) return await runCommand(desk, visit, command, input);
  const { onText, signal, end } = await beginWriting(desk, visit);
  const result = await runCommand(desk, visit, command, input, { onText, signal });
  await end();
  return result;
}

/** @returns id of the message with the card */
export async function showResult(
  desk: Desk,
  visit: Visit,
  result: ExecuteResult,
  options: Omit<ShowOptions, "tapKind"> = {},
): Promise<string> {
  const tapKind = asksForYes(result.card) ? "replace" : "answer";
  const messageId = await showCard(desk, visit, result.card, { ...options, tapKind });
  desk.live.follow(visit.place, messageId, visit.userId, result.card);
  return messageId;
}

export function showCard(desk: Desk, visit: Visit, card: Card, options: ShowOptions): Promise<string> {
  return desk.sender.show({ ...visit.place, actor: visit.actor }, card, options);
}

export async function showProblem(desk: Desk, visit: Visit, thrown: unknown, isAnswer: boolean): Promise<void> {
  await showCard(desk, visit, problemCard(problemFrom(thrown, visit.actor.language)), { isAnswer });
}
