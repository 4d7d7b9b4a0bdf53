// Weights as a file of their own under the avatar, checked where they now lie, and what a row says of them.
import { AppError } from "../../kernel/errors.ts";
import type { CommandContext } from "../context.ts";
import { mediaLink } from "../media/media-link.ts";
import { inspectUpload } from "../upload/inspect-upload.ts";
import { hashOfStored } from "../upload/upload-finish.ts";

export interface KeptWeights {
  readonly weightsKey: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** @param field the input that named them @throws AppError `invalid_input` naming it; nothing is kept then */
export async function keepWeights(
  context: CommandContext,
  field: string,
  { from, avatarId, loraId }: { readonly from: string; readonly avatarId: string; readonly loraId: string },
): Promise<KeptWeights> {
  const { store } = context.ports;
  const weightsKey = `avatars/${avatarId}/loras/${loraId}.safetensors`.toLowerCase();
  await store.copy(from, weightsKey);
  try {
    const { bytes, contentType } = await store.head(weightsKey);
    await inspectUpload(context, field, { key: weightsKey, kind: "safetensors", contentType, bytes });
    return { weightsKey, bytes, sha256: await hashOfStored(context, weightsKey) };
  } catch (thrown) {
    await store.delete(weightsKey);
    throw thrown;
  }
}

/** What was refused leaves no file; after other failures it is not certain that no row names it, and the sweep finds out. */
export async function orDropWeights<Result>(
  context: CommandContext,
  { weightsKey }: Pick<KeptWeights, "weightsKey">,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (thrown) {
    if (thrown instanceof AppError) await context.ports.store.delete(weightsKey);
    throw thrown;
  }
}

/** Vendors fetch from public https addresses alone. */
export async function vendorsCanFetch(context: CommandContext): Promise<boolean> {
  return (await mediaLink(context, "system/check.txt")).startsWith("https://");
}
