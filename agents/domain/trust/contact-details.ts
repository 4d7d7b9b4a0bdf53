// No answer of a model carries an address, a number, a code or another place to meet: links and codes come from rows (trust C15).

import { withoutHelpLines } from "./help-lines.ts";
import { outgoingReadings } from "./hidden-text.ts";
import { whichFit } from "./pattern-index.ts";

export const CONTACT_RULE_VERSION = "2026-11-26";

type ContactDetail = "link" | "mail" | "phone" | "handle" | "code" | "elsewhere";

const DIGIT =
  "(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|double|cero|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve)";

const PATTERNS: Readonly<Record<ContactDetail, readonly RegExp[]>> = {
  link: [
    /\b(?:https?|hxxps?|ftp):|\bwww\.|\b[a-z0-9-]{2,}\s?(?:\.|\(dot\)|\[dot\]| dot | punto )\s?(?:com|net|org|io|app|link|gg|xyz|site|online|example|club|shop|info|vip|dev|chat|store|page)\b|\b[a-z0-9-]{1,}\.(?:me|to|co|tv|es|ly|cc|ru|fans|mx|ai)\/\S/,
    /\b(?:here'?s|here is|click|follow|tap|use|open) (?:\S+ ){0,3}?link\b|\b(?:aqui (?:tienes|va|esta)|pincha|entra|abre|usa|pulsa) (?:\S+ ){0,3}?(?:enlace|link)\b|\b(?:my|mi) (?:\S+ )?(?:site|website|web|pagina) (?:\S+ )?(?:is|es)\b/,
  ],
  mail: [/[a-z0-9._%+-]+\s?(?:@|\(at\)|\[at\]| arroba )\s?[a-z0-9-]+\s?(?:\.| dot | punto )\s?[a-z]{2,}/],
  phone: [
    /(?<![\d$€£.,])\+?\d(?:[\s().-]{0,2}\d){7,}(?![\d%])/,
    new RegExp(`(?:\\b${DIGIT}\\b[\\s,.-]*){5,}`),
    /\b(?:my|mi) (?:phone |cell |mobile )?(?:number|numero)(?: de telefono)? (?:is|es)\b|\b(?:call me|text me|llamame|escribeme) (?:at|on|al) (?:\+|\d)/,
  ],
  handle: [
    /\bmy (?:handle|user ?name|nick(?:name)?) (?:\w+ )?is\b|\bmi (?:usuario|nick) (?:\S+ )?es\b/,
    /(?<![\p{L}\p{N}.])@[a-z0-9_.]{3,}/u,
    /(?<![\p{L}\p{N}])[a-z]+_[a-z]*\d+(?![\p{L}\p{N}])/u,
  ],
  code: [
    /\b(?:type|enter|write|escribe|teclea) (?:the word|la palabra)\b/,
    /\b(?:code|codigo|pin|password|contraseña|clave|voucher|coupon|cupon)\b(?: \S+){0,4}? (?:is|es|:|=)? ?["']?(?=[a-z0-9-]*\d)[a-z0-9-]{4,}/,
    /(?<![\d-])\d{3,4}-\d{3,4}(?![\d-])/,
    /\b(?:type|enter|use|write|escribe|usa|introduce|pon) (?:the |el )?(?:code |codigo )?["']?(?=[a-z]*\d)[a-z]{3,}\d{2,}\b/,
    /\b(?:use|usa|enter|introduce) (?:the |this |my |el |este |mi )?(?:code|codigo)\b/,
  ],
  elsewhere: [
    /\b(?:snap ?chat|whats ?app|cash ?app|venmo|pay ?pal|bizum|zelle|only ?fans|fansly|wechat|kik|western union|mi wsp|line app)\b/,
    /\b(?:add|find|text|write|message|hit|dm|follow|join|agrega|busca|escribe|siguem?e?|unete|entra)(?:me|te)?\b(?: \S+){0,4}? (?:on|in|at|to|en|a|por|mi) (?:\S+ )?(?:snap|telegram|discord|signal|skype|patreon|facebook|twitter|channel|canal|my other|mi otra)\b|\bt\.me\b|\b(?:add|agregame) (?:me )?(?:on|en)\b|\bwire (?:me|it)\b|\b(?:crypto|bitcoin|btc|usdt) (?:wallet|address)\b/,
  ],
};

const KINDS = Object.keys(PATTERNS) as ContactDetail[];
const detailsIn = whichFit(KINDS.map((kind) => [kind, PATTERNS[kind]] as const));

/** The kinds of contact a draft gives away, help lines apart; empty: none. */
export function contactDetails(draft: string): readonly ContactDetail[] {
  const found = outgoingReadings(withoutHelpLines(draft)).map(detailsIn);
  return KINDS.filter((kind) => found.some((kinds) => kinds.has(kind)));
}
