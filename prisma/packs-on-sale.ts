// An avatar's active packs with what decides to whom they may be sold: one round trip, since a turn may ask for them.
import type { Queryable } from "./row-function.ts";

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

/** Cheapest first. */
export async function packsOnSale(db: Queryable, avatarId: string, limit: number): Promise<readonly PackOnSale[]> {
  const { rows } = await db.query<PackOnSale>({
    name: "packs_on_sale",
    text: `SELECT pack.id, pack.slug, pack.name, pack.step, pack."priceUsd"::text, pack."explicitTo",
        ARRAY(SELECT DISTINCT asset.provider FROM "PackPiece" AS inside
          JOIN "Piece" AS piece ON piece.id = inside."pieceId" LEFT JOIN "Asset" AS asset ON asset.id = piece."assetId"
          WHERE inside."packId" = pack.id) AS "mediaProviders"
      FROM "Pack" AS pack WHERE pack."avatarId" = $1 AND pack.active ORDER BY pack."priceUsd" LIMIT $2`,
    values: [avatarId, limit],
  });
  return rows;
}
