// A clip as work: it begins with a picture of the avatar, so the face in it is hers.
import type { VideoJobRequest } from "../../domain/content/vendor-request.ts";
import { mayGenerate } from "../../domain/trust/explicitness.ts";
import type { VideoGenerator, VideoRequest } from "../../ports/video-generator.ts";
import type { AppContext } from "../context.ts";
import { routingOf } from "./avatar-routing.ts";
import { withKeeper } from "./image-work.ts";
import { keepClip } from "./keep-clip.ts";
import type { Work, WorkVendor } from "./work.ts";

export async function videoWork(context: AppContext, asked: VideoJobRequest, avatarId: string): Promise<Work> {
  return {
    ...(await routingOf(context, avatarId, "video")),
    vendors: context.ports.videos.map((generator) => videoVendor(context, asked, generator)),
  };
}

function videoVendor(context: AppContext, asked: VideoJobRequest, generator: VideoGenerator): WorkVendor {
  const { info } = generator;
  const seconds = secondsOf(info.seconds, asked.seconds);
  const requestOf = async (): Promise<VideoRequest> => {
    const { imageKey, prompt, negative, seed, aspectRatio } = asked;
    const frame = await context.ports.store.get(imageKey);
    const image = await context.ports.media.cropTo(frame.bytes, aspectRatio);
    return { prompt, negative, seed, aspectRatio, seconds: seconds ?? asked.seconds, image };
  };
  return {
    info,
    canDo:
      info.aspectRatios.includes(asked.aspectRatio) &&
      seconds !== null &&
      mayGenerate(info.provider, asked.explicitness),
    expectedUnits: { [info.unit]: seconds ?? asked.seconds },
    sendAhead: async (attemptKey, signal) => {
      if (generator.sendAhead) generator.sendAhead(await requestOf(), attemptKey, signal);
    },
    submit: async (attempt, signal) => await generator.submit(await requestOf(), attempt, signal),
    collect: async (jobId, signal, ended) => {
      const outcome = await generator.collect(jobId, signal, ended);
      return withKeeper(outcome, (clip, paid, run, job) => keepClip(context, job, { asked, info, clip, paid }, run));
    },
    find: generator.find,
    cancel: generator.cancel,
  };
}

/** The shortest it makes that is long enough; a reel is cut to what is needed. */
function secondsOf(offered: readonly number[], wanted: number): number | null {
  return offered.find((seconds) => seconds >= wanted) ?? null;
}
