// What a picture becomes: labelled, examined, stored, recorded with where it comes from (trust C6, domain 3).
import type { ImageJobRequest } from "../../domain/content/vendor-request.ts";
import type { GeneratedImage } from "../../ports/image-generator.ts";
import type { VendorInfo } from "../../ports/vendor-job.ts";
import type { AppContext } from "../context.ts";
import { examinedFile, examinePicture } from "./examine-picture.ts";
import { assetBase, keepAsset } from "./keep-asset.ts";
import type { WorkJob } from "./load-job.ts";
import type { KeepRun, Paid } from "./work.ts";

export interface MadePicture {
  readonly asked: ImageJobRequest;
  readonly info: VendorInfo;
  readonly image: GeneratedImage;
  readonly paid: Paid;
}

export async function keepPicture(
  context: AppContext,
  job: WorkJob,
  { asked, info, image, paid }: MadePicture,
  run: KeepRun,
): Promise<void> {
  const labelled = await context.ports.media.label(image.bytes);
  const examined = await examinePicture(context, job, { ...labelled, prompt: asked.prompt, info }, run);
  const perceptualHash = await context.ports.media.fingerprint(labelled.bytes);
  const keys = await storeFiles(context, job, labelled);
  const file = {
    kind: "image" as const,
    storageKey: keys.file,
    thumbnailKey: keys.thumbnail,
    contentType: labelled.contentType,
    bytes: labelled.bytes,
    width: labelled.width,
    height: labelled.height,
    perceptualHash,
    ...examinedFile(asked, examined),
  };
  await keepAsset(context, job, { info, made: image, paid }, file, examined.faces?.similarity);
}

interface LabelledPicture {
  readonly bytes: Uint8Array;
  readonly contentType: string;
  readonly width: number;
  readonly height: number;
}

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
