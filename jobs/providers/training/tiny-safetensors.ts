// A LoRA that was never trained: a small but true safetensors file, the same bytes for the same seed. For emulators and the built-in trainer.
import { seededRandom } from "../../../agents/kernel/random.ts";

const RANK = 16;
const WIDTH = 32;
const FLOAT_BYTES = 4;
const LAYER = "transformer.single_transformer_blocks.0.attn.to_q";
const TENSORS: Readonly<Record<string, readonly [number, number]>> = {
  [`${LAYER}.lora_A.weight`]: [RANK, WIDTH],
  [`${LAYER}.lora_B.weight`]: [WIDTH, RANK],
};

export function tinySafetensors(seed: number): Uint8Array {
  const random = seededRandom(seed);
  let end = 0;
  const header = Object.fromEntries(
    Object.entries(TENSORS).map(([name, shape]) => {
      const begin = end;
      end += shape[0] * shape[1] * FLOAT_BYTES;
      return [name, { dtype: "F32", shape, data_offsets: [begin, end] }];
    }),
  );
  const data = Buffer.alloc(end);
  for (let at = 0; at < end; at += FLOAT_BYTES) data.writeFloatLE((random() - 0.5) / 100, at);
  // Tensors begin at a multiple of eight.
  const text = JSON.stringify({ __metadata__: { format: "pt" }, ...header });
  const padded = Buffer.from(text.padEnd(Math.ceil(text.length / 8) * 8));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(padded.length));
  return Buffer.concat([length, padded, data]);
}
