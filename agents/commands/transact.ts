// One transaction for everything a command writes: business rows, outbox rows and the end of its run card.
import { AppError } from "../kernel/errors.ts";
import type { AppContext, Transaction } from "./context.ts";

interface TransactContext extends Pick<AppContext, "database"> {
  readonly runCardId?: string;
}

/** Longest a transaction may take; on the embedded database it keeps all others waiting. */
const TRANSACTION_LIMIT_MS = 20_000;

/**
 * Runs `work` in a transaction. While an approved run card is carried out, the card becomes `done` in the same
 * transaction: after a crash it is either done with its rows, or still approved without any.
 * Never call a queue, a model or HTTP inside.
 */
export async function transact<Result>(
  context: TransactContext,
  work: (tx: Transaction) => Promise<Result>,
): Promise<Result> {
  return await context.database.prisma.$transaction(
    async (tx) => {
      if (context.runCardId) {
        const ended = await tx.runCard.updateMany({
          where: { id: context.runCardId, state: "approved" },
          data: { state: "done" },
        });
        if (ended.count === 0) throw new AppError("conflict", "This run card was carried out already.");
      }
      return await work(tx);
    },
    { timeout: TRANSACTION_LIMIT_MS, maxWait: TRANSACTION_LIMIT_MS },
  );
}
