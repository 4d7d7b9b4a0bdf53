// What a picture becomes: labelled, examined, stored, recorded with where it comes from (trust C6, domain 3).
import type { ImageJobRequest } from "../../domain/content/vendor-request.ts";
import { usdFromMicros } from "../../kernel/money.ts";
import { sha256 } from "../../kernel/secret.ts";
import type { GeneratedImage } from "../../ports/image-generator.ts";
import type { VendorInfo } from "../../ports/vendor-job.ts";
import type { AppContext } from "../context.ts";
import { succeedJob } from "./end-job.ts";
import { type Examined, examinePicture } from "./examine-picture.ts";
import { attemptKeyOf, type WorkJob } from "./load-job.ts";
import type { KeepRun, Paid } from "./work.ts";

export interface MadePicture {
  readonly asked: ImageJobRequest;
  readonly info: VendorInfo;
  readonly image: GeneratedImage;
  readonly paid: Paid;
}

export async function keepPicture(context: AppContext, job: WorkJob, made: MadePicture, run: KeepRun): Promise<void> {
  const labelled = await context.ports.media.label(made.image.bytes);
  const examined = await examinePicture(context, job, { ...labelled, prompt: made.asked.prompt, info: made.info }, run);
  const perceptualHash = await context.ports.media.fingerprint(labelled.bytes);
  const keys = await storeFiles(context, job, labelled);
  await context.database.prisma.$transaction(async (tx) => {
    const similarity = examined.faces?.similarity ?? null;
    // When another run was faster its picture stands, and these files with it: the keys are the same.
    if (!(await succeedJob(context, tx, job, { similarity }))) return;
    const assetId = context.ids.next("asset");
    await tx.asset.create({
      data: { id: assetId, perceptualHash, ...assetRow(context, job, made, examined), ...fileFacts(labelled, keys) },
    });
    await tx.vendorJob.update({ where: { id: job.id }, data: { assetId } });
  });
}

interface LabelledPicture {
  readonly bytes: Uint8Array;
  readonly contentType: string;
  readonly width: number;
  readonly height: number;
}

function fileFacts(picture: LabelledPicture, keys: { readonly file: string; readonly thumbnail: string }) {
  return {
    kind: "image",
    storageKey: keys.file,
    thumbnailKey: keys.thumbnail,
    contentType: picture.contentType,
    bytes: picture.bytes.byteLength,
    width: picture.width,
    height: picture.height,
    sha256: sha256(picture.bytes),
    labelled: true,
  };
}

function assetRow(context: AppContext, job: WorkJob, { asked, info, image, paid }: MadePicture, examined: Examined) {
  return {
    avatarId: job.avatarId,
    synthetic: info.offline,
    provider: info.provider,
    model: info.model,
    modelVersion: image.modelVersion ?? null,
    prompt: asked.prompt,
    negative: asked.negative,
    seed: asked.seed,
    parameters: JSON.parse(JSON.stringify(image.parameters)),
    costUsd: usdFromMicros(paid.costMicros),
    moderation: JSON.parse(JSON.stringify({ ...examined.moderation, faces: examined.faces })),
    createdAt: context.clock.now(),
  };
}

/** Keys name the attempt: a second run writes the same files again, never others. */
async function storeFiles(context: AppContext, job: WorkJob, picture: LabelledPicture) {
  const { media, store } = context.ports;
  const thumbnail = await media.thumbnail(picture.bytes);
  const base = assetBase(job);
  const keys = {
    file: `${base}.${picture.contentType === "image/jpeg" ? "jpg" : "png"}`,
    thumbnail: `${base}-thumb.${thumbnail.contentType === "image/webp" ? "webp" : "jpg"}`,
  };
  await store.put(keys.file, picture.bytes, picture.contentType);
  await store.put(keys.thumbnail, thumbnail.bytes, thumbnail.contentType);
  return keys;
}

const FOLDERS = {
  content: "pieces",
  face: "faces",
  dataset: "datasets",
  exam: "exams",
  trial: "trials",
  training: "loras",
} as const;

/** Without an extension. */
export function assetBase(job: WorkJob): string {
  return `avatars/${job.avatarId}/${FOLDERS[job.purpose]}/${attemptKeyOf(job).replaceAll(":", "-")}`.toLowerCase();
}
