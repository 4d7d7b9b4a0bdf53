// A prediction or a training as Replicate describes it: the same object, but for its output.
import { z } from "zod";
import type { BilledUnits, VendorOutcome } from "../../../agents/ports/vendor-job.ts";

export const ReplicateJob = z.object({
  id: z.string().regex(/^[\w-]{1,100}$/),
  status: z.enum(["starting", "processing", "succeeded", "failed", "canceled", "aborted"]),
  model: z.string().nullish(),
  version: z.string().nullish(),
  input: z.record(z.string(), z.unknown()).nullish(),
  output: z.unknown(),
  error: z.unknown(),
  logs: z.string().nullish(),
  metrics: z.record(z.string(), z.unknown()).nullish(),
  data_removed: z.boolean().nullish(),
  created_at: z.string(),
});
export type ReplicateJob = z.output<typeof ReplicateJob>;

/** What models say when their own safety check, or that of the vendor behind them, said no. */
const REFUSAL = /nsfw|flagged as sensitive|\(E005\)|safety/i;
const REASON_LENGTH = 200;

export function isOver({ status }: Pick<ReplicateJob, "status">): boolean {
  return status !== "starting" && status !== "processing";
}

/** A list of links, or one. */
export function linksOf({ output }: ReplicateJob): readonly string[] {
  return [output ?? []].flat().filter((link) => typeof link === "string");
}

export function metricOf({ metrics }: ReplicateJob, name: string): number | undefined {
  const value = metrics?.[name];
  return typeof value === "number" && Number.isFinite(value) && value >= 0 ? value : undefined;
}

/** What ended otherwise than well; null: it succeeded. */
export function failureOf(
  job: ReplicateJob,
  billed: BilledUnits,
): Extract<VendorOutcome<never>, { reason: string }> | null {
  if (job.status === "succeeded") return null;
  // Aborted: never begun, canceled: stopped by us or at its deadline.
  if (job.status !== "failed")
    return { state: "failed", reason: job.status, retryable: job.status === "aborted", billed };
  const text = typeof job.error === "string" ? job.error : JSON.stringify(job.error ?? "");
  if (REFUSAL.test(text)) return { state: "refused", reason: "nsfw", billed };
  return { state: "failed", reason: text.slice(0, REASON_LENGTH) || "failed", retryable: true, billed };
}

/** What was sent, for provenance: without files, and without what links carry besides their address, such as signatures. */
export function sentInput({ input }: ReplicateJob): Record<string, unknown> {
  const kept = Object.entries(input ?? {}).filter(([, value]) => !(typeof value === "string" && /^data:/i.test(value)));
  return Object.fromEntries(kept.map(([name, value]) => [name, isLink(value) ? value.replace(/[?#].*$/, "") : value]));
}

const isLink = (value: unknown): value is string => typeof value === "string" && /^https?:\/\/\S+$/i.test(value);
