// Looks at what the database would give, in a transaction that ends without a trace.
import type { Transaction } from "../../../prisma/client.ts";
import { AppError } from "../../kernel/errors.ts";
import type { AppContext } from "../context.ts";

/** Thrown so that nothing of it stays. */
class NeverWas extends Error {}

export async function rolledBack<Seen>(context: AppContext, look: (tx: Transaction) => Promise<Seen>): Promise<Seen> {
  let seen: { readonly value: Seen } | undefined;
  const looking = context.database.prisma.$transaction(async (tx) => {
    seen = { value: await look(tx) };
    throw new NeverWas();
  });
  await looking.catch((thrown: unknown) => {
    if (!(thrown instanceof NeverWas)) throw thrown;
  });
  if (!seen) throw new AppError("internal", "a look that was rolled back has seen something");
  return seen.value;
}
