// A token for REST, MCP and the command line; its secret is shown this once.
import { z } from "zod";
import { sha256 } from "../../kernel/secret.ts";
import { texts } from "../../texts/texts.ts";
import { defineCommand } from "../command.ts";

/** Makes a token recognisable to secret scanners and to our own redaction. */
const TOKEN_PREFIX = "vb_";

export const tokenCreate = defineCommand({
  name: "token.create",
  role: "owner",
  effect: "write",
  input: z.object({
    role: z.enum(["owner", "manager", "chatter", "analyst"]),
    name: z.string().trim().min(1).max(80).optional(),
  }),
  output: z.object({ id: z.string(), name: z.string(), role: z.string(), token: z.string() }),
  positional: ["role", "name"],
  errors: [],
  run: async (context, input) => {
    const id = context.ids.next("token");
    const token = `${TOKEN_PREFIX}${context.ids.secret()}`;
    const name = input.name ?? `${input.role} ${context.clock.now().toISOString().slice(0, 10)}`;
    await context.database.prisma.apiToken.create({
      data: {
        id,
        operatorId: context.actor.id,
        name,
        tokenHash: sha256(token),
        role: input.role,
        createdAt: context.clock.now(),
      },
    });
    return { id, name, role: input.role, token };
  },
  view: (output, context) => {
    const language = texts(context.actor.language);
    const words = language.web.token;
    return {
      title: words.created(output.name),
      tone: "good",
      fields: [
        { label: words.secret, value: output.token },
        { label: words.role, value: output.role },
        { label: words.id, value: output.id },
      ],
      note: words.shownOnce,
    };
  },
  subject: (_input, output) => output.id,
});
