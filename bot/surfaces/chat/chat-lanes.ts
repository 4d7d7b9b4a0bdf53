// One chat's updates run one after another, different chats side by side, but few at a time: a platform waits seconds for its
// answer to each, and gets it from a database that is not busy with a hundred others.
import { InTurn } from "../../../jobs/queue/in-turn.ts";

/** Enough to keep a machine busy: who waits for a model or for the platform counts not. */
const MOST_AT_A_TIME = 3;

export class ChatLanes<Chat extends number | string> {
  readonly #lanes = new Map<Chat, Promise<void>>();
  readonly #turns = new InTurn(MOST_AT_A_TIME);

  /** `work` must not throw: its errors belong to the one who gave it. */
  run(chatId: Chat, work: () => Promise<void>): void {
    const before = this.#lanes.get(chatId) ?? Promise.resolve();
    const lane = before
      .then(() => this.#turns.run(work))
      .finally(() => {
        if (this.#lanes.get(chatId) === lane) this.#lanes.delete(chatId);
      });
    this.#lanes.set(chatId, lane);
  }

  /** Settles when everything begun so far is done. */
  async idle(): Promise<void> {
    await Promise.all(this.#lanes.values());
  }

  /** Nothing comes any more. */
  async stop(): Promise<void> {
    await this.idle();
    this.#turns.stop();
  }
}
