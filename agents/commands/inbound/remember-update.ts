// Says once per event that it is new, over restarts and processes: how surfaces keep out repeated updates (trust T2).
import { z } from "zod";
import { defineInternal } from "../internal.ts";

/** true the first time. Only id and kind are kept, never what the update says. */
export const rememberUpdate = defineInternal({
  name: "inbound.remember-update",
  input: z.object({ source: z.string().max(60), eventId: z.string().max(120), kind: z.string().max(60) }),
  run: async (context, event): Promise<boolean> => {
    const now = context.clock.now();
    const inserted = await context.database.prisma.inboundEvent.createMany({
      data: [
        { id: context.ids.next("event"), ...event, state: "processed", payload: {}, receivedAt: now, processedAt: now },
      ],
      skipDuplicates: true,
    });
    return inserted.count === 1;
  },
});
