// The LoRA out of the archive a training made. What comes from outside is read with a limit and checked (trust T10, T11).
import { toAppError } from "../../../../agents/kernel/errors.ts";
import { LORA_MAX_BYTES } from "../../../../agents/ports/lora-trainer.ts";
import type { WantedOutput } from "../../download-output.ts";
import { readTar } from "../../media/read-tar.ts";
import { WANTED_WEIGHTS } from "../wanted-weights.ts";

const WEIGHTS_NAME = /(^|\/)lora\.safetensors$/;
/** Captions lie beside the weights. */
const ARCHIVE_MAX_BYTES = LORA_MAX_BYTES + 64 * 1024 * 1024;
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

export async function readLoraWeights(archive: Uint8Array): Promise<LoraWeights> {
  const limits = { maxFileBytes: LORA_MAX_BYTES, maxBytes: ARCHIVE_MAX_BYTES };
  try {
    for await (const { content } of readTar(archive, (name) => WEIGHTS_NAME.test(name), limits)) {
      const chunks: Uint8Array[] = [];
      for await (const chunk of content) chunks.push(chunk);
      const weights = Buffer.concat(chunks);
      return WANTED_WEIGHTS.typeOf(weights)
        ? { state: "read", weights }
        : { state: "failed", reason: "not_safetensors" };
    }
    return { state: "failed", reason: "no_weights" };
  } catch (thrown) {
    const { code } = toAppError(thrown);
    if (code === "too_large") return { state: "failed", reason: "too_large" };
    if (code === "invalid_input") return { state: "failed", reason: "broken_archive" };
    throw thrown;
  }
}
