// The events of the last minutes with numbers, so that a program that was cut off goes on where it was. In this process's
// memory: after a restart it is told to look at everything anew.
import { randomUUID } from "node:crypto";
import type { AppEvent, EventBus } from "../../../agents/ports/event-bus.ts";

export interface NumberedEvent extends AppEvent {
  /** "<life of the process>-<number>" */
  readonly id: string;
}

const KEPT = 2_000;

export class EventLog {
  readonly #life = randomUUID().slice(0, 8);
  readonly #events: NumberedEvent[] = [];
  readonly #listeners = new Set<(event: NumberedEvent) => void>();
  readonly #unsubscribe: () => void;
  #next = 1;

  constructor(bus: EventBus) {
    this.#unsubscribe = bus.subscribe((event) => this.#add(event));
  }

  /** Where a reader who is told everything from now on stands. */
  get position(): string {
    return `${this.#life}-${this.#next - 1}`;
  }

  /** @returns what came after that one; null: it is not known here any more */
  since(id: string): readonly NumberedEvent[] | null {
    const [, life, number] = /^(\w+)-(\d{1,15})$/.exec(id) ?? [];
    const oldest = this.#next - this.#events.length;
    const from = Number(number) + 1;
    if (life !== this.#life || from < oldest || from > this.#next) return null;
    return this.#events.slice(from - oldest);
  }

  listen(listener: (event: NumberedEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  close(): void {
    this.#unsubscribe();
    this.#listeners.clear();
  }

  #add({ topic, kind }: AppEvent): void {
    const event = { id: `${this.#life}-${this.#next}`, topic, kind };
    this.#next += 1;
    this.#events.push(event);
    if (this.#events.length > KEPT) this.#events.shift();
    for (const listener of this.#listeners) listener(event);
  }
}
