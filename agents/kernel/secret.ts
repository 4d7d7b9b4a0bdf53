// Sealing of stored secrets and signing of links: AES-256-GCM and HMAC under keys derived from SECRET_KEY (trust T14, T16).
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from "node:crypto";
import { AppError } from "./errors.ts";

/** Where a sealed value lives; a value copied to another row or field does not open there. */
export interface SealPlace {
  readonly table: string;
  readonly row: string;
  readonly field: string;
}

export interface SecretBox {
  /** "v1.<key id>.<base64url of nonce + tag + cipher text>" */
  seal(plain: string, place: SealPlace): string;
  /** @throws AppError `not_configured` when no known key opens it. */
  open(sealed: string, place: SealPlace): string;
  /** True when the value was sealed under an older key and should be sealed again. */
  isStale(sealed: string): boolean;
  /** HMAC-SHA256 as base64url for a purpose ("media", "gallery"): one purpose's signature is worthless for another. */
  sign(purpose: string, text: string): string;
  verify(purpose: string, text: string, signature: string): boolean;
  /** What `sign` gives under each known key, the present one first: to look up what was signed and stored earlier. */
  signatures(purpose: string, text: string): readonly string[];
}

interface Key {
  readonly id: string;
  readonly sealing: Buffer;
  readonly signing: Buffer;
}

function deriveKey(secret: string): Key {
  const derive = (info: string) => Buffer.from(hkdfSync("sha256", secret, "vixenbliss", info, 32));
  const sealing = derive("seal");
  return { id: sha256(sealing).slice(0, 8), sealing, signing: derive("sign") };
}

export function sha256(data: string | Uint8Array): string {
  return createHash("sha256").update(data).digest("hex");
}

/** Constant-time comparison of two texts of any length. */
export function equalsInConstantTime(left: string, right: string): boolean {
  const a = createHash("sha256").update(left).digest();
  const b = createHash("sha256").update(right).digest();
  return timingSafeEqual(a, b);
}

function aad(place: SealPlace): Buffer {
  return Buffer.from(JSON.stringify([place.table, place.row, place.field]));
}

function openWith(key: Key, payload: Buffer, place: SealPlace): string {
  const decipher = createDecipheriv("aes-256-gcm", key.sealing, payload.subarray(0, 12));
  decipher.setAAD(aad(place));
  decipher.setAuthTag(payload.subarray(12, 28));
  return Buffer.concat([decipher.update(payload.subarray(28)), decipher.final()]).toString("utf8");
}

/** @param current SECRET_KEY @param previous SECRET_KEY_PREVIOUS, still able to open what it sealed. */
export function createSecretBox(current: string, previous?: string): SecretBox {
  const key = deriveKey(current);
  const keys = previous ? [key, deriveKey(previous)] : [key];
  const hmac = (signingKey: Buffer, purpose: string, text: string) =>
    createHmac("sha256", signingKey).update(`${purpose}\n${text}`).digest("base64url");
  return {
    seal: (plain, place) => {
      const nonce = randomBytes(12);
      const cipher = createCipheriv("aes-256-gcm", key.sealing, nonce);
      cipher.setAAD(aad(place));
      const body = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
      return `v1.${key.id}.${Buffer.concat([nonce, cipher.getAuthTag(), body]).toString("base64url")}`;
    },
    open: (sealed, place) => {
      const [version, keyId, payload] = sealed.split(".");
      const found = keys.find((candidate) => candidate.id === keyId);
      if (version !== "v1" || !found || !payload) {
        throw new AppError("not_configured", "A stored secret cannot be opened with the present SECRET_KEY.", {
          remedy: "Set SECRET_KEY_PREVIOUS to the former key, or connect the account again.",
        });
      }
      try {
        return openWith(found, Buffer.from(payload, "base64url"), place);
      } catch (cause) {
        throw new AppError("not_configured", "A stored secret was altered or moved from its row.", {
          remedy: "Connect the account again.",
          cause,
        });
      }
    },
    isStale: (sealed) => sealed.split(".")[1] !== key.id,
    sign: (purpose, text) => hmac(key.signing, purpose, text),
    signatures: (purpose, text) => keys.map((each) => hmac(each.signing, purpose, text)),
    verify: (purpose, text, signature) =>
      keys.some((candidate) => equalsInConstantTime(hmac(candidate.signing, purpose, text), signature)),
  };
}
