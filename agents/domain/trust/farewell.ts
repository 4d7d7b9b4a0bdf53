// Trust C4: whoever wants to leave gets a short goodbye, nothing that holds them back, and 24 hours of silence.
import { isOptOut } from "./opt-out.ts";
import { plainForm } from "./text-normal-form.ts";

export const FAREWELL_SILENCE_MS = 24 * 3_600_000;

export type FarewellKind = "leaving" | "stop" | "delete_account";

const DELETE =
  /\b(?:(?:delete|erase|remove|close) (?:all )?(?:my|the) (?:account|data|info|information|messages|chats?)|forget me|(?:borra|elimina|cierra|borrar|eliminar|cerrar) (?:todos? )?(?:mi|mis|la|los) (?:cuenta|datos|informacion|mensajes|chats?)|supprime[rz]? mon compte|losch(?:e|en) (?:mein|meine) (?:konto|daten))\b/;

const LEAVING = [
  /^(?:ok(?:ay)?|well|alright|anyway|so|bueno|vale|pues|nah|thanks?|thank you|gracias)?[ ,.]*(?:bye+|goodbye|good bye|bye bye|cya|see ya|see you(?: (?:later|soon|tomorrow|around))?|later|laters|ttyl|talk (?:to you )?(?:later|soon|tomorrow)|gtg|g2g|brb|good ?night|night night|gn|nighty|take care|farewell|adios|chao|chau|hasta (?:luego|pronto|mañana|la vista|otra)|nos vemos|hablamos (?:luego|mañana|despues)|bye bella|cuidate|me (?:voy|despido)|au revoir|tschuss|ciao ciao|arrivederci|tchau)(?![\p{L}\p{N}])/u,
  /\b(?:(?:i )?(?:gotta|have to|need to|got to|must|should|better) (?:go|run|leave|sleep|head out|get going)|i'?m (?:leaving|off|heading (?:out|to bed)|going to (?:bed|sleep))|im (?:leaving|off|going to (?:bed|sleep))|time (?:to|for) (?:bed|sleep)|tengo que irme|me tengo que ir|me voy (?:a dormir|ya|a la cama|yendo)|ya me voy|this is goodbye|i don'?t want to (?:talk|chat) anymore|no quiero hablar mas)\b/,
];

/** What kind of leave a fan takes, or null. */
export function farewellKind(text: string): FarewellKind | null {
  const plain = plainForm(text);
  if (DELETE.test(plain)) return "delete_account";
  if (isOptOut(text)) return "stop";
  return LEAVING.some((rule) => rule.test(plain)) ? "leaving" : null;
}

export type FarewellFault = "question" | "guilt" | "offer" | "too_long";

/** Longest goodbye, characters (our own reading of "short", trust C4). */
const GOODBYE_LIMIT = 200;

const GUILT =
  /\b(?:don'?t (?:go|leave|forget me)|please stay|stay (?:a bit|with me|a little|just)|already\b.{0,12}\bleav|leaving (?:me|so soon|already)|so soon|without you|miss(?:ing)? (?:me|you so)|i'?ll (?:be (?:sad|lonely|alone|waiting|crying)|cry)|lonely|abandon|how could you|before you go|one more thing|wait|no te vayas|quedate|ya te vas|me dejas|sin ti|te voy a extrañar|triste|sola sin|antes de irte|espera)\b/;
const OFFER =
  /[$€£]\s?\d|\d\s?(?:[$€£]|usd|dollars|euros|dolares)|https?:\/\/|\b(?:offer|deal|discount|pack|subscribe|subscription|buy|unlock|oferta|descuento|suscribete|compra|desbloquea)\b/;

/** What makes a goodbye manipulative; empty means it may be sent. */
export function farewellFaults(draft: string): readonly FarewellFault[] {
  const plain = plainForm(draft);
  const faults: FarewellFault[] = [];
  if (/[?¿？]/.test(draft)) faults.push("question");
  if (GUILT.test(plain)) faults.push("guilt");
  if (OFFER.test(plain)) faults.push("offer");
  if (draft.length > GOODBYE_LIMIT) faults.push("too_long");
  return faults;
}
