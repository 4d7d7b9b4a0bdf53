// What is refused whoever interprets: before any model sees it, and again on what a model wants (trust T8).
import { AVATAR_MIN_AGE } from "../../../domain/trust/minor-appearance.ts";
import type { RefusalReason } from "../interpretation.ts";
import { plain } from "./sentence.ts";

const PATTERNS: readonly (readonly [RefusalReason, RegExp])[] = [
  [
    "minor",
    /\b(?:under ?age|minor|teen(?:age|ager)?|schoolgirl|school girl|child|kid|colegiala|menor de edad|adolescente|nina)\b/,
  ],
  [
    "real_person",
    /\b(?:looks? like|look exactly like|deepfake|igual(?:it[ao])? a|cara de|face of|parezca a)\s+(?:my|the actress|actress|a real|mi |la actriz|taylor|scarlett|una persona real|ex)\b|\bdeepfake\b/,
  ],
  ["explicit", /\b(?:porn|porno|pornographic|hardcore|explicit sex|sexo explicito|genitals)\b/],
  [
    "bypass",
    /\b(?:without (?:asking|approval|my approval|a run card|review)|skip (?:the )?(?:approval|review|moderation|filter)|bypass|ignore (?:all |your |the )?(?:previous |safety )?(?:rules|instructions|limits|filters)|sin (?:preguntar|pedir permiso|aprobacion|revision)|salta(?:te)? (?:la )?(?:revision|aprobacion|moderacion)|ignora (?:las |tus )?(?:reglas|instrucciones)|turn off (?:the )?(?:moderation|guards|filters)|desactiva (?:la )?moderacion|pretend (?:you are|to be) human|say (?:she is|you are) human)\b/,
  ],
  [
    "secret",
    /\b(?:api keys?|secret keys?|passwords?|access tokens?|contrasenas?|claves? (?:secretas?|api|de api)|env file)\b/,
  ],
  [
    "destroy",
    /\b(?:delete|erase|drop|wipe|borra|elimina) (?:everything|all (?:the )?(?:data|fans|avatars|users)|the database|la base de datos|todos los (?:datos|fans|avatares)|todo)\b/,
  ],
];
const STATED_AGE = /\b(\d{1,2})[ -]?(?:years?[ -]old|yo|y\/o|anos)\b/;

export function refusalOf(text: string): RefusalReason | null {
  const words = plain(text);
  const age = Number(STATED_AGE.exec(words)?.[1] ?? AVATAR_MIN_AGE);
  if (age < AVATAR_MIN_AGE) return "minor";
  return PATTERNS.find(([, pattern]) => pattern.test(words))?.[0] ?? null;
}
