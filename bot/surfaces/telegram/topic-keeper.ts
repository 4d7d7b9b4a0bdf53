// Keeps a topic an avatar in the team's groups: made with the avatar, renamed with it, closed when it is retired.
import { type Api, GrammyError } from "grammy";
import type { Actor, AppContext } from "../../../agents/commands/context.ts";
import { callInternal } from "../../../agents/commands/internal.ts";
import { nextTopic, type TopicStep } from "../../../agents/commands/room/next-topic.ts";
import { ROOMS_TOPIC } from "../../../agents/commands/room/room-place.ts";
import { settleTopic } from "../../../agents/commands/room/settle-topic.ts";
import { texts } from "../../../agents/texts/texts.ts";
import type { Timers } from "../../../jobs/queue/timers.ts";
import { cut } from "../chat/split-text.ts";
import type { CardSender } from "./card-sender.ts";
import { isBadRequest } from "./retry-calls.ts";
import { TOPIC_GONE } from "./rooms.ts";

export interface TopicKeeperOptions {
  readonly context: AppContext;
  readonly api: Api;
  readonly sender: CardSender;
  readonly timers: Timers;
}

type Outcome = Parameters<typeof settleTopic.run>[1]["outcome"];

/** Avatars are made and retired anywhere; this often it is looked. */
export const TOPIC_LOOK_MS = 15_000;
/** Bot API, createForumTopic. */
const NAME_LIMIT = 128;
const NOT_MODIFIED = "TOPIC_NOT_MODIFIED";

export class TopicKeeper {
  readonly #options: TopicKeeperOptions;
  readonly #stops: (() => void)[] = [];
  #running: Promise<void> | undefined;
  #isStopping = false;

  constructor(options: TopicKeeperOptions) {
    this.#options = options;
  }

  start(): void {
    const { context, timers } = this.#options;
    this.#stops.push(
      context.ports.events.subscribe(({ topic }) => {
        if (topic === ROOMS_TOPIC || topic.startsWith("avatar:")) this.#look();
      }),
      timers.every(TOPIC_LOOK_MS, () => this.#look()),
    );
    this.#look();
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    for (const stop of this.#stops.splice(0)) stop();
    await this.#running;
  }

  #look(): void {
    this.#running ??= this.#catchUp()
      .catch((thrown: unknown) => {
        this.#options.context.log.warn("topics could not be kept", { surface: "telegram", error: thrown });
      })
      .finally(() => {
        this.#running = undefined;
      });
  }

  async #catchUp(): Promise<void> {
    const { context } = this.#options;
    while (!this.#isStopping) {
      const step = await callInternal(context, nextTopic, { surface: "telegram" });
      if (!step) return;
      const outcome = await this.#carryOut(step);
      if (outcome === null) return;
      await callInternal(context, settleTopic, { topicId: step.topicId, outcome });
      if (outcome.kind === "made") await this.#greet(step, Number(outcome.threadId));
      if (outcome.kind === "refused") await this.#complain(step, outcome.trouble);
    }
  }

  /** null: what came of it is not known, or not now; the row says so. */
  async #carryOut(step: TopicStep): Promise<Outcome | null> {
    const { api, context } = this.#options;
    const chatId = Number(step.chatId);
    const threadId = Number(step.threadId);
    const name = cut(step.name, NAME_LIMIT);
    try {
      switch (step.kind) {
        case "make":
          return { kind: "made", threadId: String((await api.createForumTopic(chatId, name)).message_thread_id) };
        case "close":
          await api.closeForumTopic(chatId, threadId);
          return { kind: "closed" };
        case "reopen":
          await api.reopenForumTopic(chatId, threadId);
          return { kind: "open" };
        case "rename":
          await api.editForumTopic(chatId, threadId, { name });
          return { kind: "open" };
      }
    } catch (thrown) {
      context.log.warn("telegram refused a topic", { surface: "telegram", state: step.kind, error: thrown });
      return refusal(thrown, step);
    }
  }

  async #greet({ chatId, name, avatar, language }: TopicStep, threadId: number): Promise<void> {
    const words = texts(language).rooms;
    const buttons = [{ label: texts(language).common.open, command: "avatar.show", input: { avatar } }];
    await this.#say(
      { chatId, language, threadId },
      { title: words.topicOf(name), text: words.topicText(name), buttons },
    );
  }

  async #complain({ chatId, language }: TopicStep, trouble: "no_rights" | "no_topics" | "gone"): Promise<void> {
    if (trouble === "gone") return;
    await this.#say({ chatId, language }, { title: texts(language).rooms.troubles[trouble], tone: "warning" });
  }

  async #say(
    { chatId, language, threadId }: { chatId: string; language: Actor["language"]; threadId?: number },
    card: Parameters<CardSender["show"]>[1],
  ): Promise<void> {
    const { context, sender } = this.#options;
    const actor: Actor = { kind: "system", id: "rooms", name: "", role: "analyst", surface: "telegram", language };
    const to = { chatId: Number(chatId), actor, isShared: true, ...(threadId === undefined ? {} : { threadId }) };
    try {
      await sender.show(to, card);
    } catch (thrown) {
      context.log.warn("a room could not be told", { surface: "telegram", error: thrown });
    }
  }
}

function refusal(thrown: unknown, { kind }: TopicStep): Outcome | null {
  if (!(thrown instanceof GrammyError)) return null;
  if (isBadRequest(thrown, NOT_MODIFIED)) return { kind: kind === "close" ? "closed" : "open" };
  if (isBadRequest(thrown, ...TOPIC_GONE)) return { kind: "lost" };
  if (isBadRequest(thrown, "not enough rights")) return { kind: "refused", trouble: "no_rights" };
  if (isBadRequest(thrown, "not a forum")) return { kind: "refused", trouble: "no_topics" };
  const isOut = thrown.error_code === 403 || isBadRequest(thrown, "chat not found");
  return isOut ? { kind: "refused", trouble: "gone" } : null;
}
