// A training that ended without a LoRA: said on its row, and the avatar is where she was before.
import type { AppContext } from "../context.ts";
import type { WorkJob } from "../vendor-job/load-job.ts";

export async function settleTraining(context: AppContext, { id }: WorkJob): Promise<void> {
  const job = await context.database.prisma.vendorJob.findUniqueOrThrow({ where: { id } });
  if (job.state !== "failed" && job.state !== "refused" && job.state !== "canceled") return;
  const state = job.state === "canceled" ? ("canceled" as const) : ("failed" as const);
  await context.database.prisma.$transaction(async (tx) => {
    await tx.training.updateMany({
      where: { vendorJobId: id, state: { notIn: ["succeeded", "failed", "canceled"] } },
      data: { state, error: job.error, etaAt: null, finishedAt: context.clock.now() },
    });
    await tx.avatar.updateMany({ where: { id: job.avatarId, state: "training" }, data: { state: "dataset_ready" } });
  });
}
