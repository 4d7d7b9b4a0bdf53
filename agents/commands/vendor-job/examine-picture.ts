// What moderation and the face recogniser say of a picture or a clip. What they say decides later; that they said nothing counts too.
import { descriptorSimilarity } from "../../domain/avatars/similarity.ts";
import { type FaceFacts, facesOfClip } from "../../domain/trust/identity-gate.ts";
import { worstScores } from "../../domain/trust/tier-firewall.ts";
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

interface Asked {
  readonly prompt: string;
  readonly negative: string;
  readonly seed: number;
}

interface Shown {
  readonly prompt: string;
  readonly info: VendorInfo;
}

interface Still {
  readonly bytes: Uint8Array;
  readonly contentType: string;
}

/** What the rows of a picture and of a clip say alike: what was asked for and what was found in it. */
export function examinedFile({ prompt, negative, seed }: Asked, { moderation, faces }: Examined) {
  return { prompt, negative, seed, moderation: { ...moderation, faces }, labelled: true };
}

export async function examinePicture(
  context: AppContext,
  job: WorkJob,
  picture: Still & Shown,
  run: KeepRun,
): Promise<Examined> {
  return await examineClip(context, job, { ...picture, stills: [picture] }, run);
}

/** A clip is what its worst moment is; its faces as `facesOfClip`. */
export async function examineClip(
  context: AppContext,
  job: WorkJob,
  { stills, prompt, info }: Shown & { readonly stills: readonly Still[] },
  run: KeepRun,
): Promise<Examined> {
  const [moderation, faces] = await Promise.all([
    moderateClip(context, job, { stills, prompt }, run),
    facesOf(context, job, { stills, info }, run),
  ]);
  return { moderation, faces };
}

async function moderateClip(
  context: AppContext,
  job: WorkJob,
  { stills, prompt }: { readonly stills: readonly Still[]; readonly prompt: string },
  run: KeepRun,
): Promise<Examined["moderation"]> {
  const { moderator } = context.ports;
  if (!moderator) return null;
  return await unlessDown(context, job, run, moderator.info.provider, async () => {
    const asked = await moderator.moderateText(prompt, run.signal);
    const shown: ModerationVerdict[] = [];
    for (const { bytes, contentType } of stills)
      shown.push(await moderator.moderateImage(bytes, contentType, run.signal));
    const scores = worstScores(shown.map((verdict) => verdict.scores)) ?? {};
    return { prompt: asked, pixels: { ...(shown[0] ?? asked), scores } };
  });
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

async function facesOf(
  context: AppContext,
  job: WorkJob,
  { stills, info }: { readonly stills: readonly Still[]; readonly info: VendorInfo },
  run: KeepRun,
): Promise<FaceFacts | null> {
  const faces: (FaceFacts | null)[] = [];
  for (const { bytes } of stills) faces.push(await examineFaces(context, job, { bytes, info }, run));
  return facesOfClip(faces);
}

/** A drawn preview shows nobody, unless it was drawn after a reference face. */
async function examineFaces(
  context: AppContext,
  job: WorkJob,
  { bytes, info }: { readonly bytes: Uint8Array; readonly info: VendorInfo },
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
