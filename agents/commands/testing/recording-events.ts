// The event bus of tests: tells its listeners at once, and keeps what was published.
import type { AppEvent, EventBus } from "../../ports/event-bus.ts";

export interface RecordingEvents extends EventBus {
  readonly published: readonly AppEvent[];
}

export function createRecordingEvents(): RecordingEvents {
  const published: AppEvent[] = [];
  const listeners = new Set<(event: AppEvent) => void>();
  return {
    published,
    publish: (event) => {
      published.push(event);
      for (const listener of listeners) listener(event);
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    close: async () => listeners.clear(),
  };
}
