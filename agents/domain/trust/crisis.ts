// Trust C13: words of a person in danger, found without a model. Figures of speech are not a crisis; doubt counts as one.
import { standardWords } from "./chat-slang.ts";
import { FIGURES_OF_SPEECH } from "./crisis-figures.ts";
import { CRISIS_RULES, foundIn, signedIn } from "./crisis-rules.ts";
import { readings } from "./text-normal-form.ts";

export const CRISIS_RULE_VERSION = "2026-11-26";

/** No sales for this long after a crisis (trust C13). */
export const CRISIS_NO_SALES_MS = 72 * 3_600_000;

export type CrisisKind = "suicide" | "self_harm" | "eating_disorder" | "harm_to_others" | "in_danger";

export type CrisisSignal =
  | { readonly crisis: true; readonly kind: CrisisKind; readonly directness: "direct" | "indirect" }
  | { readonly crisis: false };

/**
 * Reads one message. Direct phrases win over indirect ones; figures of speech are taken out before reading. Someone else
 * in danger now counts; fiction, news and the long past do not.
 */
export function crisisSignal(text: string): CrisisSignal {
  const literal = [...new Set(readings(text).map(standardWords))]
    // Most messages hold no sign at all; only of the others is it worth while to take the figures out.
    .filter((reading) => signedIn(reading).length > 0)
    .map((reading) => FIGURES_OF_SPEECH.reduce((kept, figure) => kept.replace(figure, " ~ "), reading));
  if (literal.length === 0) return { crisis: false };
  const found = new Set(literal.flatMap(foundIn));
  const rule = CRISIS_RULES.find((each) => found.has(each));
  return rule ? { crisis: true, kind: rule.kind, directness: rule.directness } : { crisis: false };
}
