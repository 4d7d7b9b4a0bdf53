// Who makes pictures here.
import { readFile } from "node:fs/promises";
import type { Config } from "../../../agents/kernel/config.ts";
import { AppError } from "../../../agents/kernel/errors.ts";
import type { ImageGenerator } from "../../../agents/ports/image-generator.ts";
import { createAutomatic1111Generator } from "../../../jobs/providers/image/automatic1111/automatic1111.ts";
import { createBflGenerator } from "../../../jobs/providers/image/bfl/bfl.ts";
import { BFL_MODELS } from "../../../jobs/providers/image/bfl/bfl-input.ts";
import { createComfyUiGenerator } from "../../../jobs/providers/image/comfyui/comfyui.ts";
import { createFalGenerator } from "../../../jobs/providers/image/fal/fal.ts";
import { FLUX_KONTEXT, FLUX_LORA, FLUX_PULID } from "../../../jobs/providers/image/fal/image-models.ts";
import { createLeonardoGenerator } from "../../../jobs/providers/image/leonardo/leonardo.ts";
import { LEONARDO_MODELS, type LeonardoModelName } from "../../../jobs/providers/image/leonardo/leonardo-models.ts";
import { createModalGenerator } from "../../../jobs/providers/image/modal/modal.ts";
import { OPENAI_IMAGE_MODELS } from "../../../jobs/providers/image/openai/image-call.ts";
import { createOpenAiImageGenerator } from "../../../jobs/providers/image/openai/openai.ts";
import { createReplicateGenerator, REPLICATE_IMAGE_MODELS } from "../../../jobs/providers/image/replicate/replicate.ts";
import { createRunPodGenerator } from "../../../jobs/providers/image/runpod/runpod.ts";
import { createStoryboardGenerator } from "../../../jobs/providers/image/storyboard/storyboard.ts";
import { COLLECT_TIMEOUT_MS, type Opener, oneOf, openProviders } from "./chosen.ts";
import { falOptions, replicateOptions } from "./shared.ts";

export async function openImageGenerators(config: Config): Promise<readonly ImageGenerator[]> {
  return await openProviders(config, {
    kind: "image",
    variable: "IMAGE_PROVIDERS",
    named: config.IMAGE_PROVIDERS,
    openers: OPENERS,
  });
}

const patience = { collectTimeoutMs: COLLECT_TIMEOUT_MS };

const OPENERS: Readonly<Record<string, Opener<ImageGenerator>>> = {
  storyboard: () => [createStoryboardGenerator()],
  replicate: (config) =>
    Object.values(REPLICATE_IMAGE_MODELS).map((model) => createReplicateGenerator(replicateOptions(config), model)),
  fal: (config) => [FLUX_LORA, FLUX_KONTEXT, FLUX_PULID].map((model) => createFalGenerator(model, falOptions(config))),
  leonardo: (config) => [
    createLeonardoGenerator({
      ...patience,
      key: config.LEONARDO_API_KEY ?? "",
      baseUrl: config.LEONARDO_BASE_URL,
      model: oneOf("LEONARDO_MODEL", config.LEONARDO_MODEL, Object.keys(LEONARDO_MODELS) as LeonardoModelName[]),
    }),
  ],
  bfl: (config) => [
    createBflGenerator({
      ...patience,
      key: config.BFL_API_KEY ?? "",
      baseUrl: config.BFL_BASE_URL,
      model: oneOf("BFL_MODEL", config.BFL_MODEL, BFL_MODELS),
    }),
  ],
  openai: (config) => [
    createOpenAiImageGenerator({
      apiKey: config.OPENAI_API_KEY ?? "",
      baseUrl: config.OPENAI_IMAGE_BASE_URL,
      model: oneOf("OPENAI_IMAGE_MODEL", config.OPENAI_IMAGE_MODEL, OPENAI_IMAGE_MODELS),
      quality: config.OPENAI_IMAGE_QUALITY,
    }),
  ],
  comfyui: async (config) => [
    createComfyUiGenerator({
      ...patience,
      baseUrl: config.COMFYUI_BASE_URL ?? "",
      apiKey: config.COMFYUI_API_KEY,
      server: config.COMFYUI_SERVER,
      checkpoint: config.COMFYUI_CHECKPOINT,
      identityModel: config.COMFYUI_IDENTITY_MODEL,
      workflow: await readWorkflow(config.COMFYUI_WORKFLOW_FILE),
    }),
  ],
  automatic1111: (config) => [
    createAutomatic1111Generator({
      baseUrl: config.AUTOMATIC1111_BASE_URL ?? "",
      auth: config.AUTOMATIC1111_AUTH,
      checkpoint: config.AUTOMATIC1111_CHECKPOINT,
      sampler: config.AUTOMATIC1111_SAMPLER,
      controlNetModel: config.AUTOMATIC1111_CONTROLNET_MODEL,
      controlNetModule: config.AUTOMATIC1111_CONTROLNET_MODULE,
    }),
  ],
  runpod: (config) => [
    createRunPodGenerator({
      ...patience,
      key: config.RUNPOD_API_KEY ?? "",
      endpointId: config.RUNPOD_ENDPOINT_ID ?? "",
      baseUrl: config.RUNPOD_BASE_URL,
      gpu: config.RUNPOD_GPU,
      outputHosts: config.RUNPOD_OUTPUT_HOSTS,
    }),
  ],
  modal: (config) => [
    createModalGenerator({
      ...patience,
      keyId: config.MODAL_KEY ?? "",
      keySecret: config.MODAL_SECRET ?? "",
      baseUrl: config.MODAL_BASE_URL ?? "",
      gpu: config.MODAL_GPU,
      outputHosts: config.MODAL_OUTPUT_HOSTS,
    }),
  ],
};

async function readWorkflow(file: string | undefined): Promise<unknown> {
  if (file === undefined) return undefined;
  try {
    return JSON.parse(await readFile(file, "utf8"));
  } catch (thrown) {
    throw new AppError("invalid_input", `COMFYUI_WORKFLOW_FILE: ${file} cannot be read as JSON.`, {
      field: "COMFYUI_WORKFLOW_FILE",
      cause: thrown,
    });
  }
}
