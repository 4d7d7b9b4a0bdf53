// Events between the processes of one installation, over Postgres notifications.
import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Logger } from "../../agents/kernel/log.ts";
import type { AppEvent, EventBus } from "../../agents/ports/event-bus.ts";
import type { Database } from "../../prisma/client.ts";
import { systemTimers, type Timers } from "./timers.ts";

export interface EventBusOptions {
  readonly database: Pick<Database, "listen" | "notify">;
  readonly log: Logger;
  readonly timers?: Timers;
}

const CHANNEL = "events";
/** Repeats of one event within this time are one event. */
const COALESCE_MS = 50;
/** Postgres takes 7,999 bytes; an event's topic and kind are short. */
const EVENTS_PER_NOTIFICATION = 40;

const Notification = z.object({
  from: z.string(),
  events: z.array(z.object({ topic: z.string(), kind: z.string() })),
});

type Listener = (event: AppEvent) => void;

export async function openEventBus(options: EventBusOptions): Promise<EventBus> {
  const bus = new PostgresEventBus(options);
  await bus.open();
  return bus;
}

class PostgresEventBus implements EventBus {
  readonly #options: EventBusOptions;
  readonly #timers: Timers;
  /** Tells our own notifications from those of other processes. */
  readonly #self = randomUUID();
  readonly #listeners = new Set<Listener>();
  readonly #waiting = new Map<string, AppEvent>();
  #cancelFlush: (() => void) | undefined;
  #sending: Promise<void> = Promise.resolve();
  #stopListening: (() => Promise<void>) | undefined;
  #isClosed = false;

  constructor(options: EventBusOptions) {
    this.#options = options;
    this.#timers = options.timers ?? systemTimers;
  }

  async open(): Promise<void> {
    this.#stopListening = await this.#options.database.listen(CHANNEL, (payload) => this.#receive(payload));
  }

  publish(event: AppEvent): void {
    if (this.#isClosed) return;
    this.#waiting.set(`${event.topic} ${event.kind}`, { topic: event.topic, kind: event.kind });
    this.#cancelFlush ??= this.#timers.after(COALESCE_MS, () => this.#flush());
  }

  subscribe(listener: Listener): () => void {
    // A function of its own, so that subscribing twice with the same listener makes two subscriptions.
    const own: Listener = (event) => listener(event);
    this.#listeners.add(own);
    return () => this.#listeners.delete(own);
  }

  /** Sends what is still waiting. */
  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#cancelFlush?.();
    this.#flush();
    await this.#sending;
    await this.#stopListening?.();
    this.#listeners.clear();
  }

  #flush(): void {
    const events = [...this.#waiting.values()];
    this.#waiting.clear();
    this.#cancelFlush = undefined;
    for (const event of events) this.#deliver(event);
    this.#sending = this.#sending
      .then(() => this.#send(events))
      .catch((error) => this.#options.log.warn("events.not_sent", { count: events.length, error }));
  }

  async #send(events: readonly AppEvent[]): Promise<void> {
    for (let start = 0; start < events.length; start += EVENTS_PER_NOTIFICATION) {
      const portion = events.slice(start, start + EVENTS_PER_NOTIFICATION);
      await this.#options.database.notify(CHANNEL, JSON.stringify({ from: this.#self, events: portion }));
    }
  }

  #receive(payload: string): void {
    const parsed = Notification.safeParse(parseJson(payload));
    if (!parsed.success) {
      this.#options.log.warn("events.not_understood");
      return;
    }
    if (parsed.data.from === this.#self) return;
    for (const event of parsed.data.events) this.#deliver(event);
  }

  /** One listener's fault is not the next one's. */
  #deliver(event: AppEvent): void {
    for (const listener of this.#listeners) {
      try {
        listener(event);
      } catch (error) {
        this.#options.log.error("events.listener_failed", { reason: event.topic, error });
      }
    }
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
