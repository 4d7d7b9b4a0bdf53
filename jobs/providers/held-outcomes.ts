// Vendors that answer with the work itself have no job to ask for: what they made is held here until it is kept.
import { randomUUID } from "node:crypto";
import { AppError } from "../../agents/kernel/errors.ts";
import type { VendorOutcome } from "../../agents/ports/vendor-job.ts";

/** Newest kept: what was collected may be asked for again while it is being stored. */
const HELD = 24;

export interface HeldOutcomes<Made> {
  hold(outcome: VendorOutcome<Made>): { readonly jobId: string };
  /** @throws AppError `outcome_unknown` after the process that held it ended: paid, and lost */
  get(jobId: string): VendorOutcome<Made>;
}

export function createHeldOutcomes<Made>(vendor: string): HeldOutcomes<Made> {
  const held = new Map<string, VendorOutcome<Made>>();
  return {
    hold: (outcome) => {
      const jobId = `held_${randomUUID()}`;
      held.set(jobId, outcome);
      const [oldest] = held.keys();
      if (held.size > HELD && oldest !== undefined) held.delete(oldest);
      return { jobId };
    },
    get: (jobId) => {
      const outcome = held.get(jobId);
      if (outcome) return outcome;
      throw new AppError("outcome_unknown", `What ${vendor} made was lost with the process that held it.`, {
        reason: "process_ended",
      });
    },
  };
}
