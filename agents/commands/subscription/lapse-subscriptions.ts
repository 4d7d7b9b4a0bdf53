// Subscriptions whose paid time ended without a renewal: into the grace, then over. Access itself is judged at every opening.
import type { AppContext } from "../context.ts";
import { lockFan } from "../limit/spend.ts";
import { updateSubscription } from "./update-subscription.ts";

const AT_ONCE = 200;

export async function lapseSubscriptions(context: AppContext): Promise<void> {
  const { prisma } = context.database;
  const now = context.clock.now();
  const due = await prisma.subscription.findMany({
    where: { state: { not: "ended" }, OR: [{ renewsAt: { lte: now } }, { stoppedAt: { lte: now } }] },
    select: { id: true, fanId: true, state: true },
    orderBy: { renewsAt: "asc" },
    take: AT_ONCE,
  });
  for (const { id, fanId } of due)
    await prisma.$transaction(async (tx) => {
      // Gone meanwhile, with all it had.
      if (await lockFan(tx, fanId)) await updateSubscription(tx, id, now);
    });
}
