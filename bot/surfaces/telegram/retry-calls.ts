// Calls to Telegram that hit a limit or a failing server are tried again, as long as waiting is reasonable.
import { GrammyError, HttpError, type Transformer } from "grammy";
import { elsewhere } from "../../../agents/kernel/elsewhere.ts";
import type { Logger } from "../../../agents/kernel/log.ts";

export type Wait = (delayMs: number) => Promise<void>;

/** Before the 2nd, 3rd ... try after a failure of the server or the network. */
const FAILURE_DELAYS_MS = [1_000, 2_000, 4_000];
/** A longer `retry_after` is not waited for. */
const LONGEST_WAIT_SECONDS = 60;
/** The polling loop has its own pace. */
const NOT_RETRIED = new Set(["getUpdates"]);

export function retryCalls(wait: Wait, log: Logger): Transformer {
  return async (previous, method, payload, signal) => {
    for (let attempt = 0; ; attempt += 1) {
      let delayMs: number | undefined;
      try {
        const response = await elsewhere(() => previous(method, payload, signal));
        if (response.ok || NOT_RETRIED.has(method)) return response;
        delayMs = delayOf(response.error_code, response.parameters?.retry_after, attempt);
        if (delayMs === undefined) return response;
        log.warn("telegram call is tried again", { method, status: response.error_code, delayMs });
      } catch (thrown) {
        delayMs = FAILURE_DELAYS_MS[attempt];
        if (!(thrown instanceof HttpError) || signal?.aborted || NOT_RETRIED.has(method) || delayMs === undefined)
          throw thrown;
        log.warn("telegram call is tried again", { method, error: thrown, delayMs });
      }
      const pauseMs = delayMs;
      await elsewhere(() => wait(pauseMs));
    }
  };
}

function delayOf(status: number, retryAfterSeconds: number | undefined, attempt: number): number | undefined {
  if (status === 429 && attempt < FAILURE_DELAYS_MS.length) {
    const seconds = retryAfterSeconds ?? 1;
    return seconds <= LONGEST_WAIT_SECONDS ? seconds * 1_000 : undefined;
  }
  return status >= 500 ? FAILURE_DELAYS_MS[attempt] : undefined;
}

/** True when Telegram refused with 400 and these words. */
export function isBadRequest(thrown: unknown, ...words: readonly string[]): boolean {
  if (!(thrown instanceof GrammyError) || thrown.error_code !== 400) return false;
  return words.length === 0 || words.some((part) => thrown.description.includes(part));
}

/** True when the request is longer than Telegram reads. */
export function isTooLarge(thrown: unknown): boolean {
  return thrown instanceof GrammyError && thrown.error_code === 413;
}
