// What is asked of Luma's Dream Machine, and the mark by which a generation is known again in its list.
import { AppError, toAppError } from "../../../../agents/kernel/errors.ts";
import type { Attempt, VendorFile } from "../../../../agents/ports/vendor-job.ts";
import type { VideoRequest } from "../../../../agents/ports/video-generator.ts";
import { inspectImage } from "../../media/inspect-image.ts";

export type LumaModel = "ray-2" | "ray-flash-2";
export const LUMA_RATIOS = ["1:1", "16:9", "9:16", "4:3", "3:4", "21:9", "9:21"];
export const LUMA_SECONDS = [5, 9];
export type LumaResolution = "540p" | "720p" | "1080p";

const MIN_PROMPT_LENGTH = 3;
const MAX_PROMPT_LENGTH = 5_000;
/** In the fragment, which is told to Luma with the address, and left out by whoever fetches it: signed links stay valid. */
const MARK = "#attempt=";

/** Puts a picture where Luma can fetch it for some minutes. @returns its public https address */
export type PublishImage = (image: VendorFile, signal: AbortSignal) => Promise<string>;

export interface LumaBody {
  readonly model: LumaModel;
  readonly prompt: string;
  readonly aspect_ratio: string;
  readonly duration: string;
  readonly resolution: LumaResolution;
  readonly keyframes: { readonly frame0: { readonly type: "image"; readonly url: string } };
  readonly callback_url?: string;
}

export interface LumaChoice {
  readonly model: LumaModel;
  readonly resolution: LumaResolution;
}

/** @throws AppError when the picture could not be published: nothing was asked of Luma then */
export async function lumaBody(
  request: VideoRequest,
  { key, callbackUrl }: Attempt,
  { model, resolution }: LumaChoice,
  publish: () => Promise<string>,
): Promise<LumaBody> {
  const prompt = request.prompt.trim();
  if (prompt.length < MIN_PROMPT_LENGTH || prompt.length > MAX_PROMPT_LENGTH) {
    throw new AppError("invalid_input", "Luma takes prompts of 3 to 5,000 characters.", { field: "prompt" });
  }
  await inspectImage(request.image.bytes);
  const url = await publish().catch((thrown: unknown) => {
    throw thrown instanceof AppError ? thrown : unpublished(thrown);
  });
  return {
    model,
    prompt,
    aspect_ratio: request.aspectRatio,
    duration: `${request.seconds}s`,
    resolution,
    keyframes: { frame0: { type: "image", url: `${url}${MARK}${markFor(key)}` } },
    ...(callbackUrl ? { callback_url: callbackUrl } : {}),
  };
}

/** What a frame's address is marked with, or null where nothing says whose it is. */
export function markOf(url: string | null | undefined): string | null {
  const at = url?.indexOf(MARK) ?? -1;
  return url && at >= 0 ? url.slice(at + MARK.length) : null;
}

export const markFor = (attemptKey: string) => encodeURIComponent(attemptKey);

function unpublished(thrown: unknown): AppError {
  return new AppError("unavailable", "The first frame could not be put where Luma can fetch it.", {
    reason: "publish_image",
    cause: toAppError(thrown),
  });
}
