// How far a vendor is, for those who watch.
import type { AppContext } from "../context.ts";
import { lorasTopic } from "../lora/loras-topic.ts";
import type { WorkJob } from "./load-job.ts";

export async function tellProgress(
  context: AppContext,
  job: WorkJob,
  { progress, etaMs }: { readonly progress?: number; readonly etaMs?: number },
): Promise<void> {
  if (job.kind !== "training") return;
  await context.database.prisma.training.updateMany({
    where: { vendorJobId: job.id },
    data: {
      state: "running",
      ...(progress === undefined ? {} : { progress }),
      ...(etaMs === undefined ? {} : { etaAt: new Date(context.clock.now().getTime() + etaMs) }),
    },
  });
  context.ports.events.publish({ topic: lorasTopic(job.avatarId), kind: "progress" });
}
