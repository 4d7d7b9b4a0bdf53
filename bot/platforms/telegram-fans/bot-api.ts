// Calls to a bot that fans write to. Nothing is retried here: what a failure means is told apart instead.
import { Api, type ApiClientOptions, GrammyError, HttpError } from "grammy";
import { AppError } from "../../../agents/kernel/errors.ts";
import { wasNeverSent } from "../../../agents/kernel/never-sent.ts";

export interface BotApiOptions {
  /** TELEGRAM_API_ROOT */
  readonly apiRoot: string;
  /** Longest wait for an answer; 15 s when absent. */
  readonly timeoutSeconds?: number;
}

const TIMEOUT_SECONDS = 15;

type GrammyFetch = NonNullable<ApiClientOptions["fetch"]>;

/** Node's own fetch sees at once that an answer broke off; the one grammY brings waits for the rest. */
const brokenOffIsSeen = ((url: string, init: RequestInit) =>
  fetch(url, { ...init, signal: nodeSignal(init.signal) })) as unknown as GrammyFetch;

/** grammY's signals are a polyfill's, which the fetch of newer Nodes refuses. */
function nodeSignal(polyfilled: RequestInit["signal"]): AbortSignal {
  const controller = new AbortController();
  if (polyfilled?.aborted) controller.abort();
  polyfilled?.addEventListener("abort", () => controller.abort(), { once: true });
  return controller.signal;
}

export function botApi({ apiRoot, timeoutSeconds = TIMEOUT_SECONDS }: BotApiOptions, token: string): Api {
  return new Api(token, { apiRoot, timeoutSeconds, fetch: brokenOffIsSeen });
}

/** The same thing; grammY names the type after a polyfill. */
export const asApiSignal = (signal: AbortSignal) => signal as NonNullable<Parameters<Api["getMe"]>[0]>;

/** What Telegram said no with. @throws AppError for the rest: retryable when nothing happened, else `outcome_unknown` */
export function refusalOf(thrown: unknown): GrammyError {
  if (thrown instanceof GrammyError) {
    const retryAfterMs = (thrown.parameters.retry_after ?? 1) * 1_000;
    if (thrown.error_code === 429)
      throw new AppError("rate_limited", "Telegram asks to slow down.", { reason: "rate_limited", retryAfterMs });
    if (thrown.error_code < 500) return thrown;
  }
  const cause = thrown instanceof HttpError ? thrown.error : thrown;
  if (wasNeverSent(cause)) throw new AppError("unavailable", "Telegram cannot be reached.", { cause });
  throw new AppError("outcome_unknown", "Telegram's answer was lost.", { cause });
}
