// One of the faces becomes the avatar's reference: every later picture is made from it and compared with it.
import { z } from "zod";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { findAvatar } from "../avatar/find-avatar.ts";
import { requireLiving } from "../avatar/require-living.ts";
import { defineCommand } from "../command.ts";
import type { CommandContext } from "../context.ts";
import { transact } from "../transact.ts";
import { onlyFace, ReferenceFace, referenceFaceCard, setReferenceFace } from "./reference-face.ts";

export const facePick = defineCommand({
  name: "face.pick",
  role: "manager",
  effect: "write",
  input: z.object({ avatar: z.string(), number: z.number().int().min(1).max(100) }),
  output: ReferenceFace,
  positional: ["avatar", "number"],
  errors: ["not_found", "refused", "conflict"],
  run: async (context, input) => {
    const avatar = await findAvatar(context, input.avatar);
    requireLiving(context, avatar);
    const asset = await chosenAsset(context, avatar, input.number);
    const { bytes } = await context.ports.store.get(asset.storageKey);
    const face = await onlyFace(context, { bytes, synthetic: asset.synthetic }, "number");
    const { likeness } = avatar;
    const state = await transact(context, (tx) => setReferenceFace(context, tx, avatar, { asset, face, likeness }));
    return {
      avatar: avatar.slug,
      name: avatar.name,
      state,
      imageKey: asset.storageKey,
      thumbnailKey: asset.thumbnailKey,
      comparable: face !== null,
      apparentAge: face?.apparentAge ?? null,
      synthetic: asset.synthetic,
    };
  },
  view: (output, context) => referenceFaceCard(output, context),
  subject: (_input, output) => output.avatar,
});

async function chosenAsset(
  context: CommandContext,
  avatar: { readonly id: string; readonly name: string },
  number: number,
) {
  const { prisma } = context.database;
  const words = texts(context.actor.language).identity;
  const newest = await prisma.vendorJob.findFirst({
    where: { avatarId: avatar.id, purpose: "face" },
    orderBy: { createdAt: "desc" },
  });
  const job = newest?.setId
    ? await prisma.vendorJob.findFirst({
        where: { setId: newest.setId, position: number - 1 },
        include: { asset: true },
      })
    : null;
  if (!job?.asset)
    throw new AppError("not_found", words.noSuchFace(number), { field: "number", remedy: words.facesHint });
  if (job.asset.heldAt) throw new AppError("refused", words.faceHeld, { field: "number" });
  return job.asset;
}
