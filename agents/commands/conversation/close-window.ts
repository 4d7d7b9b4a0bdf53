// The platform lets us write to a fan no more, until the fan writes again (trust C14).
import type { Transaction } from "../../../prisma/client.ts";

export async function closeWindow(tx: Pick<Transaction, "$executeRaw">, conversationId: string): Promise<void> {
  await tx.$executeRaw`UPDATE "Conversation" SET "closedAtSeq" = "lastSeq" WHERE id = ${conversationId}`;
}

export function isClosed(conversation: { readonly closedAtSeq: number | null; readonly lastSeq: number }): boolean {
  return conversation.closedAtSeq === conversation.lastSeq;
}
