// Keeps the stream open as long as somebody may be looking: what ended is asked for again, from the last line that came.
import { type Api, Refused } from "./api.ts";
import { readEvents } from "./read-events.ts";

interface Listening {
  readonly api: Api;
  readonly token: string;
  readonly signal: AbortSignal;
  readonly onEvent: (event: string, data: unknown) => void;
  readonly setOffline: (isOffline: boolean) => void;
  /** The session is no longer valid. */
  readonly onLost: () => void;
}

const RETRY_MS = [1_000, 2_000, 5_000, 10_000, 20_000] as const;
/** Browsers allow six connections to a host: a tab nobody looks at gives its one back. */
const HIDDEN_LIMIT_MS = 30_000;

export async function listen({ api, token, signal, onEvent, setOffline, onLost }: Listening): Promise<void> {
  let lastEventId: string | null = null;
  for (let failures = 0; !signal.aborted; failures += 1) {
    await untilVisible(signal);
    const hidden = new AbortController();
    const stopWatching = onceHiddenFor(HIDDEN_LIMIT_MS, () => hidden.abort());
    try {
      const { body } = await api.events(token, lastEventId, AbortSignal.any([signal, hidden.signal]));
      setOffline(false);
      failures = 0;
      for await (const { id, event, data } of readEvents(body ?? new ReadableStream())) {
        lastEventId = id ?? lastEventId;
        onEvent(event, data);
      }
    } catch (thrown) {
      if (hidden.signal.aborted) continue;
      if (signal.aborted) return;
      if (thrown instanceof Refused && thrown.status === 401) return onLost();
      if (thrown instanceof Refused && (thrown.status === 404 || thrown.status === 410)) return location.reload();
      setOffline(true);
    } finally {
      stopWatching();
    }
    const waitMs = RETRY_MS[Math.min(failures, RETRY_MS.length - 1)] ?? 0;
    await new Promise((resolve) => setTimeout(resolve, waitMs * (0.75 + Math.random() / 2)));
  }
}

function untilVisible(signal: AbortSignal): Promise<void> {
  if (!document.hidden) return Promise.resolve();
  return new Promise((resolve) => {
    document.addEventListener("visibilitychange", () => resolve(), { once: true, signal });
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}

/** @returns what ends the watch */
function onceHiddenFor(limitMs: number, act: () => void): () => void {
  const ended = new AbortController();
  let timer: number | undefined;
  const look = () => {
    clearTimeout(timer);
    if (document.hidden) timer = window.setTimeout(act, limitMs);
  };
  document.addEventListener("visibilitychange", look, { signal: ended.signal });
  return () => {
    ended.abort();
    clearTimeout(timer);
  };
}
