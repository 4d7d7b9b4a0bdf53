// Who makes clips here.
import path from "node:path";
import type { Config } from "../../../agents/kernel/config.ts";
import type { VendorFile } from "../../../agents/ports/vendor-job.ts";
import type { VideoGenerator } from "../../../agents/ports/video-generator.ts";
import type { Ffmpeg } from "../../../jobs/providers/media/video/ffmpeg.ts";
import { createAnimaticGenerator } from "../../../jobs/providers/video/animatic/animatic.ts";
import { createFalVideoGenerator } from "../../../jobs/providers/video/fal/fal-video.ts";
import { KLING_TURBO, PIKA } from "../../../jobs/providers/video/fal/video-models.ts";
import { createLumaGenerator } from "../../../jobs/providers/video/luma/luma.ts";
import { createReplicateVideoGenerator } from "../../../jobs/providers/video/replicate/replicate.ts";
import { createRunwayGenerator } from "../../../jobs/providers/video/runway/runway.ts";
import { COLLECT_TIMEOUT_MS, openProviders } from "./chosen.ts";
import { falOptions, replicateOptions } from "./shared.ts";

export interface VideoParts {
  readonly dataDir: string;
  readonly ffmpeg: Ffmpeg;
  /** A link that a vendor can fetch the picture from: some take no uploads. */
  readonly publishImage: (image: VendorFile, signal: AbortSignal) => Promise<string>;
}

export async function openVideoGenerators(config: Config, parts: VideoParts): Promise<readonly VideoGenerator[]> {
  const patience = { collectTimeoutMs: COLLECT_TIMEOUT_MS };
  return await openProviders<VideoGenerator>(config, {
    kind: "video",
    variable: "VIDEO_PROVIDERS",
    named: config.VIDEO_PROVIDERS,
    openers: {
      runway: () => [
        createRunwayGenerator({ ...patience, key: config.RUNWAY_API_KEY ?? "", baseUrl: config.RUNWAY_BASE_URL }),
      ],
      luma: () => [
        createLumaGenerator({
          ...patience,
          key: config.LUMA_API_KEY ?? "",
          baseUrl: config.LUMA_BASE_URL,
          publishImage: parts.publishImage,
        }),
      ],
      fal: () => [KLING_TURBO, PIKA].map((model) => createFalVideoGenerator(model, falOptions(config))),
      replicate: () => [createReplicateVideoGenerator(replicateOptions(config))],
      animatic: () => [
        createAnimaticGenerator({ ffmpeg: parts.ffmpeg, folder: path.join(parts.dataDir, "tmp", "animatic") }),
      ],
    },
  });
}
