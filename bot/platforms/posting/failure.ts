// What a platform's refusal of a post means to us: one form for all publishers, filled from a table each has of its own.
import { AppError, ERROR_CODES, type ErrorCode } from "../../../agents/kernel/errors.ts";

export interface Meaning {
  readonly error: ErrorCode;
  /** Ours, stable, the same for every platform that means the same: stored with posts. */
  readonly reason: string;
  /** Overrides the table of error codes. */
  readonly retryable?: boolean;
  /** The platform may have done what was asked in spite of the answer. */
  readonly mayHaveHappened?: true;
  /** What the operator can do about it. */
  readonly remedy?: string;
}

export interface PostFailure extends Meaning {
  readonly retryAfterMs?: number;
  /** As the platform named or numbered it. */
  readonly platformCode?: string;
}

/** Meanings every platform shares. */
export const MEANS = {
  rateLimited: { error: "rate_limited", reason: "rate_limited" },
  dailyCap: { error: "rate_limited", reason: "publish_cap" },
  platformFault: { error: "unavailable", reason: "platform_fault", mayHaveHappened: true },
  tokenInvalid: { error: "refused", reason: "token_invalid" },
  permission: { error: "forbidden", reason: "permission_missing" },
  accountRestricted: { error: "refused", reason: "account_restricted" },
  duplicate: { error: "conflict", reason: "duplicate_post" },
  badParameter: { error: "provider_refused", reason: "bad_parameter" },
  mediaType: { error: "provider_refused", reason: "media_type" },
  mediaTooLarge: { error: "provider_refused", reason: "media_too_large" },
  mediaProcessing: { error: "provider_refused", reason: "media_unusable" },
  rejected: { error: "provider_refused", reason: "rejected_by_platform" },
  captionTooLong: { error: "provider_refused", reason: "caption_too_long" },
  notFound: { error: "not_found", reason: "object_unknown" },
  containerGone: { error: "expired", reason: "container_gone" },
  notReady: { error: "unavailable", reason: "container_not_ready" },
  unreadable: { error: "provider_failed", reason: "unreadable_answer", mayHaveHappened: true },
  unknownRefusal: { error: "provider_refused", reason: "unknown_refusal" },
} as const satisfies Record<string, Meaning>;

/** `irreversible`: an answer that may hide a success becomes `outcome_unknown`, never a retry. */
export function errorFrom(platform: string, failure: PostFailure, irreversible: boolean): AppError {
  const { error, reason, platformCode, retryAfterMs, remedy } = failure;
  const numbered = platformCode === undefined ? "" : ` (${platformCode})`;
  if (irreversible && failure.mayHaveHappened) {
    return new AppError("outcome_unknown", `${platform}'s answer was lost: ${reason}${numbered}.`, { reason });
  }
  return new AppError(error, `${platform} refused: ${reason}${numbered}.`, {
    reason,
    retryable: failure.retryable ?? ERROR_CODES[error].retryable,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    ...(remedy === undefined ? {} : { remedy }),
  });
}
