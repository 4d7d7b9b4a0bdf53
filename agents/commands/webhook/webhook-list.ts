// The addresses that are told of events, without their secrets.
import { z } from "zod";
import { texts } from "../../texts/texts.ts";
import { defineCommand } from "../command.ts";

const Endpoint = z.object({
  id: z.string(),
  url: z.string(),
  events: z.array(z.string()),
  failures: z.number(),
  lastStatus: z.number().nullable(),
  lastAt: z.string().nullable(),
  disabledAt: z.string().nullable(),
});

export const webhookList = defineCommand({
  name: "webhook.list",
  role: "owner",
  effect: "read",
  input: z.object({}),
  output: z.object({ webhooks: z.array(Endpoint) }),
  errors: [],
  run: async (context) => {
    const rows = await context.database.prisma.webhookEndpoint.findMany({ orderBy: { createdAt: "desc" } });
    return {
      webhooks: rows.map(({ id, url, events, failures, lastStatus, lastAt, disabledAt }) => ({
        ...{ id, url, events, failures, lastStatus },
        lastAt: lastAt?.toISOString() ?? null,
        disabledAt: disabledAt?.toISOString() ?? null,
      })),
    };
  },
  view: ({ webhooks }, context) => {
    const words = texts(context.actor.language).webhooks;
    if (webhooks.length === 0) return { title: words.none, text: words.noneText };
    const columns = [words.address, words.events, words.last, words.state, words.id].map((label) => ({ label }));
    const rows = webhooks.map((each) => [
      each.url,
      each.events.join(", "),
      each.lastAt ? `${each.lastAt.slice(0, 16).replace("T", " ")} (${each.lastStatus ?? 0})` : words.never,
      each.disabledAt ? words.disabled : words.live,
      each.id,
    ]);
    return { title: words.list(webhooks.length), table: { columns, rows } };
  },
});
