// The language this operator reads and is answered in, on every surface.
import { z } from "zod";
import { texts } from "../../texts/texts.ts";
import { defineCommand } from "../command.ts";

export const languageSet = defineCommand({
  name: "language.set",
  role: "analyst",
  effect: "write",
  input: z.object({ language: z.enum(["en", "es"]) }),
  output: z.object({ language: z.enum(["en", "es"]) }),
  positional: ["language"],
  errors: [],
  run: async (context, { language }) => {
    const { id } = context.actor;
    await context.database.prisma.operator.updateMany({ where: { id }, data: { language } });
    return { language };
  },
  view: ({ language }) => ({
    title: texts(language).agent.languageSet,
    text: texts(language).agent.languageSetText,
    tone: "good",
  }),
});
