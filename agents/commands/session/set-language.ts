// The language an operator reads.
import { z } from "zod";
import { defineInternal } from "../internal.ts";

export const setLanguage = defineInternal({
  name: "session.set-language",
  input: z.object({ operatorId: z.string(), language: z.enum(["en", "es"]) }),
  run: async (context, input): Promise<void> => {
    await context.database.prisma.operator.updateMany({
      where: { id: input.operatorId },
      data: { language: input.language },
    });
  },
});
