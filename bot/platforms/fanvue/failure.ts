// What each of Fanvue's refusals means to us, as data. Its words are for people; only the status tells them apart.
import { AppError, ERROR_CODES, type ErrorCode } from "../../../agents/kernel/errors.ts";

export interface FanvueFailure {
  readonly error: ErrorCode;
  /** Ours, stable: stored with messages. */
  readonly reason: string;
  /** The account has to be connected again. */
  readonly tokenInvalid: boolean;
  /** Fanvue may have done what was asked in spite of the answer. */
  readonly mayHaveHappened: boolean;
  readonly retryAfterMs?: number;
}

interface Meaning {
  readonly error: ErrorCode;
  readonly reason: string;
  readonly tokenInvalid?: true;
}

/** Source: the responses of Fanvue's OpenAPI document, API version 2025-06-26. */
const MEANINGS: Readonly<Record<number, Meaning>> = {
  400: { error: "provider_refused", reason: "bad_parameter" },
  401: { error: "refused", reason: "token_invalid", tokenInvalid: true },
  // A fan who cannot be contacted, or a scope that is missing: Fanvue does not say which, so nothing is closed for good.
  403: { error: "forbidden", reason: "not_allowed" },
  404: { error: "not_found", reason: "object_unknown" },
  410: { error: "provider_refused", reason: "api_version_ended" },
  429: { error: "rate_limited", reason: "rate_limited" },
};

export function failureOf(error: ErrorCode, reason: string, mayHaveHappened: boolean): FanvueFailure {
  return { error, reason, mayHaveHappened, tokenInvalid: false };
}

/** @param retryAfterMs the pause it asks for, where it does */
export function classify(status: number, retryAfterMs: number | null): FanvueFailure {
  const known = MEANINGS[status];
  if (!known) return failureOf("provider_failed", `http_${status}`, status >= 500);
  const { error, reason, tokenInvalid = false } = known;
  return {
    ...{ error, reason, tokenInvalid, mayHaveHappened: false },
    ...(error === "rate_limited" && retryAfterMs ? { retryAfterMs } : {}),
  };
}

export const isRetryable = ({ error }: FanvueFailure): boolean => ERROR_CODES[error].retryable;

/** `irreversible`: an answer that may hide a success becomes `outcome_unknown`, never a retry. */
export function errorFrom(failure: FanvueFailure, irreversible: boolean): AppError {
  const { error, reason, retryAfterMs } = failure;
  if (irreversible && failure.mayHaveHappened)
    return new AppError("outcome_unknown", `Fanvue's answer was lost: ${reason}.`, { reason });
  return new AppError(error, `Fanvue refused: ${reason}.`, {
    reason,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  });
}
