// What Replicate charges for a prediction or training, by its own rules and its own measure (replicate.com/docs/billing):
// a failed run of a public model is free, a canceled one is paid for as far as it ran, a private one always.
import type { BilledUnits } from "../../../agents/ports/vendor-job.ts";
import { linksOf, metricOf, type ReplicateJob } from "./replicate-job.ts";

/**
 * `picture`, `clip`: an official model, by what came out. `time`: a public model, by the second it worked.
 * `own_time`: a private model or a training, likewise, and for failures too.
 */
export type Billing = "picture" | "clip" | "time" | "own_time";

/** Price book unit of each. A second of `clip` is one of the clip, of the others one of the machine. */
export const BILLING_UNITS = { picture: "image", clip: "second", time: "second", own_time: "second" } as const;

export function billedUnits(job: ReplicateJob, billing: Billing): BilledUnits {
  const count = COUNTS[billing](job);
  return count > 0 ? { [BILLING_UNITS[billing]]: count } : {};
}

const workedSeconds = (job: ReplicateJob) => metricOf(job, "predict_time") ?? 0;

/** A canceled run of an official model "may still be charged": counted as if it was, once it had begun. */
const wasStopped = (job: ReplicateJob) => job.status === "canceled" && workedSeconds(job) > 0;

const COUNTS: Readonly<Record<Billing, (job: ReplicateJob) => number>> = {
  picture: (job) => {
    if (wasStopped(job)) return 1;
    if (job.status !== "succeeded") return 0;
    // Where the links are gone with the data, one was asked for.
    const listed = job.data_removed ? 1 : linksOf(job).length;
    return metricOf(job, "image_count") ?? metricOf(job, "image_output_count") ?? listed;
  },
  clip: (job) => {
    const asked = Number(job.input?.duration ?? 0);
    if (wasStopped(job)) return asked;
    if (job.status !== "succeeded") return 0;
    return metricOf(job, "video_output_duration_seconds") ?? (linksOf(job).length > 0 ? asked : 0);
  },
  time: (job) => (job.status === "failed" ? 0 : workedSeconds(job)),
  own_time: workedSeconds,
};
