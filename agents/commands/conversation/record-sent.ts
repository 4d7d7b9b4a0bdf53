// An outbound message became a fact: its row, the message in the thread, the conversation's clocks. Once, whoever learns of it first.
import type { OutboundMessage } from "../../../prisma/generated/client/client.ts";
import type { AppContext, Transaction } from "../context.ts";

/** @returns false when it was recorded before */
export async function recordSent(
  context: Pick<AppContext, "ids">,
  tx: Transaction,
  outbound: OutboundMessage,
  externalId: string,
  now: Date,
): Promise<boolean> {
  const moved = await tx.outboundMessage.updateMany({
    // A draft: it was given to a person to decide while its answer was still on the way.
    where: { id: outbound.id, state: { in: ["draft", "pending", "sending", "unknown"] } },
    data: { state: "sent", externalId, sentAt: now, error: null },
  });
  if (moved.count === 0) return false;
  const automated = outbound.author === "avatar" && outbound.kind !== "delivery";
  const last = outbound.kind !== "disclosure";
  const { lastSeq } = await tx.conversation.update({
    where: { id: outbound.conversationId },
    data: {
      lastSeq: { increment: 1 },
      lastOutboundAt: now,
      ...(automated && last ? { unansweredOut: 1 } : {}),
      ...(outbound.kind === "disclosure" ? { disclosedAt: now } : {}),
    },
    select: { lastSeq: true },
  });
  await tx.message.createMany({
    data: [
      {
        id: context.ids.next("message"),
        conversationId: outbound.conversationId,
        seq: lastSeq,
        direction: "out",
        author: outbound.author,
        kind: outbound.kind,
        text: outbound.text,
        externalId,
        sentAt: now,
        createdAt: now,
      },
    ],
    skipDuplicates: true,
  });
  if (outbound.offerId) {
    await tx.offer.updateMany({
      where: { id: outbound.offerId, state: "draft" },
      data: { state: "shown", shownAt: now },
    });
  }
  return true;
}
