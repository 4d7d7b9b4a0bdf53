// fal.ai's webhooks as it sends them: signed with an Ed25519 key whose public half is published as a JWKS.
import { createHash, createPrivateKey, createPublicKey, sign } from "node:crypto";

/** Seed of the key of the published test vector: 32 bytes of 7, in the frame that PKCS #8 puts around it (RFC 8410). */
const PKCS8_FRAME = "302e020100300506032b657004220420";
const SIGNING_KEY = createPrivateKey({
  key: Buffer.concat([Buffer.from(PKCS8_FRAME, "hex"), Buffer.alloc(32, 7)]),
  format: "der",
  type: "pkcs8",
});
const USER_ID = "user_123";

export const JWKS = { keys: [{ ...createPublicKey(SIGNING_KEY).export({ format: "jwk" }), use: "sig" }] };

export interface Notice {
  readonly requestId: string;
  readonly status: number;
  /** The answer of the request. */
  readonly payload: unknown;
}

function webhookBody({ requestId, status, payload }: Notice): string {
  const ids = { request_id: requestId, gateway_request_id: requestId };
  if (status < 300) return JSON.stringify({ ...ids, status: "OK", payload });
  return JSON.stringify({ ...ids, status: "ERROR", error: `Unexpected status code: ${status}`, payload });
}

export function webhookHeaders(requestId: string, body: string, at: Date): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1_000));
  const bodyHash = createHash("sha256").update(body).digest("hex");
  const signed = [requestId, USER_ID, timestamp, bodyHash].join("\n");
  return {
    "content-type": "application/json",
    "x-fal-webhook-request-id": requestId,
    "x-fal-webhook-user-id": USER_ID,
    "x-fal-webhook-timestamp": timestamp,
    "x-fal-webhook-signature": sign(null, Buffer.from(signed), SIGNING_KEY).toString("hex"),
  };
}

/** @param isForged altered after it was signed @returns whether it was taken */
export async function sendWebhook(url: string, notice: Notice, at: Date, isForged: boolean): Promise<boolean> {
  const body = webhookBody(notice);
  const headers = webhookHeaders(notice.requestId, body, at);
  const sent = isForged ? body.replace("{", '{"forged":true,') : body;
  const init = {
    method: "POST",
    headers,
    body: sent,
    redirect: "manual",
    signal: AbortSignal.timeout(15_000),
  } as const;
  const response = await fetch(url, init).catch(() => null);
  await response?.arrayBuffer();
  return response?.ok === true;
}
