// What is refused before anything is paid: shapes and lengths a model does not make.
import { AppError } from "../../../agents/kernel/errors.ts";
import type { VideoGeneratorInfo, VideoRequest } from "../../../agents/ports/video-generator.ts";

/** @throws AppError `invalid_input` naming what is offered */
export function checkVideoRequest(
  { model, aspectRatios, seconds }: Pick<VideoGeneratorInfo, "model" | "aspectRatios" | "seconds">,
  request: Pick<VideoRequest, "aspectRatio" | "seconds">,
): void {
  if (!aspectRatios.includes(request.aspectRatio)) {
    throw new AppError("invalid_input", `${model} does not make clips of ${request.aspectRatio}.`, {
      field: "aspectRatio",
      remedy: `Use one of ${aspectRatios.join(", ")}.`,
    });
  }
  if (!seconds.includes(request.seconds)) {
    throw new AppError("invalid_input", `${model} does not make clips of ${request.seconds} s.`, {
      field: "seconds",
      remedy: `Use one of ${seconds.join(", ")} seconds.`,
    });
  }
}
