// What each of Threads' refusals means to us, as data. Messages are localised, so numbers count; containers fail by name.
import { z } from "zod";
import { failureOfStatus, type Refusal } from "../posting/client.ts";
import { MEANS, type Meaning, type PostFailure } from "../posting/failure.ts";

/** By "code/subcode", then "code": the numbers of Meta's Graph API. 24 in this sense is known from implementers only. */
const MEANINGS: Readonly<Record<string, Meaning>> = {
  "1": MEANS.platformFault,
  "2": MEANS.platformFault,
  "4": MEANS.rateLimited,
  "17": MEANS.rateLimited,
  "32": MEANS.rateLimited,
  "613": MEANS.rateLimited,
  "9": MEANS.dailyCap,
  "10": MEANS.permission,
  "24": MEANS.containerGone,
  "100": MEANS.badParameter,
  "100/33": MEANS.notFound,
  "102": MEANS.tokenInvalid,
  "190": MEANS.tokenInvalid,
  "200": MEANS.permission,
  "368": MEANS.accountRestricted,
};

/** `error_message` of a container in state ERROR. Source: Threads API, Troubleshooting. */
const CONTAINER_ERRORS: Readonly<Record<string, { readonly code: string; readonly retryable: boolean }>> = {
  FAILED_DOWNLOADING_VIDEO: { code: "media_not_fetchable", retryable: true },
  FAILED_PROCESSING_AUDIO: { code: "media_unusable", retryable: false },
  FAILED_PROCESSING_VIDEO: { code: "media_unusable", retryable: false },
  INVALID_ASPEC_RATIO: { code: "aspect_ratio", retryable: false },
  INVALID_BIT_RATE: { code: "media_unusable", retryable: false },
  INVALID_DURATION: { code: "duration", retryable: false },
  INVALID_FRAME_RATE: { code: "media_unusable", retryable: false },
  INVALID_AUDIO_CHANNELS: { code: "media_unusable", retryable: false },
  INVALID_AUDIO_CHANNEL_LAYOUT: { code: "media_unusable", retryable: false },
};

const ErrorBody = z.object({
  error: z.object({
    code: z.number(),
    error_subcode: z.number().nullish(),
    is_transient: z.boolean().nullish(),
    message: z.string().nullish(),
  }),
});

export function classifyThreads({ status, json }: Refusal): PostFailure {
  const parsed = ErrorBody.safeParse(json);
  if (!parsed.success) return failureOfStatus(status);
  const { code, error_subcode: subcode, is_transient: isTransient, message } = parsed.data.error;
  const platformCode = subcode ? `${code}/${subcode}` : String(code);
  // One number for whatever is wrong with a parameter: the name of the one we can mend is in the sentence.
  const isLong = code === 100 && /\btext\b.*\b500\b/i.test(message ?? "");
  const known = isLong ? MEANS.captionTooLong : (MEANINGS[platformCode] ?? MEANINGS[String(code)]);
  return { ...(known ?? (isTransient ? MEANS.platformFault : failureOfStatus(status))), platformCode };
}

/** Why a container failed; retryable where a new one may do better. */
export function containerFailure(errorMessage: string | null | undefined) {
  return CONTAINER_ERRORS[errorMessage ?? ""] ?? { code: "media_upload_failed", retryable: true };
}
