// What each of Instagram's refusals means to us, as data. Messages are localised, so only codes count.
import { HOUR_MS } from "../../../agents/kernel/clock.ts";
import { AppError, ERROR_CODES, type ErrorCode } from "../../../agents/kernel/errors.ts";

interface Meaning {
  readonly error: ErrorCode;
  /** Ours, stable: stored with posts and messages. */
  readonly reason: string;
  /** Overrides the table of error codes. */
  readonly retryable?: boolean;
  /** The reply window of this fan is over. */
  readonly closesWindow?: true;
  /** The account has to be connected again. */
  readonly tokenInvalid?: true;
  /** Instagram may have done what was asked in spite of the answer. */
  readonly mayHaveHappened?: true;
  readonly retryAfterMs?: number;
}

export interface GraphFailure {
  readonly error: ErrorCode;
  readonly reason: string;
  readonly retryable: boolean;
  readonly closesWindow: boolean;
  readonly tokenInvalid: boolean;
  readonly mayHaveHappened: boolean;
  readonly retryAfterMs?: number;
  /** As Instagram numbered it, e.g. "10/2534022". */
  readonly platformCode?: string;
}

const rateLimited: Meaning = { error: "rate_limited", reason: "rate_limited" };
const platformFault: Meaning = { error: "unavailable", reason: "platform_fault", mayHaveHappened: true };
const windowClosed: Meaning = { error: "refused", reason: "window_closed", closesWindow: true };
const restricted: Meaning = { error: "refused", reason: "messaging_restricted" };
const permission: Meaning = { error: "forbidden", reason: "permission_missing" };
const tokenInvalid: Meaning = { error: "refused", reason: "token_invalid", tokenInvalid: true };
const recipientUnavailable: Meaning = { error: "refused", reason: "recipient_unavailable" };
/** Or the comment is older than seven days: the same number. */
const alreadyReplied: Meaning = { error: "refused", reason: "already_replied" };
const containerGone: Meaning = { error: "expired", reason: "container_gone" };
const uploadFailed: Meaning = { error: "provider_failed", reason: "media_upload_failed" };
const videoUnreadable: Meaning = { error: "provider_refused", reason: "video_format" };
const notFetchable: Meaning = { error: "provider_failed", reason: "media_not_fetchable" };
const notReady: Meaning = { error: "unavailable", reason: "container_not_ready" };
const accountRestricted: Meaning = { error: "refused", reason: "account_restricted" };
const badPost = (reason: string): Meaning => ({ error: "provider_refused", reason });

/** By "code/subcode", then "/subcode" (containers name only that), then "code". Source: Graph API v26.0, reference 1.3, 1.7. */
const MEANINGS: Readonly<Record<string, Meaning>> = {
  "-1": platformFault,
  "-2": { error: "unavailable", reason: "media_download_timeout" },
  "1": platformFault,
  "2": platformFault,
  "2/1545133": { error: "unavailable", reason: "platform_fault" },
  "4": rateLimited,
  "17": rateLimited,
  "24": containerGone,
  "25": accountRestricted,
  "32": rateLimited,
  "613": rateLimited,
  "80001": rateLimited,
  "80002": rateLimited,
  "80006": rateLimited,
  "10": permission,
  "10/2534022": windowClosed,
  "10/2018278": windowClosed,
  "10/1893063": restricted,
  "100": { error: "provider_refused", reason: "bad_parameter" },
  "100/33": { error: "not_found", reason: "object_unknown" },
  "100/2534014": { error: "refused", reason: "recipient_unknown" },
  "100/2534025": alreadyReplied,
  "100/2534029": restricted,
  "100/2018047": { error: "provider_refused", reason: "attachment_type" },
  "102": tokenInvalid,
  "190": tokenInvalid,
  "200": permission,
  "200/2534066": permission,
  "200/2534041": { error: "refused", reason: "messages_not_allowed_by_owner" },
  "352": videoUnreadable,
  "551": recipientUnavailable,
  "9004": notFetchable,
  "9007": notReady,
  "10900": alreadyReplied,
  "10903": recipientUnavailable,
  "10904": recipientUnavailable,
  "36000": badPost("image_too_large"),
  "36001": badPost("image_format"),
  "36003": badPost("aspect_ratio"),
  "36004": badPost("caption_too_long"),
  "/2534001": { error: "refused", reason: "thread_archived" },
  "/2207001": platformFault,
  "/2207003": { error: "unavailable", reason: "media_download_timeout" },
  "/2207004": badPost("image_too_large"),
  "/2207005": badPost("image_format"),
  "/2207006": containerGone,
  "/2207008": containerGone,
  "/2207009": badPost("aspect_ratio"),
  "/2207010": badPost("caption_too_long"),
  "/2207020": { error: "expired", reason: "container_expired" },
  "/2207023": badPost("media_type"),
  "/2207026": videoUnreadable,
  "/2207027": notReady,
  "/2207028": badPost("carousel_size"),
  "/2207032": uploadFailed,
  "/2207053": uploadFailed,
  "/2207035": badPost("bad_tag"),
  "/2207036": badPost("bad_tag"),
  "/2207037": badPost("bad_tag"),
  "/2207040": badPost("too_many_mentions"),
  "/2207042": { error: "rate_limited", reason: "publish_cap", retryAfterMs: HOUR_MS },
  "/2207050": accountRestricted,
  "/2207051": { error: "refused", reason: "blocked_as_spam" },
  "/2207052": notFetchable,
  "/2207057": badPost("cover_moment"),
  // Not in the reference; seen by others who publish.
  "/2207077": notFetchable,
  "/2207081": badPost("media_type"),
  "/2207082": notFetchable,
};

function fill(meaning: Meaning): GraphFailure {
  const { error, reason, retryAfterMs } = meaning;
  return {
    error,
    reason,
    retryable: meaning.retryable ?? ERROR_CODES[error].retryable,
    closesWindow: meaning.closesWindow ?? false,
    tokenInvalid: meaning.tokenInvalid ?? false,
    mayHaveHappened: meaning.mayHaveHappened ?? false,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  };
}

/** A failure that came without one of Instagram's codes: network, proxy, garbage. */
export function plainFailure(error: ErrorCode, reason: string, mayHaveHappened: boolean): GraphFailure {
  return fill({ error, reason, ...(mayHaveHappened ? { mayHaveHappened } : {}) });
}

export interface GraphErrorNumbers {
  readonly code: number;
  readonly subcode?: number | null | undefined;
  readonly isTransient?: boolean | null | undefined;
}

export function classify({ code, subcode, isTransient }: GraphErrorNumbers): GraphFailure {
  const platformCode = subcode ? `${code}/${subcode}` : String(code);
  const known = MEANINGS[platformCode] ?? MEANINGS[`/${subcode}`] ?? MEANINGS[String(code)];
  const unknown: Meaning = isTransient
    ? { error: "unavailable", reason: "platform_fault" }
    : { error: "provider_refused", reason: "unknown_refusal" };
  return { ...fill(known ?? unknown), platformCode };
}

/** Why a container failed: its `status` is a sentence with the subcode in it. */
export function classifyContainer(status: string): GraphFailure {
  const subcode = /\b2207\d{3}\b/.exec(status)?.[0];
  const known = subcode === undefined ? undefined : MEANINGS[`/${subcode}`];
  return fill(known ?? uploadFailed);
}

/** `irreversible`: an answer that may hide a success becomes `outcome_unknown`, never a retry. */
export function errorFrom(failure: GraphFailure, irreversible: boolean): AppError {
  const { reason, retryAfterMs, platformCode } = failure;
  const numbered = platformCode === undefined ? "" : ` (${platformCode})`;
  if (irreversible && failure.mayHaveHappened) {
    return new AppError("outcome_unknown", `Instagram's answer was lost: ${reason}${numbered}.`, { reason });
  }
  return new AppError(failure.error, `Instagram refused: ${reason}${numbered}.`, {
    reason,
    retryable: failure.retryable,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  });
}
