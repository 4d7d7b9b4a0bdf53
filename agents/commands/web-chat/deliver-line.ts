// Delivery on a chat page: the visitor reads from the same database, so a message is delivered once its intent carries an
// id. The id is the intent's own: however often it is repeated, it is one message.
import { z } from "zod";
import type { Transaction } from "../context.ts";
import { defineInternal } from "../internal.ts";
import { threadOf, VisitorPlace } from "./chat-visitor.ts";

/** @returns the message's id; null: no such message is about to be sent to that visitor */
export const deliverLine = defineInternal({
  name: "web-chat.deliver",
  input: VisitorPlace.extend({
    /** null: the one with a file. */
    text: z.string().nullable(),
  }),
  run: async ({ database }, { text, ...place }): Promise<string | null> =>
    await database.prisma.$transaction(async (tx) => {
      const intent = await findIntent(tx, { conversation: threadOf(place), ...contentOf(text) });
      if (!intent) return null;
      const marked = await tx.outboundMessage.updateMany({
        where: { id: intent.id, state: "sending" },
        data: { externalId: intent.id },
      });
      return marked.count === 1 ? intent.id : null;
    }),
});

/** The id of a message that was delivered and not recorded as sent yet; null: it was not delivered. */
export const findDelivered = defineInternal({
  name: "web-chat.delivered",
  input: VisitorPlace.extend({ text: z.string(), since: z.date() }),
  run: async ({ database }, { text, since, ...place }): Promise<string | null> => {
    const delivered = { externalId: { not: null }, sendingAt: { gte: since } };
    const intent = await findIntent(database.prisma, { conversation: threadOf(place), text, ...delivered });
    return intent?.externalId ?? null;
  },
});

const contentOf = (text: string | null) => (text === null ? { mediaKey: { not: null } } : { text });

async function findIntent(
  rows: Pick<Transaction, "outboundMessage">,
  where: NonNullable<Parameters<Transaction["outboundMessage"]["findFirst"]>[0]>["where"],
) {
  return await rows.outboundMessage.findFirst({
    where: { ...where, state: { in: ["sending", "unknown"] } },
    orderBy: [{ upToSeq: "asc" }, { ordinal: "asc" }],
    select: { id: true, externalId: true },
  });
}
