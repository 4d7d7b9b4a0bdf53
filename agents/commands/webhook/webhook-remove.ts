// Tells an address of nothing any more; what waits for it is forgotten.
import { z } from "zod";
import { texts } from "../../texts/texts.ts";
import { defineCommand } from "../command.ts";
import { transact } from "../transact.ts";
import { findWebhook } from "./find-webhook.ts";

export const webhookRemove = defineCommand({
  name: "webhook.remove",
  role: "owner",
  effect: "write",
  input: z.object({ id: z.string().min(1).max(80) }),
  output: z.object({ id: z.string(), host: z.string() }),
  positional: ["id"],
  errors: ["not_found"],
  run: async (context, input) => {
    const { id, url } = await findWebhook(context, input.id);
    await transact(context, (tx) => tx.webhookEndpoint.deleteMany({ where: { id } }));
    return { id, host: new URL(url).host };
  },
  view: (output, context) => ({ title: texts(context.actor.language).webhooks.removed(output.host), tone: "good" }),
  subject: (input) => input.id,
});
