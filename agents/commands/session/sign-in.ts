// Log-in by e-mail and password.
import { z } from "zod";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { defineInternal } from "../internal.ts";
import { beginLoginAttempt } from "./login-failures.ts";
import { verifyPassword } from "./password.ts";
import { startSession } from "./start-session.ts";

/** @throws AppError `unauthenticated` (the same for an unknown e-mail and a wrong password), `rate_limited` */
export const signIn = defineInternal({
  name: "session.sign-in",
  input: z.object({
    email: z.string().trim().toLowerCase().max(320),
    password: z.string().max(1_024),
    /** Network address the attempt comes from. */
    address: z.string(),
    language: z.enum(["en", "es"]),
    previousToken: z.string().optional(),
  }),
  run: async (context, input) => {
    const attempt = await beginLoginAttempt(context, input.email, input.address, input.language);
    const operator = await context.database.prisma.operator.findUnique({ where: { email: input.email } });
    const matches = await verifyPassword(input.password, operator?.passwordHash ?? null);
    if (!operator?.active || !matches) {
      context.log.warn("log-in refused", { surface: "web", reason: "wrong_credentials" });
      throw new AppError("unauthenticated", texts(input.language).web.login.wrong, { field: "password" });
    }
    await attempt.succeeded();
    context.log.info("log-in", { surface: "web", operatorId: operator.id });
    return await context.database.prisma.$transaction((tx) =>
      startSession(context, tx, operator.id, input.previousToken),
    );
  },
});
