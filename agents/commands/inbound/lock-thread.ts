// The thread an event is about, its row locked until the transaction ends: turns and other events wait.
import type { ChannelEvent } from "../../ports/fan-channel.ts";
import type { Transaction } from "../context.ts";
import { findThread } from "./find-thread.ts";

export async function lockThread(
  tx: Transaction,
  platform: string,
  event: Pick<ChannelEvent, "accountExternalId" | "fanExternalId">,
) {
  const found = await findThread(tx, platform, event);
  if (!found) return null;
  await tx.$executeRaw`SELECT 1 FROM "Conversation" WHERE id = ${found.id} FOR UPDATE`;
  return await tx.conversation.findUnique({ where: { id: found.id } });
}
