// Approved pieces an account could show: of a format its publisher takes, of a tier its platform allows, not there already.

import { isTierAllowed } from "../../domain/content/channel-tiers.ts";
import { networkOf } from "../../domain/distribution/platform-name.ts";
import type { CommandContext } from "../context.ts";
import type { FoundPiece } from "../piece/find-piece.ts";
import { hashOf } from "../piece/piece-approve.ts";
import { SLIDES } from "../piece/slides.ts";
import { formatOf } from "../post/work-post.ts";
import type { CalendarAccount } from "./calendar-accounts.ts";

/** More than a plan can hold. */
const MOST_READ = 1_000;
const LET_GO = new Set(["failed", "canceled"]);

export type PostablePiece = FoundPiece & { readonly posts: readonly { accountId: string; state: string }[] };

/** @param themes words that a piece's template, caption or hashtags should hold one of; none: all pieces */
export async function postablePieces(
  context: CommandContext,
  avatarId: string,
  themes: readonly string[] = [],
): Promise<readonly PostablePiece[]> {
  const pieces = await context.database.prisma.piece.findMany({
    where: { avatarId, state: { in: ["approved", "published"] } },
    include: {
      avatar: true,
      asset: true,
      batch: true,
      ...SLIDES,
      posts: { select: { accountId: true, state: true } },
    },
    orderBy: { number: "asc" },
    take: MOST_READ,
  });
  // Bound to the very file and caption that were approved (trust C19).
  return pieces.filter((piece) => piece.approvedHash === hashOf(piece) && isOf(piece, themes));
}

export function suits(piece: PostablePiece, { row, publisher }: Pick<CalendarAccount, "row" | "publisher">): boolean {
  return (
    formatOf(publisher, piece.kind) !== null &&
    isTierAllowed(networkOf(row.platform), piece.tier) &&
    // A built-in preview is shown by emulated platforms only.
    (row.emulated || piece.asset?.synthetic === false) &&
    !piece.posts.some(({ accountId, state }) => accountId === row.id && !LET_GO.has(state))
  );
}

export const isOnAnyAccount = (piece: PostablePiece): boolean => piece.posts.some(({ state }) => !LET_GO.has(state));

function isOf(piece: FoundPiece, themes: readonly string[]): boolean {
  if (themes.length === 0) return true;
  const told = `${piece.templateKey} ${piece.caption} ${piece.hashtags.join(" ")} ${piece.prompt}`.toLowerCase();
  return themes.some((theme) => told.includes(theme.toLowerCase()));
}
