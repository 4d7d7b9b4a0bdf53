// The record of a file that a job made: where it comes from (trust C6, domain 3), and that its job is done, in one transaction.
import { usdFromMicros } from "../../kernel/money.ts";
import { sha256 } from "../../kernel/secret.ts";
import type { VendorInfo } from "../../ports/vendor-job.ts";
import type { AppContext } from "../context.ts";
import { FAN_AREA } from "../storage/areas.ts";
import { succeedJob } from "./end-job.ts";
import { attemptKeyOf, type WorkJob } from "./load-job.ts";
import type { Paid } from "./work.ts";

interface Origin {
  readonly info: VendorInfo;
  readonly made: { readonly modelVersion?: string; readonly parameters: unknown };
  readonly paid: Paid;
}

interface MadeFile {
  readonly kind: "image" | "clip" | "voice";
  readonly storageKey: string;
  readonly thumbnailKey?: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
  readonly width?: number;
  readonly height?: number;
  readonly durationMs?: number;
  readonly perceptualHash?: string;
  readonly prompt: string;
  readonly negative?: string;
  readonly seed?: number;
  /** What moderation and the face recogniser said. */
  readonly moderation: unknown;
  readonly labelled?: boolean;
}

/** When another run was faster its file stands, and these bytes with it: the keys are the same. */
export async function keepAsset(
  context: AppContext,
  job: WorkJob,
  { info, made, paid }: Origin,
  { bytes, moderation, ...file }: MadeFile,
  similarity: number | null = null,
): Promise<void> {
  await context.database.prisma.$transaction(async (tx) => {
    if (!(await succeedJob(context, tx, job, { similarity }))) return;
    const assetId = context.ids.next("asset");
    await tx.asset.create({
      data: {
        ...file,
        id: assetId,
        avatarId: job.avatarId,
        bytes: bytes.byteLength,
        sha256: sha256(bytes),
        synthetic: info.offline,
        provider: info.provider,
        model: info.model,
        modelVersion: made.modelVersion ?? null,
        parameters: JSON.parse(JSON.stringify(made.parameters)),
        costUsd: usdFromMicros(paid.costMicros),
        moderation: JSON.parse(JSON.stringify(moderation)),
        createdAt: context.clock.now(),
      },
    });
    await tx.vendorJob.update({ where: { id: job.id }, data: { assetId } });
  });
}

const FOLDERS = {
  content: "pieces",
  face: "faces",
  dataset: "datasets",
  exam: "exams",
  trial: "trials",
  training: "loras",
  reply: "voice-notes",
} as const;

/** Without an extension. Names the attempt: a second run writes the same files again, never others. */
export function assetBase(job: WorkJob): string {
  // What was said to one fan goes with that fan (trust C17).
  const whose = job.conversation ? `${FAN_AREA}${job.conversation.fanId}` : `avatars/${job.avatarId}`;
  return `${whose}/${FOLDERS[job.purpose]}/${attemptKeyOf(job).replaceAll(":", "-")}`.toLowerCase();
}
