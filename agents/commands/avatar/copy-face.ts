// A reference face for another avatar: a copy of its own, so that neither loses it with the other.
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import type { CommandContext, Transaction } from "../context.ts";

export interface CopiedFace {
  readonly assetId: string;
  /** In the transaction that writes the avatar. */
  write(tx: Transaction): Promise<void>;
}

/** Files are copied before the transaction. @returns null where there is no face @throws AppError `refused` for one that was taken down */
export async function copyFace(
  context: CommandContext,
  referenceAssetId: string | null,
  toAvatarId: string,
): Promise<CopiedFace | null> {
  if (!referenceAssetId) return null;
  const face = await context.database.prisma.asset.findUnique({ where: { id: referenceAssetId } });
  if (!face) return null;
  if (face.heldAt) throw new AppError("refused", texts(context.actor.language).identity.faceHeld, { field: "face" });
  const assetId = context.ids.next("asset");
  const base = `avatars/${toAvatarId}/faces/${assetId}`.toLowerCase();
  const storageKey = `${base}${extensionOf(face.storageKey)}`;
  const thumbnailKey = face.thumbnailKey ? `${base}-thumb${extensionOf(face.thumbnailKey)}` : null;
  await context.ports.store.copy(face.storageKey, storageKey);
  if (face.thumbnailKey && thumbnailKey) await context.ports.store.copy(face.thumbnailKey, thumbnailKey);
  // Copies for platforms are of the other file.
  const { moderation, parameters, renditions: _renditions, ...facts } = face;
  return {
    assetId,
    write: async (tx) => {
      await tx.asset.create({
        data: {
          ...facts,
          id: assetId,
          avatarId: toAvatarId,
          storageKey,
          thumbnailKey,
          parameters: JSON.parse(JSON.stringify(parameters)),
          ...(moderation === null ? {} : { moderation: JSON.parse(JSON.stringify(moderation)) }),
          // Paid for once, by whoever it was made for.
          costUsd: 0,
          createdAt: context.clock.now(),
        },
      });
    },
  };
}

const extensionOf = (key: string) => key.slice(key.lastIndexOf("."));
