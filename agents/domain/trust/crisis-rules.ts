// The rules of the crisis control (trust C13): which signs mean what, and what excuses them.
import type { CrisisKind } from "./crisis.ts";
import { eating, eatingEs, eatingFears, selfHarm, selfHarmEs, selfHarmMarks } from "./crisis-body.ts";
import { phrase } from "./crisis-phrase.ts";
import {
  closeActs,
  closeOnes,
  closeOnesEs,
  deathOfSelf,
  deathOfSelfEs,
  lastThings,
  suicideMention,
  suicideMentionEs,
} from "./crisis-suicide.ts";
import {
  armedThreats,
  captive,
  harmToOthers,
  harmToOthersEs,
  inDanger,
  inDangerEs,
  violence,
} from "./crisis-violence.ts";
import {
  againstLife,
  againstLifeEs,
  suicideWeary,
  suicideWearyEs,
  suicideWish,
  suicideWishEs,
} from "./crisis-will-to-live.ts";
import { AGAIN, AT_HAND, BODY_IMAGE, LONG_PAST, MEANS, NOT_LIFE, RESTRICTS, STAGE, TRIVIAL } from "./crisis-words.ts";
import type { PatternText } from "./pattern-alternatives.ts";
import { anyFits, type Fits, whichFit } from "./pattern-index.ts";

/**
 * How sure a phrase is, and so what may excuse it. `wish`: the writer's own will, nothing excuses it. `mention`: fiction,
 * news and the long past excuse it. `weary`: those and everyday weariness excuse it.
 */
type Sureness = "wish" | "mention" | "weary";

export interface CrisisRule {
  readonly kind: CrisisKind;
  readonly directness: "direct" | "indirect";
  readonly sureness: Sureness;
  readonly patterns: readonly PatternText[];
  /** All of these together are a sign as well. */
  readonly together?: readonly Fits[];
}

function fits(source: string): Fits {
  return anyFits([phrase(source)]);
}

/** Words that are a crisis only side by side, in any order. */
const meansAtHand = [fits(MEANS), fits(AT_HAND)];

const restrictsForBody = [fits(RESTRICTS), fits(BODY_IMAGE)];

export const CRISIS_RULES: readonly CrisisRule[] = [
  { kind: "suicide", directness: "direct", sureness: "wish", patterns: [...suicideWish, ...suicideWishEs] },
  {
    kind: "suicide",
    directness: "direct",
    sureness: "mention",
    patterns: [
      ...suicideMention,
      ...suicideMentionEs,
      ...deathOfSelf,
      ...deathOfSelfEs,
      ...closeOnes,
      ...closeOnesEs,
      ...closeActs,
      ...lastThings,
    ],
    together: meansAtHand,
  },
  {
    kind: "self_harm",
    directness: "direct",
    sureness: "mention",
    patterns: [...selfHarm, ...selfHarmEs, ...selfHarmMarks],
  },
  {
    kind: "eating_disorder",
    directness: "direct",
    sureness: "mention",
    patterns: [...eating, ...eatingEs, ...eatingFears],
    together: restrictsForBody,
  },
  {
    kind: "harm_to_others",
    directness: "direct",
    sureness: "mention",
    patterns: [...harmToOthers, ...harmToOthersEs, ...armedThreats],
  },
  {
    kind: "in_danger",
    directness: "direct",
    sureness: "mention",
    patterns: [...inDanger, ...inDangerEs, ...violence, ...captive],
  },
  {
    kind: "suicide",
    directness: "indirect",
    sureness: "weary",
    patterns: [...suicideWeary, ...suicideWearyEs, ...againstLife, ...againstLifeEs],
  },
];

const notLife = fits(`${NOT_LIFE}|${STAGE}`);

const longPast = fits(LONG_PAST);

const again = fits(AGAIN);

const trivial = fits(TRIVIAL);

const whichSigned = whichFit(CRISIS_RULES.map((rule) => [rule, rule.patterns] as const));

/** The rules that find their sign in this text, whatever else the text says. */
export function signedIn(text: string): readonly CrisisRule[] {
  const signed = whichSigned(text);
  return CRISIS_RULES.filter((rule) => signed.has(rule) || (rule.together?.every((each) => each(text)) ?? false));
}

/** Those that nothing excuses in this text (figures of speech already taken out). */
export function foundIn(text: string): readonly CrisisRule[] {
  return signedIn(text).filter(({ sureness }) => !isExcused(text, sureness));
}

/** True when what stands around the phrase takes the danger out of it. */
function isExcused(text: string, sureness: Sureness): boolean {
  if (longPast(text) && !again(text)) return true;
  if (sureness === "wish") return false;
  return notLife(text) || (sureness === "weary" && trivial(text));
}
