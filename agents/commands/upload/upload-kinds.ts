// What may be uploaded: how much of each, of which types, and how its key says so. A key is random: knowing one is no accident.

import { sha256 } from "../../kernel/secret.ts";
import { LORA_MAX_BYTES } from "../../ports/lora-trainer.ts";
import type { AppContext } from "../context.ts";
import { UPLOAD_AREA } from "../storage/areas.ts";

export const UPLOAD_KINDS = ["picture", "safetensors", "card", "archive"] as const;
export type UploadKind = (typeof UPLOAD_KINDS)[number];

const MEGABYTE = 1024 * 1024;

interface UploadRule {
  readonly maxBytes: number;
  /** Content type -> ending of the key. */
  readonly types: Readonly<Record<string, string>>;
}

export const UPLOAD_RULES: Readonly<Record<UploadKind, UploadRule>> = {
  picture: { maxBytes: 25 * MEGABYTE, types: { "image/png": "png", "image/jpeg": "jpg", "image/webp": "webp" } },
  safetensors: { maxBytes: LORA_MAX_BYTES, types: { "application/octet-stream": "safetensors" } },
  // A character card: JSON, or a PNG that carries it.
  card: { maxBytes: 5 * MEGABYTE, types: { "application/json": "json", "image/png": "png" } },
  archive: { maxBytes: 1024 * MEGABYTE, types: { "application/zip": "zip" } },
};

export interface UploadSort {
  readonly kind: UploadKind;
  readonly contentType: string;
}

const KEY = /^uploads\/(picture|safetensors|card|archive)-[0-9a-f]{32}\.([a-z]+)$/;

export function newUploadKey({ ids }: Pick<AppContext, "ids">, { kind, contentType }: UploadSort): string {
  const id = sha256(ids.secret()).slice(0, 32);
  return `${UPLOAD_AREA}${kind}-${id}.${UPLOAD_RULES[kind].types[contentType]}`;
}

/** null for what is no key of an upload. */
export function sortOfKey(key: string): UploadSort | null {
  const [, written, ending] = KEY.exec(key) ?? [];
  const kind = UPLOAD_KINDS.find((each) => each === written);
  if (!kind) return null;
  const contentType = Object.entries(UPLOAD_RULES[kind].types).find(([, known]) => known === ending)?.[0];
  return contentType === undefined ? null : { kind, contentType };
}
