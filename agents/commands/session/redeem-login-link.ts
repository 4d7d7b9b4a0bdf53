// The one use of a log-in link.
import { z } from "zod";
import { AppError } from "../../kernel/errors.ts";
import { sha256 } from "../../kernel/secret.ts";
import { texts } from "../../texts/texts.ts";
import { defineInternal } from "../internal.ts";
import { startSession } from "./start-session.ts";

/** @throws AppError `expired` when it is unknown, used or too old (which of them is not told) */
export const redeemLoginLink = defineInternal({
  name: "session.redeem-login-link",
  input: z.object({
    secret: z.string().max(200),
    language: z.enum(["en", "es"]),
    previousToken: z.string().optional(),
  }),
  run: async (context, input) =>
    await context.database.prisma.$transaction(async (tx) => {
      const now = context.clock.now();
      const tokenHash = sha256(input.secret);
      const used = await tx.loginLink.updateMany({
        where: { tokenHash, usedAt: null, expiresAt: { gt: now } },
        data: { usedAt: now },
      });
      const link = used.count === 1 ? await tx.loginLink.findUnique({ where: { tokenHash } }) : null;
      const operator = link ? await tx.operator.findUnique({ where: { id: link.operatorId } }) : null;
      if (!operator?.active) {
        const words = texts(input.language).web.link;
        throw new AppError("expired", words.expired, { remedy: words.expiredRemedy });
      }
      context.log.info("log-in by link", { surface: "web", operatorId: operator.id });
      return await startSession(context, tx, operator.id, input.previousToken);
    }),
});
