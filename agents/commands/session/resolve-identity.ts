// Who an id of Telegram, Discord or the command line is; surfaces refuse everybody else (trust T8).
import { z } from "zod";
import type { Actor } from "../context.ts";
import { defineInternal } from "../internal.ts";
import { actorOf } from "./actor-of.ts";

export const resolveIdentity = defineInternal({
  name: "session.resolve-identity",
  input: z.object({ surface: z.string(), externalId: z.string() }),
  run: async (context, input): Promise<Actor | null> => {
    const identity = await context.database.prisma.operatorIdentity.findUnique({
      where: { surface_externalId: input },
      include: { operator: true },
    });
    return identity?.operator.active ? actorOf(identity.operator, input.surface) : null;
  },
});
