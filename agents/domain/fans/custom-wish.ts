// Whether a fan asks for something made for them, or answers a quote by a price of their own: English and Spanish, by rules.
import { readings } from "../trust/text-normal-form.ts";

const THING = "(?:pics?|photos?|pictures?|selfies?|videos?|vids?|clips?|content|sets?|shoots?|orders?|requests?)";
const COSA = "(?:fotos?|selfies?|videos?|clips?|contenido|sets?|packs?|pedidos?)";

/** Patterns see texts in small letters, without accents. */
const WISHES: readonly RegExp[] = [
  new RegExp(`\\b(?:custom(?:i[sz]ed?)?|personali[sz]ed|made[- ]to[- ]order) (?:[a-z]+ ){0,2}?${THING}\\b`),
  /\b(?:do|make|sell|take|offer|accept|want|order|buy) (?:(?:you|any|some|me|a|your) )*customs?\b(?! ?[a-z])/,
  new RegExp(
    `\\b(?:make|take|record|film|shoot|create|do) (?:me )?(?:a|an|one|some) (?:[a-z]+ ){0,3}?${THING} (?:[a-z]+ ){0,3}?(?:(?:just |only )?for me|with my name|saying my name|where you|in which you|of you (?:wearing|in|with|doing))\\b`,
  ),
  new RegExp(`\\b${THING} (?:just|only|especially|specially|made) for me\\b`),
  new RegExp(`\\bsay my name (?:in|on) (?:a |the |your )?${THING}\\b`),
  new RegExp(
    `\\b${COSA} (?:[a-z]+ ){0,2}?(?:personalizad[oa]s?|a medida|a pedido|custom|(?:hech[oa]s?|solo|especial(?:es)?|unicamente) para mi)\\b`,
  ),
  /\b(?:haces|vendes|aceptas|ofreces|quiero|quisiera) (?:(?:un|una|unos|unas|algo|cosas) )?(?:personalizad[oa]s?|customs?|a pedido)\b(?! ?[a-z])/,
  new RegExp(
    `\\b(?:haz|hazme|hagas|haces|hacer|hacerme|graba|grabame|grabas|grabar|grabarme|filmame|tomate|sacate) (?:un|una|unos|unas) (?:[a-z]+ ){0,3}?${COSA} (?:[a-z]+ ){0,3}?(?:para mi|con mi nombre|diciendo mi nombre|donde|en (?:el|la) que)\\b`,
  ),
];

/** "I don't want a custom video" asks for none. */
const REFUSES = /\b(?:do not|don ?'?t|didn ?'?t|never|no) (?:want|need|asked?|quiero|necesito|pedi)\b/;

export function isCustomWish(text: string): boolean {
  return readings(text).some((reading) => !REFUSES.test(reading) && WISHES.some((pattern) => pattern.test(reading)));
}

/** An amount of money, or a wish for less of it. A mere "too expensive" proposes nothing: it is a no. */
const PROPOSALS: readonly RegExp[] = [
  /[$€£] ?\d|\b\d{2,5} ?(?:[$€£]|usd|eur|dollars?|bucks|euros?|dolares|pesos)/,
  /\b(?:for|por|at|a) \d{2,4}\b(?! ?(?:min|sec|seg|pic|photo|foto|video|year|ano|dia|day|hour|hora))/,
  /\b(?:discount|lower (?:the |your )?price|cheaper if|make it \d{2,4}|meet me (?:halfway|in the middle)|descuento|rebaja\w*|mas barato si|bajar(?:me)? (?:el|un poco el) precio|dejamelo en)\b/,
];

/** Asked only while a quote is open. */
export function isCounterProposal(text: string): boolean {
  return readings(text).some((reading) => PROPOSALS.some((pattern) => pattern.test(reading)));
}
