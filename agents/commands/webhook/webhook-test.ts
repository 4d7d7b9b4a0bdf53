// Calls an address at once and tells what it answered; one that was switched off and takes it is switched on again.
import { z } from "zod";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { defineCommand } from "../command.ts";
import { findWebhook } from "./find-webhook.ts";
import { secretPlace } from "./secret-place.ts";
import { signEvent, TEST_EVENT } from "./webhook-events.ts";

export const webhookTest = defineCommand({
  name: "webhook.test",
  role: "owner",
  effect: "write",
  input: z.object({ id: z.string().min(1).max(80) }),
  output: z.object({ id: z.string(), host: z.string(), status: z.number(), taken: z.boolean() }),
  positional: ["id"],
  errors: ["not_found", "unavailable", "not_configured"],
  run: async (context, input) => {
    const { id, url, secret } = await findWebhook(context, input.id);
    const words = texts(context.actor.language).webhooks;
    const { webhooks } = context.ports;
    if (!webhooks) throw new AppError("not_configured", words.noSender);
    const createdAt = context.clock.now();
    const event = { id: context.ids.next("webhookDelivery"), event: TEST_EVENT, createdAt, data: {} };
    const signed = signEvent(event, context.secrets.open(secret, secretPlace(id)), createdAt);
    const status = await webhooks.send({ url, ...signed }, context.signal).catch((thrown: unknown) => {
      if (!(thrown instanceof AppError)) throw thrown;
      const remedy = thrown.code === "invalid_input" ? words.badAddressRemedy : words.unreachableRemedy;
      throw new AppError(thrown.code, words.unreachable(new URL(url).host), {
        remedy,
        cause: thrown,
        ...(thrown.reason ? { reason: thrown.reason } : {}),
      });
    });
    const taken = status >= 200 && status < 300;
    await context.database.prisma.webhookEndpoint.updateMany({
      where: { id },
      data: { lastStatus: status, lastAt: createdAt, ...(taken ? { failures: 0, disabledAt: null } : {}) },
    });
    return { id, host: new URL(url).host, status, taken };
  },
  view: ({ host, status, taken }, context) => {
    const words = texts(context.actor.language).webhooks;
    return {
      title: taken ? words.tookIt(host, status) : words.didNotTakeIt(host, status),
      tone: taken ? "good" : "warning",
      ...(taken ? {} : { text: words.didNotTakeItText }),
    };
  },
  subject: (input) => input.id,
});
