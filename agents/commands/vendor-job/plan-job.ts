// Asking for a vendor job inside the transaction that makes it necessary.
import type {
  ImageJobRequest,
  TrainingJobRequest,
  VideoJobRequest,
  VoiceJobRequest,
} from "../../domain/content/vendor-request.ts";
import { advanceVendorJob } from "../../work-orders/advance-vendor-job.ts";
import { enqueue } from "../../work-orders/enqueue.ts";
import type { AppContext, Transaction } from "../context.ts";

type Asked =
  | { readonly kind: "image"; readonly request: ImageJobRequest }
  | { readonly kind: "video"; readonly request: VideoJobRequest }
  | { readonly kind: "voice"; readonly request: VoiceJobRequest }
  | { readonly kind: "training"; readonly request: TrainingJobRequest };

export type PlannedJob = Asked & {
  readonly avatarId: string;
  readonly purpose: "content" | "face" | "dataset" | "exam" | "trial" | "training" | "reply";
  readonly pieceId?: string;
  readonly setId?: string;
  readonly position?: number;
  readonly operatorId?: string;
  /** Of an answer that is spoken; `setId` is then its message. */
  readonly conversationId?: string;
  /** That vendor only (domain 2); absent: the routing chooses. */
  readonly onlyProvider?: string;
};

/** @returns its id */
export async function planJob(
  context: Pick<AppContext, "ids" | "clock">,
  tx: Transaction,
  job: PlannedJob,
): Promise<string> {
  const id = context.ids.next("vendorJob");
  const { request, ...row } = job;
  await tx.vendorJob.create({
    data: { ...row, id, request: JSON.parse(JSON.stringify(request)), createdAt: context.clock.now() },
  });
  await enqueue(tx, context.ids, context.clock, advanceVendorJob, { jobId: id });
  return id;
}
