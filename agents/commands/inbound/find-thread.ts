// The conversation an event of a platform is about; null: nobody wrote there yet.
import type { ChannelEvent } from "../../ports/fan-channel.ts";
import type { Transaction } from "../context.ts";

export async function findThread(
  tx: Pick<Transaction, "conversation">,
  platform: string,
  event: Pick<ChannelEvent, "accountExternalId" | "fanExternalId">,
) {
  const account = { platform, externalId: event.accountExternalId };
  return await tx.conversation.findFirst({
    where: { account, fan: { addresses: { some: { externalId: event.fanExternalId, account } } } },
  });
}
