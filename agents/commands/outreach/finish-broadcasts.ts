// A broadcast is done when all its fans are found and nothing of it waits or is on its way.
import type { AppContext } from "../context.ts";

export async function finishBroadcasts({ database, clock, ports }: AppContext): Promise<void> {
  const now = clock.now();
  const done = await database.prisma.$queryRaw<{ id: string }[]>`
    UPDATE "Broadcast" b SET state = 'done', "endedAt" = ${now} WHERE b.state = 'running' AND b."expandedAt" IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM "Outreach" o WHERE o."broadcastId" = b.id AND o.state IN ('queued', 'planned'))
    RETURNING b.id`;
  for (const { id } of done) ports.events.publish({ topic: `broadcast:${id}`, kind: "done" });
}
