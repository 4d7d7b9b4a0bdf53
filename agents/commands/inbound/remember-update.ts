// Says once per event that it is new, over restarts and processes: how surfaces keep out repeated updates (trust T2).
import { z } from "zod";
import { defineInternal } from "../internal.ts";

/** true the first time. Only id, kind and who waits for an answer are kept, never what the update says. */
export const rememberUpdate = defineInternal({
  name: "inbound.remember-update",
  input: z.object({
    source: z.string().max(60),
    eventId: z.string().max(120),
    kind: z.string().max(60),
    /** It is open until `finishUpdate`; cut off meanwhile, this operator is told. */
    operatorId: z.string().optional(),
  }),
  run: async (context, { operatorId, ...event }): Promise<boolean> => {
    const now = context.clock.now();
    const progress = operatorId
      ? { state: "received" as const, payload: { operatorId } }
      : { state: "processed" as const, payload: {}, processedAt: now };
    const inserted = await context.database.prisma.inboundEvent.createMany({
      data: [{ id: context.ids.next("event"), ...event, ...progress, receivedAt: now }],
      skipDuplicates: true,
    });
    return inserted.count === 1;
  },
});
