// The emulated LoRA trainers: checked field by field, working for a while with progress bars in their logs.
import { z } from "zod";
import { tinySafetensors } from "../../training/tiny-safetensors.ts";
import { type AcceptedWork, type EmulatedFiles, type EmulatedModel, seedOf } from "./emulated-model.ts";

const common = {
  images_data_url: z.url(),
  create_masks: z.boolean().optional(),
  data_archive_format: z.enum(["zip", "tar.gz"]).optional(),
};

const FastTrainingInput = z.strictObject({
  ...common,
  trigger_word: z.string().min(1).optional(),
  steps: z.number().int().min(1).max(10_000).default(1_000),
  is_style: z.boolean().default(false),
  is_input_format_already_preprocessed: z.boolean().default(false),
});

const PortraitTrainingInput = z.strictObject({
  ...common,
  trigger_phrase: z.string().min(1).optional(),
  steps: z.number().int().min(1).max(10_000).default(2_500),
  learning_rate: z.number().min(1e-6).max(1e-3).default(9e-5),
  multiresolution_training: z.boolean().default(true),
  subject_crop: z.boolean().default(true),
  resume_from_checkpoint: z.string().default(""),
});

/** Faster than true, or those who wait would ask for ever. */
const STEP_MS = 20;
/** Of the whole: fetching and masking the pictures. */
const PREPARING = 0.2;
const MASKED = 12;
const LEAST_PICTURES = 4;
const WEIGHTS = "pytorch_lora_weights.safetensors";
/** Of an entry of a ZIP's directory, and of its name (APPNOTE 4.3.12). */
const ENTRY = { signature: Buffer.from("504b0102", "hex"), nameLengthAt: 28, nameAt: 46 };

interface Training {
  readonly images_data_url: string;
  readonly steps: number;
}

function trained(training: Training, trigger: string | undefined, files: EmulatedFiles): AcceptedWork {
  const { images_data_url, steps } = training;
  const weights = async () => tinySafetensors(await seedOf([trigger], [images_data_url], files));
  const config = async () => Buffer.from(JSON.stringify({ ...training, rank: 16, learning_rate: 0.0005 }));
  return {
    charge: { unit: "step", amount: steps },
    runMs: steps * STEP_MS,
    outputs: {
      diffusers_lora_file: { name: WEIGHTS, contentType: "application/octet-stream", bytes: weights },
      config_file: { name: "config.json", contentType: "application/octet-stream", bytes: config },
    },
    links: { images_data_url },
    problem: async () => {
      const archive = await files.read(images_data_url);
      if (!archive || picturesIn(archive) >= LEAST_PICTURES) return null;
      return { field: "images_data_url", type: "invalid_archive", msg: "Too few images in the archive." };
    },
    logs: (share) => logsAt(share, steps),
    answer: (urls) =>
      Object.fromEntries(
        Object.entries(urls).map(([field, url]) => [field, { url, content_type: "application/octet-stream" }]),
      ),
  };
}

function picturesIn(archive: Uint8Array): number {
  const bytes = Buffer.from(archive);
  let pictures = 0;
  for (let at = bytes.indexOf(ENTRY.signature); at >= 0; at = bytes.indexOf(ENTRY.signature, at + ENTRY.nameAt)) {
    const length = bytes.readUInt16LE(at + ENTRY.nameLengthAt);
    const name = bytes.toString("utf8", at + ENTRY.nameAt, at + ENTRY.nameAt + length);
    if (/\.(jpe?g|png|webp)$/i.test(name)) pictures += 1;
  }
  return pictures;
}

function logsAt(share: number, steps: number): readonly string[] {
  const masked = Math.min(MASKED, Math.floor((share / PREPARING) * MASKED));
  const done = Math.max(0, Math.floor(((share - PREPARING) / (1 - PREPARING)) * steps));
  const bar = (what: string, at: number, of: number) =>
    `${what}: ${String(Math.floor((100 * at) / of)).padStart(3)}%|${"█".repeat(4)}      | ${at}/${of} [00:10<00:20,  5.61it/s]`;
  const training = share < PREPARING ? [] : [bar("Training", done, steps)];
  return ["Downloading the archive", bar("Masks", masked, MASKED), ...training];
}

const fastTraining: EmulatedModel = (raw, files) => {
  const input = FastTrainingInput.safeParse(raw);
  return input.success ? trained(input.data, input.data.trigger_word, files) : input.error;
};

const portraitTraining: EmulatedModel = (raw, files) => {
  const input = PortraitTrainingInput.safeParse(raw);
  return input.success ? trained(input.data, input.data.trigger_phrase, files) : input.error;
};

export const TRAINING_MODELS: Readonly<Record<string, EmulatedModel>> = {
  "fal-ai/flux-lora-fast-training": fastTraining,
  "fal-ai/flux-lora-portrait-trainer": portraitTraining,
};
