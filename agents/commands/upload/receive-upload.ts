// Takes a file in: straight into the store, then looked into; what is not what it was said to be is gone again before the answer.
import { z } from "zod";
import { AppError, toAppError } from "../../kernel/errors.ts";
import { sha256 } from "../../kernel/secret.ts";
import { texts } from "../../texts/texts.ts";
import { appendAudit } from "../audit.ts";
import type { CommandContext } from "../context.ts";
import { hasRole } from "../execute.ts";
import { inspectUpload, UploadFacts } from "./inspect-upload.ts";
import { newUploadKey, UPLOAD_KINDS, UPLOAD_RULES, type UploadSort } from "./upload-kinds.ts";

export const ReceivedUpload = UploadFacts.extend({
  key: z.string(),
  kind: z.enum(UPLOAD_KINDS),
  contentType: z.string(),
  bytes: z.number(),
  sha256: z.string(),
});
export type ReceivedUpload = z.output<typeof ReceivedUpload>;

export interface IncomingFile {
  readonly kind: unknown;
  readonly contentType: unknown;
  /** As announced; undefined: nobody said. */
  readonly bytes: number | undefined;
  readonly stream: AsyncIterable<Uint8Array>;
}

/** @throws AppError `forbidden`, `invalid_input`, `too_large`, `storage_full`; nothing is stored then */
export async function receiveUpload(context: CommandContext, incoming: IncomingFile): Promise<ReceivedUpload> {
  requireManager(context);
  const sort = sortOf(context, incoming);
  const { maxBytes } = UPLOAD_RULES[sort.kind];
  if ((incoming.bytes ?? 0) > maxBytes) throw tooLarge(context, "file", sort);
  const key = newUploadKey(context, sort);
  const audit = { command: "upload.receive", inputHash: sha256(key), subject: key };
  try {
    const stored = await storeAndInspect(context, key, sort, incoming.stream);
    await appendAudit(context, { ...audit, outcome: "done" });
    return stored;
  } catch (thrown) {
    await appendAudit(context, { ...audit, outcome: toAppError(thrown).code });
    throw thrown;
  }
}

async function storeAndInspect(
  context: CommandContext,
  key: string,
  sort: UploadSort,
  stream: AsyncIterable<Uint8Array>,
): Promise<ReceivedUpload> {
  const { store } = context.ports;
  const { maxBytes } = UPLOAD_RULES[sort.kind];
  const stored = await store.putStream(key, stream, sort.contentType, { maxBytes }).catch((thrown: unknown) => {
    throw toAppError(thrown).code === "too_large" ? tooLarge(context, "file", sort) : thrown;
  });
  try {
    const facts = await inspectUpload(context, "file", { key, ...sort, bytes: stored.bytes });
    return { key, ...sort, ...stored, ...facts };
  } catch (thrown) {
    await store.delete(key);
    throw thrown;
  }
}

/** Uploads are managers' and owners' (domain 10). @throws AppError `forbidden` */
function requireManager({ actor }: CommandContext): void {
  if (hasRole(actor, "manager")) return;
  const words = texts(actor.language).common;
  throw new AppError("forbidden", words.forbidden(words.roles.manager), { remedy: words.askOwner });
}

function sortOf(context: CommandContext, incoming: IncomingFile): UploadSort {
  const words = texts(context.actor.language).studio.upload;
  const kind = UPLOAD_KINDS.find((each) => each === incoming.kind);
  if (!kind)
    throw new AppError("invalid_input", words.badKind, { field: "kind", remedy: words.oneOf(UPLOAD_KINDS.join(", ")) });
  return { kind, contentType: requireType(context, kind, incoming.contentType) };
}

/** @throws AppError `invalid_input` */
export function requireType(context: CommandContext, kind: UploadSort["kind"], contentType: unknown): string {
  const types = Object.keys(UPLOAD_RULES[kind].types);
  const found = types.find((type) => type === contentType);
  if (found) return found;
  const words = texts(context.actor.language).studio.upload;
  const remedy = words.oneOf(types.join(", "));
  throw new AppError("invalid_input", words.badType(kind), { field: "contentType", remedy });
}

export function tooLarge(context: CommandContext, field: string, { kind }: UploadSort): AppError {
  const words = texts(context.actor.language).studio.upload;
  const megabytes = UPLOAD_RULES[kind].maxBytes / (1024 * 1024);
  return new AppError("too_large", words.tooLarge(kind, megabytes), { field, remedy: words.tooLargeRemedy });
}
