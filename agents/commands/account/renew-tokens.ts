// Renews tokens that lapse by themselves (TikTok's within a day) before they do. The refresh token changes too, so both
// are written at once, and only over the pair they came from.
import { z } from "zod";
import { HOUR_MS } from "../../kernel/clock.ts";
import { type AppError, toAppError } from "../../kernel/errors.ts";
import type { RenewTokens } from "../../ports/connector.ts";
import type { AppContext } from "../context.ts";
import { defineInternal } from "../internal.ts";
import { markDisconnected } from "./platform-accounts.ts";

/** So long before the end: a platform that is down for hours costs no account. */
const RENEW_BEFORE_MS = 6 * HOUR_MS;
const LIMIT_MS = 30_000;

interface RenewableAccount {
  readonly id: string;
  readonly platform: string;
  readonly refreshToken: string | null;
  readonly tokenExpiresAt: Date | null;
}

/** @returns how many were renewed */
export const renewTokens = defineInternal({
  name: "account.renew-tokens",
  input: z.object({}),
  run: async (context): Promise<number> => {
    const due = new Date(context.clock.now().getTime() + RENEW_BEFORE_MS);
    const accounts = await context.database.prisma.account.findMany({
      where: { refreshToken: { not: null }, tokenExpiresAt: { lte: due }, state: { not: "disconnected" } },
      orderBy: { tokenExpiresAt: "asc" },
    });
    let renewed = 0;
    for (const account of accounts) {
      const { connectors } = context.ports;
      const connector = Object.hasOwn(connectors, account.platform) ? connectors[account.platform] : undefined;
      if (connector?.renew && (await tryRenewing(context, account, connector.renew))) renewed += 1;
    }
    return renewed;
  },
});

async function tryRenewing(context: AppContext, account: RenewableAccount, renew: RenewTokens): Promise<boolean> {
  try {
    return await renewOne(context, account, renew);
  } catch (thrown) {
    const error = toAppError(thrown);
    const { id: accountId, platform } = account;
    context.log.warn("a token was not renewed", { accountId, platform, code: error.code });
    if (isOver(error, account, context.clock.now())) await markDisconnected(context.database.prisma, accountId);
    return false;
  }
}

/** While the old token works, the account does; after that only connecting it anew helps. */
function isOver(error: AppError, { tokenExpiresAt }: RenewableAccount, now: Date): boolean {
  return error.code === "refused" && tokenExpiresAt !== null && tokenExpiresAt <= now;
}

async function renewOne(context: AppContext, account: RenewableAccount, renew: RenewTokens): Promise<boolean> {
  const { id, refreshToken: sealed } = account;
  if (sealed === null) return false;
  const { secrets, database } = context;
  const place = (field: string) => ({ table: "Account", row: id, field });
  const renewed = await renew(secrets.open(sealed, place("refreshToken")), AbortSignal.timeout(LIMIT_MS));
  const { count } = await database.prisma.account.updateMany({
    where: { id, refreshToken: sealed },
    data: {
      accessToken: secrets.seal(renewed.accessToken, place("accessToken")),
      refreshToken: secrets.seal(renewed.refreshToken, place("refreshToken")),
      tokenExpiresAt: new Date(context.clock.now().getTime() + renewed.lastsMs),
    },
  });
  return count === 1;
}
