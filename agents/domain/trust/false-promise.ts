// Trust C15: what a message promises must stand behind it in an offer row, above all the price.

import { MORE_PROMISES } from "./false-promise-rules.ts";
import { hiddenTexts } from "./hidden-text.ts";
import { whichFit } from "./pattern-index.ts";
import { pricesIn } from "./prices-in-text.ts";
import { plainForm, readings } from "./text-normal-form.ts";

export const FALSE_PROMISE_RULE_VERSION = "2026-11-26";

export type PromiseKind = "price" | "stock" | "deadline" | "discount" | "gift" | "meeting" | "refund" | "grant";

/** What an offer row really grants; everything not listed here may not be said. */
export interface BackedOffer {
  readonly priceCents: number;
  readonly currency: string;
  /** Other promises the row itself holds (a real discount, a real deadline). */
  readonly backs?: readonly Exclude<PromiseKind, "price">[];
}

export interface BrokenPromise {
  readonly kind: PromiseKind;
  /** The words at fault, for the rewrite and the operator; never for logs. */
  readonly words: string;
}

const DAY = "(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|tomorrow|tonight|this weekend|next week)";
const RULES: readonly { readonly kind: Exclude<PromiseKind, "price">; readonly pattern: RegExp }[] = [
  {
    kind: "stock",
    pattern:
      /\b(?:(?:only|just|last|final) (?:\d+|one|two|three|four|five|few|a few|a couple) (?:\p{L}+ )?(?:left|remaining|available|spots?|copies|pieces|places|sets|seats)|last (?:\d+|one|two|three|few) ?(?:left|remaining|spots?|copies)?(?=\s*(?:[!.,)]|$))|\d+ (?:left|remaining|spots? left)\b|(?:almost|nearly) (?:gone|sold out)|sell(?:ing|s) (?:out|fast)|sold out|(?:while (?:stocks?|supplies) lasts?)|limited (?:edition|stock|spots?|copies|quantity|availability|number)|quedan? (?:solo |pocas |pocos |\d+|dos|tres)|ultim[oa]s (?:\d+|unidades|plazas|dos|tres|copias)|se (?:agota|acaba)n?|(?:casi )?agotad[oa]s?|plazas limitadas|edicion limitada)\b/u,
  },
  {
    kind: "deadline",
    pattern: new RegExp(
      `\\b(?:(?:today|tonight|this week(?:end)?) only|only (?:for )?(?:today|tonight|this week(?:end)?)|just for today|ends? (?:today|tonight|soon|at midnight|in \\d+|${DAY})|(?:until|till|before|by) (?:midnight|tonight|tomorrow|the end of)|expir(?:es|ing) (?:in|today|tonight|soon|at|tomorrow)|(?:next|last) \\d+ (?:hours?|minutes?)(?: only)?|\\d+ ?(?:hours?|h|hrs?|minutes?|mins?) (?:left|only|to go|remaining)|last chance|final chance|now or never|hurry|before it'?s (?:gone|too late)|limited[ -]time|solo (?:por )?hoy|hoy (?:solamente|unicamente|nada mas)|solo (?:esta noche|este fin)|hasta (?:la )?(?:medianoche|las \\d+|mañana|esta noche)|(?:termina|acaba|vence|expira)n? (?:hoy|esta noche|pronto|mañana|en \\d+)|ultima (?:oportunidad|hora)|ahora o nunca|date prisa|apurate|por tiempo limitado)\\b`,
    ),
  },
  {
    kind: "discount",
    pattern:
      /\d+ ?% ?(?:off|discount|less|menos|de descuento|dto)|\b(?:half[ -]price|half off|discount(?:ed|s)?|on sale|(?:flash|special|big) (?:sale|deal|price|offer|discount)|price (?:drop|cut)|cheaper (?:for|just)|special price|two for one|2 ?for ?1|2x1|buy one get|promo(?: code)?|coupon|descuentos?|rebaj(?:a|as|ado|ada)|mitad de precio|(?:oferta|precio) especial|mas barat[oa] para ti|cupon|promocion)\b/,
  },
  {
    kind: "gift",
    pattern:
      /\b(?:for free|(?:it'?s|is|are|totally|completely|all|100%) free(?! (?:time|spirit|of(?! charge)|as))|free (?:pic|pics|photo|photos|set|pack|gift|trial|access|content|video|videos|sample|preview|gallery|month|bonus)|free of charge|on the house|(?:it'?s )?on me(?=[!.,]|$)|bonus (?:pic|pics|photo|photos|set|video)|(?:a|your|my|special) (?:little )?(?:gift|present|freebie)(?: (?:for|from))?|i'?ll (?:throw in|gift)|no charge|gratis|gratuit[oa]s?|de regalo|te (?:lo |la )?regalo|regalo (?:para|especial)|sin (?:costo|coste|cargo)|invito yo)\b/,
  },
  {
    kind: "meeting",
    pattern: new RegExp(
      `\\b(?:(?:i'?ll|i will|we'?ll|we will|we can|let'?s|i can) (?:\\S+ ){0,2}?(?:meet(?! (?:your (?:expectations|needs)))|hang out|come over|visit you|see you (?:in person|irl|on ${DAY}|${DAY}))|meet (?:me|up|you) (?:on |this |next )?${DAY}|if you buy .{0,30}(?:meet|date|call)|nos (?:vemos|encontramos) (?:en persona|el \\S+es|mañana)|te veo (?:el|mañana|en persona)|quedamos (?:el|mañana|este))\\b`,
    ),
  },
  {
    kind: "refund",
    pattern:
      /\b(?:refund(?:s|ed|able)?|money[ -]back|get your money|satisfaction guarantee[d]?|guaranteed?|reembols(?:o|os|able|ar)|devol(?:ucion|ver|vemos|vere) (?:de |el |tu |del )?(?:dinero)?|te devuelvo|garantia|garantizad[oa])\b/,
  },
];

/** Every hit of a rule is looked at: an earlier one may be denied. */
const ALL_RULES = [...RULES, ...MORE_PROMISES].map(({ kind, pattern }) => ({
  kind,
  pattern: new RegExp(pattern.source, `${pattern.flags}g`),
}));

const whichPromise = whichFit(ALL_RULES.map((rule) => [rule, [rule.pattern]] as const));

const NEGATED = /\b(?:no|not|never|without|can'?t|cannot|don'?t|isn'?t|aren'?t|sin|nunca)(?: [^\s,.;:!?]+){0,3} ?$/;

const DENIED_WITHIN = /\b(?:can|will|could|podemos|podre) (?:never|not)\b/;

/** Promises without backing; `offer` null means that nothing is on offer, so no price at all may be named. */
export function brokenPromises(draft: string, offer: BackedOffer | null): readonly BrokenPromise[] {
  const read = readings(draft);
  const hidden = hiddenTexts(draft).map(plainForm);
  // Digits read backwards are another amount; spelled out they are none.
  const spelled = hidden.flatMap((text) => pricesIn(text)).filter(({ words }) => !/\d/.test(words));
  const named = read.map((text) => pricesIn(text).filter((price) => !isOfferPrice(price, offer)));
  const prices = [...named, spelled].find((found) => found.length > 0) ?? [];
  const broken: BrokenPromise[] = prices.map(({ words }) => ({ kind: "price", words }));
  const texts = [...new Set([...read, ...hidden])];
  const promising = texts.map((text) => ({ text, rules: whichPromise(text) }));
  for (const rule of ALL_RULES) {
    const { kind, pattern } = rule;
    if (broken.some((promise) => promise.kind === kind)) continue;
    if (kind !== "price" && offer?.backs?.includes(kind)) continue;
    const words = promising
      .filter(({ rules }) => rules.has(rule))
      .map(({ text }) => promised(text, pattern))
      .find((found) => found !== null);
    // With an offer the figures are held against its row above.
    if (words && !(kind === "price" && offer !== null && /\d/.test(words))) broken.push({ kind, words });
  }
  return broken;
}

/** The words that promise, unless they are denied ("no refund"). */
function promised(text: string, pattern: RegExp): string | null {
  for (const match of text.matchAll(pattern)) {
    const before = text.slice(Math.max(0, match.index - 25), match.index);
    if (!NEGATED.test(before) && !DENIED_WITHIN.test(match[0])) return match[0];
  }
  return null;
}

function isOfferPrice(
  price: { readonly cents: number; readonly currency: string | null },
  offer: BackedOffer | null,
): boolean {
  if (!offer || price.cents !== offer.priceCents) return false;
  return price.currency === null || price.currency === offer.currency;
}
