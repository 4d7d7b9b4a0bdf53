// A photo somebody sent becomes the avatar's reference: the operator's own face, or a third person's who consented (trust C8).
// It is no synthetic media, carries no mark of it, and is therefore never published: only what is made from it is.
import { z } from "zod";
import { hashDistance, NEAR_DUPLICATE_BITS } from "../../domain/avatars/identity/curation.ts";
import { AppError } from "../../kernel/errors.ts";
import { sha256 } from "../../kernel/secret.ts";
import type { Face } from "../../ports/face-recognizer.ts";
import { texts } from "../../texts/texts.ts";
import { findAvatar } from "../avatar/find-avatar.ts";
import { covers, liveConsents, requireLikeness } from "../avatar/likeness.ts";
import { requireLiving } from "../avatar/require-living.ts";
import { type AnyCommand, defineCommand } from "../command.ts";
import { UPLOADED } from "../consent/withdraw-likeness.ts";
import type { CommandContext, Transaction } from "../context.ts";
import { transact } from "../transact.ts";
import { findUpload } from "../upload/find-upload.ts";
import { unfitUpload } from "../upload/inspect-upload.ts";
import { onlyFace, ReferenceFace, referenceFaceCard, setReferenceFace } from "./reference-face.ts";

const Input = z.object({
  avatar: z.string(),
  upload: z.string().max(512),
  likeness: z.enum(["operator_own", "third_party"]),
  consent: z.string().max(60).optional(),
});
type Asked = z.output<typeof Input>;
type Avatar = Awaited<ReturnType<typeof findAvatar>>;
type Rows = Pick<Transaction, "consent">;

export const faceUpload: AnyCommand = defineCommand({
  name: "face.upload",
  role: "manager",
  effect: "write",
  input: Input,
  output: ReferenceFace,
  positional: ["avatar", "upload", "likeness"],
  errors: ["not_found", "refused", "conflict", "not_configured"],
  run: async (context, input) => {
    const avatar = await findAvatar(context, input.avatar);
    await requireAllowed(context, avatar, input);
    const photo = await readPhoto(context, avatar, input);
    const state = await keepPhoto(context, avatar, photo, input);
    // What was sent may say where and with what it was taken.
    await context.ports.store.delete(photo.uploadKey);
    return {
      avatar: avatar.slug,
      name: avatar.name,
      state,
      imageKey: photo.keys.file,
      thumbnailKey: photo.keys.small,
      comparable: true,
      apparentAge: photo.face.apparentAge,
      synthetic: false,
    };
  },
  view: (output, context) => referenceFaceCard(output, context),
  subject: (_input, output) => output.avatar,
});

async function requireAllowed(context: CommandContext, avatar: Avatar, input: Asked): Promise<void> {
  const words = texts(context.actor.language);
  requireLiving(context, avatar);
  if (!context.ports.faces)
    throw new AppError("not_configured", words.studio.consent.noRecognizer, {
      reason: "no_recognizer",
      remedy: words.studio.consent.noRecognizerRemedy,
    });
  await requireLikeness(context, { ...avatar, likeness: input.likeness }, "face");
  if (input.consent && !(await consentFor(context, context.database.prisma, avatar, input)))
    throw new AppError("refused", words.studio.consent.doesNotCover(input.consent.slice(0, 60)), {
      field: "consent",
      reason: "no_consent",
      remedy: words.studio.consent.addHint(avatar.slug),
    });
  if (avatar.likeness === "fictional" || avatar.likeness === input.likeness) return;
  const { prisma } = context.database;
  const made = await prisma.loraModel.count({ where: { avatarId: avatar.id, state: { not: "deleted" } } });
  const sets = await prisma.dataset.count({ where: { avatarId: avatar.id, state: { in: ["building", "built"] } } });
  // What was made of one real person must not pass for another's, or outlive their consent under another name.
  if (made + sets > 0)
    throw new AppError("refused", words.studio.consent.otherPerson(avatar.name), {
      field: "likeness",
      reason: "other_likeness",
      remedy: words.studio.consent.otherPersonRemedy,
    });
}

/** @returns its id; null where none is needed, or none covers the face today */
async function consentFor(context: CommandContext, rows: Rows, { id }: Avatar, input: Asked): Promise<string | null> {
  if (input.likeness !== "third_party") return null;
  const covering = (await liveConsents(context, id, rows)).filter((each) => covers(each, "face"));
  return covering.find((each) => input.consent === undefined || each.id === input.consent)?.id ?? null;
}

interface Photo {
  readonly uploadKey: string;
  readonly bytes: Uint8Array;
  readonly contentType: string;
  readonly width: number;
  readonly height: number;
  readonly hash: string;
  readonly face: Face;
}

type KeptPhoto = Photo & { readonly keys: { readonly file: string; readonly small: string }; readonly assetId: string };

/** Encoded anew, looked at, and only then put where the avatar's files are. */
async function readPhoto(context: CommandContext, avatar: Avatar, input: Asked): Promise<KeptPhoto> {
  const { media, store } = context.ports;
  const { key: uploadKey } = await findUpload(context, "upload", input.upload, ["picture"]);
  const { bytes: sent } = await store.get(uploadKey);
  const prepared = await media.prepareUpload(sent).catch((thrown: unknown) => {
    throw unfitUpload(context, "upload", "picture", thrown);
  });
  const hash = await media.fingerprint(prepared.bytes);
  await requireNotTakenDown(context, sha256(prepared.bytes), hash);
  const face = await onlyFace(context, { bytes: prepared.bytes, synthetic: false }, "upload");
  if (!face) throw new Error("asked before whether somebody can look");
  const assetId = context.ids.next("asset");
  const base = `avatars/${avatar.id}/faces/${assetId}`.toLowerCase();
  const ending = prepared.contentType === "image/png" ? "png" : "jpg";
  return {
    uploadKey,
    ...prepared,
    hash,
    face,
    assetId,
    keys: { file: `${base}.${ending}`, small: `${base}-small.jpg` },
  };
}

/** Trust C10: what was taken down does not come back, nor what looks the same. */
async function requireNotTakenDown(context: CommandContext, digest: string, hash: string): Promise<void> {
  const held = await context.database.prisma.asset.findMany({
    where: { heldAt: { not: null } },
    select: { sha256: true, perceptualHash: true },
  });
  const isKnown = held.some(
    (each) =>
      each.sha256 === digest ||
      (each.perceptualHash !== null && hashDistance(each.perceptualHash, hash) <= NEAR_DUPLICATE_BITS),
  );
  if (!isKnown) return;
  const words = texts(context.actor.language).studio.consent;
  throw new AppError("refused", words.takenDown, { field: "upload", reason: "held", remedy: words.takenDownRemedy });
}

async function keepPhoto(context: CommandContext, avatar: Avatar, photo: KeptPhoto, input: Asked): Promise<string> {
  const { media, store } = context.ports;
  const { file, small } = photo.keys;
  await store.put(file, photo.bytes, photo.contentType);
  // Not the thumbnail of made pictures: that one is marked as made by AI.
  await store.put(small, await media.trainingPicture(photo.bytes), "image/jpeg");
  try {
    return await transact(context, (tx) => recordPhoto(context, tx, avatar, photo, input));
  } catch (thrown) {
    // Refused, so nothing names them. After anything else that is not certain, and the sweep finds out.
    if (thrown instanceof AppError) await store.deleteMany([file, small]);
    throw thrown;
  }
}

async function recordPhoto(
  context: CommandContext,
  tx: Transaction,
  avatar: Avatar,
  photo: KeptPhoto,
  input: Asked,
): Promise<string> {
  // Whoever revokes a consent holds this row too: one of both comes first.
  await tx.$executeRaw`SELECT 1 FROM "Avatar" WHERE id = ${avatar.id} FOR UPDATE`;
  const consentId = await consentFor(context, tx, avatar, input);
  if (input.likeness === "third_party" && !consentId) {
    const words = texts(context.actor.language).identity;
    throw new AppError("refused", words.noConsent(avatar.name), { field: "avatar", reason: "no_consent" });
  }
  const digest = sha256(photo.bytes);
  await tx.asset.create({
    data: {
      id: photo.assetId,
      avatarId: avatar.id,
      kind: "image",
      storageKey: photo.keys.file,
      thumbnailKey: photo.keys.small,
      contentType: photo.contentType,
      bytes: photo.bytes.byteLength,
      width: photo.width,
      height: photo.height,
      sha256: digest,
      perceptualHash: photo.hash,
      provider: UPLOADED,
      model: "photo",
      prompt: "",
      parameters: { likeness: input.likeness, consentId },
      moderation: { faces: { similarity: null, apparentAge: photo.face.apparentAge } },
      createdAt: context.clock.now(),
    },
  });
  return await setReferenceFace(context, tx, avatar, {
    asset: { id: photo.assetId, sha256: digest },
    face: photo.face,
    likeness: input.likeness,
    ...(consentId ? { consentId } : {}),
  });
}
