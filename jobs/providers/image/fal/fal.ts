// Pictures on fal.ai's queue: one adapter a model, from the table of models (image-models.ts).
import { z } from "zod";
import type {
  GeneratedImage,
  ImageGenerator,
  ImageGeneratorInfo,
  ImageRequest,
} from "../../../../agents/ports/image-generator.ts";
import { createFalJobs, type FalModel, type PreparedRequest } from "../../fal/fal-jobs.ts";
import type { FalOptions } from "../../fal/fal-queue.ts";
import { WANTED_PICTURE } from "../../wanted-outputs.ts";

export interface FalImageModel {
  readonly info: ImageGeneratorInfo;
  /** @throws AppError `invalid_input` */
  prepare(request: ImageRequest): Omit<PreparedRequest, "billed"> | Promise<Omit<PreparedRequest, "billed">>;
}

/** One picture a request; the price book says what a picture of ours costs where they bill megapixels. */
const ONE_PICTURE = { image: 1 };

const Result = z.object({
  images: z.array(z.object({ url: z.string() })).nullish(),
  seed: z.number().nullish(),
  prompt: z.string().nullish(),
  has_nsfw_concepts: z.array(z.boolean()).nullish(),
});
type Result = z.output<typeof Result>;

export function createFalGenerator({ info, prepare }: FalImageModel, options: FalOptions): ImageGenerator {
  const model: FalModel<ImageRequest, Result, GeneratedImage["contentType"], GeneratedImage> = {
    id: info.model,
    prepare: async (request) => ({ ...(await prepare(request)), billed: ONE_PICTURE }),
    result: Result,
    linkIn: ({ images, has_nsfw_concepts }) => (has_nsfw_concepts?.[0] ? "unsafe" : (images?.[0]?.url ?? null)),
    wanted: WANTED_PICTURE,
    billedAs: () => ONE_PICTURE,
    made: ({ bytes, contentType, result, parameters, units }) => ({
      bytes,
      contentType,
      parameters: { ...parameters, ...told(result) },
      units,
    }),
  };
  return { info, ...createFalJobs(model, options) };
}

/** The seed is told back, also where it was theirs. */
function told({ seed, prompt }: Result) {
  return { ...(seed == null ? {} : { seed }), ...(prompt == null ? {} : { prompt }) };
}
