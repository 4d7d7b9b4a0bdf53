// The connected accounts of a platform with their tokens, for the platform's own code; and what it says of a dead token.
import { z } from "zod";
import type { ConnectedAccount } from "../../ports/connector.ts";
import type { AppContext, Transaction } from "../context.ts";
import { defineInternal } from "../internal.ts";
import { writeNotice } from "../notice/write-notice.ts";
import { accountToken } from "./link-account.ts";

export const platformAccounts = defineInternal({
  name: "account.of-platform",
  input: z.object({ platform: z.string() }),
  run: async (context, { platform }): Promise<readonly ConnectedAccount[]> => {
    const accounts = await context.database.prisma.account.findMany({
      where: {
        platform,
        accessToken: { not: null },
        state: { not: "disconnected" },
        avatar: { state: { not: "retired" } },
      },
      orderBy: { connectedAt: "asc" },
    });
    return accounts.flatMap((account) => {
      const { id, externalId } = account;
      try {
        return [{ id, externalId, accessToken: accountToken(context, account) }];
      } catch (error) {
        // Sealed under a key that is gone: that account alone is out of reach.
        context.log.error("an account's token cannot be opened", { accountId: id, platform, error });
        return [];
      }
    });
  },
});

/** The platform no longer takes the token: connecting the account again makes it work again. */
export const disconnectAccount = defineInternal({
  name: "account.disconnect",
  input: z.object({ id: z.string() }),
  run: async (context, { id }): Promise<void> => {
    await context.database.prisma.$transaction((tx) => loseAccount(context, tx, id));
  },
});

/**
 * Whether a refused token is the end of its log-in: one that is being renewed, was replaced meanwhile, or has ended and can
 * be renewed says nothing.
 */
export async function isLastWord(
  tx: Transaction,
  { id, accessToken }: { readonly id: string; readonly accessToken: string | null },
  now: Date,
): Promise<boolean> {
  const fresh = await tx.account.findUnique({ where: { id } });
  if (fresh === null || fresh.accessToken !== accessToken || fresh.renewingAt !== null) return false;
  const hasEnded = fresh.tokenExpiresAt !== null && fresh.tokenExpiresAt <= now;
  return !hasEnded || fresh.refreshToken === null || fresh.reconnectAskedAt !== null;
}

/** Takes the account out of work and tells the team, once. @returns whether the team is told */
export async function loseAccount(
  context: Pick<AppContext, "clock" | "ids">,
  tx: Transaction,
  id: string,
): Promise<boolean> {
  if (!(await markDisconnected(tx, id))) return false;
  const { avatarId, handle, platform } = await tx.account.findUniqueOrThrow({ where: { id } });
  const notice = { kind: "account_lost", accountId: id, handle, platform, isOver: true, until: null } as const;
  await writeNotice(context, tx, notice, { avatarId, conversationId: null });
  return true;
}

/** @returns false: it was so before */
export async function markDisconnected(rows: Pick<Transaction, "account">, id: string): Promise<boolean> {
  const { count } = await rows.account.updateMany({
    where: { id, state: { not: "disconnected" } },
    data: { state: "disconnected", renewingAt: null },
  });
  return count === 1;
}
