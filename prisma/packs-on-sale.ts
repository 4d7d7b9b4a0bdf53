// An avatar's active packs with what decides to whom they may be sold: one round trip, since a turn may ask for them.
import { only, type Queryable } from "./row-function.ts";

export interface PackOnSale {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly step: string;
  /** Decimal text. */
  readonly priceUsd: string;
  readonly explicitTo: number;
  /** Who made its pieces, each once; null: a piece without a file. */
  readonly mediaProviders: readonly (string | null)[];
}

const PACKS = `SELECT pack.id, pack.slug, pack.name, pack.step, pack."priceUsd"::text, pack."explicitTo",
        ARRAY(SELECT DISTINCT asset.provider FROM "PackPiece" AS inside
          JOIN "Piece" AS piece ON piece.id = inside."pieceId" LEFT JOIN "Asset" AS asset ON asset.id = piece."assetId"
          WHERE inside."packId" = pack.id) AS "mediaProviders"
      FROM "Pack" AS pack WHERE pack."avatarId" = $8 AND pack.active ORDER BY pack."priceUsd" LIMIT $9`;

/** Cheapest first, and beside them the one row of another SELECT that has the parameters $1 to $7. */
export async function packsOnSaleWith<Row>(
  db: Queryable,
  { avatarId, limit }: { readonly avatarId: string; readonly limit: number },
  beside: { readonly name: string; readonly text: string; readonly values: readonly unknown[] },
): Promise<{ readonly packs: readonly PackOnSale[]; readonly row: Row }> {
  const { rows } = await db.query<{ packs: readonly PackOnSale[]; row: Row }>({
    name: `packs_on_sale_${beside.name}`,
    text: `SELECT (SELECT COALESCE(json_agg(pack), '[]') FROM (${PACKS}) AS pack) AS packs,
      (SELECT to_json(beside) FROM (${beside.text}) AS beside) AS row`,
    values: [...beside.values, avatarId, limit],
  });
  return only(rows);
}
