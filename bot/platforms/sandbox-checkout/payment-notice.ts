// The sandbox's signed payment notice: what it looks like and how it is signed. Shared by both sides of the wire.
import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { PAYMENT_EVENT_KINDS } from "../../../agents/ports/checkout.ts";

export const SIGNATURE_HEADER = "sandbox-signature";

export const PaymentNotice = z.strictObject({
  id: z.string().min(1),
  kind: z.enum(PAYMENT_EVENT_KINDS),
  intentId: z.string().min(1),
  /** Empty where no money moved. */
  chargeId: z.string(),
  amountCents: z.int().min(0),
  currency: z.string().length(3),
  payee: z.string().min(1),
  occurredAt: z.iso.datetime().transform((text) => new Date(text)),
  subscriptionId: z.string().min(1).optional(),
  periodEnd: z.iso
    .datetime()
    .transform((text) => new Date(text))
    .optional(),
});

function signature(secret: string, signedAtSeconds: number, body: Uint8Array | string): Buffer {
  return createHmac("sha256", secret).update(`${signedAtSeconds}.`).update(body).digest();
}

/** "t=1772998024,v1=<hex HMAC-SHA256 of `t.body`>" */
export function signNotice(secret: string, body: string, at: Date): string {
  const seconds = Math.floor(at.getTime() / 1_000);
  return `t=${seconds},v1=${signature(secret, seconds, body).toString("hex")}`;
}

/** When the notice was signed, or null when it was not signed with this secret. */
export function signedAt(secret: string, body: Uint8Array, header: string | undefined): Date | null {
  const match = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(header ?? "");
  const [seconds, given] = [match?.[1], match?.[2]];
  if (seconds === undefined || given === undefined) return null;
  const isOurs = timingSafeEqual(signature(secret, Number(seconds), body), Buffer.from(given, "hex"));
  return isOurs ? new Date(Number(seconds) * 1_000) : null;
}
