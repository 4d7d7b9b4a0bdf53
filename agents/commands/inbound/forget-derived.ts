// What the turn that read a message learnt from it goes when its text goes: a memory must not outlive what it was made of.
import type { Transaction } from "../context.ts";

/** Facts of a turn are written with its answers, at the same instant: that is how they are found. */
export async function forgetDerived(
  tx: Pick<Transaction, "outboundMessage" | "fanMemory">,
  { id, fanId }: { readonly id: string; readonly fanId: string },
  seq: number,
): Promise<number> {
  const answer = await tx.outboundMessage.findFirst({
    where: { conversationId: id, author: "avatar", upToSeq: { gte: seq } },
    orderBy: { upToSeq: "asc" },
    select: { createdAt: true },
  });
  if (!answer) return 0;
  const deleted = await tx.fanMemory.deleteMany({ where: { fanId, createdAt: answer.createdAt } });
  return deleted.count;
}
