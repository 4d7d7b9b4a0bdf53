// Takes a token back at once.
import { z } from "zod";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { defineCommand } from "../command.ts";

export const tokenRevoke = defineCommand({
  name: "token.revoke",
  role: "owner",
  effect: "write",
  input: z.object({ id: z.string().min(1).max(80) }),
  output: z.object({ id: z.string(), name: z.string() }),
  positional: ["id"],
  errors: ["not_found"],
  run: async (context, input) => {
    const { prisma } = context.database;
    const token = await prisma.apiToken.findUnique({ where: { id: input.id } });
    if (!token) {
      const words = texts(context.actor.language).web.token;
      throw new AppError("not_found", words.unknown(input.id), { field: "id", remedy: words.unknownRemedy });
    }
    const now = context.clock.now();
    await prisma.apiToken.updateMany({ where: { id: input.id, revokedAt: null }, data: { revokedAt: now } });
    // Streams that this token holds open end now.
    context.ports.events.publish({ topic: `token:${token.id}`, kind: "revoked" });
    return { id: token.id, name: token.name };
  },
  view: (output, context) => ({
    title: texts(context.actor.language).web.token.wasRevoked(output.name),
    tone: "good",
  }),
  subject: (input) => input.id,
});
