// What the handlers share: run a command for a person in a chat and show what came of it.
import type { App } from "../../../agents/commands/app.ts";
import type { Actor } from "../../../agents/commands/context.ts";
import type { ExecuteRequest, ExecuteResult } from "../../../agents/commands/execute.ts";
import { problemCard, problemFrom } from "../../../agents/commands/problem.ts";
import type { Registry } from "../../../agents/commands/registry.ts";
import { AppError } from "../../../agents/kernel/errors.ts";
import type { Timers } from "../../../jobs/queue/timers.ts";
import { asksForYes } from "../chat/asks-for-yes.ts";
import type { LiveCards } from "../chat/live-cards.ts";
import type { Addressee } from "./addressee.ts";
import type { CardSender, ShowOptions } from "./card-sender.ts";
import type { OperatorContext } from "./operator-context.ts";
import { beginWriting } from "./written-answer.ts";

export interface Desk {
  readonly app: App;
  /** Public commands only. */
  readonly registry: Registry;
  readonly sender: CardSender;
  readonly live: LiveCards<ChatSpot, number>;
  readonly timers: Timers;
  readonly resolveActor: (externalId: string) => Promise<Actor | null>;
}

/** With the message that shows what was written of it so far. */
export type Ran = ExecuteResult & { readonly writtenId?: number };

const AGENT = "agent.ask";

export type ChatSpot = Pick<Addressee, "chatId" | "threadId" | "isShared">;

export function addressee(context: OperatorContext): Addressee {
  const { actor, place } = context.admitted;
  const chatId = context.chat?.id;
  if (chatId === undefined) throw new AppError("internal", "an update without chat was admitted");
  if (!place) return { chatId, actor };
  return { chatId, actor, isShared: true, ...(place.threadId === null ? {} : { threadId: Number(place.threadId) }) };
}

/** Reads are repeated as often as asked; everything else happens once per `key`. */
export async function runCommand(
  desk: Desk,
  context: OperatorContext,
  command: string,
  input: Readonly<Record<string, unknown>>,
): Promise<Ran> {
  const isRead = desk.app.registry.find(command)?.effect === "read";
  const key = isRead ? {} : { idempotencyKey: context.updateKey };
  const { actor, place } = context.admitted;
  const request = { command, input, actor, ...(place ? { place } : {}), ...key };
  if (command === AGENT && desk.app.context.chat?.info.offline === false) return await write(desk, context, request);
  // A sign of life for commands that take a moment; whether it arrives does not matter.
  context.replyWithChatAction("typing").catch((thrown: unknown) => {
    desk.app.context.log.debug("no sign of life could be sent", { surface: "telegram", error: thrown });
  });
  return await desk.app.execute(request);
}

/** Whatever comes of it takes the place of what was shown of it. */
async function write(desk: Desk, context: OperatorContext, request: ExecuteRequest): Promise<Ran> {
  const question = { externalId: String(context.from?.id), updateId: context.update.update_id };
  const answer = await beginWriting(desk, context.api, desk.timers, addressee(context), question);
  const { onText, signal } = answer;
  const result = await desk.app.execute({ ...request, onText, signal });
  const writtenId = await answer.end();
  return { ...result, ...(writtenId === undefined ? {} : { writtenId }) };
}

export async function showResult(
  desk: Desk,
  context: OperatorContext,
  { writtenId, ...result }: Ran,
  options: Omit<ShowOptions, "tapKind"> = {},
): Promise<void> {
  const to = addressee(context);
  const tapKind = asksForYes(result.card) ? "replace" : "answer";
  const over = writtenId === undefined ? {} : { replaceMessageId: writtenId };
  const messageId = await desk.sender.show(to, result.card, { ...over, ...options, tapKind });
  const { actor: _actor, ...spot } = to;
  desk.live.follow(spot, messageId, String(context.from?.id), result.card);
}

export async function showProblem(desk: Desk, context: OperatorContext, thrown: unknown): Promise<void> {
  const to = addressee(context);
  await desk.sender.show(to, problemCard(problemFrom(thrown, to.actor.language)));
}
