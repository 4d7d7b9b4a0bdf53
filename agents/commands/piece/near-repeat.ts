// Whether a new picture is almost one that this avatar already has (domain 3): one query, bounded by her last days.
import { NEAR_DUPLICATE_BITS } from "../../domain/avatars/identity/curation.ts";
import { REPEAT_DAYS } from "../../domain/content/batch-plan.ts";
import { DAY_MS } from "../../kernel/clock.ts";
import type { AppContext, Transaction } from "../context.ts";

interface NewPicture {
  readonly avatarId: string;
  readonly pieceId: string;
  /** 64-bit perceptual hash as 16 hex digits. */
  readonly hash: string;
}

/**
 * Inside a transaction that holds the avatar's row: of two that end together the second then sees the first, so one of
 * them passes and one is held.
 * @returns the number of the piece it is most like, or null. What was rejected, or is itself held as a repeat, counts not.
 */
export async function nearRepeat(
  { clock }: Pick<AppContext, "clock">,
  tx: Transaction,
  { avatarId, pieceId, hash }: NewPicture,
): Promise<number | null> {
  const since = new Date(clock.now().getTime() - REPEAT_DAYS * DAY_MS);
  // From her last pieces to their files one by one (OFFSET 0): not by comparing every file there is, of whomever.
  const [twin] = await tx.$queryRaw<{ number: number }[]>`
    SELECT number FROM (
      SELECT p.number, bit_count(('x' || a."perceptualHash")::bit(64) # ('x' || ${hash})::bit(64)) AS bits
      FROM "Piece" p CROSS JOIN LATERAL (
        SELECT "perceptualHash" FROM "Asset" WHERE id = p."assetId" AND "perceptualHash" IS NOT NULL OFFSET 0) a
      WHERE p."avatarId" = ${avatarId} AND p."createdAt" > ${since} AND p.id <> ${pieceId}
        AND p.state IN ('ready', 'held', 'approved', 'published') AND NOT 'near_repeat' = ANY(p."heldFor")) AS others
    WHERE bits <= ${NEAR_DUPLICATE_BITS} ORDER BY bits, number LIMIT 1`;
  return twin?.number ?? null;
}
