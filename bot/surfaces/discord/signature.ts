// Ed25519 over timestamp and raw body: what Discord signs interactions with.
import { createPublicKey, type KeyObject, verify } from "node:crypto";
import { AppError } from "../../../agents/kernel/errors.ts";

/** SubjectPublicKeyInfo of a raw Ed25519 key (RFC 8410). */
const SPKI_PREFIX = "302a300506032b6570032100";

/** @param hex 64 hex digits @throws AppError `not_configured` when it is no key */
export function readPublicKey(hex: string): KeyObject {
  try {
    return createPublicKey({ key: Buffer.from(SPKI_PREFIX + hex, "hex"), format: "der", type: "spki" });
  } catch (cause) {
    throw new AppError("not_configured", "DISCORD_PUBLIC_KEY is not an Ed25519 key.", { cause });
  }
}

export function isSigned(
  key: KeyObject,
  signed: { readonly timestamp: string; readonly signature: string; readonly body: Uint8Array },
): boolean {
  if (!/^[0-9a-f]{128}$/i.test(signed.signature) || !/^\d{1,12}$/.test(signed.timestamp)) return false;
  const message = Buffer.concat([Buffer.from(signed.timestamp), signed.body]);
  return verify(null, message, key, Buffer.from(signed.signature, "hex"));
}
