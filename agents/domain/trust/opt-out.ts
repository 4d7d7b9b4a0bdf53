// Trust C14: a fan who says stop is never written to again until they ask for it.
import { chatReadings } from "./chat-words.ts";
import { ENGLISH_OPT_OUT } from "./opt-out-english.ts";
import { SPANISH_OPT_OUT } from "./opt-out-spanish.ts";
import { rememberLast } from "./remember-last.ts";
import { plainForm } from "./text-normal-form.ts";

export const OPT_OUT_RULE_VERSION = "2026-11-26";

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
  "paren",
  "parad",
  "para ya",
  "unsubscribed",
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

/** Said around a stop word without changing it: "ok stop now please". */
const AROUND_STOP = new Set(
  "please pls plz kindly just now ok okay already immediately asap thanks thank you i said hi hello hey yo bro man dude omg seriously it all me this por favor porfa ya gracias hola oye de una vez svp bitte per favore".split(
    " ",
  ),
);

const OTHER_LANGUAGES =
  /\b(?:ne m'ecri[st] plus|ne m'ecrivez plus|arretez? de m'ecrire|laisse[ -]moi tranquille|schreib mir nicht mehr|lass mich in ruhe|nao me (?:escreva|mande) mais|non scrivermi piu)\b/;

/** A bare "stop" said in fun; a whole sentence ("stop texting me lol") is taken at its word. */
const PLAYFUL =
  /\b(?:lol|lmao|rofl|(?:ha){2,}h?|(?:ja){2,}j?|(?:he){2,}|jk|xd|funny|teasing|kidding|broma)\b|[😂🤣😆😜😝😹🤭😏😘🥰😍🙈😳😉☺😊💋🔥]/u;
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
export const isOptOut: (text: string) => boolean = rememberLast((text) => {
  const plain = plainForm(text);
  if (OTHER_LANGUAGES.test(plain)) return true;
  if (!PLAYFUL.test(plain) && isStopWord(text)) return true;
  return (
    chatReadings(text, "en").some((words) => ENGLISH_OPT_OUT.test(words)) ||
    chatReadings(text, "es").some((words) => SPANISH_OPT_OUT.test(words))
  );
});

function isStopWord(text: string): boolean {
  const words = wholeWords(plainForm(text));
  if (STOP_WORDS.has(words)) return true;
  return [words, ...chatReadings(text, "en"), ...chatReadings(text, "es")].some((reading) => {
    const all = wholeWords(reading).split(" ");
    const left = all.filter((word) => !AROUND_STOP.has(word));
    return STOP_WORDS.has([...new Set(left)].join(" "));
  });
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
