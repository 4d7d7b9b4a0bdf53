// What is asked of Runway's gen4_turbo, and how the id of a job remembers it: a task tells nothing of its own request.
import { AppError } from "../../../../agents/kernel/errors.ts";
import type { VideoRequest } from "../../../../agents/ports/video-generator.ts";
import { firstFrameUri } from "../first-frame.ts";

export const RUNWAY_MODEL = "gen4_turbo";
/** Pixel sizes it makes, by the shape they come nearest to. */
export const RUNWAY_RATIOS: Readonly<Record<string, string>> = {
  "9:16": "720:1280",
  "16:9": "1280:720",
  "1:1": "960:960",
  "3:4": "832:1104",
  "4:3": "1104:832",
  "21:9": "1584:672",
};
export const RUNWAY_SECONDS = [2, 3, 4, 5, 6, 7, 8, 9, 10];
/** "5MB" for data URIs, by the smaller way to read it. */
const MAX_URI_CHARACTERS = 5_000_000;
/** UTF-16 units. */
const MAX_PROMPT_LENGTH = 1_000;

export interface RunwayParameters {
  readonly model: typeof RUNWAY_MODEL;
  readonly ratio: string;
  readonly duration: number;
  readonly seed: number;
}

export type RunwayBody = RunwayParameters & { readonly promptImage: string; readonly promptText?: string };

/** @throws AppError `invalid_input`, `too_large` */
export async function runwayBody(request: VideoRequest): Promise<RunwayBody> {
  const promptText = request.prompt.trim();
  if (promptText.length > MAX_PROMPT_LENGTH) {
    throw new AppError("invalid_input", `Runway takes prompts of up to ${MAX_PROMPT_LENGTH} characters.`, {
      field: "prompt",
      remedy: "Shorten what is said about the motion.",
    });
  }
  return {
    model: RUNWAY_MODEL,
    ratio: RUNWAY_RATIOS[request.aspectRatio] ?? "",
    duration: request.seconds,
    seed: request.seed >>> 0,
    promptImage: await firstFrameUri(request.image, MAX_URI_CHARACTERS),
    ...(promptText === "" ? {} : { promptText }),
  };
}

const JOB_ID = /^(\d+)x(\d+)_(\d+)s_(\d+)_([\w-]{1,100})$/;

/** "720x1280_5s_4242_17f20503-6c24-4c16-946b-35dbbce2af2f" */
export function jobIdOf({ ratio, duration, seed }: RunwayParameters, taskId: string): string {
  return `${ratio.replace(":", "x")}_${duration}s_${seed}_${taskId}`;
}

/** @throws AppError `not_found` */
export function readJobId(jobId: string): { readonly taskId: string; readonly parameters: RunwayParameters } {
  const [, width, height, duration, seed, taskId] = JOB_ID.exec(jobId) ?? [];
  if (taskId === undefined) throw new AppError("not_found", "This is not a job of Runway's.");
  const parameters: RunwayParameters = {
    model: RUNWAY_MODEL,
    ratio: `${width}:${height}`,
    duration: Number(duration),
    seed: Number(seed),
  };
  return { taskId, parameters };
}
