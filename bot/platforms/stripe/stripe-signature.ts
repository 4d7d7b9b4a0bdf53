// How Stripe signs a webhook: "t=<seconds>,v1=<hex HMAC-SHA256 of `t.body`>", with more than one v1 while a secret rolls.
import { createHmac } from "node:crypto";
import { SECOND_MS } from "../../../agents/kernel/clock.ts";
import { AppError } from "../../../agents/kernel/errors.ts";
import { equalsInConstantTime } from "../../../agents/kernel/secret.ts";

export const STRIPE_SIGNATURE_HEADER = "stripe-signature";
/** Signed times older or newer than this are refused, as Stripe's own libraries do (trust T2). */
export const TOLERANCE_MS = 300 * SECOND_MS;

function digest(secret: string, seconds: string, body: Uint8Array | string): string {
  return createHmac("sha256", secret).update(`${seconds}.`).update(body).digest("hex");
}

export function signStripe(secret: string, body: string, at: Date): string {
  const seconds = String(Math.floor(at.getTime() / SECOND_MS));
  return `t=${seconds},v1=${digest(secret, seconds, body)}`;
}

/** @throws AppError `unauthenticated` */
export function requireStripeSignature(secret: string, body: Uint8Array, header: string | undefined, now: Date): void {
  const parts = (header ?? "").split(",").map((part) => part.trim().split("=", 2));
  const seconds = parts.find(([name]) => name === "t")?.[1] ?? "";
  if (!/^\d{1,12}$/.test(seconds)) throw refused("bad_signature");
  const expected = digest(secret, seconds, body);
  const given = parts.flatMap(([name, value]) => (name === "v1" && value ? [value] : []));
  if (!given.some((signature) => equalsInConstantTime(signature, expected))) throw refused("bad_signature");
  if (Math.abs(now.getTime() - Number(seconds) * SECOND_MS) > TOLERANCE_MS) throw refused("stale_signature");
}

function refused(reason: string): AppError {
  return new AppError("unauthenticated", "The payment notice is not signed by Stripe, or was signed too long ago.", {
    reason,
  });
}
