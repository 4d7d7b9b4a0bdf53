// What an account's posts of the last month say of its health.
import { engagementPercent, type HealthFacts, hasReachDropped } from "../../domain/distribution/account-health.ts";
import { SETTLED_HOURS } from "../../domain/distribution/insight-ages.ts";
import { interactionsOf } from "../../domain/distribution/shrunk-effects.ts";
import { DAY_MS, HOUR_MS } from "../../kernel/clock.ts";
import type { AppContext } from "../context.ts";

const DAYS = 30;
/** A restriction is taken to last so long after the platform spoke of it. */
const RESTRICTED_HOURS = 24;
/** Our words for what platforms answer an account whose posts they block (their tables of errors). */
const RESTRICTIONS = [
  "account_restricted",
  "blocked_as_spam",
  "messaging_restricted",
  "user_banned",
  "banned_from_posting",
  "spam_risk_user_banned_from_posting",
];

export async function recentPosts(
  context: AppContext,
  accountId: string,
  followers: number | null,
): Promise<Pick<HealthFacts, "restricted" | "engagementPercent" | "reachDropped">> {
  const { prisma } = context.database;
  const now = context.clock.now().getTime();
  const posts = await prisma.scheduledPost.findMany({
    where: { accountId, state: "published", publishedAt: { gt: new Date(now - DAYS * DAY_MS) } },
    orderBy: { publishedAt: "desc" },
    select: {
      insights: { where: { ageHours: { gte: SETTLED_HOURS }, problem: null }, orderBy: { ageHours: "asc" }, take: 1 },
    },
  });
  // At the same age, so that old posts are not better for being old.
  const settled = posts.flatMap(({ insights }) => insights);
  const restricted = await prisma.scheduledPost.count({
    where: {
      accountId,
      errorCode: { in: RESTRICTIONS },
      updatedAt: { gt: new Date(now - RESTRICTED_HOURS * HOUR_MS) },
    },
  });
  return {
    restricted: restricted > 0,
    engagementPercent: engagementPercent(
      settled.flatMap((insight) => interactionsOf(insight) ?? []),
      followers,
    ),
    reachDropped: hasReachDropped(settled.flatMap(({ reach, views }) => reach ?? views ?? [])),
  };
}
