// An account the platform took offence at stands still until it is let go on: by a person, or by checks that pass.
import type { AppContext, Transaction } from "../context.ts";

/** @returns false where it was paused already */
export async function coolDown(
  context: Pick<AppContext, "clock">,
  tx: Transaction,
  accountId: string,
): Promise<boolean> {
  const paused = await tx.account.updateMany({
    where: { id: accountId, pausedAt: null },
    data: { state: "limited", pausedAt: context.clock.now() },
  });
  return paused.count === 1;
}
