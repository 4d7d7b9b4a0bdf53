// Everything that goes on with a third person's likeness, stopped in one transaction with the revocation (trust C8).
import type { Avatar } from "../../../prisma/generated/client/client.ts";
import type { CommandContext, Transaction } from "../context.ts";
import { cancelJobs } from "../vendor-job/cancel-jobs.ts";
import type { WorkJob } from "../vendor-job/load-job.ts";

/** Provider of photos that were sent in: where others name a vendor. */
export const UPLOADED = "upload";

export interface Withdrawn {
  /** Of the avatar. */
  readonly name: string;
  /** Their vendors are to be told. */
  readonly jobs: readonly WorkJob[];
  readonly loras: number;
  /** Of the person's own photos, whose rows are gone: to be deleted; else the sweep does. */
  readonly keys: readonly string[];
}

export async function withdrawLikeness(
  context: CommandContext,
  tx: Transaction,
  avatar: Pick<Avatar, "id" | "name" | "state">,
): Promise<Withdrawn> {
  const jobs = await cancelJobs(context, tx, { avatarId: avatar.id });
  const loras = await tx.loraModel.updateMany({
    where: { avatarId: avatar.id, state: { in: ["candidate", "active"] } },
    data: { state: "retired" },
  });
  const photos = { avatarId: avatar.id, provider: UPLOADED };
  const assets = await tx.asset.findMany({ where: photos, select: { storageKey: true, thumbnailKey: true } });
  await tx.asset.deleteMany({ where: photos });
  await tx.avatar.update({
    where: { id: avatar.id },
    data: {
      referenceAssetId: null,
      referenceFace: [],
      activeLoraId: null,
      // Back again it begins without a face.
      ...(avatar.state === "retired" ? {} : { state: "paused", stateBeforePause: "draft" }),
    },
  });
  return {
    name: avatar.name,
    jobs,
    loras: loras.count,
    keys: assets.flatMap(({ storageKey, thumbnailKey }) => [storageKey, ...(thumbnailKey ? [thumbnailKey] : [])]),
  };
}
