// What a job asks, as the attempts see it: the same for pictures, clips, spoken lines and trainings.
import type { RoutingStrategy } from "../../domain/content/routing.ts";
import {
  ImageJobRequest,
  TrainingJobRequest,
  VideoJobRequest,
  VoiceJobRequest,
} from "../../domain/content/vendor-request.ts";
import type { Attempt, BilledUnits, FindAttempt, VendorInfo, VendorOutcome } from "../../ports/vendor-job.ts";
import type { AppContext } from "../context.ts";
import { imageWork } from "./image-work.ts";
import type { WorkJob } from "./load-job.ts";
import { trainingWork } from "./training-work.ts";
import { videoWork } from "./video-work.ts";
import { voiceWork } from "./voice-work.ts";

export interface Work {
  readonly strategy: RoutingStrategy;
  /** Those that serve this avatar, in order; null or absent: all. A request that names its provider is over it. */
  readonly serving?: readonly string[] | null;
  /** All of its kind, in the order of the settings. */
  readonly vendors: readonly WorkVendor[];
}

/** A vendor, told what this job asks. */
export interface WorkVendor {
  readonly info: VendorInfo;
  /** Whether it can do this at all. An attempt in flight may be with one that could not take a new one. */
  readonly canDo: boolean;
  /** For the quote and the reservation. */
  readonly expectedUnits: BilledUnits;
  /** As of `VendorJobs`. */
  readonly sendAhead?: (attemptKey: string, signal: AbortSignal) => Promise<void>;
  submit(attempt: Attempt, signal: AbortSignal): Promise<{ readonly jobId: string }>;
  collect(jobId: string, signal: AbortSignal, ended?: () => void): Promise<VendorOutcome<MadeWork>>;
  readonly find: FindAttempt | null;
  readonly cancel: ((jobId: string, signal: AbortSignal) => Promise<void>) | null;
}

export interface MadeWork {
  readonly units: BilledUnits;
  /** Stores what was made and ends the job with it. A second run changes nothing. */
  keep(paid: Paid, run: KeepRun, job: WorkJob): Promise<void>;
}

export interface Paid {
  readonly attemptKey: string;
  readonly costMicros: number;
}

export interface KeepRun {
  /** No further run follows: what could not be examined is then kept as not examined. */
  readonly final: boolean;
  readonly signal: AbortSignal;
}

/** @throws AppError when the rows it names are gone */
export async function workOf(context: AppContext, job: WorkJob): Promise<Work> {
  switch (job.kind) {
    case "image":
      return await imageWork(context, ImageJobRequest.parse(job.request), job.avatarId);
    case "video":
      return await videoWork(context, VideoJobRequest.parse(job.request), job.avatarId);
    case "voice":
      return await voiceWork(context, VoiceJobRequest.parse(job.request), job.avatar);
    case "training":
      return await trainingWork(context, TrainingJobRequest.parse(job.request));
  }
}
