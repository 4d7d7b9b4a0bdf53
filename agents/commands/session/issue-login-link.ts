// A link that logs its bearer in once.
import { z } from "zod";
import { MINUTE_MS } from "../../kernel/clock.ts";
import { sha256 } from "../../kernel/secret.ts";
import { defineInternal } from "../internal.ts";

/** How long a printed link waits for its first use. */
const LINK_LIFE_MINUTES = 60;

export const issueLoginLink = defineInternal({
  name: "session.issue-login-link",
  input: z.object({
    operatorId: z.string(),
    lifeMinutes: z.number().int().min(1).max(1_440).default(LINK_LIFE_MINUTES),
  }),
  run: async (context, input): Promise<{ secret: string; expiresAt: Date }> => {
    const now = context.clock.now();
    const secret = context.ids.secret();
    const expiresAt = new Date(now.getTime() + input.lifeMinutes * MINUTE_MS);
    await context.database.prisma.loginLink.deleteMany({ where: { expiresAt: { lt: now } } });
    await context.database.prisma.loginLink.create({
      data: { id: context.ids.next("loginLink"), tokenHash: sha256(secret), operatorId: input.operatorId, expiresAt },
    });
    return { secret, expiresAt };
  },
});
