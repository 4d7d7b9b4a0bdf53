// What fal.ai says of a request that came to nothing, and what it charges for it.
import { z } from "zod";
import type { BilledUnits, VendorOutcome } from "../../../agents/ports/vendor-job.ts";
import { jsonOf, type VendorAnswer } from "../vendor-http.ts";

export type FalFailure = Extract<VendorOutcome<never>, { state: "refused" | "failed" }>;

const Issue = z.object({
  type: z.string().nullish(),
  msg: z.string().nullish(),
  loc: z.array(z.union([z.string(), z.number()])).nullish(),
});
type Issue = z.output<typeof Issue>;
/** A sentence, or one entry a problem. Not every model follows the newer form yet. */
const Failure = z.object({ detail: z.union([z.string(), z.array(Issue).min(1)]) });

/** What a cancelled request ends with. */
const CANCELLED = 499;
/** Statuses a model's own answer has; the others are the queue's. */
const OF_THE_MODEL = [400, 422, CANCELLED];
/** "content_policy_violation" where the newer form is followed, words of the model elsewhere. */
const REFUSAL = /content_policy|nsfw|safety|moderat|flagged/i;
const LONGEST_REASON = 200;

/** @param billed what it would be charged when made @returns null when the answer is not the model's word on its failure */
export function failureOf(answer: VendorAnswer, billed: BilledUnits): FalFailure | null {
  const { status, headers } = answer;
  if (status < 500 && !OF_THE_MODEL.includes(status)) return null;
  const failure = Failure.safeParse(jsonOf(answer));
  if (!failure.success) return null;
  const { detail } = failure.data;
  if (status === CANCELLED) return { state: "failed", reason: "cancelled", retryable: false, billed: {} };
  const reason = describe(detail).slice(0, LONGEST_REASON);
  const charged = isFree(status, detail) ? {} : billed;
  if (REFUSAL.test(reason)) return { state: "refused", reason, billed: charged };
  const retryable = status >= 500 || headers.get("x-fal-retryable") === "true";
  return { state: "failed", reason, retryable, billed: charged };
}

/** Never the `input` that is echoed beside it: a reason holds no prompt. */
function describe(detail: string | readonly Issue[]): string {
  if (typeof detail === "string") return detail;
  const worst = detail.find(({ type }) => REFUSAL.test(type ?? "")) ?? detail[0];
  return [worst?.type, worst?.msg].filter(Boolean).join(": ");
}

/**
 * Failures of theirs are never charged, what a machine had worked on may be (fal.ai FAQ). A problem that names a field of
 * the input was found before; of others it is not known, so they count.
 */
function isFree(status: number, detail: string | readonly Issue[]): boolean {
  if (status >= 500) return true;
  return typeof detail !== "string" && detail.every(({ loc }) => (loc?.length ?? 0) >= 2);
}
