// Trust C4: whoever wants to leave gets a short goodbye, nothing that holds them back, and 24 hours of silence.
import { chatReadings } from "./chat-words.ts";
import { ENGLISH_DELETE_ACCOUNT, ENGLISH_LEAVING } from "./farewell-english.ts";
import { SPANISH_DELETE_ACCOUNT, SPANISH_GOOD_NIGHT, SPANISH_LEAVING } from "./farewell-spanish.ts";
import { isOptOut } from "./opt-out.ts";
import { plainForm } from "./text-normal-form.ts";

export const FAREWELL_SILENCE_MS = 24 * 3_600_000;

export type FarewellKind = "leaving" | "good_night" | "stop" | "delete_account";

/** The fan goes on talking ("me voy al gym, y tu?"): no leave, whatever else is said. */
const ASKS_BACK =
  /(?<!\S)(?:what about you|how about you|hbu|wbu|and you|and u|what are you up to|wyd|want anything|y tu|y vos|tu que (?:haces|tal)|que haces(?: tu)?|que tal tu|como (?:estas|vas)|how are you|are you|you)(?: ya| now| hoy| today| tonight)* \?|(?<!\S)(?:y tu|y vos|wbu|hbu|tu que haces)$/;

const OTHER_LEAVING =
  /^(?:ok[ ,.]*)?(?:au revoir|bonne nuit|a bientot|tschuss|gute nacht|bis (?:bald|morgen)|ciao ciao|arrivederci|buonanotte|tchau|ate logo|boa noite|tot ziens)(?![\p{L}\p{N}])/u;

const OTHER_DELETE = /\b(?:supprime[rz]? mon compte|losch(?:e|en) (?:mein|meine) (?:konto|daten))\b/;

/** What kind of leave a fan takes, or null; "good_night" is a greeting where no talk was going on. */
export function farewellKind(text: string): FarewellKind | null {
  const plain = plainForm(text);
  const english = chatReadings(text, "en");
  const spanish = chatReadings(text, "es");
  if (
    OTHER_DELETE.test(plain) ||
    english.some((words) => ENGLISH_DELETE_ACCOUNT.test(words)) ||
    spanish.some((words) => SPANISH_DELETE_ACCOUNT.test(words))
  ) {
    return "delete_account";
  }
  if (isOptOut(text)) return "stop";
  const leaves =
    OTHER_LEAVING.test(plain) ||
    english.some((words) => ENGLISH_LEAVING.test(words) && !ASKS_BACK.test(words)) ||
    spanish.some((words) => SPANISH_LEAVING.test(words) && !ASKS_BACK.test(words));
  if (leaves) return "leaving";
  return spanish.some((words) => SPANISH_GOOD_NIGHT.test(words) && !words.includes("?")) ? "good_night" : null;
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
