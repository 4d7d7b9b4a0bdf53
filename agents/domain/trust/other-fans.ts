// Threat T6, on the way out: nobody hears of another fan, true or made up.
import { outgoingReadings } from "./hidden-text.ts";
import { anyFits } from "./pattern-index.ts";

export const OTHER_FANS_RULE_VERSION = "2026-11-26";

const FAN = "(?:fan|subscriber|customer|client|follower|user|buyer|spender|member|admirer)s?";
const AFICIONADO =
  "(?:fan|fans|seguidor(?:a|es|as)?|suscriptor(?:a|es|as)?|client[ea]s?|usuari[oa]s?|comprador(?:a|es)?|admirador(?:a|es)?)";
const WRITES =
  "(?:wrote|writes?|writing|told|tells?|said|says?|who|about|in my|paid|pays?|bought|buys|asked|asks|messaged|confessed|shared|lives|works|sent|sends)";
const ESCRIBE =
  "(?:escrib\\w+|dij\\w+|dice|cont\\w+|pid\\w+|habl\\w+|pag\\w+|compr\\w+|confes\\w+|vive|trabaja|que|mand\\w+|buzon|de su)";

const speaksOfThem = anyFits([
  /\b(?:one|some) of my (?:guys|boys|men|regulars|admirers)\b|\b(?:someone|somebody|a (?:guy|man)) (?:who|that) (?:wrote|writes|messaged|messages|texted|texts|talks?|talked) (?:to )?me\b|\balguien que me (?:escrib|habl|mand)\w+|\bun[oa] de mis (?:chicos|hombres|amores|clientes)\b/,
  new RegExp(
    `\\b(?:another|other|previous|last|top|best|biggest|richest|favou?rite|one of (?:my|the)|some|certain|different) (?:\\S+ ){0,2}?${FAN}\\b(?! of (?!mine|ours))`,
  ),
  new RegExp(`\\ba(?:n)? ${FAN} (?:named|called|of mine|${WRITES})\\b`),
  new RegExp(
    `\\b(?:another|other|last|previous|different) (?:guy|man|men|dude|boy|girl|woman|person|chat|conversation|one)s?\\b.{0,40}\\b${WRITES}\\b`,
  ),
  /\b(?:you'?re|you are) not the only (?:one|man|guy)\b|\b(?:someone|somebody|everyone|everybody) else\b.{0,30}\b(?:inbox|dms?|wrote|writes|asked|asks|told|pays?|paid|bought|buys)\b|\b(?:chatting|talking|writing) (?:with|to) (?:another|other|some other)\b|\bwhat (?:he|they|others) (?:told|wrote|said) (?:to )?me\b/,
  new RegExp(
    `\\b(?:otr[oa]s?|ultim[oa]s?|anterior(?:es)?|previ[oa]s?|un[oa]? de (?:mis|los|las)|mejor(?:es)?|algun[oa]?s?|ciert[oa]s?) (?:\\S+ ){0,2}?${AFICIONADO}\\b(?! d)`,
  ),
  new RegExp(`\\bun[oa]? ${AFICIONADO} (?:que|llamad[oa]|mi[oa]|me|${ESCRIBE})`),
  new RegExp(`\\b${AFICIONADO} anterior(?:es)?\\b|\\bcon ${AFICIONADO} (?:hable|hablo)\\b`),
  new RegExp(
    `\\b(?:otr[oa]s?|ultim[oa]|anterior) (?:hombre|chic[oa]|tipo|persona|mujer|chat|conversacion)s?\\b.{0,40}\\b${ESCRIBE}\\b`,
  ),
  /\bno eres el unico\b|\b(?:el|la) que mas (?:gasta|paga|compra)\b|\botr[oa] persona en mi buzon\b|\blos demas (?:me )?(?:escriben|pagan|dicen|compran|cuentan)\b/,
]);

/** Whether a draft speaks of somebody else who writes to the avatar. */
export function speaksOfOtherFans(draft: string): boolean {
  return outgoingReadings(draft).some(speaksOfThem);
}
