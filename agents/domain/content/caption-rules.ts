// What no caption may say, whoever wrote it: nothing of minors (C9), no claim to be human (C2), no promise without an offer
// behind it (C15), and, where nobody answers for the words, nobody real (C8).
import { brokenPromises, FALSE_PROMISE_RULE_VERSION } from "../trust/false-promise.ts";
import { HUMANITY_RULE_VERSION, humanityClaims } from "../trust/humanity-claim.ts";
import { APPEARANCE_RULE_VERSION, judgeAppearance } from "../trust/minor-appearance.ts";
import { namesRealPerson, REAL_PERSON_RULE_VERSION } from "../trust/real-persons.ts";

export type CaptionFault = "minor_appearance" | "humanity_claim" | "promise";
type WrittenCaptionFault = CaptionFault | "real_person";

/** By fault: the control that forbids it, for the record. */
export const CAPTION_CONTROLS = {
  minor_appearance: { control: "C9", ruleVersion: APPEARANCE_RULE_VERSION },
  humanity_claim: { control: "C2", ruleVersion: HUMANITY_RULE_VERSION },
  promise: { control: "C15", ruleVersion: FALSE_PROMISE_RULE_VERSION },
  real_person: { control: "C8", ruleVersion: REAL_PERSON_RULE_VERSION },
} as const satisfies Readonly<Record<WrittenCaptionFault, { readonly control: string; readonly ruleVersion: string }>>;

/** The gravest fault of a caption that a person wrote or chose; a caption has no offer behind it. */
export function captionFault(text: string): CaptionFault | null {
  if (!judgeAppearance({ caption: text }).allowed) return "minor_appearance";
  if (humanityClaims(text).length > 0) return "humanity_claim";
  return brokenPromises(text, null).length > 0 ? "promise" : null;
}

/** Of a model's: it may not name anybody real either, as it could put words in their mouth. */
export function writtenCaptionFault(text: string, consented: readonly string[]): WrittenCaptionFault | null {
  return captionFault(text) ?? (namesRealPerson(text, consented) === null ? null : "real_person");
}
