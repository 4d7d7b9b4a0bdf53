// The models the emulated Replicate runs, as data: their inputs, what they give, and how each is billed.
import type { z } from "zod";
import {
  FluxDevLoraInput,
  FluxKontextInput,
  FluxPulidInput,
  KlingInput,
  SdxlInput,
  TrainedVersionInput,
} from "./model-inputs.ts";

export type ModelInput = Readonly<Record<string, unknown>>;

export interface EmulatedModel {
  readonly name: string;
  readonly version: string;
  /** Official ones are run by their path, all others by a version. */
  readonly isOfficial: boolean;
  /** What it is paid by: each picture, the seconds of the clip, or machine time, of a shared machine or one's own. */
  readonly paidBy: "picture" | "clip" | "shared_time" | "own_time";
  readonly makes: "pictures" | "picture" | "clip";
  readonly input: z.ZodType<ModelInput>;
  /** Inputs that are files. */
  readonly files: readonly string[];
  /** Inputs it does not look at when it is given no picture to change, or no true guidance. */
  readonly idle: readonly string[];
}

const IMAGE_TO_IMAGE = ["image", "mask"];

export const EMULATED_MODELS: readonly EmulatedModel[] = [
  {
    name: "black-forest-labs/flux-dev-lora",
    version: "091495765fa5ef2725a175a57b276ec30dc9d39c22d30410f2ede68a3eab66b3",
    isOfficial: true,
    paidBy: "picture",
    makes: "pictures",
    input: FluxDevLoraInput,
    files: IMAGE_TO_IMAGE,
    idle: ["prompt_strength"],
  },
  {
    name: "black-forest-labs/flux-kontext-pro",
    version: "0a1381936934845a14efcc9f309ce7d031cb905867878b5c5830280e00e97606",
    isOfficial: true,
    paidBy: "picture",
    makes: "picture",
    input: FluxKontextInput,
    files: ["input_image"],
    idle: [],
  },
  {
    name: "kwaivgi/kling-v2.5-turbo-pro",
    version: "18f41bfca7f1997ce37b04b407152c385c9159095681a6f5a4ff47718bc25a57",
    isOfficial: true,
    paidBy: "clip",
    makes: "clip",
    input: KlingInput,
    files: ["start_image", "end_image", "image"],
    idle: [],
  },
  {
    name: "stability-ai/sdxl",
    version: "7762fd07cf82c948538e41f63f77d685e02b063e37e496e96eefd46c929f9bdc",
    isOfficial: false,
    paidBy: "shared_time",
    makes: "pictures",
    input: SdxlInput,
    files: IMAGE_TO_IMAGE,
    idle: ["prompt_strength", "high_noise_frac"],
  },
  {
    name: "bytedance/flux-pulid",
    version: "8baa7ef2255075b46f4d91cd238c21d31181b3e6a864463f967960bb0112525b",
    isOfficial: false,
    paidBy: "shared_time",
    makes: "pictures",
    input: FluxPulidInput,
    files: ["main_face_image"],
    idle: ["true_cfg", "negative_prompt"],
  },
];

/** A version that a training added to a model of the account. */
export function trainedModel(name: string, version: string): EmulatedModel {
  return {
    name,
    version,
    isOfficial: false,
    paidBy: "own_time",
    makes: "pictures",
    input: TrainedVersionInput,
    files: IMAGE_TO_IMAGE,
    idle: ["prompt_strength"],
  };
}

export const TRAINER = {
  name: "ostris/flux-dev-lora-trainer",
  version: "26dce37af90b9d997eeb970d92e47de3064d46c300504ae376c75bef6a9022d2",
} as const;
