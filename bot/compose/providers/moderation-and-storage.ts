// Who examines what is made, and where files are kept.
import path from "node:path";
import type { Config } from "../../../agents/kernel/config.ts";
import type { Moderator } from "../../../agents/ports/moderator.ts";
import type { ObjectStore } from "../../../agents/ports/object-store.ts";
import { createLocalModerator } from "../../../jobs/providers/moderation/local.ts";
import { createOpenAiModerator } from "../../../jobs/providers/moderation/openai.ts";
import { createFileStore } from "../../../jobs/providers/storage/files.ts";
import type { Vision } from "../../../jobs/providers/vision/vision.ts";

const OPENAI_URL = "https://api.openai.com/v1";

/** OpenAI's moderation only where the key is OpenAI's own: a compatible server need not have it. */
export function openModerator(config: Config, vision: Vision): Moderator {
  const provider =
    config.MODERATION_PROVIDER ?? (config.OPENAI_API_KEY && !config.OPENAI_BASE_URL ? "openai" : "local");
  if (provider === "local") return createLocalModerator(vision.classify);
  return createOpenAiModerator({ apiKey: config.OPENAI_API_KEY ?? "", baseUrl: config.OPENAI_BASE_URL ?? OPENAI_URL });
}

/** The AWS client is heavy, so it is only imported where it is used. */
export async function openStore(config: Config, dataDir: string): Promise<ObjectStore> {
  if (!config.S3_ENDPOINT) return createFileStore(path.join(dataDir, "media"));
  const { createS3Store } = await import("../../../jobs/providers/storage/s3.ts");
  return createS3Store({
    endpoint: config.S3_ENDPOINT,
    region: config.S3_REGION,
    bucket: config.S3_BUCKET ?? "",
    accessKeyId: config.S3_ACCESS_KEY_ID ?? "",
    secretAccessKey: config.S3_SECRET_ACCESS_KEY ?? "",
    ...(config.S3_PUBLIC_URL ? { publicEndpoint: config.S3_PUBLIC_URL } : {}),
  });
}
