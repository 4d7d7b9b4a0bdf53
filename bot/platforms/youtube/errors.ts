// What each of YouTube's refusals means to us, as data: Google gives every error a reason.
import { z } from "zod";
import { failureOfStatus, pauseIn, type Refusal } from "../posting/client.ts";
import { MEANS, type Meaning, type PostFailure } from "../posting/failure.ts";

const noChannel: Meaning = {
  error: "refused",
  reason: "channel_unknown",
  remedy: "Make a YouTube channel for this Google account.",
};

/** Source: YouTube Data API, Errors (global, videos.insert, videos.list). */
const MEANINGS: Readonly<Record<string, Meaning>> = {
  authError: MEANS.tokenInvalid,
  authorizationRequired: MEANS.tokenInvalid,
  youtubeSignupRequired: noChannel,
  channelNotFound: noChannel,
  forbidden: MEANS.permission,
  insufficientPermissions: MEANS.permission,
  accountDelegationForbidden: MEANS.permission,
  authenticatedUserAccountClosed: MEANS.accountRestricted,
  authenticatedUserAccountSuspended: MEANS.accountRestricted,
  channelClosed: MEANS.accountRestricted,
  channelSuspended: MEANS.accountRestricted,
  quotaExceeded: MEANS.dailyCap,
  dailyLimitExceeded: MEANS.dailyCap,
  uploadLimitExceeded: MEANS.dailyCap,
  rateLimitExceeded: MEANS.rateLimited,
  userRateLimitExceeded: MEANS.rateLimited,
  invalidTitle: { error: "provider_refused", reason: "title" },
  invalidDescription: MEANS.captionTooLong,
  invalidVideoMetadata: MEANS.badParameter,
  mediaBodyRequired: MEANS.mediaProcessing,
  videoNotFound: MEANS.notFound,
  playlistNotFound: MEANS.notFound,
  backendError: MEANS.platformFault,
  internalError: MEANS.platformFault,
};

const ErrorBody = z.object({ error: z.object({ errors: z.array(z.object({ reason: z.string() })).min(1) }) });

/** @param nowMs for the moment at which the allowance is back */
export function classifyYoutube({ status, json, headers }: Refusal, nowMs: number): PostFailure {
  const parsed = ErrorBody.safeParse(json);
  const reason = parsed.success ? parsed.data.error.errors[0]?.reason : undefined;
  const pause = pauseIn(headers, "retry-after", nowMs);
  // An upload's address answers 404 or 410 without a reason once it is gone.
  if (reason === undefined) return { ...(status === 410 ? MEANS.notFound : failureOfStatus(status)), ...pause };
  return { ...(MEANINGS[reason] ?? failureOfStatus(status)), ...pause, platformCode: reason };
}
