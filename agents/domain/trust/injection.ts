// Threats T4, T5, T6, T7: a fan's text that tries to steer the model. Found texts are still only data; the flag raises care.
import { whichFit } from "./pattern-index.ts";
import { readings } from "./text-normal-form.ts";

export const INJECTION_RULE_VERSION = "2026-11-24";

export type InjectionKind = "override" | "extraction" | "free_grant" | "other_fan";

const PATTERNS: Readonly<Record<InjectionKind, RegExp>> = {
  override:
    /\b(?:ignore|disregard|forget|override|bypass|skip) (?:\S+ ){0,3}?(?:previous|prior|above|earlier|all|your|system|these|those|the) ?(?:\S+ ){0,2}?(?:instructions?|rules?|prompts?|guidelines|directions|constraints|training)\b|\b(?:you are|you're|act) now (?:a|an|in|as|dan|free)\b|\b(?:developer|debug|god|jailbreak|dan|admin|maintenance|sudo) mode\b|\bnew (?:system )?(?:instructions?|rules|prompt)\s?:|<\|?(?:im_start|im_end|system|endoftext|start_header_id)\|?>|<\/?(?:system|assistant|instructions?|fan_message|untrusted)>|\[\/?(?:inst|system)\]|^(?:system|assistant|developer)\s?:|\b(?:pretend|act as if|imagine) (?:that )?you (?:have no|don't have|are not bound by) (?:rules|restrictions|limits|guidelines)\b|\bignor[ae]s? (?:todas? )?(?:(?:las|tus|sus) )?(?:instrucciones|reglas|ordenes)\b|\b(?:olvida|desobedece) (?:todas? )?(?:las|tus) (?:instrucciones|reglas)\b|\bmodo (?:desarrollador|dios|admin)\b/,
  extraction:
    /\b(?:what(?:'s| is| are| were| was)|show|tell|give|reveal|print|repeat|output|display|write|leak|share|send|summari[sz]e|translate|encode|spell|list|quote)\b(?: \S+){0,6}? (?:system ?prompt|your prompt|initial prompt|hidden prompt|your (?:\S+ )?(?:instructions?|rules|guidelines|configuration|directives)|(?:the )?(?:words|text|instructions|message|everything) (?:above|before this)|secret (?:code|key|token)|api key)\b|\bstarting with ['"]?you are\b|\b(?:muestra|dime|repite|revela|imprime|cuales son|escribe|traduce|dame)(?:me)?(?: \S+){0,4}? (?:tu prompt|el prompt|prompt del sistema|tus instrucciones|instrucciones (?:iniciales|del sistema|anteriores)|texto (?:de arriba|anterior))\b/,
  free_grant:
    /\b(?:admin|owner|developer|dev|boss|manager|support|staff|team|moderator|company|creator|jefe|dueñ[oa]|administrador|soporte)\b(?: \S+){0,4}? (?:said|says|told|approved|confirmed|authori[sz]ed|allowed|gave|dice|dijo|aprobo|autorizo|confirmo)\b.{0,60}\b(?:free|gratis|unlock|access|discount|\$?0|desbloque|acceso)\b|\b(?:i'?m|i am|soy|as) (?:the |your |an? |el |la |tu )?(?:admin(?:istrator)?|developer|owner|dev|moderator|administrador|desarrollador|dueñ[oa])\b|\b(?:unlock|grant|give|send)(?: \S+){0,5}? (?:for free|without pay(?:ing|ment)|access now)\b|\b(?:set|change|make)(?: \S+){0,3}? price(?: \S+){0,2}? (?:to|at|=) ?\$?\d|\b(?:i )?already paid\b|\bpayment (?:was |is )?(?:confirmed|completed|successful|went through)\b|\bya (?:pague|te pague|esta pagado)\b|\b(?:cambia|pon) el precio (?:a|en)\b/,
  other_fan:
    /\b(?:other|another|last|previous|different) (?:fans?|users?|customers?|clients?|subscribers?|guys?|people)(?:'s|s')? ?(?:\S+ ){0,3}?(?:say|said|messages?|names?|chats?|buy|bought|pay|paid|data|details|conversations?|address|write|wrote|ask|asked)\b|\bwhat did (?:user|fan|customer) \S+ (?:say|write|buy)\b|\b(?:dij(?:eron|o)|compr(?:aron|o)|escrib(?:en|ieron)|dicen) (?:los |tus )?otros? (?:fans?|usuarios?|clientes?|seguidores)\b|\b(?:otros?|ultimo) (?:fans?|usuarios?|clientes?|seguidores) (?:\S+ ){0,3}?(?:dicen|dijeron|dijo|compran|compraron|mensajes|escriben|datos|nombres?)\b/,
};

const KINDS = Object.keys(PATTERNS) as InjectionKind[];
const kindsIn = whichFit(KINDS.map((kind) => [kind, [PATTERNS[kind]]] as const));

/** Kinds of steering found in a text that came from outside (message, username, caption, text read from an image). */
export function injectionKinds(text: string): readonly InjectionKind[] {
  const found = readings(text).map(kindsIn);
  return KINDS.filter((kind) => found.some((kinds) => kinds.has(kind)));
}
