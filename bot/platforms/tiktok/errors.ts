// What each of TikTok's refusals means to us, as data. They come as HTTP 200 with a number; messages are for people.
import { AppError, ERROR_CODES, type ErrorCode } from "../../../agents/kernel/errors.ts";

interface Meaning {
  readonly error: ErrorCode;
  /** Ours, stable: stored with messages. */
  readonly reason: string;
  /** Nothing more gets through to this fan until they write again. */
  readonly closesWindow?: true;
  /** The account has to be connected again. */
  readonly tokenInvalid?: true;
  /** TikTok may have done what was asked in spite of the answer. */
  readonly mayHaveHappened?: true;
}

export interface TiktokFailure {
  readonly error: ErrorCode;
  readonly reason: string;
  readonly retryable: boolean;
  readonly closesWindow: boolean;
  readonly tokenInvalid: boolean;
  readonly mayHaveHappened: boolean;
  readonly retryAfterMs?: number;
  /** As TikTok numbered it. */
  readonly platformCode?: number;
}

const rateLimited: Meaning = { error: "rate_limited", reason: "rate_limited" };
const tokenInvalid: Meaning = { error: "refused", reason: "token_invalid", tokenInvalid: true };
const renewalRefused: Meaning = { error: "refused", reason: "refresh_token_invalid", tokenInvalid: true };

/** Source: API for Business v1.3. */
const MEANINGS: Readonly<Record<number, Meaning>> = {
  40001: { error: "forbidden", reason: "permission_missing" },
  40002: { error: "provider_refused", reason: "bad_parameter" },
  40007: { error: "not_found", reason: "object_unknown" },
  40050: { error: "refused", reason: "duplicate" },
  // The rules of direct messages: 48 hours, ten messages, or the day's cap. TikTok does not say which.
  40064: { error: "refused", reason: "window_closed", closesWindow: true },
  40100: rateLimited,
  40132: rateLimited,
  40133: rateLimited,
  40102: tokenInvalid,
  40104: tokenInvalid,
  40105: tokenInvalid,
  40103: renewalRefused,
  40107: renewalRefused,
  40908: { error: "provider_refused", reason: "attachment_type" },
};
/** From here on it is TikTok's own fault. */
const FIRST_SERVER_CODE = 50_000;

function fill({ error, reason, ...more }: Meaning, platformCode?: number, retryAfterMs?: number | null): TiktokFailure {
  return {
    error,
    reason,
    retryable: ERROR_CODES[error].retryable,
    closesWindow: more.closesWindow ?? false,
    tokenInvalid: more.tokenInvalid ?? false,
    mayHaveHappened: more.mayHaveHappened ?? false,
    ...(retryAfterMs ? { retryAfterMs } : {}),
    ...(platformCode === undefined ? {} : { platformCode }),
  };
}

/** A failure without one of TikTok's numbers: network, proxy, garbage. */
export function plainFailure(
  error: ErrorCode,
  reason: string,
  mayHaveHappened: boolean,
  retryAfterMs: number | null = null,
): TiktokFailure {
  return fill({ error, reason, ...(mayHaveHappened ? { mayHaveHappened } : {}) }, undefined, retryAfterMs);
}

/** @param retryAfterMs the pause it asks for, where it does */
export function classify(code: number, retryAfterMs: number | null): TiktokFailure {
  const known = MEANINGS[code];
  if (known) return fill(known, code, known.error === "rate_limited" ? retryAfterMs : null);
  if (code >= FIRST_SERVER_CODE)
    return fill({ error: "unavailable", reason: "platform_fault", mayHaveHappened: true }, code);
  return fill({ error: "provider_refused", reason: "unknown_refusal" }, code);
}

/** `irreversible`: an answer that may hide a success becomes `outcome_unknown`, never a retry. */
export function errorFrom(failure: TiktokFailure, irreversible: boolean): AppError {
  const { reason, retryAfterMs, platformCode } = failure;
  const numbered = platformCode === undefined ? "" : ` (${platformCode})`;
  if (irreversible && failure.mayHaveHappened)
    return new AppError("outcome_unknown", `TikTok's answer was lost: ${reason}${numbered}.`, { reason });
  return new AppError(failure.error, `TikTok refused: ${reason}${numbered}.`, {
    reason,
    retryable: failure.retryable,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  });
}
