// What counts as trained weights: safetensors by their content, never a pickle (trust T11).
import { z } from "zod";
import { LORA_MAX_BYTES } from "../../../../agents/ports/lora-trainer.ts";
import type { WantedOutput } from "../../download-output.ts";
import { jsonOf } from "../../vendor-http.ts";

/** 10 MB (trust T11). */
const LONGEST_HEADER = 10 * 1024 * 1024;
const LENGTH_BYTES = 8;

const offset = z.number().int().min(0);
const Tensor = z.object({ dtype: z.string(), shape: z.array(offset), data_offsets: z.tuple([offset, offset]) });
const Header = z.record(z.string(), z.unknown());

export const WANTED_WEIGHTS: WantedOutput<"safetensors"> = {
  maxBytes: LORA_MAX_BYTES,
  typeOf: (bytes) => (isSafetensors(bytes) ? "safetensors" : null),
};

/** Length of the header, the header as JSON, then the tensors it names, none outside the file or over another. */
function isSafetensors(bytes: Uint8Array): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (file.length < LENGTH_BYTES) return false;
  const headerLength = file.readBigUInt64LE(0);
  const dataAt = LENGTH_BYTES + Number(headerLength);
  if (headerLength > LONGEST_HEADER || dataAt > file.length) return false;
  const header = Header.safeParse(jsonOf({ body: file.toString("utf8", LENGTH_BYTES, dataAt) }));
  if (!header.success) return false;
  const { __metadata__, ...named } = header.data;
  const tensors = z.array(Tensor).min(1).safeParse(Object.values(named));
  return tensors.success && liesWithin(tensors.data, file.length - dataAt);
}

function liesWithin(tensors: readonly z.output<typeof Tensor>[], dataLength: number): boolean {
  const spans = tensors.map(({ data_offsets }) => data_offsets).sort(([one], [other]) => one - other);
  let free = 0;
  for (const [begin, end] of spans) {
    if (begin < free || end < begin || end > dataLength) return false;
    free = end;
  }
  return true;
}
