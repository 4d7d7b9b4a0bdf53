// Puts shipped prices into the price book where it has none for that moment; an owner's own entries stay.
import { PRICE_BOOK } from "../../domain/money/price-book.ts";
import type { AppContext } from "../context.ts";

export async function seedPriceBook(context: Pick<AppContext, "database" | "ids">): Promise<void> {
  await context.database.prisma.priceBookEntry.createMany({
    data: PRICE_BOOK.map((price) => ({ ...price, id: context.ids.next("price") })),
    skipDuplicates: true,
  });
}
