// Who a visitor is: a random id, signed for one page. Sent as a header, never as a cookie: in a frame on another site
// browsers withhold cookies, and what is not sent by itself cannot be misused by another site (trust T13).
import type { Request } from "express";
import type { Ids } from "../../../agents/kernel/ids.ts";
import type { SecretBox } from "../../../agents/kernel/secret.ts";

export const SESSION_HEADER = "x-chat-session";

/** 22 characters of base64url are 132 bits. */
const VISITOR_CHARS = 22;
const TOKEN = /^([A-Za-z0-9_-]{22})\.([A-Za-z0-9_-]{43})$/;
const PURPOSE = "web-chat";

const signedText = (pageId: string, visitorId: string) => `${pageId}\n${visitorId}`;

/** Only for who has confirmed to be an adult: holding a token says so. */
export function newVisitorToken(ids: Ids, secrets: SecretBox, pageId: string): string {
  return visitorToken(secrets, pageId, ids.secret().slice(0, VISITOR_CHARS));
}

/** Of a visitor who holds one, under the present key: the former key's are good only as long as it is kept. */
export function visitorToken(secrets: SecretBox, pageId: string, visitorId: string): string {
  return `${visitorId}.${secrets.sign(PURPOSE, signedText(pageId, visitorId))}`;
}

/** null: no token, a forged one, or another page's. */
export function visitorOf(request: Pick<Request, "get">, secrets: SecretBox, pageId: string): string | null {
  const [, visitorId, signature] = TOKEN.exec(request.get(SESSION_HEADER) ?? "") ?? [];
  if (!visitorId || !signature) return null;
  return secrets.verify(PURPOSE, signedText(pageId, visitorId), signature) ? visitorId : null;
}
