// Trust C11: a fan who says or implies being under 18 is locked at once; only verification and a second operator unlock.

import { givenBirthYear } from "./birth-year.ts";
import { standardWords } from "./chat-slang.ts";
import { minorReason } from "./minor-lock-rules.ts";
import { numbersAsDigits } from "./number-words.ts";
import { readings } from "./text-normal-form.ts";

export const MINOR_RULE_VERSION = "2026-11-26";

/** Adult age for a fan (trust C11); avatars need more (C9). */
const ADULT_AGE = 18;

export type MinorReason =
  | "stated_age"
  | "bare_age"
  | "age_and_sex"
  | "not_yet_adult"
  | "school"
  | "says_minor"
  | "parents"
  | "birth_year";

export type MinorSignal = { readonly locks: true; readonly reason: MinorReason } | { readonly locks: false };

/** School and parents only imply an age, and grown-ups speak of both: whether this locks, the second opinion has a say in. */
const IMPLIED: ReadonlySet<MinorReason> = new Set(["school", "parents"]);

export function isImplied(signal: MinorSignal): boolean {
  return signal.locks && IMPLIED.has(signal.reason);
}

/** Does this message of a fan say or imply that the writer is under 18? Never clears a lock: see `minorLockAfter`. */
export function minorSignal(text: string, now: Date): MinorSignal {
  for (const reading of new Set(readings(text).map(ageReading))) {
    const reason = minorReason(reading);
    if (reason !== null) return { locks: true, reason };
    if (bornTooLate(reading, now)) return { locks: true, reason: "birth_year" };
  }
  return { locks: false };
}

/** Standard words, numbers as digits, "im16" and "tengo15" taken apart. */
function ageReading(reading: string): string {
  const apart = reading
    .replace(/(?<!\d)(1[3-9])teen/g, "$1")
    .replace(/(?<=(?<!\p{L})(?:im|i'm|iam|am|tengo|tngo|me|age|edad))(?=\d)/gu, " ")
    .replace(/(?<=\d)(?=y(?:o|rs?|ears?)|años)/gu, " ");
  return numbersAsDigits(standardWords(apart));
}

/** The lock after a message: set by a signal, kept whatever is said later ("jk im 20"). */
export function minorLockAfter(minorLockedAt: Date | null, text: string, now: Date): Date | null {
  if (minorLockedAt) return minorLockedAt;
  return minorSignal(text, now).locks ? now : null;
}

export interface UnlockRequest {
  readonly ageState: "unknown" | "declared_adult" | "verified_adult" | "minor";
  readonly requestedByOperatorId: string;
  readonly confirmedByOperatorId: string | null;
}

/** Trust C11: verification and a second operator, both. */
export function mayUnlockMinor(request: UnlockRequest): boolean {
  const { confirmedByOperatorId } = request;
  if (confirmedByOperatorId === null || confirmedByOperatorId === request.requestedByOperatorId) return false;
  return request.ageState === "verified_adult";
}

function bornTooLate(text: string, now: Date): boolean {
  const year = givenBirthYear(text);
  return year !== null && now.getUTCFullYear() - year < ADULT_AGE;
}
