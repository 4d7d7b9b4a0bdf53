// The tokens there are, without their secrets.
import { z } from "zod";
import { texts } from "../../texts/texts.ts";
import { defineCommand } from "../command.ts";

const Token = z.object({
  id: z.string(),
  name: z.string(),
  role: z.string(),
  operator: z.string(),
  createdAt: z.string(),
  lastUsedAt: z.string().nullable(),
  revokedAt: z.string().nullable(),
});

export const tokenList = defineCommand({
  name: "token.list",
  role: "owner",
  effect: "read",
  input: z.object({}),
  output: z.object({ tokens: z.array(Token) }),
  errors: [],
  run: async (context) => {
    const rows = await context.database.prisma.apiToken.findMany({
      include: { operator: { select: { name: true } } },
      orderBy: { createdAt: "desc" },
      take: 200,
    });
    return {
      tokens: rows.map((row) => ({
        id: row.id,
        name: row.name,
        role: row.role,
        operator: row.operator.name,
        createdAt: row.createdAt.toISOString(),
        lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
        revokedAt: row.revokedAt?.toISOString() ?? null,
      })),
    };
  },
  view: (output, context) => {
    const words = texts(context.actor.language).web.token;
    if (output.tokens.length === 0) return { title: words.none, text: words.noneText };
    const columns = [words.name, words.role, words.lastUsed, words.state, words.id].map((label) => ({ label }));
    const rows = output.tokens.map((token) => [
      token.name,
      token.role,
      token.lastUsedAt?.slice(0, 16).replace("T", " ") ?? words.never,
      token.revokedAt ? words.revoked : words.live,
      token.id,
    ]);
    return { title: words.list(output.tokens.length), table: { columns, rows } };
  },
});
