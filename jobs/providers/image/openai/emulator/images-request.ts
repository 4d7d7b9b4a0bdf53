// What the Images API takes, checked field by field: JSON for a new picture, a form for an edit.
import sharp from "sharp";
import { z } from "zod";
import { imageTypeOf } from "../../../media/inspect-image.ts";

const MODELS = ["gpt-image-2.6-flare", "gpt-image-2.6-sunburst", "gpt-image-2.5-flare", "gpt-image-2.5-sunburst"];
/** Rules of sizes: sides in steps of 16 up to 3,840, no side over three times the other, and so many pixels. */
const SIZE = { step: 16, longest: 3_840, ratio: 3, leastPixels: 655_360, mostPixels: 8_294_400 };
const REFERENCES_MAX = 16;
const REFERENCE_MAX_BYTES = 50 * 1024 * 1024;

const count = z.coerce.number().int();
const common = {
  model: z.string(),
  prompt: z.string().min(1).max(32_000),
  n: count.min(1).max(10).default(1),
  size: z.string().default("1024x1024"),
  quality: z.enum(["low", "medium", "high", "xhigh", "max"]).default("high"),
  background: z.enum(["transparent", "opaque", "auto"]).optional(),
  complexity: z.enum(["low", "medium", "high"]).optional(),
  output_format: z.enum(["png", "jpeg", "webp"]).default("png"),
  output_compression: count.min(0).max(100).optional(),
  safety_identifier: z.string().optional(),
  user: z.string().optional(),
};
const Generation = z.strictObject({ ...common, moderation: z.enum(["auto", "low"]).optional() });
/** A form: every field is text. */
const Edit = z.strictObject(common);

export type AskedPicture = z.output<typeof Edit> & { readonly width: number; readonly height: number };
export interface ReferencePicture {
  readonly bytes: Buffer;
  readonly width: number;
  readonly height: number;
}
interface RequestProblem {
  readonly problem: { status: number; code: string; message: string; param: string | null };
}
export type ReadRequest = { readonly asked: AskedPicture; readonly references: ReferencePicture[] } | RequestProblem;

const problem = (code: string, message: string, param: string | null, status = 400): RequestProblem => ({
  problem: { status, code, message, param },
});

export function readGeneration(body: Buffer): ReadRequest {
  try {
    return read(Generation.safeParse(JSON.parse(body.toString("utf8"))), []);
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return problem("invalid_json", "We could not parse the JSON body.", null);
    throw thrown;
  }
}

export async function readEdit(body: Buffer, contentType: string): Promise<ReadRequest> {
  if (!contentType.startsWith("multipart/form-data")) {
    return problem("unsupported_content_type", `Invalid Content-Type header (${contentType}).`, null);
  }
  const headers = { "content-type": contentType };
  const form = await new Response(new Uint8Array(body), { headers }).formData();
  const fields: Record<string, string> = {};
  const references: ReferencePicture[] = [];
  for (const [name, value] of form) {
    if (typeof value === "string") fields[name] = value;
    else if (name !== "image" && name !== "image[]") return problem("unknown_parameter", `Unknown: '${name}'.`, name);
    else {
      const reference = await readReference(Buffer.from(await value.arrayBuffer()), value.type);
      if ("problem" in reference) return reference;
      references.push(reference);
    }
  }
  if ("input_fidelity" in fields) {
    const message = `The model '${fields.model}' does not support the 'input_fidelity' parameter.`;
    return problem("invalid_input_fidelity_model", message, "input_fidelity");
  }
  if (references.length === 0) return problem("missing_required_parameter", "Missing: 'image'.", "image");
  if (references.length > REFERENCES_MAX) return problem("invalid_value", "At most 16 images.", "image");
  return read(Edit.safeParse(fields), references);
}

async function readReference(bytes: Buffer, type: string): Promise<ReferencePicture | RequestProblem> {
  const wrong = problem("invalid_image_file", "Invalid image file or mode, please check your image file.", "image");
  if (bytes.length >= REFERENCE_MAX_BYTES || imageTypeOf(bytes) !== type) return wrong;
  const { width, height } = await sharp(bytes).metadata();
  return { bytes, width, height };
}

function read(parsed: z.ZodSafeParseResult<z.output<typeof Edit>>, references: ReferencePicture[]): ReadRequest {
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const isUnknown = issue?.code === "unrecognized_keys";
    const param = isUnknown ? (issue.keys[0] ?? "") : (issue?.path.join(".") ?? "");
    return problem(isUnknown ? "unknown_parameter" : "invalid_value", `${param}: ${issue?.message}`, param);
  }
  const { model, size } = parsed.data;
  if (!MODELS.includes(model)) return problem("model_not_found", `The model '${model}' does not exist.`, "model", 404);
  const [width = 0, height = 0] = /^\d+x\d+$/.test(size) ? size.split("x").map(Number) : [];
  const [short, long] = [Math.min(width, height), Math.max(width, height)];
  const pixels = width * height;
  const isStepped = width % SIZE.step === 0 && height % SIZE.step === 0;
  const fits = long <= SIZE.longest && long <= short * SIZE.ratio;
  if (isStepped && fits && pixels >= SIZE.leastPixels && pixels <= SIZE.mostPixels) {
    return { asked: { ...parsed.data, width, height }, references };
  }
  return problem("invalid_value", `Invalid size '${size}'.`, "size");
}
