// What Leonardo's answers mean where its own words say more than the status does.
import type { Vendor, VendorAnswer } from "../../vendor-http.ts";

export const LEONARDO: Vendor = { name: "Leonardo.ai", keyVariable: "LEONARDO_API_KEY" };

/** "Invalid response from authorization hook" comes with a 500, though the key was never accepted. */
const KEY_REFUSED = /authori[sz]ation hook|authentication hook/i;
/** "not enough api tokens userId: ..." comes with a 400. */
const NO_CREDIT = /not enough api tokens|insufficient (funds|balance|credits)/i;
/** "content moderation filter: naked", "Your prompt appears to contain inappropriate content ..." */
const MODERATED = /content moderation|inappropriate content/i;

/** The answer under the status it stands for. */
export function meantBy(answer: VendorAnswer): VendorAnswer {
  if (answer.status < 400) return answer;
  if (KEY_REFUSED.test(answer.body)) return { ...answer, status: 401 };
  return NO_CREDIT.test(answer.body) ? { ...answer, status: 402 } : answer;
}

/** A 403 is the prompt check's no; keys are refused with a 401. */
export function isModerated({ status, body }: VendorAnswer): boolean {
  return (status === 403 || status === 400) && MODERATED.test(body);
}
