// A vendor told that an attempt has ended, or how it calls the job: a lost submission is found by it, and the job goes on at once.
import { z } from "zod";
import { advanceVendorJob } from "../../work-orders/advance-vendor-job.ts";
import { enqueue } from "../../work-orders/enqueue.ts";
import { defineInternal } from "../internal.ts";
import { checkCallback } from "./callback.ts";
import { isOpen } from "./load-job.ts";

export const wakeVendorJob = defineInternal({
  name: "vendor-job.wake",
  input: z.object({
    attempt: z.string().min(1).max(200),
    signature: z.string().max(200),
    /** The vendor's own id, where its signature was verified. */
    externalId: z.string().min(1).max(300).nullable(),
  }),
  run: async (context, { attempt: key, signature, externalId }): Promise<{ readonly state: "woken" | "ignored" }> => {
    checkCallback(context, key, signature);
    return await context.database.prisma.$transaction(async (tx) => {
      const attempt = await tx.vendorAttempt.findUnique({ where: { key }, include: { job: true } });
      if (!attempt || !isOpen(attempt.job) || attempt.job.attempt !== attempt.number) return { state: "ignored" };
      if (externalId) {
        await tx.vendorJob.updateMany({
          where: {
            id: attempt.jobId,
            attempt: attempt.number,
            externalId: null,
            state: { in: ["running", "unknown"] },
          },
          data: { externalId, state: "running" },
        });
      }
      await enqueue(tx, context.ids, context.clock, advanceVendorJob, { jobId: attempt.jobId });
      return { state: "woken" };
    });
  },
});
