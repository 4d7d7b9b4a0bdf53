// Looks at one account: asks its platform, scores it, and lets it pause itself or go on (domain 6). Once per interval.
import { z } from "zod";
import type { Prisma } from "../../../prisma/client.ts";
import {
  checkEveryHours,
  type HealthFacts,
  healthState,
  isUnhealthy,
  PASSES_TO_RECOVER,
  pauseAfter,
  scoreHealth,
} from "../../domain/distribution/account-health.ts";
import { DAY_MS, HOUR_MS } from "../../kernel/clock.ts";
import type { AccountCounts } from "../../ports/insights.ts";
import type { AppContext, Transaction } from "../context.ts";
import { defineInternal } from "../internal.ts";
import { NOTICE_TOPIC, writeNotice } from "../notice/write-notice.ts";
import { askPlatform, type PlatformAnswer } from "./ask-platform.ts";
import { isLastWord, loseAccount } from "./platform-accounts.ts";
import { recentPosts } from "./recent-posts.ts";

/** A check that comes sooner than this share of its interval was made already. */
const EARLY_SHARE = 0.9;

/** @returns the score; null where nothing was found out, or it was checked just now */
export const checkHealth = defineInternal({
  name: "account.check-health",
  input: z.object({ accountId: z.string(), /** Whenever the last one was. */ now: z.boolean().default(false) }),
  run: async (context, { accountId, now: isAsked }): Promise<number | null> => {
    const account = await context.database.prisma.account.findUnique({
      where: { id: accountId },
      include: { healthChecks: { orderBy: { checkedAt: "desc" }, take: PASSES_TO_RECOVER } },
    });
    if (!account?.accessToken) return null;
    const lastMs = account.healthChecks[0]?.checkedAt.getTime() ?? 0;
    const everyMs = checkEveryHours(account.platform, isSelfPaused(account)) * HOUR_MS;
    const isEarly = context.clock.now().getTime() - lastMs < EARLY_SHARE * everyMs;
    if (isEarly && !isAsked) return null;
    const answer = await askPlatform(context, account);
    if (!answer) return null;
    return await conclude(context, account, answer);
  },
});

type CheckedAccount = Prisma.AccountGetPayload<{ include: { healthChecks: true } }>;

const isSelfPaused = ({ pausedAt, pauseReason }: Pick<CheckedAccount, "pausedAt" | "pauseReason">) =>
  pausedAt !== null && pauseReason === "health";

async function conclude(context: AppContext, account: CheckedAccount, answer: PlatformAnswer): Promise<number | null> {
  const now = context.clock.now();
  const facts: HealthFacts = {
    platform: account.platform,
    tokenValid: answer.tokenValid,
    rateLimited: answer.rateLimited,
    followers: answer.counts?.followers ?? null,
    posts: answer.counts?.posts ?? null,
    likes: answer.counts?.likes ?? null,
    ageDays: (now.getTime() - account.connectedAt.getTime()) / DAY_MS,
    ...(await recentPosts(context, account.id, answer.counts?.followers ?? null)),
  };
  const { score, parts } = scoreHealth(facts);
  const state = healthState(facts, score);
  const told = await context.database.prisma.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT 1 FROM "Account" WHERE id = ${account.id} FOR UPDATE`;
    if (!answer.tokenValid && !(await isLastWord(tx, account, now))) return null;
    const [last] = await tx.healthCheck.findMany({
      where: { accountId: account.id },
      orderBy: { checkedAt: "desc" },
      take: 1,
    });
    // Another worker was faster: its check stands.
    if (last && last.id !== account.healthChecks[0]?.id) return false;
    await tx.healthCheck.create({
      data: {
        id: context.ids.next("health"),
        accountId: account.id,
        score,
        state,
        facts: JSON.parse(JSON.stringify({ parts, ...facts })),
        checkedAt: now,
      },
    });
    await storeDays(context, tx, account.id, answer.counts);
    return await moveAccount(context, tx, account, { state, score, rateState: answer.rate });
  });
  if (told) context.ports.events.publish({ topic: NOTICE_TOPIC, kind: "written" });
  return told === null ? null : score;
}

/** Today's counts, and the reach of every day the platform tells: those of the last days may still grow. */
async function storeDays(
  context: AppContext,
  tx: Transaction,
  accountId: string,
  counts: AccountCounts | null,
): Promise<void> {
  if (!counts) return;
  const readAt = context.clock.now();
  const { followers, posts: media, likes } = counts;
  const today = { day: readAt.toISOString().slice(0, 10), figures: { followers, media, likes } };
  const days = counts.days.map(({ day, reach }) => ({ day, figures: { reach: Math.round(reach) } }));
  for (const { day: text, figures } of [...days, today]) {
    const day = new Date(text);
    await tx.accountInsight.upsert({
      where: { accountId_day: { accountId, day } },
      create: { id: context.ids.next("accountInsight"), accountId, day, readAt, ...figures },
      update: { readAt, ...figures },
    });
  }
}

interface Verdict {
  readonly state: ReturnType<typeof healthState>;
  readonly score: number;
  readonly rateState: Prisma.InputJsonValue;
}

const WHAT = { pause: "paused", recover: "recovered", keep: "changed" } as const;
const pauserOf = (account: Pick<CheckedAccount, "pausedAt" | "pauseReason">) =>
  isSelfPaused(account) ? "health" : "operator";

/** State, pause, and one notice for what is new. @returns whether there is one */
async function moveAccount(
  context: AppContext,
  tx: Transaction,
  account: CheckedAccount,
  { state, score, rateState }: Verdict,
): Promise<boolean> {
  const before = account.healthChecks.map((check) => check.state);
  const fresh = await tx.account.findUniqueOrThrow({
    where: { id: account.id },
    select: { pausedAt: true, pauseReason: true },
  });
  const pausedBy = fresh.pausedAt === null ? null : pauserOf(fresh);
  const move = pauseAfter(state, { pausedBy, before });
  // One word for the end of a log-in, whoever finds it out.
  const isLost = state === "disconnected" && (await loseAccount(context, tx, account.id));
  await tx.account.update({
    where: { id: account.id },
    data: {
      state,
      rateState,
      ...(move === "pause" ? { pausedAt: context.clock.now(), pauseReason: "health" } : {}),
      ...(move === "recover" ? { pausedAt: null, pauseReason: null } : {}),
    },
  });
  if (state === "disconnected") return isLost;
  const from = before[0] ?? null;
  // The first check of an account that is well is no news.
  const isNews = move !== "keep" || (from === null ? isUnhealthy(state) : from !== state);
  if (!isNews) return false;
  await writeNotice(
    context,
    tx,
    {
      kind: "account_health",
      accountId: account.id,
      handle: account.handle,
      platform: account.platform,
      state,
      score,
      what: WHAT[move],
    },
    { avatarId: account.avatarId, conversationId: null },
  );
  return true;
}
