// Whose conversation an offer is paid in, for checkouts that are the channel itself.
import type { PaidThrough } from "../../ports/checkout.ts";
import { accountToken } from "../account/link-account.ts";
import type { AppContext } from "../context.ts";

/** null: the conversation is gone, or its account has no token any more. */
export async function paidThrough(context: AppContext, offerId: string): Promise<PaidThrough | null> {
  const offer = await context.database.prisma.offer.findUnique({
    where: { id: offerId },
    select: { fanId: true, conversation: { select: { account: true } } },
  });
  const account = offer?.conversation?.account;
  if (!offer || !account?.accessToken) return null;
  const address = await context.database.prisma.fanAddress.findFirst({
    where: { fanId: offer.fanId, accountId: account.id },
  });
  if (!address) return null;
  const { id, externalId } = account;
  return {
    account: { id, externalId, accessToken: accountToken(context, account) },
    fanExternalId: address.externalId,
  };
}
