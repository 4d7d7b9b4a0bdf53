// Who sits behind a bearer token.
import { z } from "zod";
import { MINUTE_MS } from "../../kernel/clock.ts";
import { sha256 } from "../../kernel/secret.ts";
import type { Actor } from "../context.ts";
import { hasRole } from "../execute.ts";
import { defineInternal } from "../internal.ts";
import { actorOf } from "./actor-of.ts";

/** null: unknown or revoked. The role is the lower of the token's and its operator's. */
export const resolveToken = defineInternal({
  name: "session.resolve-token",
  input: z.object({ token: z.string().max(200), surface: z.string() }),
  run: async (context, input): Promise<Actor | null> => {
    const now = context.clock.now();
    const token = await context.database.prisma.apiToken.findUnique({
      where: { tokenHash: sha256(input.token) },
      include: { operator: true },
    });
    if (!token?.operator.active || token.revokedAt) return null;
    if (!token.lastUsedAt || now.getTime() - token.lastUsedAt.getTime() >= MINUTE_MS) {
      await context.database.prisma.apiToken.updateMany({ where: { id: token.id }, data: { lastUsedAt: now } });
    }
    const role = hasRole(token.operator, token.role) ? token.role : token.operator.role;
    return actorOf(token.operator, input.surface, role);
  },
});
