// Long polling with its own pace: an update counts as taken once it is remembered, and no failure ends the loop.
import { type Api, GrammyError } from "grammy";
import type { Update } from "grammy/types";
import type { Logger } from "../../../agents/kernel/log.ts";
import type { Wait } from "./retry-calls.ts";

type GetUpdates = NonNullable<Parameters<Api["getUpdates"]>[0]>;

export interface PollingOptions {
  readonly api: Api;
  /** Kinds of updates that are asked for. */
  readonly allowedUpdates: NonNullable<GetUpdates["allowed_updates"]>;
  readonly accept: (update: Update) => Promise<void>;
  readonly signal: AbortSignal;
  readonly wait: Wait;
  readonly log: Logger;
  /** false: another process fetches these updates for now. */
  readonly mayPoll?: () => Promise<boolean>;
}

/** Longer than most proxies' idle limit helps nobody. */
const POLL_SECONDS = 25;
const FAILURE_DELAYS_MS = [1_000, 2_000, 5_000, 10_000, 30_000];
const LONGEST_DELAY_MS = 30_000;
const NOT_OURS_DELAY_MS = 10_000;

/** Ends when `signal` is aborted, or with the error when Telegram refuses the token. */
export async function poll(options: PollingOptions): Promise<void> {
  const { api, accept, signal, wait, log, mayPoll } = options;
  let offset = 0;
  let failures = 0;
  while (!signal.aborted) {
    try {
      if (mayPoll && !(await mayPoll())) {
        await wait(NOT_OURS_DELAY_MS);
        continue;
      }
      const updates = await api.getUpdates(
        { offset, timeout: POLL_SECONDS, allowed_updates: options.allowedUpdates },
        signal as Parameters<Api["getUpdates"]>[1],
      );
      for (const update of updates) {
        await accept(update);
        offset = update.update_id + 1;
      }
      failures = 0;
    } catch (thrown) {
      if (signal.aborted) return;
      if (isTokenRefused(thrown)) throw thrown;
      const delayMs = pauseOf(thrown, failures);
      failures += 1;
      log.warn("telegram polling failed", { surface: "telegram", error: thrown, delayMs });
      await wait(delayMs);
    }
  }
}

/** 404 is what the real server answers to a token that cannot be one. */
export function isTokenRefused(thrown: unknown): boolean {
  return thrown instanceof GrammyError && (thrown.error_code === 401 || thrown.error_code === 404);
}

function pauseOf(thrown: unknown, failures: number): number {
  const retryAfterSeconds = thrown instanceof GrammyError ? (thrown.parameters.retry_after ?? 0) : 0;
  return Math.max(retryAfterSeconds * 1_000, FAILURE_DELAYS_MS[failures] ?? LONGEST_DELAY_MS);
}
