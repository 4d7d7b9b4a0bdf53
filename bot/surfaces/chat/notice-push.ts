// What the team must hear of, pushed into its rooms and into the private chats of those it concerns, each notice once.
import type { AppContext } from "../../../agents/commands/context.ts";
import { callInternal } from "../../../agents/commands/internal.ts";
import {
  type Push,
  type RoomPush,
  type TakenNotice,
  takeNotices,
} from "../../../agents/commands/notice/take-notices.ts";
import { NOTICE_TOPIC } from "../../../agents/commands/notice/write-notice.ts";
import type { Timers } from "../../../jobs/queue/timers.ts";

export interface NoticePushOptions {
  readonly context: AppContext;
  readonly surface: string;
  /** Into the person's private chat. */
  readonly show: (push: Push) => Promise<unknown>;
  /** Into a chat or channel of the team. */
  readonly showInRoom: (push: RoomPush) => Promise<unknown>;
  /** Whether a person reads a room anyway. Without it nobody does. */
  readonly isIn?: (chatId: string, externalId: string) => Promise<boolean>;
  readonly timers: Timers;
}

/** Events may get lost; this often it is looked anyway. */
const NOTICE_LOOK_MS = 15_000;

export class NoticePush {
  readonly #options: NoticePushOptions;
  readonly #stops: (() => void)[] = [];
  #running: Promise<void> | undefined;
  #again = false;

  constructor(options: NoticePushOptions) {
    this.#options = options;
  }

  start(): void {
    const { context, timers } = this.#options;
    this.#stops.push(
      context.ports.events.subscribe(({ topic }) => {
        if (topic === NOTICE_TOPIC) this.#look();
      }),
      timers.every(NOTICE_LOOK_MS, () => this.#look()),
    );
    this.#look();
  }

  async stop(): Promise<void> {
    for (const stop of this.#stops.splice(0)) stop();
    this.#again = false;
    await this.#running;
  }

  /** One look at a time; what is written during one is seen by the next. */
  #look(): void {
    if (this.#running) {
      this.#again = true;
      return;
    }
    this.#running = this.#push()
      .catch((thrown: unknown) => {
        this.#options.context.log.warn("notices could not be taken", {
          surface: this.#options.surface,
          error: thrown,
        });
      })
      .finally(() => {
        this.#running = undefined;
        if (!this.#again) return;
        this.#again = false;
        this.#look();
      });
  }

  async #push(): Promise<void> {
    const { context, surface } = this.#options;
    for (;;) {
      const notices = await callInternal(context, takeNotices, { surface });
      for (const notice of notices) await this.#tell(notice);
      if (notices.length === 0) return;
    }
  }

  /** A room that takes nothing tells nobody: then everybody hears it in private. */
  async #tell({ rooms, people }: TakenNotice): Promise<void> {
    const { show, showInRoom } = this.#options;
    const silent = new Set<string>();
    for (const push of rooms) {
      const isTold = await this.#tried(push.actor.id, () => showInRoom(push));
      if (!isTold) silent.add(push.chatId);
    }
    for (const push of people) {
      const told = push.toldIn.filter((chatId) => !silent.has(chatId));
      if (!(await this.#readsAny(told, push.externalId))) await this.#tried(push.actor.id, () => show(push));
    }
  }

  async #readsAny(chatIds: readonly string[], externalId: string): Promise<boolean> {
    const { isIn, context, surface } = this.#options;
    if (!isIn) return false;
    for (const chatId of chatIds) {
      try {
        if (await isIn(chatId, externalId)) return true;
      } catch (thrown) {
        // Not known: told once too often harms less than not at all.
        context.log.debug("who is in a room is not known", { surface, error: thrown });
      }
    }
    return false;
  }

  /** Who blocked the bot hears nothing; the others do. */
  async #tried(operatorId: string, send: () => Promise<unknown>): Promise<boolean> {
    const { context, surface } = this.#options;
    try {
      await send();
      return true;
    } catch (thrown) {
      context.log.warn("a notice could not be pushed", { surface, operatorId, error: thrown });
      return false;
    }
  }
}
