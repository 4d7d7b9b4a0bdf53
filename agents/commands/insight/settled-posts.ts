// Posts whose figures have settled, each by what its account's posts usually come to: what everything learned is made of.
import type { Prisma } from "../../../prisma/client.ts";
import { SETTLED_HOURS } from "../../domain/distribution/insight-ages.ts";
import { byMedian, interactionsOf } from "../../domain/distribution/shrunk-effects.ts";
import { groupBy } from "../../kernel/group-by.ts";
import type { Transaction } from "../context.ts";

/** More are not needed to tell what works, and would not fit a report. */
const LIMIT = 2_000;

export interface SettledPost {
  readonly id: string;
  readonly accountId: string;
  readonly avatar: { readonly id: string; readonly slug: string; readonly timeZone: string };
  readonly publishedAt: Date;
  readonly piece: string;
  readonly caption: string;
  readonly templateKey: string;
  readonly pictureKey: string | null;
  readonly interactions: number;
  readonly reach: number | null;
  /** Interactions as a multiple of the account's median at the same age. */
  readonly ratio: number;
}

/** @param where further conditions on the post, newest first */
export async function settledPosts(
  rows: Pick<Transaction, "scheduledPost">,
  where: Prisma.ScheduledPostWhereInput,
): Promise<readonly SettledPost[]> {
  const settled = { ageHours: { gte: SETTLED_HOURS }, problem: null };
  const found = await rows.scheduledPost.findMany({
    where: { AND: [where, { state: "published", publishedAt: { not: null }, insights: { some: settled } }] },
    include: {
      // The first settled age, the same for all: old posts are not better for being old.
      insights: { where: settled, orderBy: { ageHours: "asc" }, take: 1 },
      account: { select: { avatar: { select: { id: true, slug: true, timeZone: true } } } },
      piece: {
        select: { number: true, templateKey: true, asset: { select: { storageKey: true, thumbnailKey: true } } },
      },
    },
    orderBy: { publishedAt: "desc" },
    take: LIMIT,
  });
  const posts = found.flatMap((row) => {
    const [insight] = row.insights;
    const interactions = insight ? interactionsOf(insight) : null;
    if (!insight || interactions === null || !row.publishedAt) return [];
    const { avatar } = row.account;
    const { asset } = row.piece;
    return [
      {
        id: row.id,
        accountId: row.accountId,
        avatar,
        publishedAt: row.publishedAt,
        piece: `${avatar.slug}-${row.piece.number}`,
        caption: row.caption,
        templateKey: row.piece.templateKey,
        pictureKey: asset?.thumbnailKey ?? asset?.storageKey ?? null,
        interactions,
        reach: insight.reach ?? insight.views,
      },
    ];
  });
  const accounts = [...groupBy(posts, ({ accountId }) => accountId).values()];
  return accounts
    .flatMap((own) => byMedian(own, ({ interactions }) => interactions).map(([post, ratio]) => ({ ...post, ratio })))
    .sort((one, other) => other.publishedAt.getTime() - one.publishedAt.getTime());
}
