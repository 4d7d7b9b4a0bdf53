// Trust C13: words of a person in danger, found without a model. Figures of speech are not a crisis; doubt counts as one.
import { CRISIS_RULES, FIGURES_OF_SPEECH } from "./crisis-rules.ts";
import { readings } from "./text-normal-form.ts";

export const CRISIS_RULE_VERSION = "2026-11-24";

/** No sales for this long after a crisis (trust C13). */
export const CRISIS_NO_SALES_MS = 72 * 3_600_000;

export type CrisisKind = "suicide" | "self_harm" | "eating_disorder" | "harm_to_others";

export type CrisisSignal =
  | { readonly crisis: true; readonly kind: CrisisKind; readonly directness: "direct" | "indirect" }
  | { readonly crisis: false };

/** Reads one message. Direct phrases win over indirect ones; figures of speech are taken out before reading. */
export function crisisSignal(text: string): CrisisSignal {
  const literal = readings(text).map((reading) =>
    FIGURES_OF_SPEECH.reduce((kept, figure) => kept.replace(figure, " "), reading),
  );
  for (const directness of ["direct", "indirect"] as const) {
    const rule = CRISIS_RULES.find(
      (each) => each.directness === directness && literal.some((reading) => each.pattern.test(reading)),
    );
    if (rule) return { crisis: true, kind: rule.kind, directness };
  }
  return { crisis: false };
}
