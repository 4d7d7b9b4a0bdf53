// What a clip becomes: marked, examined by its still, stored with where it comes from.
import type { VideoJobRequest } from "../../domain/content/vendor-request.ts";
import { usdFromMicros } from "../../kernel/money.ts";
import { sha256 } from "../../kernel/secret.ts";
import type { VendorInfo } from "../../ports/vendor-job.ts";
import type { GeneratedVideo } from "../../ports/video-generator.ts";
import type { AppContext } from "../context.ts";
import { succeedJob } from "./end-job.ts";
import { examinePicture } from "./examine-picture.ts";
import { assetBase } from "./keep-picture.ts";
import type { WorkJob } from "./load-job.ts";
import type { KeepRun, Paid } from "./work.ts";

export interface MadeClip {
  readonly asked: VideoJobRequest;
  readonly info: VendorInfo;
  readonly clip: GeneratedVideo;
  readonly paid: Paid;
}

export async function keepClip(
  context: AppContext,
  job: WorkJob,
  { asked, info, clip, paid }: MadeClip,
  run: KeepRun,
): Promise<void> {
  const { media, store } = context.ports;
  const bytes = await media.labelVideo(clip.bytes);
  const { poster, durationMs, width, height } = await media.lookAtVideo(bytes, run.signal);
  const examined = await examinePicture(context, job, { ...poster, prompt: asked.prompt, info }, run);
  const keys = { file: `${assetBase(job)}.mp4`, poster: `${assetBase(job)}-poster.jpg` };
  await store.put(keys.file, bytes, "video/mp4");
  await store.put(keys.poster, poster.bytes, poster.contentType);
  await context.database.prisma.$transaction(async (tx) => {
    const similarity = examined.faces?.similarity ?? null;
    if (!(await succeedJob(context, tx, job, { similarity }))) return;
    const id = context.ids.next("asset");
    await tx.asset.create({
      data: {
        id,
        avatarId: job.avatarId,
        kind: "clip",
        storageKey: keys.file,
        thumbnailKey: keys.poster,
        contentType: "video/mp4",
        bytes: bytes.byteLength,
        width,
        height,
        durationMs,
        sha256: sha256(bytes),
        synthetic: info.offline,
        provider: info.provider,
        model: info.model,
        modelVersion: clip.modelVersion ?? null,
        prompt: asked.prompt,
        negative: asked.negative,
        seed: asked.seed,
        parameters: JSON.parse(JSON.stringify(clip.parameters)),
        costUsd: usdFromMicros(paid.costMicros),
        moderation: JSON.parse(JSON.stringify({ ...examined.moderation, faces: examined.faces })),
        labelled: true,
        createdAt: context.clock.now(),
      },
    });
    await tx.vendorJob.update({ where: { id: job.id }, data: { assetId: id } });
  });
}
