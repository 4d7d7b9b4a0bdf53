// Whether a model file from outside is what it says: numbers and nothing else (trust T11). Judged by its head alone.
import { z } from "zod";

/** Trust T11. */
export const SAFETENSORS_HEADER_MAX_BYTES = 10 * 1024 * 1024;
/** The header's length in front of it: a little-endian 64-bit number. */
const LENGTH_BYTES = 8;
/** What `inspectSafetensors` needs of a file at most. */
export const SAFETENSORS_HEAD_BYTES = LENGTH_BYTES + SAFETENSORS_HEADER_MAX_BYTES;

/** `pickle` runs code when it is loaded; `zip` is how PyTorch wraps pickles. */
export type SafetensorsProblem =
  | "pickle"
  | "zip"
  | "other_format"
  | "header_too_large"
  | "header_outside_file"
  | "header_missing"
  | "header_not_json"
  | "header_shape"
  | "no_tensors"
  | "unknown_dtype"
  | "size_mismatch"
  | "outside_file"
  | "overlap"
  | "gap";

export type SafetensorsReport =
  | {
      readonly ok: true;
      readonly tensors: number;
      /** The largest rank of the layers, when it is a LoRA. */
      readonly ranks?: number;
      /** As the trainer wrote it. */
      readonly baseModel?: string;
      readonly metadata: Readonly<Record<string, string>>;
    }
  | { readonly ok: false; readonly reason: SafetensorsProblem };

/** Bytes of one element, by type: those of the reference implementation that fill whole bytes. */
const ELEMENT_BYTES: Readonly<Record<string, number>> = {
  BOOL: 1,
  U8: 1,
  I8: 1,
  F8_E4M3: 1,
  F8_E5M2: 1,
  F8_E8M0: 1,
  I16: 2,
  U16: 2,
  F16: 2,
  BF16: 2,
  I32: 4,
  U32: 4,
  F32: 4,
  I64: 8,
  U64: 8,
  F64: 8,
  C64: 8,
};

const Offset = z.int().nonnegative();
const Tensor = z.strictObject({
  dtype: z.string(),
  shape: z.array(Offset).max(16),
  data_offsets: z.tuple([Offset, Offset]),
});
const Metadata = z.record(z.string(), z.string());
const METADATA_KEY = "__metadata__";

type Tensors = Readonly<Record<string, z.infer<typeof Tensor>>>;
interface Header {
  readonly tensors: Tensors;
  readonly metadata: Readonly<Record<string, string>>;
}

/** @param head the first `SAFETENSORS_HEAD_BYTES` of the file, or all of it @param fileBytes its whole length */
export function inspectSafetensors(head: Uint8Array, fileBytes: number): SafetensorsReport {
  const json = findHeader(head, fileBytes);
  if (typeof json === "string") return { ok: false, reason: json };
  const header = readHeader(json);
  if (typeof header === "string") return { ok: false, reason: header };
  const problem = tensorProblem(header.tensors, fileBytes - LENGTH_BYTES - json.length);
  if (problem) return { ok: false, reason: problem };
  const ranks = rankOf(header.tensors);
  const baseModel = header.metadata.ss_base_model_version ?? header.metadata["modelspec.architecture"];
  return {
    ok: true,
    tensors: Object.keys(header.tensors).length,
    ...(ranks === undefined ? {} : { ranks }),
    ...(baseModel === undefined ? {} : { baseModel }),
    metadata: header.metadata,
  };
}

function findHeader(head: Uint8Array, fileBytes: number): Uint8Array | SafetensorsProblem {
  if (head.length <= LENGTH_BYTES) return otherFormat(head) ?? "header_missing";
  const length = Number(new DataView(head.buffer, head.byteOffset).getBigUint64(0, true));
  // A short header can begin like a pickle, so its brace is looked for first.
  if (head[LENGTH_BYTES] !== "{".charCodeAt(0)) return otherFormat(head) ?? "header_missing";
  if (length > SAFETENSORS_HEADER_MAX_BYTES) return otherFormat(head) ?? "header_too_large";
  if (LENGTH_BYTES + length > fileBytes) return "header_outside_file";
  if (LENGTH_BYTES + length > head.length) return "header_missing";
  return head.subarray(LENGTH_BYTES, LENGTH_BYTES + length);
}

/** First bytes of formats that pass for models: HDF5, NumPy, GGUF, gzip, ELF, Windows programs, 7z. */
const OTHER_MAGIC = ["89484446", "934e554d5059", "47475546", "1f8b", "7f454c46", "4d5a", "377abcaf271c"];

function otherFormat(head: Uint8Array): "pickle" | "zip" | "other_format" | null {
  const hex = [...head.subarray(0, 8)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  if (hex.startsWith("504b")) return "zip";
  // "PROTO" and its number begin every pickle since Python 3; older ones begin with an opcode and end with ".".
  if (/^80(0[1-5])/.test(hex) || /^[(c\]}]/.test(String.fromCharCode(head[0] ?? 0))) return "pickle";
  return OTHER_MAGIC.some((magic) => hex.startsWith(magic)) ? "other_format" : null;
}

function readHeader(json: Uint8Array): Header | SafetensorsProblem {
  let parsed: unknown;
  try {
    parsed = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(json));
  } catch {
    return "header_not_json";
  }
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) return "header_shape";
  const tensors: [string, z.infer<typeof Tensor>][] = [];
  let metadata: Header["metadata"] = {};
  for (const [name, value] of Object.entries(parsed)) {
    if (name === METADATA_KEY) {
      const read = Metadata.safeParse(value);
      if (!read.success) return "header_shape";
      metadata = read.data;
      continue;
    }
    const read = Tensor.safeParse(value);
    if (!read.success) return "header_shape";
    tensors.push([name, read.data]);
  }
  return { tensors: Object.fromEntries(tensors), metadata };
}

/** Every byte behind the header belongs to exactly one tensor, so nothing else can hide there. */
function tensorProblem(tensors: Tensors, dataBytes: number): SafetensorsProblem | null {
  const all = Object.values(tensors);
  if (all.length === 0) return "no_tensors";
  for (const { dtype, shape, data_offsets: offsets } of all) {
    const elementBytes = Object.hasOwn(ELEMENT_BYTES, dtype) ? ELEMENT_BYTES[dtype] : undefined;
    if (elementBytes === undefined) return "unknown_dtype";
    const [start, end] = offsets;
    if (end > dataBytes || start > end) return "outside_file";
    // Products beyond whole numbers are far beyond any file too.
    if (shape.reduce((product, side) => product * side, elementBytes) !== end - start) return "size_mismatch";
  }
  let position = 0;
  const ranges = all
    .map((tensor) => tensor.data_offsets)
    .sort((left, right) => left[0] - right[0] || left[1] - right[1]);
  for (const [start, end] of ranges) {
    if (start !== position) return start < position ? "overlap" : "gap";
    position = end;
  }
  return position === dataBytes ? null : "gap";
}

/** Layers come in pairs; the side both share is the rank. Trainers name the first of the pair "lora_A" or "lora_down". */
function rankOf(tensors: Tensors): number | undefined {
  const ranks = Object.entries(tensors).flatMap(([name, { shape }]) => {
    const [rank] = /\blora_(A|down)\b|\.lora\.down\./.test(name) ? shape : [];
    return rank === undefined ? [] : [rank];
  });
  return ranks.length === 0 ? undefined : Math.max(...ranks);
}
