// Who sits behind a session cookie.
import { z } from "zod";
import { DAY_MS } from "../../kernel/clock.ts";
import { sha256 } from "../../kernel/secret.ts";
import type { Actor } from "../context.ts";
import { defineInternal } from "../internal.ts";
import { actorOf } from "./actor-of.ts";
import { SESSION_IDLE_MS, SESSION_LIFE_MS } from "./start-session.ts";

export interface ResolvedSession {
  readonly actor: Actor;
  readonly csrfToken: string;
}

/** null: unknown, ended, or its operator was switched off. A used session lives on, written at most once a day. */
export const resolveSession = defineInternal({
  name: "session.resolve",
  input: z.object({ token: z.string().max(200), surface: z.string() }),
  run: async (context, input): Promise<ResolvedSession | null> => {
    const now = context.clock.now();
    const session = await context.database.prisma.session.findUnique({
      where: { tokenHash: sha256(input.token) },
      include: { operator: true },
    });
    if (!session?.operator.active || session.expiresAt <= now) return null;
    const end = Math.min(now.getTime() + SESSION_IDLE_MS, session.createdAt.getTime() + SESSION_LIFE_MS);
    if (end - session.expiresAt.getTime() > DAY_MS) {
      await context.database.prisma.session.updateMany({
        where: { id: session.id },
        data: { expiresAt: new Date(end) },
      });
    }
    return { actor: actorOf(session.operator, input.surface), csrfToken: session.csrfToken };
  },
});
