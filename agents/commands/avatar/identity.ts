// How pictures are made to show this avatar: by its LoRA, by its reference face, or, of a draft, not at all.
import type { ImageJobRequest } from "../../domain/content/vendor-request.ts";
import type { AppContext } from "../context.ts";

/** Strength of a LoRA at which faces keep their likeness without stiffening (providers' own default). */
const LORA_SCALE = 1;

export type Identity = Pick<ImageJobRequest, "lora" | "referenceKey">;

interface Identified {
  readonly activeLoraId: string | null;
  readonly referenceAssetId: string | null;
}

/** Both are given where both are there: a provider that cannot use the LoRA may still keep the face. */
export async function identityOf(context: AppContext, avatar: Identified): Promise<Identity> {
  const reference = avatar.referenceAssetId
    ? await context.database.prisma.asset.findUnique({ where: { id: avatar.referenceAssetId } })
    : null;
  return {
    ...(avatar.activeLoraId ? { lora: { id: avatar.activeLoraId, scale: LORA_SCALE } } : {}),
    ...(reference ? { referenceKey: reference.storageKey } : {}),
  };
}
