// Proof key for code exchange (RFC 7636): who redeems a code shows that they asked for it. TikTok writes the hash in hex.
import { createHash } from "node:crypto";

export type PkceForm = "base64url" | "hex";

export function pkceChallenge(verifier: string, form: PkceForm): string {
  return createHash("sha256").update(verifier, "ascii").digest(form);
}
