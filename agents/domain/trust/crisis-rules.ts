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

/**
 * How sure a phrase is, and so what may excuse it. `wish`: the writer's own will, nothing excuses it. `mention`: fiction,
 * news and the long past excuse it. `weary`: those and everyday weariness excuse it.
 */
type Sureness = "wish" | "mention" | "weary";

export interface CrisisRule {
  readonly kind: CrisisKind;
  readonly directness: "direct" | "indirect";
  readonly sureness: Sureness;
  readonly patterns: readonly RegExp[];
  /** All of these together are a sign as well. */
  readonly together?: readonly RegExp[];
}

/** Words that are a crisis only side by side, in any order. */
const meansAtHand = [phrase(MEANS), phrase(AT_HAND)];

const restrictsForBody = [phrase(RESTRICTS), phrase(BODY_IMAGE)];

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

const notLife = phrase(`${NOT_LIFE}|${STAGE}`);

const longPast = phrase(LONG_PAST);

const again = phrase(AGAIN);

const trivial = phrase(TRIVIAL);

/** Does the rule find its sign in this text, whatever else the text says? */
export function hasSign(rule: CrisisRule, text: string): boolean {
  return (
    rule.patterns.some((pattern) => pattern.test(text)) ||
    (rule.together?.every((pattern) => pattern.test(text)) ?? false)
  );
}

/** Does the rule find its sign in this text (figures of speech already taken out), and is nothing there to excuse it? */
export function finds(rule: CrisisRule, text: string): boolean {
  return hasSign(rule, text) && !isExcused(text, rule.sureness);
}

/** True when what stands around the phrase takes the danger out of it. */
function isExcused(text: string, sureness: Sureness): boolean {
  if (longPast.test(text) && !again.test(text)) return true;
  if (sureness === "wish") return false;
  return notLife.test(text) || (sureness === "weary" && trivial.test(text));
}
