// What the team must hear of, pushed into the private chats of those it concerns, each notice once.
import type { AppContext } from "../../../agents/commands/context.ts";
import { callInternal } from "../../../agents/commands/internal.ts";
import { type Push, takeNotices } from "../../../agents/commands/notice/take-notices.ts";
import { NOTICE_TOPIC } from "../../../agents/commands/notice/write-notice.ts";
import type { Timers } from "../../../jobs/queue/timers.ts";

export interface NoticePushOptions {
  readonly context: AppContext;
  readonly surface: string;
  /** Into the person's private chat. */
  readonly show: (push: Push) => Promise<unknown>;
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
      const pushes = await callInternal(context, takeNotices, { surface });
      for (const push of pushes) await this.#show(push);
      if (pushes.length === 0) return;
    }
  }

  /** Who blocked the bot hears nothing; the others do. */
  async #show(push: Push): Promise<void> {
    const { context, surface, show } = this.#options;
    try {
      await show(push);
    } catch (thrown) {
      context.log.warn("a notice could not be pushed", { surface, operatorId: push.actor.id, error: thrown });
    }
  }
}
