// The end of a browser session.
import { z } from "zod";
import { sha256 } from "../../kernel/secret.ts";
import { defineInternal } from "../internal.ts";

export const signOut = defineInternal({
  name: "session.sign-out",
  input: z.object({ token: z.string() }),
  run: async (context, input): Promise<void> => {
    await context.database.prisma.session.deleteMany({ where: { tokenHash: sha256(input.token) } });
  },
});
