// What each of X's refusals means to us, as data: problems have a type, and many a 403 only a sentence.
import { z } from "zod";
import { failureOfStatus, pauseIn, type Refusal } from "../posting/client.ts";
import { MEANS, type Meaning, type PostFailure } from "../posting/failure.ts";

const noCredits: Meaning = {
  error: "refused",
  reason: "credits_depleted",
  remedy: "X bills every call: top up the app's credits in the developer console.",
};

/** By the last word of a problem's type. Source: X API v2, Response codes and errors. */
const BY_TYPE: Readonly<Record<string, Meaning>> = {
  "resource-not-found": MEANS.notFound,
  "not-authorized-for-resource": MEANS.permission,
  "client-forbidden": MEANS.permission,
  "unsupported-authentication": MEANS.tokenInvalid,
  "usage-capped": { error: "refused", reason: "usage_cap", remedy: "Raise the spending cap in X's developer console." },
  "invalid-request": MEANS.badParameter,
};

/** The first that fits. Sentences are not documented: known from implementers only. */
const BY_SENTENCE: readonly (readonly [RegExp, Meaning])[] = [
  [/duplicate content/i, MEANS.duplicate],
  [/credits/i, noCredits],
  [/text is too long|needs to be a bit shorter/i, MEANS.captionTooLong],
  [/suspended|locked|not permitted to perform this action/i, MEANS.accountRestricted],
  [/media.*(?:expired|not found|invalid id)|media ids?.*invalid/i, MEANS.containerGone],
  [/file size|too large|maxFileSizeExceeded/i, MEANS.mediaTooLarge],
  [/media type|unsupported (?:media|format)|unrecognized/i, MEANS.mediaType],
];

const Problem = z.object({
  title: z.string().nullish(),
  detail: z.string().nullish(),
  type: z.string().nullish(),
  errors: z.array(z.object({ message: z.string().nullish() })).nullish(),
});

/** @param nowMs for the moment at which the allowance is back */
export function classifyX({ status, json, headers }: Refusal, nowMs: number): PostFailure {
  const parsed = Problem.safeParse(json);
  if (status === 429) return rateLimited(headers, nowMs, parsed.success ? parsed.data.type : null);
  if (status === 402) return { ...noCredits, platformCode: "402" };
  if (!parsed.success || status >= 500 || status === 401) return failureOfStatus(status);
  const { title, detail, type, errors } = parsed.data;
  const said = [title, detail, ...(errors ?? []).map(({ message }) => message)].join(" ");
  const bySentence = BY_SENTENCE.find(([pattern]) => pattern.test(said))?.[1];
  const meaning = bySentence ?? BY_TYPE[lastWord(type)] ?? failureOfStatus(status);
  return { ...meaning, platformCode: lastWord(type) || String(status) };
}

function rateLimited(headers: Headers, nowMs: number, type: string | null | undefined): PostFailure {
  const capped = BY_TYPE[lastWord(type)];
  if (capped) return { ...capped, platformCode: lastWord(type) };
  // The allowance of the day is over: its pause is the one that counts.
  if (headers.get("x-user-limit-24hour-remaining") === "0")
    return { ...MEANS.dailyCap, ...pauseIn(headers, "x-user-limit-24hour-reset", nowMs), platformCode: "429" };
  return { ...MEANS.rateLimited, ...pauseIn(headers, "x-rate-limit-reset", nowMs), platformCode: "429" };
}

const lastWord = (type: string | null | undefined) => /problems\/([\w-]+)$/.exec(type ?? "")?.[1] ?? "";
