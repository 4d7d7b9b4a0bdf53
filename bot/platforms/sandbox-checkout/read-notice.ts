// A payment notice as it comes in: its signature, its age, its shape.
import { SECOND_MS } from "../../../agents/kernel/clock.ts";
import { AppError } from "../../../agents/kernel/errors.ts";
import type { VerifiedPaymentEvent } from "../../../agents/ports/checkout.ts";
import { PaymentNotice, signedAt } from "./payment-notice.ts";

/** Signed times older or newer than this are refused (trust T2). */
const TOLERANCE_MS = 300 * SECOND_MS;

export interface SignedBody {
  readonly secret: string;
  readonly rawBody: Uint8Array;
  readonly signature: string | undefined;
  readonly now: Date;
  /** Who should have signed it, as errors call it. */
  readonly sender: string;
}

/** @throws AppError `unauthenticated`, `invalid_input` */
export function readNotice(body: SignedBody): Omit<VerifiedPaymentEvent, "provider"> {
  const { secret, rawBody, signature, now, sender } = body;
  const at = signedAt(secret, rawBody, signature);
  if (!at) throw unauthenticated("bad_signature", `The payment notice is not signed by ${sender}.`);
  if (Math.abs(now.getTime() - at.getTime()) > TOLERANCE_MS)
    throw unauthenticated("stale_signature", "The payment notice was signed too long ago.");
  const notice = PaymentNotice.safeParse(tryJson(new TextDecoder().decode(rawBody)));
  if (!notice.success)
    throw new AppError("invalid_input", "The payment notice is signed but not readable.", { cause: notice.error });
  const { id, subscriptionId, periodEnd, ...facts } = notice.data;
  return { eventId: id, ...facts, ...(subscriptionId ? { subscriptionId } : {}), ...(periodEnd ? { periodEnd } : {}) };
}

function unauthenticated(reason: string, message: string): AppError {
  return new AppError("unauthenticated", message, { reason });
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
