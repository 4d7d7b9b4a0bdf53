// Trust C14: a fan who says stop is never written to again until they ask for it.
import { plainForm } from "./text-normal-form.ts";

export const OPT_OUT_RULE_VERSION = "2026-11-24";

/** Whole messages that mean "stop" by the custom of carriers and platforms, in many languages. */
const STOP_WORDS = new Set([
  "stop",
  "stopall",
  "stop all",
  "unsubscribe",
  "cancel",
  "end",
  "quit",
  "opt out",
  "opt-out",
  "optout",
  "remove",
  "remove me",
  "revoke",
  "baja",
  "darme de baja",
  "dame de baja",
  "parar",
  "para",
  "pare",
  "alto",
  "basta",
  "cancelar",
  "detener",
  "no mas",
  "no mas mensajes",
  "desuscribir",
  "desuscribirme",
  "eliminar",
  "salir",
  "arret",
  "arreter",
  "arretez",
  "desabonner",
  "desinscription",
  "stopp",
  "abmelden",
  "abbestellen",
  "aufhoren",
  "ferma",
  "fermati",
  "annulla",
  "disiscrivimi",
  "sair",
  "descadastrar",
  "remover",
  "uitschrijven",
  "afmelden",
  "стоп",
  "отписаться",
  "стои",
  "停止",
  "退订",
  "停",
  "取消",
  "やめて",
  "停止して",
  "배신거부",
  "중지",
  "그만",
  "توقف",
  "الغاء",
  "रोको",
  "बंद करो",
  "dur",
  "iptal",
]);

const STOP_PHRASES = [
  /^(?:please |pls |plz )?(?:just )?(?:stop|quit) (?:it )?(?:please|pls|plz|now|texting|messaging|writing|contacting|spamming|sending|dming)(?: .{0,40})?$/,
  /^(?:please|pls|plz) (?:stop|unsubscribe)(?: me)?$/,
  /\b(?:stop|quit) (?:texting|messaging|writing(?: to)?|contacting|spamming|dming|emailing) (?:me|us)\b/,
  /\b(?:do not|don'?t|never) (?:ever )?(?:text|message|write(?: to)?|contact|dm) me(?: again| anymore| any ?more| ever)?\b(?! (?:when|while|at|during|first|so|that|like))/,
  /\b(?:unsubscribe me|i want to (?:unsubscribe|opt ?-?out)|opt me out|(?:remove|take) me (?:from|off) (?:this|your|the) (?:list|messages)|no more messages)\b/,
  /\bleave me alone\b/,
  /\b(?:no me (?:escribas|escriba|contactes|mandes|envies)(?: mensajes)?(?: (?:mas|nunca mas|otra vez))?|deja de (?:escribirme|contactarme|mandarme|enviarme|molestarme)|dejame en paz|(?:quiero|deseo) (?:darme de baja|que pares)|dame de baja|no quiero (?:recibir )?mas mensajes|para de (?:escribirme|mandarme))\b/,
  /\b(?:ne m'ecris plus|arrete de m'ecrire|laisse[ -]moi tranquille|schreib mir nicht mehr|lass mich in ruhe|nao me (?:escreva|mande) mais|non scrivermi piu)\b/,
];

const LAUGHTER =
  /\b(?:lol|lmao|rofl|(?:ha){2,}h?|(?:ja){2,}j?|(?:he){2,}|jk|xd|funny|teasing|kidding|broma)\b|[😂🤣😆😜😝😹🤭]/u;
const OPT_IN_WORDS = new Set([
  "start",
  "unstop",
  "subscribe",
  "resume",
  "alta",
  "darme de alta",
  "suscribir",
  "reanudar",
  "reprendre",
]);

/** "STOP", "please stop messaging me", "no me escribas más"; not "stop it you're funny" and not "don't stop". */
export function isOptOut(text: string): boolean {
  const plain = plainForm(text);
  if (LAUGHTER.test(plain)) return false;
  const words = wholeWords(plain);
  return STOP_WORDS.has(words) || STOP_PHRASES.some((phrase) => phrase.test(words));
}

/** START, ALTA ...: the fan's own wish to be written to again. */
export function isOptIn(text: string): boolean {
  return OPT_IN_WORDS.has(wholeWords(plainForm(text)));
}

function wholeWords(plain: string): string {
  return plain
    .replace(/[^\p{L}\p{M}\p{N}' -]/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
}
