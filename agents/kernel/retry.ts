// Short in-call retries; long ones belong to the queue.
import { setTimeout as delay } from "node:timers/promises";
import { toAppError } from "./errors.ts";

export interface RetryOptions {
  /** Waits before the 2nd, 3rd ... try. Default 1, 2, 4 s (domain 6). */
  readonly delaysMs?: readonly number[];
  readonly signal?: AbortSignal;
  /** Injected by tests. */
  readonly wait?: (ms: number, signal?: AbortSignal) => Promise<void>;
}

const DEFAULT_DELAYS_MS = [1_000, 2_000, 4_000];

async function waitFor(ms: number, signal?: AbortSignal): Promise<void> {
  await delay(ms, undefined, signal ? { signal } : {});
}

/** Runs `action` again while it fails with a retryable AppError; a `retryAfterMs` longer than a minute is left to the caller. */
export async function retry<T>(action: () => Promise<T>, options: RetryOptions = {}): Promise<T> {
  const delaysMs = options.delaysMs ?? DEFAULT_DELAYS_MS;
  const wait = options.wait ?? waitFor;
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await action();
    } catch (thrown) {
      const error = toAppError(thrown);
      const delayMs = delaysMs[attempt];
      if (!error.retryable || delayMs === undefined || (error.retryAfterMs ?? 0) > 60_000) throw thrown;
      await wait(Math.max(delayMs, error.retryAfterMs ?? 0), options.signal);
    }
  }
}
