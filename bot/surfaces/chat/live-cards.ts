// Progress: one message per running card, edited as things happen, until the card says it is finished.

import type { App } from "../../../agents/commands/app.ts";
import type { Actor } from "../../../agents/commands/context.ts";
import type { Card, CardButton } from "../../../agents/commands/view.ts";
import type { Timers } from "../../../jobs/queue/timers.ts";

/** Where a message is, as the surface knows it. */
interface Spot {
  readonly chatId: number | string;
}

/** Shows cards in the chats of one surface. */
interface CardPainter<Place extends Spot, MessageId> {
  /** Writes the card over a message. @returns false when that message is gone */
  edit(
    to: Place & { readonly actor: Actor },
    messageId: MessageId,
    card: Card,
    buttons: readonly CardButton[],
  ): Promise<boolean>;
  showImages(to: Place & { readonly actor: Actor }, card: Card): Promise<void>;
}

export interface LiveCardsOptions<Place extends Spot, MessageId> {
  readonly app: App;
  /** Told in the log. */
  readonly surface: string;
  readonly sender: CardPainter<Place, MessageId>;
  readonly timers: Timers;
  /** Asked again at every refresh, so that who lost access sees no more. */
  readonly resolveActor: (externalId: string) => Promise<Actor | null>;
}

interface Followed<Place extends Spot, MessageId> {
  readonly place: Place;
  readonly messageId: MessageId;
  readonly externalId: string;
  readonly live: NonNullable<Card["live"]>;
  shown: string;
  isDirty: boolean;
}

/** Telegram asks for at most about one message a second in a chat, Discord for five in five seconds in a channel. */
export const EDIT_INTERVAL_MS = 1_500;
/** Events may get lost; this often a card is looked at anyway. */
const LOOK_INTERVAL_MS = 15_000;
/** Older cards of a chat stop moving when there are more. */
const MOST_IN_CHAT = 10;

export class LiveCards<Place extends Spot, MessageId extends number | string> {
  readonly #options: LiveCardsOptions<Place, MessageId>;
  readonly #followed = new Map<string, Followed<Place, MessageId>>();
  readonly #pausing = new Set<Spot["chatId"]>();
  readonly #stops: (() => void)[] = [];
  readonly #refreshes = new Set<Promise<void>>();

  constructor(options: LiveCardsOptions<Place, MessageId>) {
    this.#options = options;
  }

  start(): void {
    const { app, timers } = this.#options;
    this.#stops.push(
      app.context.ports.events.subscribe(({ topic }) => this.#mark((card) => card.live.topic === topic)),
      timers.every(LOOK_INTERVAL_MS, () => this.#mark(() => true)),
    );
  }

  /** Begins to keep a message up to date. */
  follow(place: Place, messageId: MessageId, externalId: string, card: Card): void {
    if (!card.live || card.live.finished) return;
    const { chatId } = place;
    const inChat = [...this.#followed].filter(([, other]) => other.place.chatId === chatId);
    const [oldest] = inChat;
    if (inChat.length >= MOST_IN_CHAT && oldest) this.#followed.delete(oldest[0]);
    const key = `${chatId}:${messageId}`;
    // Dirty from the start: what happened before the message was there must not be missed.
    this.#followed.set(key, {
      place,
      messageId,
      externalId,
      live: card.live,
      shown: JSON.stringify(card),
      isDirty: true,
    });
    this.#pause(chatId);
  }

  async stop(): Promise<void> {
    for (const stop of this.#stops.splice(0)) stop();
    this.#followed.clear();
    await Promise.all(this.#refreshes);
  }

  #mark(concerns: (card: Followed<Place, MessageId>) => boolean): void {
    for (const card of this.#followed.values()) {
      if (!concerns(card)) continue;
      card.isDirty = true;
      this.#next(card.place.chatId);
    }
  }

  #pause(chatId: Spot["chatId"]): void {
    this.#pausing.add(chatId);
    this.#options.timers.after(EDIT_INTERVAL_MS, () => {
      this.#pausing.delete(chatId);
      this.#next(chatId);
    });
  }

  #next(chatId: Spot["chatId"]): void {
    if (this.#pausing.has(chatId)) return;
    const found = [...this.#followed].find(([, card]) => card.place.chatId === chatId && card.isDirty);
    if (!found) return;
    const [key, card] = found;
    card.isDirty = false;
    this.#pausing.add(chatId);
    const refresh = this.#refresh(key, card)
      .catch((thrown: unknown) => {
        // Blocked, deleted or unreachable: the operator can ask for the card again.
        this.#followed.delete(key);
        const { app, surface } = this.#options;
        app.context.log.warn("a live card is no longer followed", { surface, error: thrown });
      })
      .finally(() => {
        this.#refreshes.delete(refresh);
        this.#pause(chatId);
      });
    this.#refreshes.add(refresh);
  }

  async #refresh(key: string, followed: Followed<Place, MessageId>): Promise<void> {
    const { app, sender, resolveActor } = this.#options;
    const actor = await resolveActor(followed.externalId);
    if (!actor) {
      this.#followed.delete(key);
      return;
    }
    const { command, input } = followed.live;
    const { card, state } = await app.execute({ command, input, actor });
    const finished = state !== "done" || card.live?.finished !== false;
    if (finished) this.#followed.delete(key);
    const to = { ...followed.place, actor };
    const hasImages = (card.images?.length ?? 0) > 0;
    const shown = JSON.stringify(card);
    if (shown !== followed.shown) {
      const isThere = await sender.edit(
        to,
        followed.messageId,
        card,
        finished && hasImages ? [] : (card.buttons ?? []),
      );
      if (!isThere) this.#followed.delete(key);
      followed.shown = shown;
    }
    if (finished) await sender.showImages(to, card);
  }
}
