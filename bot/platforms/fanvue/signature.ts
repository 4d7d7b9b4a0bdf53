// How Fanvue signs a webhook: "t=<seconds>,v0=<hex HMAC-SHA256 of `t.body`>", with more than one hex while a secret rolls.
import { createHmac, timingSafeEqual } from "node:crypto";
import { MINUTE_MS, SECOND_MS } from "../../../agents/kernel/clock.ts";

export const SIGNATURE_HEADER = "x-fanvue-signature";
/** Older or newer than this, it is a repetition by somebody else (trust T2). */
export const SIGNATURE_TOLERANCE_MS = 5 * MINUTE_MS;

const HEADER = /^t=(\d{1,12}),\s*v0=([0-9a-f]{64}(?:,\s*[0-9a-f]{64}){0,4})$/;

/** As it stands in the header. */
export function signFanvue(secret: string, body: Uint8Array | string, at: Date): string {
  const seconds = String(Math.floor(at.getTime() / SECOND_MS));
  return `t=${seconds},v0=${digest(secret, seconds, body).toString("hex")}`;
}

/**
 * Over the time and the bytes as they came (trust T1).
 * @param secrets of all endpoints that come here: Fanvue may show a secret for each
 */
export function isSignedBy(
  secrets: readonly string[],
  rawBody: Uint8Array,
  header: string | undefined,
  now: Date,
): boolean {
  const [, seconds, signatures] = HEADER.exec(header ?? "") ?? [];
  if (seconds === undefined || signatures === undefined) return false;
  const given = signatures.split(/,\s*/).map((signature) => Buffer.from(signature, "hex"));
  const isOurs = secrets.some((secret) => {
    const expected = digest(secret, seconds, rawBody);
    return given.some((signature) => timingSafeEqual(signature, expected));
  });
  return isOurs && Math.abs(now.getTime() - Number(seconds) * SECOND_MS) <= SIGNATURE_TOLERANCE_MS;
}

function digest(secret: string, seconds: string, body: Uint8Array | string): Buffer {
  return createHmac("sha256", secret).update(`${seconds}.`).update(body).digest();
}
