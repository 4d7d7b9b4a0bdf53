// Whether what came is what it was said to be: judged by its content, never by its name (trust T10, T11, T12).
import { z } from "zod";
import { inspectSafetensors, SAFETENSORS_HEAD_BYTES } from "../../domain/trust/safetensors.ts";
import { AppError, toAppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import type { CommandContext } from "../context.ts";
import type { UploadKind, UploadSort } from "./upload-kinds.ts";

/** What its content says, as far as its kind has it. */
export const UploadFacts = z.object({
  width: z.number().optional(),
  height: z.number().optional(),
  tensors: z.number().optional(),
  rank: z.number().optional(),
  /** As the trainer wrote it into the file. */
  baseModel: z.string().optional(),
  files: z.number().optional(),
});
export type UploadFacts = z.output<typeof UploadFacts>;

interface Inspected extends UploadSort {
  readonly key: string;
  readonly bytes: number;
}

/** @param field the input that named it @throws AppError `invalid_input`, `too_large` with the field and what to do */
export async function inspectUpload(context: CommandContext, field: string, upload: Inspected): Promise<UploadFacts> {
  try {
    return await INSPECTORS[upload.kind](context, upload);
  } catch (thrown) {
    throw unfitUpload(context, field, upload.kind, thrown);
  }
}

/** What a look at a file said, in the operator's language and with what to do; other failures come back as they are. */
export function unfitUpload(context: CommandContext, field: string, kind: UploadKind, thrown: unknown): unknown {
  const error = toAppError(thrown);
  if (error.code !== "invalid_input" && error.code !== "too_large") return thrown;
  const words = texts(context.actor.language).studio.upload;
  return new AppError(error.code, words.unfit[kind], {
    field,
    remedy: words.unfitRemedy[kind],
    ...(error.reason ? { reason: error.reason } : {}),
    cause: thrown,
  });
}

type Inspector = (context: CommandContext, upload: Inspected) => Promise<UploadFacts>;

const picture: Inspector = async ({ ports }, { key, contentType }) => {
  const { bytes } = await ports.store.get(key);
  const { contentType: found, width, height } = await ports.media.inspectPicture(bytes);
  if (found !== contentType) throw new AppError("invalid_input", "another type of picture", { reason: "image_type" });
  return { width, height };
};

const safetensors: Inspector = async ({ ports }, { key, bytes }) => {
  if (bytes === 0) throw new AppError("invalid_input", "an empty file", { reason: "header_missing" });
  const head = await ports.store.read(key, { start: 0, end: Math.min(bytes, SAFETENSORS_HEAD_BYTES) });
  const report = inspectSafetensors(head, bytes);
  if (!report.ok) throw new AppError("invalid_input", "not safetensors", { reason: report.reason });
  return {
    tensors: report.tensors,
    ...(report.ranks === undefined ? {} : { rank: report.ranks }),
    ...(report.baseModel === undefined ? {} : { baseModel: report.baseModel.slice(0, 120) }),
  };
};

const card: Inspector = async (context, upload) => {
  if (upload.contentType === "image/png") return await picture(context, upload);
  const { bytes } = await context.ports.store.get(upload.key);
  if (isJsonObject(bytes)) return {};
  throw new AppError("invalid_input", "not a JSON object", { reason: "card_json" });
};

function isJsonObject(bytes: Uint8Array): boolean {
  try {
    const value: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    return typeof value === "object" && value !== null && !Array.isArray(value);
  } catch (thrown) {
    // Bytes that are no text, or a text that is no JSON; anything else is a fault of ours.
    if (thrown instanceof SyntaxError || thrown instanceof TypeError) return false;
    throw thrown;
  }
}

const archive: Inspector = async ({ ports }, { key, bytes }) => {
  const read = (start: number, end: number) =>
    start < end ? ports.store.read(key, { start, end }) : Promise.resolve(new Uint8Array());
  const files = await ports.media.inspectArchive({ size: bytes, read });
  return { files: files.length };
};

const INSPECTORS: Readonly<Record<UploadKind, Inspector>> = { picture, safetensors, card, archive };
