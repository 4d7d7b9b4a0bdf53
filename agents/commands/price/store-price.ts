// Puts a price into the book between those before and after it. Of the rows that were in force only the end is ever written.
import type { AppContext, Transaction } from "../context.ts";

export interface NewPrice {
  readonly provider: string;
  readonly model: string;
  readonly unit: string;
  readonly usd: string;
  /** Now or later. */
  readonly since: Date;
  readonly source: string;
}

interface StoredPrice {
  readonly since: Date;
  readonly result: { readonly before: string | null; readonly changed: boolean };
}

export async function storePrice(
  context: Pick<AppContext, "ids">,
  tx: Transaction,
  price: NewPrice,
): Promise<StoredPrice> {
  const { provider, model, unit, usd, since, source } = price;
  // Two owners at once: the second sees what the first has set.
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${`price ${provider} ${model} ${unit}`}))`;
  const entries = await tx.priceBookEntry.findMany({
    where: { provider, model, unit, OR: [{ endedAt: null }, { endedAt: { gt: since } }] },
    orderBy: { effectiveAt: "desc" },
  });
  const inForce = entries.filter((entry) => entry.effectiveAt <= since);
  const [before] = inForce;
  const beforeUsd = before?.usd.toFixed() ?? null;
  if (before && beforeUsd === usd) return { since: before.effectiveAt, result: { before: beforeUsd, changed: false } };
  const next = entries.filter((entry) => entry.effectiveAt > since).at(-1);
  const planned = inForce.find((entry) => entry.effectiveAt.getTime() === since.getTime());
  await tx.priceBookEntry.updateMany({
    where: { id: { in: inForce.filter((entry) => entry !== planned).map(({ id }) => id) } },
    data: { endedAt: since },
  });
  // One that was to begin at the same time has not been charged by anybody yet.
  if (planned) await tx.priceBookEntry.update({ where: { id: planned.id }, data: { usd, source } });
  else
    await tx.priceBookEntry.create({
      data: {
        id: context.ids.next("price"),
        provider,
        model,
        unit,
        usd,
        effectiveAt: since,
        endedAt: next?.effectiveAt ?? null,
        source,
      },
    });
  return { since, result: { before: beforeUsd, changed: true } };
}
