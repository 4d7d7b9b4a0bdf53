// One chat's updates run one after another, different chats side by side.

export class ChatLanes<Chat extends number | string> {
  readonly #lanes = new Map<Chat, Promise<void>>();

  /** `work` must not throw: its errors belong to the one who gave it. */
  run(chatId: Chat, work: () => Promise<void>): void {
    const before = this.#lanes.get(chatId) ?? Promise.resolve();
    const lane = before.then(work).finally(() => {
      if (this.#lanes.get(chatId) === lane) this.#lanes.delete(chatId);
    });
    this.#lanes.set(chatId, lane);
  }

  /** Settles when everything begun so far is done. */
  async idle(): Promise<void> {
    await Promise.all(this.#lanes.values());
  }
}
