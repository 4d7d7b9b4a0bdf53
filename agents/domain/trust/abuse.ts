// Trust C12: asking for minors or the like is refused, the fan is banned until reviewed, no text goes to logs.

import { numbersAsDigits } from "./number-words.ts";
import { whichFit } from "./pattern-index.ts";
import { readings } from "./text-normal-form.ts";

export const ABUSE_RULE_VERSION = "2026-11-24";

export type AbuseCategory = "minors" | "non_consent" | "animals";

export type AbuseSignal = { readonly abuse: true; readonly category: AbuseCategory } | { readonly abuse: false };

const YOUNG =
  "(?:minors?|under-? ?age[d]?|teens?|teenagers?|teenage|pre-?teens?|kids?|child(?:ren)?|(?:little|young(?:er)?) (?:girls?|boys?|ones?|sisters?|brothers?|daughters?)|school ?-?(?:girls?|boys?)|lol+i(?:s|con|ta)?|shotas?|jail ?bait|menores?(?: de edad)?|niñ[oa]s?|niñit[oa]s?|adolescentes?|colegialas?|(?:1[0-7]|[4-9]) ?-?(?:yo|y/o|year[ -]?olds?|years? old|años|añer[oa]s?))";
const ASKS =
  "(?:send|show|give|sell|trade|have|got|get|want|wanna|need|see|like|love|into|looking for|buy|any|find|draw|make|generate|roleplay|rp|pretend|act|dress|play|be|talk|quiero|tienes|manda|mandame|envia|enviame|vendes|busco|hazme|haz|actua|finge|vistete|juega|ver|me gustan)";
const LURID =
  "(?:pics?|pictures?|photos?|images?|videos?|vids?|content|nudes?|naked|lewds?|sexy|sex|sexual|hot|stuff|roleplay|rp|fotos?|imagenes|contenido|desnud[oa]s?|packs?)";

const RULES: readonly { readonly category: AbuseCategory; readonly pattern: RegExp }[] = [
  {
    category: "minors",
    pattern: new RegExp(`(?<!\\p{L})${ASKS}(?: \\S+){0,6}? ${YOUNG}(?: \\S+){0,4}? ${LURID}(?!\\p{L})`, "u"),
  },
  {
    category: "minors",
    pattern: new RegExp(`(?<!\\p{L})${LURID} (?:of|with|from|de|con) (?:\\S+ ){0,4}?${YOUNG}(?!\\p{L})`, "u"),
  },
  {
    category: "minors",
    pattern: new RegExp(
      `(?<!\\p{L})(?:roleplay|rp|pretend|act|dress|play|talk|be|finge|actua|vistete|juega|haz)(?: \\S+){0,5}? (?:like|as|to be|you'?re|that you are|being|como|de|que eres|ser)(?: \\S+){0,3}? ${YOUNG}(?!\\p{L})`,
      "u",
    ),
  },
  {
    category: "minors",
    pattern:
      /(?<!\p{L})(?:do you|you|u|got|have|any|know|tienes|hay)(?: \S+){0,4}? (?:cp|c\.p\.|pthc|loli(?:s|con)?|shota|jailbait|cheese pizza|caldo de pollo)(?!\p{L})/u,
  },
  {
    category: "minors",
    pattern:
      /(?<!\p{L})(?:do you|got|have|know|any) (?:\S+ ){0,3}?(?:younger|young) (?:girls|ones|friends|models)(?!\p{L})|(?<!\p{L})(?:younger|young) (?:is|the) better|(?<!\p{L})(?:i (?:like|love|want|prefer)|me gustan) (?:them |las |los )?(?:really |very |muy )?(?:young|underage|menores|jovencitas|niñas)(?!\p{L})(?! adults)/u,
  },
  {
    category: "non_consent",
    pattern:
      /(?<!\p{L})(?:rape|raping|drug(?:ging)? (?:her|him|you)|while (?:she|he|you)(?:'s|'re| is| are)? (?:passed out|unconscious|asleep and)|without (?:her|his) (?:consent|knowing)|hidden cam|spy ?cam|revenge porn|deepfake (?:of )?(?:my|her|a)|nudes? of my (?:ex|coworker|neighbor|teacher|sister|friend|classmate)|violar(?:te|la|lo)|violacion|camara oculta|sin (?:su|que) (?:consentimiento|sepa))(?!\p{L})/u,
  },
  {
    category: "animals",
    pattern:
      /(?<!\p{L})(?:bestiality|zoophilia|zoofilia|sex with (?:a |an |my |your )?(?:dog|horse|animal)s?|sexo con (?:un |una )?(?:perro|caballo|animal)(?:es)?)(?!\p{L})/u,
  },
];

const categoriesIn = whichFit(RULES.map(({ category, pattern }) => [category, [pattern]] as const));
/** In the order of the rules, which is that of gravity. */
const CATEGORIES = [...new Set(RULES.map(({ category }) => category))];

/** Reads one message of a fan. */
export function abuseSignal(text: string): AbuseSignal {
  const found = readings(text).map((reading) => categoriesIn(numbersAsDigits(reading)));
  const category = CATEGORIES.find((each) => found.some((some) => some.has(each)));
  return category ? { abuse: true, category } : { abuse: false };
}
