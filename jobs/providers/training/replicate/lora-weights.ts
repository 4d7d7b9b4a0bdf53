// The LoRA out of the archive a training made. What comes from outside is read with a limit and checked (trust T11).
import { LORA_MAX_BYTES } from "../../../../agents/ports/lora-trainer.ts";
import type { WantedOutput } from "../../download-output.ts";
import { readTar } from "./read-tar.ts";

const WEIGHTS_NAME = /(^|\/)lora\.safetensors$/;
/** Captions lie beside the weights. */
const ARCHIVE_MAX_BYTES = LORA_MAX_BYTES + 64 * 1024 * 1024;
/** A 64-bit length, then so much JSON, then the numbers (safetensors format). */
const LENGTH_BYTES = 8;
const HEADER_MAX_BYTES = 10 * 1024 * 1024;
const TAR_MAGIC = { text: "ustar", offset: 257 } as const;

export const WANTED_ARCHIVE: WantedOutput<"application/x-tar"> = {
  maxBytes: ARCHIVE_MAX_BYTES,
  typeOf: (bytes) => {
    const { text, offset } = TAR_MAGIC;
    const found = Buffer.from(bytes.subarray(offset, offset + text.length)).toString("latin1");
    return found === text ? "application/x-tar" : null;
  },
};

export type LoraWeights =
  | { readonly state: "read"; readonly weights: Uint8Array }
  | { readonly state: "failed"; readonly reason: "too_large" | "broken_archive" | "no_weights" | "not_safetensors" };

export function readLoraWeights(archive: Uint8Array): LoraWeights {
  for (const entry of readTar(archive)) {
    if (entry === "broken") return { state: "failed", reason: "broken_archive" };
    // What an entry says of its own size is refused before a byte of it is read.
    if (entry.size > LORA_MAX_BYTES) return { state: "failed", reason: "too_large" };
    if (!entry.isFile || !WEIGHTS_NAME.test(entry.name)) continue;
    if (entry.bytes === null) return { state: "failed", reason: "broken_archive" };
    return isSafetensors(Buffer.from(entry.bytes.buffer, entry.bytes.byteOffset, entry.bytes.byteLength))
      ? { state: "read", weights: entry.bytes }
      : { state: "failed", reason: "not_safetensors" };
  }
  return { state: "failed", reason: "no_weights" };
}

function isSafetensors(bytes: Buffer): boolean {
  if (bytes.byteLength <= LENGTH_BYTES) return false;
  const length = bytes.readBigUInt64LE(0);
  if (length > BigInt(HEADER_MAX_BYTES) || length > BigInt(bytes.byteLength - LENGTH_BYTES)) return false;
  return isJsonObject(bytes.subarray(LENGTH_BYTES, LENGTH_BYTES + Number(length)).toString("utf8"));
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value);
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return false;
    throw thrown;
  }
}
