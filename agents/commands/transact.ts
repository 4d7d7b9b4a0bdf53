// One transaction for everything a command writes: business rows, outbox rows and the end of its run card.
import { AppError } from "../kernel/errors.ts";
import type { AppContext, Transaction } from "./context.ts";

interface TransactContext extends Pick<AppContext, "database"> {
  readonly runCardId?: string;
}

/** `reason` of the conflict where a run card's work was done before, or is being done by another process. */
export const CARRIED_OUT = "carried_out";

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
        if (ended.count === 0)
          throw new AppError("conflict", "This run card was carried out already.", { reason: CARRIED_OUT });
      }
      return await work(tx);
    },
    { timeout: TRANSACTION_LIMIT_MS, maxWait: TRANSACTION_LIMIT_MS },
  );
}

/** Without the card that is being carried out: what a command runs on the side is not what the yes was given for. */
export function apart<Context extends AppContext>(
  context: Context & { readonly runCardId?: string },
): Omit<Context, "runCardId"> {
  const { runCardId: _outer, ...own } = context;
  return own;
}

/**
 * Ends the run card before work that writes no rows of its own and must not be paid for twice: cut off, it stays undone.
 * @throws AppError as `transact`
 */
export async function endRunCard(context: TransactContext): Promise<void> {
  if (context.runCardId) await transact(context, () => Promise.resolve());
}
