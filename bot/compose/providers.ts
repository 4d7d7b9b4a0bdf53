// Which makers of pictures, moderation and storage this installation uses, by what is configured.
import path from "node:path";
import type { Config } from "../../agents/kernel/config.ts";
import { AppError } from "../../agents/kernel/errors.ts";
import type { ImageGenerator } from "../../agents/ports/image-generator.ts";
import type { Moderator } from "../../agents/ports/moderator.ts";
import type { ObjectStore } from "../../agents/ports/object-store.ts";
import { PROVIDERS, type ProviderEntry } from "../../jobs/providers/catalog.ts";
import { createFalGenerator } from "../../jobs/providers/image/fal/fal.ts";
import { createReplicateGenerator } from "../../jobs/providers/image/replicate/replicate.ts";
import { createStoryboardGenerator } from "../../jobs/providers/image/storyboard/storyboard.ts";
import { createLocalModerator } from "../../jobs/providers/moderation/local.ts";
import { createOpenAiModerator } from "../../jobs/providers/moderation/openai.ts";
import { createFileStore } from "../../jobs/providers/storage/files.ts";

const OPENAI_URL = "https://api.openai.com/v1";

const IMAGE_GENERATORS: Readonly<Record<string, (config: Config) => ImageGenerator>> = {
  storyboard: () => createStoryboardGenerator(),
  replicate: (config) =>
    createReplicateGenerator({ token: config.REPLICATE_API_TOKEN ?? "", baseUrl: config.REPLICATE_BASE_URL }),
  fal: (config) => createFalGenerator({ key: config.FAL_KEY ?? "", baseUrl: config.FAL_BASE_URL }),
};

const imageProviders = PROVIDERS.filter((entry) => entry.kind === "image");

/** Variables a provider needs and does not have. */
function missing(entry: ProviderEntry, config: Config): readonly string[] {
  return entry.required.filter((name) => !config[name as keyof Config]);
}

export function openImageGenerators(config: Config): readonly ImageGenerator[] {
  const usable = imageProviders.filter((entry) => !entry.offline && missing(entry, config).length === 0);
  const names = config.IMAGE_PROVIDERS ?? (usable.length > 0 ? usable.map((entry) => entry.provider) : ["storyboard"]);
  return names.map((name) => imageGenerator(name, config));
}

function imageGenerator(name: string, config: Config): ImageGenerator {
  const entry = imageProviders.find((candidate) => candidate.provider === name);
  const open = IMAGE_GENERATORS[name];
  if (!entry || !open) {
    throw new AppError("invalid_input", `IMAGE_PROVIDERS: “${name}” is not known.`, {
      field: "IMAGE_PROVIDERS",
      remedy: `Known: ${imageProviders.map((candidate) => candidate.provider).join(", ")}.`,
    });
  }
  const [variable] = missing(entry, config);
  if (variable === undefined) return open(config);
  throw new AppError("invalid_input", `IMAGE_PROVIDERS names ${name}, but ${variable} is not set.`, {
    field: variable,
  });
}

/** OpenAI's moderation only where the key is OpenAI's own: a compatible server need not have it. */
export function openModerator(config: Config): Moderator {
  const provider =
    config.MODERATION_PROVIDER ?? (config.OPENAI_API_KEY && !config.OPENAI_BASE_URL ? "openai" : "local");
  if (provider === "local") return createLocalModerator();
  return createOpenAiModerator({ apiKey: config.OPENAI_API_KEY ?? "", baseUrl: config.OPENAI_BASE_URL ?? OPENAI_URL });
}

/** The AWS client is heavy, so it is only imported where it is used. */
export async function openStore(config: Config, dataDir: string): Promise<ObjectStore> {
  if (!config.S3_ENDPOINT) return createFileStore(path.join(dataDir, "media"));
  const { createS3Store } = await import("../../jobs/providers/storage/s3.ts");
  return createS3Store({
    endpoint: config.S3_ENDPOINT,
    region: config.S3_REGION,
    bucket: config.S3_BUCKET ?? "",
    accessKeyId: config.S3_ACCESS_KEY_ID ?? "",
    secretAccessKey: config.S3_SECRET_ACCESS_KEY ?? "",
    ...(config.S3_PUBLIC_URL ? { publicEndpoint: config.S3_PUBLIC_URL } : {}),
  });
}
