// What a clip becomes: marked, examined at several moments, stored with where it comes from.
import type { VideoJobRequest } from "../../domain/content/vendor-request.ts";
import type { VendorInfo } from "../../ports/vendor-job.ts";
import type { GeneratedVideo } from "../../ports/video-generator.ts";
import type { AppContext } from "../context.ts";
import { examineClip, examinedFile } from "./examine-picture.ts";
import { assetBase, keepAsset } from "./keep-asset.ts";
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
  const stills = [poster, ...(await media.laterMoments(bytes, durationMs, run.signal))];
  const examined = await examineClip(context, job, { stills, prompt: asked.prompt, info }, run);
  const keys = { file: `${assetBase(job)}.mp4`, poster: `${assetBase(job)}-poster.jpg` };
  await store.put(keys.file, bytes, "video/mp4");
  await store.put(keys.poster, poster.bytes, poster.contentType);
  const file = {
    kind: "clip" as const,
    storageKey: keys.file,
    thumbnailKey: keys.poster,
    contentType: "video/mp4",
    bytes,
    width,
    height,
    durationMs,
    ...examinedFile(asked, examined),
  };
  await keepAsset(context, job, { info, made: clip, paid }, file, examined.faces?.similarity);
}
