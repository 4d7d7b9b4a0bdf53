// Builds safetensors files for tests, right by default and wrong where they are told to be.

export interface SafetensorsParts {
  /** Anything JSON can say, to be wrong in every way. */
  readonly header: unknown;
  readonly dataBytes: number;
  /** What stands in front of the header instead of its length. */
  readonly headerLength?: bigint;
}

export function safetensorsFile({ header, dataBytes, headerLength }: SafetensorsParts): Buffer {
  const json = Buffer.from(typeof header === "string" ? header : JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(headerLength ?? BigInt(json.length));
  return Buffer.concat([length, json, Buffer.alloc(dataBytes, 1)]);
}

/** A small LoRA as a trainer writes it: `layers` pairs of `rank` by `width` half-precision numbers. */
export function loraFile({ layers = 2, rank = 16, width = 64 } = {}): Buffer {
  const header: Record<string, unknown> = { __metadata__: { ss_base_model_version: "flux1", format: "pt" } };
  const bytes = rank * width * 2;
  let position = 0;
  for (let layer = 0; layer < layers; layer += 1) {
    for (const [half, shape] of [
      ["A", [rank, width]],
      ["B", [width, rank]],
    ] as const) {
      const name = `transformer.single_transformer_blocks.${layer}.attn.to_q.lora_${half}.weight`;
      header[name] = { dtype: "BF16", shape, data_offsets: [position, position + bytes] };
      position += bytes;
    }
  }
  return safetensorsFile({ header, dataBytes: position });
}
