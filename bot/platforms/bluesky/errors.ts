// What each of Bluesky's refusals means to us, as data: XRPC names its errors.
import { z } from "zod";
import { failureOfStatus, pauseIn, type Refusal } from "../posting/client.ts";
import { MEANS, type Meaning, type PostFailure } from "../posting/failure.ts";

const appPassword: Meaning = {
  ...MEANS.tokenInvalid,
  remedy: "Make an app password under Settings, Privacy and security, and give it as handle:app-password.",
};

/** Source: lexicons com.atproto.*; names that no lexicon lists, from the PDS's own source bluesky-social/atproto. */
const MEANINGS: Readonly<Record<string, Meaning>> = {
  AuthenticationRequired: appPassword,
  AuthMissing: appPassword,
  InvalidToken: appPassword,
  ExpiredToken: { ...MEANS.tokenInvalid, reason: "token_expired" },
  AuthFactorTokenRequired: appPassword,
  AccountTakedown: MEANS.accountRestricted,
  AccountDeactivated: MEANS.accountRestricted,
  RepoTakendown: MEANS.accountRestricted,
  RepoSuspended: MEANS.accountRestricted,
  RepoDeactivated: MEANS.accountRestricted,
  RateLimitExceeded: MEANS.rateLimited,
  BlobTooLarge: MEANS.mediaTooLarge,
  PayloadTooLarge: MEANS.mediaTooLarge,
  InvalidMimeType: MEANS.mediaType,
  BlobNotFound: MEANS.containerGone,
  InvalidSwap: MEANS.duplicate,
  RecordNotFound: MEANS.notFound,
  RepoNotFound: MEANS.notFound,
  InvalidRequest: MEANS.badParameter,
  InternalServerError: MEANS.platformFault,
  UpstreamFailure: MEANS.platformFault,
  UpstreamTimeout: MEANS.platformFault,
  NotEnoughResources: MEANS.platformFault,
};

const ErrorBody = z.object({ error: z.string(), message: z.string().nullish() });

/** @param nowMs for the moment at which the allowance is back */
export function classifyBluesky({ status, json, headers }: Refusal, nowMs: number): PostFailure {
  const parsed = ErrorBody.safeParse(json);
  const pause = status === 429 ? pauseIn(headers, "ratelimit-reset", nowMs) : undefined;
  if (!parsed.success) return { ...failureOfStatus(status), ...pause };
  const { error, message } = parsed.data;
  // One name for whatever is wrong with a record: only the sentence tells the most common reason.
  const isLong = error === "InvalidRequest" && /graphemes|too (?:long|big)|longer than/.test(message ?? "");
  const meaning = isLong ? MEANS.captionTooLong : (MEANINGS[error] ?? failureOfStatus(status));
  return { ...meaning, ...pause, platformCode: error };
}
