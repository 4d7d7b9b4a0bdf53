// What moderation and the face recogniser say of a picture. What they say decides later; that they said nothing counts too.
import { descriptorSimilarity } from "../../domain/avatars/similarity.ts";
import type { FaceFacts } from "../../domain/trust/identity-gate.ts";
import { toAppError } from "../../kernel/errors.ts";
import type { ModerationVerdict } from "../../ports/moderator.ts";
import type { VendorInfo } from "../../ports/vendor-job.ts";
import type { AppContext } from "../context.ts";
import type { WorkJob } from "./load-job.ts";
import type { KeepRun } from "./work.ts";

export interface Examined {
  /** null: not examined. */
  readonly moderation: { readonly prompt: ModerationVerdict; readonly pixels: ModerationVerdict } | null;
  readonly faces: FaceFacts | null;
}

interface Picture {
  readonly bytes: Uint8Array;
  readonly contentType: string;
  readonly prompt: string;
  readonly info: VendorInfo;
}

export async function examinePicture(
  context: AppContext,
  job: WorkJob,
  picture: Picture,
  run: KeepRun,
): Promise<Examined> {
  const { moderator } = context.ports;
  const moderation = moderator
    ? await unlessDown(context, job, run, moderator.info.provider, async () => ({
        prompt: await moderator.moderateText(picture.prompt, run.signal),
        pixels: await moderator.moderateImage(picture.bytes, picture.contentType, run.signal),
      }))
    : null;
  return { moderation, faces: await examineFaces(context, job, picture, run) };
}

/** null: not examined. */
export async function examineText(
  context: AppContext,
  job: WorkJob,
  text: string,
  run: KeepRun,
): Promise<ModerationVerdict | null> {
  const { moderator } = context.ports;
  if (!moderator) return null;
  return await unlessDown(context, job, run, moderator.info.provider, () => moderator.moderateText(text, run.signal));
}

/** A drawn preview shows nobody, unless it was drawn after a reference face. */
async function examineFaces(
  context: AppContext,
  job: WorkJob,
  { bytes, info }: Picture,
  run: KeepRun,
): Promise<FaceFacts | null> {
  const { faces: recognizer } = context.ports;
  const reference = job.avatar.referenceFace;
  if (!recognizer || (info.offline && reference.length === 0)) return null;
  const faces = await unlessDown(context, job, run, recognizer.info.provider, () =>
    recognizer.facesIn(bytes, run.signal),
  );
  if (!faces) return null;
  const similarities = faces.map(({ descriptor }) => descriptorSimilarity(descriptor, reference));
  return {
    similarity: reference.length > 0 && faces.length > 0 ? Math.max(...similarities) : null,
    apparentAge: faces.length > 0 ? Math.min(...faces.map(({ apparentAge }) => apparentAge)) : null,
  };
}

/** null after the last try: the picture then counts as not examined, never as fine. */
async function unlessDown<Found>(
  context: AppContext,
  job: WorkJob,
  { final }: KeepRun,
  provider: string,
  look: () => Promise<Found>,
): Promise<Found | null> {
  try {
    return await look();
  } catch (thrown) {
    if (!final && toAppError(thrown).retryable) throw thrown;
    context.log.warn("picture not examined", { vendorJobId: job.id, provider, error: thrown });
    return null;
  }
}
