// An upload as a command takes it over: there, of a kind it can use, and looked into once more, since a signed upload may have
// been repeated with other content after it was first looked at.
import { AppError } from "../../kernel/errors.ts";
import type { ObjectFacts } from "../../ports/object-store.ts";
import { texts } from "../../texts/texts.ts";
import type { CommandContext } from "../context.ts";
import { inspectUpload, type UploadFacts } from "./inspect-upload.ts";
import { tooLarge } from "./receive-upload.ts";
import { sortOfKey, UPLOAD_RULES, type UploadKind, type UploadSort } from "./upload-kinds.ts";

export interface FoundUpload extends UploadSort {
  readonly key: string;
  readonly bytes: number;
  readonly facts: UploadFacts;
}

/** @throws AppError `invalid_input`, `not_found`, `too_large` naming the field; what is unfit is deleted at once */
export async function findUpload(
  context: CommandContext,
  field: string,
  text: string,
  kinds: readonly UploadKind[],
): Promise<FoundUpload> {
  const key = text.trim();
  const sort = sortOfKey(key);
  const words = texts(context.actor.language).studio.upload;
  if (!sort || !kinds.includes(sort.kind))
    throw new AppError("invalid_input", words.notUpload(kinds.map((kind) => words.kinds[kind]).join(", ")), {
      field,
      remedy: words.startHint(kinds[0] ?? "picture"),
    });
  const { bytes } = await factsOf(context, field, key);
  try {
    if (bytes > UPLOAD_RULES[sort.kind].maxBytes) throw tooLarge(context, field, sort);
    return { key, ...sort, bytes, facts: await inspectUpload(context, field, { key, ...sort, bytes }) };
  } catch (thrown) {
    const isUnfit = thrown instanceof AppError && (thrown.code === "invalid_input" || thrown.code === "too_large");
    if (isUnfit) await context.ports.store.delete(key);
    throw thrown;
  }
}

async function factsOf(context: CommandContext, field: string, key: string): Promise<ObjectFacts> {
  try {
    return await context.ports.store.head(key);
  } catch (thrown) {
    if (!(thrown instanceof AppError) || thrown.code !== "not_found") throw thrown;
    const words = texts(context.actor.language).studio.upload;
    throw new AppError("not_found", words.gone, { field, remedy: words.goneRemedy });
  }
}
