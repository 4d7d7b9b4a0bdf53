// What each of TikTok's refusals of a post means to us, as data: they come as words, messages are for people.
import { HOUR_MS, MINUTE_MS } from "../../../agents/kernel/clock.ts";
import { AppError, ERROR_CODES, type ErrorCode } from "../../../agents/kernel/errors.ts";

interface Meaning {
  readonly error: ErrorCode;
  /** Ours, stable: stored with posts, and the key of the advice. */
  readonly reason: string;
  /** TikTok may have done what was asked in spite of the answer. */
  readonly mayHaveHappened?: true;
  readonly retryAfterMs?: number;
}

export interface PostsFailure extends Omit<Meaning, "mayHaveHappened"> {
  readonly retryable: boolean;
  readonly mayHaveHappened: boolean;
  /** As TikTok worded it. */
  readonly platformCode?: string;
}

const badParameter: Meaning = { error: "provider_refused", reason: "bad_parameter" };
const permission: Meaning = { error: "forbidden", reason: "permission_missing" };
const tokenInvalid: Meaning = { error: "refused", reason: "token_invalid" };
const platformFault: Meaning = { error: "unavailable", reason: "platform_fault", mayHaveHappened: true };
const publishCap: Meaning = { error: "rate_limited", reason: "publish_cap", retryAfterMs: HOUR_MS };
const restricted: Meaning = { error: "refused", reason: "account_restricted" };
const blocked: Meaning = { error: "refused", reason: "blocked_as_spam" };
const notFetchable: Meaning = { error: "provider_failed", reason: "media_not_fetchable" };
const badFile = (reason: string): Meaning => ({ error: "provider_refused", reason });

/** Of `error.code`. Source: Content Posting API reference, 2026-11 (reference 2.2). */
export const MEANINGS: Readonly<Record<string, Meaning>> = {
  invalid_param: badParameter,
  invalid_params: badParameter,
  invalid_file_upload: badFile("file_refused"),
  app_version_check_failed: { error: "refused", reason: "app_outdated" },
  invalid_publish_id: { error: "not_found", reason: "container_gone" },
  token_not_authorized_for_specified_publish_id: { error: "forbidden", reason: "container_of_another" },
  scope_permission_missed: permission,
  scope_not_authorized: permission,
  access_token_invalid: tokenInvalid,
  spam_risk: blocked,
  spam_risk_too_many_posts: publishCap,
  spam_risk_user_banned_from_posting: restricted,
  spam_risk_too_many_pending_share: { error: "rate_limited", reason: "drafts_waiting", retryAfterMs: HOUR_MS },
  reached_active_user_cap: { error: "rate_limited", reason: "app_user_cap", retryAfterMs: HOUR_MS },
  unaudited_client_can_only_post_to_private_accounts: { error: "refused", reason: "app_unaudited" },
  url_ownership_unverified: { error: "refused", reason: "url_unverified" },
  privacy_level_option_mismatch: { error: "refused", reason: "privacy_not_offered" },
  // It states no pause: the window is a sliding minute.
  rate_limit_exceeded: { error: "rate_limited", reason: "rate_limited", retryAfterMs: MINUTE_MS },
  internal_error: platformFault,
};

/** Of `fail_reason` of a post that was taken and then failed: certainly not there. */
export const FAIL_MEANINGS: Readonly<Record<string, Meaning>> = {
  file_format_check_failed: badFile("video_format"),
  duration_check_failed: badFile("clip_duration"),
  frame_rate_check_failed: badFile("frame_rate"),
  picture_size_check_failed: badFile("picture_size"),
  video_pull_failed: notFetchable,
  photo_pull_failed: notFetchable,
  publish_cancelled: { error: "refused", reason: "publish_canceled" },
  auth_removed: tokenInvalid,
  spam_risk: blocked,
  spam_risk_too_many_posts: publishCap,
  spam_risk_user_banned_from_posting: restricted,
  internal: { error: "provider_failed", reason: "platform_fault" },
};

function fill({ mayHaveHappened, ...meaning }: Meaning, platformCode?: string): PostsFailure {
  return {
    ...meaning,
    retryable: ERROR_CODES[meaning.error].retryable,
    mayHaveHappened: mayHaveHappened ?? false,
    ...(platformCode === undefined ? {} : { platformCode }),
  };
}

/** A failure without one of TikTok's words: network, proxy, garbage. */
export function plainFailure(error: ErrorCode, reason: string, mayHaveHappened: boolean): PostsFailure {
  return fill({ error, reason, ...(mayHaveHappened ? { mayHaveHappened } : {}) });
}

export function classify(code: string, httpStatus: number): PostsFailure {
  const known = Object.hasOwn(MEANINGS, code) ? MEANINGS[code] : undefined;
  if (known) return fill(known, code);
  if (code.startsWith("spam_risk")) return fill(blocked, code);
  if (httpStatus >= 500) return fill(platformFault, code);
  return fill({ error: "provider_refused", reason: "unknown_refusal" }, code);
}

export function classifyFailReason(failReason: string): PostsFailure {
  const known = Object.hasOwn(FAIL_MEANINGS, failReason) ? FAIL_MEANINGS[failReason] : undefined;
  if (known) return fill(known, failReason);
  if (failReason.startsWith("spam_risk")) return fill(blocked, failReason);
  return fill(badFile("post_failed"), failReason);
}

/** `irreversible`: an answer that may hide a success becomes `outcome_unknown`, never a retry. */
export function errorFrom(failure: PostsFailure, irreversible: boolean): AppError {
  const { reason, retryAfterMs, platformCode } = failure;
  const worded = platformCode === undefined ? "" : ` (${platformCode.slice(0, 80)})`;
  if (irreversible && failure.mayHaveHappened)
    return new AppError("outcome_unknown", `TikTok's answer was lost: ${reason}${worded}.`, { reason });
  return new AppError(failure.error, `TikTok refused: ${reason}${worded}.`, {
    reason,
    retryable: failure.retryable,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  });
}
