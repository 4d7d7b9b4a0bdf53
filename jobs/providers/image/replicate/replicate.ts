// Pictures from Replicate: one generator a model, all on the same predictions.
import type { ImageGenerator } from "../../../../agents/ports/image-generator.ts";
import type { FindAttempt } from "../../../../agents/ports/vendor-job.ts";
import { BILLING_UNITS } from "../../replicate/billing.ts";
import { createPredictionJobs } from "../../replicate/prediction-jobs.ts";
import { createReplicateClient, type ReplicateOptions } from "../../replicate/replicate-client.ts";
import { WANTED_PICTURE } from "../../wanted-outputs.ts";
import { ASPECT_RATIOS, pixelSizeOf } from "../aspect-ratios.ts";
import { fluxDevLora } from "./flux-dev-lora.ts";
import { fluxKontextPro } from "./flux-kontext-pro.ts";
import { fluxPulid } from "./flux-pulid.ts";
import { checkIdentity, type ReplicateImageModel } from "./image-model.ts";
import { sdxl } from "./sdxl.ts";
import { trainedVersion } from "./trained-version.ts";

/** By their names in `info`. The first is the one that needs neither a LoRA nor a face. */
export const REPLICATE_IMAGE_MODELS = {
  "black-forest-labs/flux-dev-lora": fluxDevLora,
  "trained-version": trainedVersion,
  "black-forest-labs/flux-kontext-pro": fluxKontextPro,
  "bytedance/flux-pulid": fluxPulid,
  "stability-ai/sdxl": sdxl,
} as const satisfies Readonly<Record<string, ReplicateImageModel>>;

const PREFER_WAIT_SECONDS = 1;

export function createReplicateGenerator(
  options: ReplicateOptions,
  model: ReplicateImageModel = fluxDevLora,
): ImageGenerator & { readonly find: FindAttempt } {
  const client = createReplicateClient(options);
  const plan = {
    model: model.runsOn,
    billing: model.billing,
    mark: model.mark,
    wanted: WANTED_PICTURE,
    outputs: client.outputs,
    preferWaitSeconds: PREFER_WAIT_SECONDS,
    emptyMeans: "refused" as const,
    prepare: (request: Parameters<ReplicateImageModel["prepare"]>[0]) => {
      pixelSizeOf(request.aspectRatio);
      checkIdentity(request, model);
      return model.prepare(request);
    },
  };
  return {
    info: {
      provider: "replicate",
      model: model.model,
      offline: false,
      unit: BILLING_UNITS[model.billing],
      aspectRatios: Object.keys(ASPECT_RATIOS),
      ...model.info,
    },
    ...createPredictionJobs(client, plan, options),
  };
}
