// One of the faces becomes the avatar's reference: every later picture is made from it and compared with it.
import { z } from "zod";
import { APPARENT_AGE } from "../../domain/trust/identity-gate.ts";
import { AppError } from "../../kernel/errors.ts";
import type { Face } from "../../ports/face-recognizer.ts";
import { texts } from "../../texts/texts.ts";
import { findAvatar } from "../avatar/find-avatar.ts";
import { defineCommand } from "../command.ts";
import type { CommandContext } from "../context.ts";
import { transact } from "../transact.ts";
import { appendTrustEvent } from "../trust-event.ts";
import type { Card } from "../view.ts";

const Output = z.object({
  avatar: z.string(),
  name: z.string(),
  state: z.string(),
  imageKey: z.string(),
  thumbnailKey: z.string().nullable(),
  /** Whether pictures can be compared with it. */
  comparable: z.boolean(),
  apparentAge: z.number().nullable(),
  synthetic: z.boolean(),
});

export const facePick = defineCommand({
  name: "face.pick",
  role: "manager",
  effect: "write",
  input: z.object({ avatar: z.string(), number: z.number().int().min(1).max(100) }),
  output: Output,
  positional: ["avatar", "number"],
  errors: ["not_found", "refused", "conflict"],
  run: async (context, input) => {
    const avatar = await findAvatar(context, input.avatar);
    const words = texts(context.actor.language);
    if (avatar.state === "retired")
      throw new AppError("refused", words.avatar.cannotMove(avatar.name, words.avatar.states.retired));
    const asset = await chosenAsset(context, avatar, input.number);
    const face = await onlyFace(context, asset);
    await transact(context, async (tx) => {
      await tx.avatar.update({
        where: { id: avatar.id },
        data: {
          referenceAssetId: asset.id,
          referenceFace: face ? [...face.descriptor] : [],
          ...(avatar.state === "draft" ? { state: "face_ready" as const } : {}),
        },
      });
      await appendTrustEvent(context, tx, avatar.id, {
        control: "C8",
        ruleVersion: "1",
        judged: asset.sha256,
        decision: `reference face: ${avatar.likeness}`,
      });
    });
    return {
      avatar: avatar.slug,
      name: avatar.name,
      state: avatar.state === "draft" ? "face_ready" : avatar.state,
      imageKey: asset.storageKey,
      thumbnailKey: asset.thumbnailKey,
      comparable: face !== null,
      apparentAge: face?.apparentAge ?? null,
      synthetic: asset.synthetic,
    };
  },
  view: (output, context) => pickedCard(output, context),
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

/** null where nobody can look. @throws AppError `refused` for a picture without exactly one face, or one that looks under age */
async function onlyFace(
  context: CommandContext,
  asset: { readonly storageKey: string; readonly synthetic: boolean },
): Promise<Face | null> {
  const { faces: recognizer, store } = context.ports;
  if (!recognizer) return null;
  const words = texts(context.actor.language).identity;
  const { bytes } = await store.get(asset.storageKey);
  const [face, ...others] = await recognizer.facesIn(bytes, context.signal);
  if (!face || others.length > 0)
    throw new AppError("refused", face ? words.severalFaces : words.noFaceFound, { field: "number" });
  if (!asset.synthetic && face.apparentAge < APPARENT_AGE.block)
    throw new AppError("refused", words.looksUnderAge, { field: "number", reason: "minor_appearance" });
  return face;
}

function pickedCard(output: z.output<typeof Output>, context: CommandContext): Card {
  const words = texts(context.actor.language);
  const notes = [
    ...(output.comparable ? [] : [words.identity.notComparable]),
    ...(!output.synthetic && output.apparentAge !== null && output.apparentAge < APPARENT_AGE.review
      ? [words.identity.looksYoung(Math.round(output.apparentAge))]
      : []),
    ...(output.synthetic ? [words.common.offlineNote] : []),
  ];
  const input = { avatar: output.avatar };
  return {
    title: words.identity.picked(output.name),
    tone: "good",
    images: [
      {
        key: output.imageKey,
        ...(output.thumbnailKey ? { thumbnailKey: output.thumbnailKey } : {}),
        alt: words.identity.referenceAlt(output.name),
      },
    ],
    buttons: [
      { label: words.identity.buildDataset, command: "dataset.create", input, style: "primary" },
      ...(output.state === "active"
        ? [{ label: words.avatar.makeBatch, command: "batch.create", input: { ...input, count: 6 } }]
        : [{ label: words.avatar.activate, command: "avatar.activate", input }]),
    ],
    ...(notes.length > 0 ? { note: notes.join(" ") } : {}),
  };
}
