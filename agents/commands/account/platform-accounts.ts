// The connected accounts of a platform with their tokens, for the platform's own code; and what it says of a dead token.
import { z } from "zod";
import type { ConnectedAccount } from "../../ports/connector.ts";
import type { AppContext } from "../context.ts";
import { defineInternal } from "../internal.ts";
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
  run: (context, { id }) => markDisconnected(context.database.prisma, id),
});

export async function markDisconnected(
  rows: Pick<AppContext["database"]["prisma"], "account">,
  id: string,
): Promise<void> {
  await rows.account.updateMany({ where: { id }, data: { state: "disconnected" } });
}
