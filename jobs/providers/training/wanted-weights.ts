// What counts as trained weights: safetensors by their content, never a pickle (trust T11).
import { inspectSafetensors, SAFETENSORS_HEAD_BYTES } from "../../../agents/domain/trust/safetensors.ts";
import { LORA_MAX_BYTES } from "../../../agents/ports/lora-trainer.ts";
import type { WantedOutput } from "../download-output.ts";

export const WANTED_WEIGHTS: WantedOutput<"safetensors"> = {
  maxBytes: LORA_MAX_BYTES,
  typeOf: (bytes) =>
    inspectSafetensors(bytes.subarray(0, SAFETENSORS_HEAD_BYTES), bytes.byteLength).ok ? "safetensors" : null,
};
