// A message that belongs to no turn, written with what makes it so and sent by the conversation's next wake-up.
import type { Conversation } from "../../../prisma/generated/client/client.ts";
import type { OutboundKind } from "../../domain/trust/send-gate.ts";
import { advanceConversation } from "../../work-orders/advance-conversation.ts";
import { enqueue } from "../../work-orders/enqueue.ts";
import type { AppContext, Transaction } from "../context.ts";

/** Above the ordinals of answers and of what operators write. */
const FIRST_ORDINAL = 1_000;

/** The caller holds the conversation, or its fan. */
export async function sendNow(
  context: Pick<AppContext, "ids" | "clock">,
  tx: Transaction,
  conversation: Pick<Conversation, "id" | "lastSeq">,
  message: {
    readonly kind: OutboundKind;
    readonly text: string;
    readonly author?: "operator";
    readonly operatorId?: string;
    readonly offerId?: string;
    readonly form?: string;
  },
): Promise<void> {
  const earlier = await tx.outboundMessage.count({ where: { conversationId: conversation.id } });
  await tx.outboundMessage.create({
    data: {
      id: context.ids.next("outbound"),
      conversationId: conversation.id,
      upToSeq: conversation.lastSeq,
      ordinal: FIRST_ORDINAL + earlier,
      ...message,
      createdAt: context.clock.now(),
    },
  });
  await enqueue(tx, context.ids, context.clock, advanceConversation, { conversationId: conversation.id });
}
