// What is done to files that are made, signed where a certificate is configured.
import { readFile } from "node:fs/promises";
import type { Media } from "../../../agents/commands/context.ts";
import { mediaLink } from "../../../agents/commands/media/media-link.ts";
import type { Clock } from "../../../agents/kernel/clock.ts";
import type { Config } from "../../../agents/kernel/config.ts";
import { AppError } from "../../../agents/kernel/errors.ts";
import { type SecretBox, sha256 } from "../../../agents/kernel/secret.ts";
import type { ObjectStore } from "../../../agents/ports/object-store.ts";
import type { VendorFile } from "../../../agents/ports/vendor-job.ts";
import { createMedia } from "../../../jobs/providers/media/media.ts";
import type { Ffmpeg } from "../../../jobs/providers/media/video/ffmpeg.ts";
import { VERSION } from "../version.ts";

export async function openMedia(config: Config, ffmpeg: Ffmpeg): Promise<Media> {
  const { C2PA_CERTIFICATE_FILE: certificate, C2PA_PRIVATE_KEY_FILE: key } = config;
  if (!certificate || !key) return createMedia({ ffmpeg });
  // Loaded only where it is used: it is heavy.
  const { createContentCredentials } = await import("../../../jobs/providers/media/content-credentials.ts");
  const credentials = await createContentCredentials({
    certificateChainPem: await readPem("C2PA_CERTIFICATE_FILE", certificate),
    privateKeyPem: await readPem("C2PA_PRIVATE_KEY_FILE", key),
    version: VERSION,
  });
  return createMedia({ ffmpeg, credentials });
}

async function readPem(variable: string, file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (thrown) {
    throw new AppError("invalid_input", `${variable}: ${file} cannot be read.`, { field: variable, cause: thrown });
  }
}

interface LinkParts {
  readonly clock: Clock;
  readonly secrets: SecretBox;
  readonly store: ObjectStore;
  readonly publicUrl: () => string;
}

/** Links to first frames, for vendors that fetch them themselves. Kept under "tmp/", which is swept. */
export function frameLinks({ clock, secrets, store, publicUrl }: LinkParts) {
  return async ({ bytes, contentType }: VendorFile): Promise<string> => {
    const key = `tmp/frames/${sha256(bytes)}.${contentType === "image/png" ? "png" : "jpg"}`;
    await store.put(key, bytes, contentType);
    return await mediaLink({ clock, secrets, ports: { store }, installation: { publicUrl } }, key);
  };
}
