// Reads back what became of one account's posts, once for each age. A platform that wants less calls is left alone.
import { z } from "zod";
import { Prisma } from "../../../prisma/client.ts";
import { type AppError, type ErrorCode, toAppError } from "../../kernel/errors.ts";
import type { ConnectedAccount } from "../../ports/connector.ts";
import type { InsightsReader, PostCounts } from "../../ports/insights.ts";
import type { PostFormat } from "../../ports/publisher.ts";
import { accountToken } from "../account/link-account.ts";
import { pauseOf, rateStateOf, restAfter } from "../account/rate-state.ts";
import type { AppContext } from "../context.ts";
import { defineInternal } from "../internal.ts";
import { dueInsights } from "./due-insights.ts";

/** Calls one run makes: the next run goes on. */
const CALLS_A_RUN = 50;
const LIMIT_MS = 60_000;
/** Above it the posts wait, so that publishing has what is left of the allowance. */
const BUSY_PERCENT = 80;
/** A busy figure older than this says nothing. */
const STALE_MS = 3_600_000;

/** What the platform says of a post for good; anything else is no answer, and the post is asked about again. */
const FINAL: ReadonlySet<ErrorCode> = new Set(["not_found", "refused", "provider_refused", "expired", "forbidden"]);

interface Due {
  readonly id: string;
  readonly externalId: string;
  readonly kind: PostFormat;
  readonly ageHours: number;
}

/** @returns how many posts were read */
export const readPostInsights = defineInternal({
  name: "insight.read-posts",
  input: z.object({ accountId: z.string() }),
  run: async (context, { accountId }): Promise<number> => {
    const row = await context.database.prisma.account.findUnique({ where: { id: accountId } });
    const { insights } = context.ports;
    const reader = row && Object.hasOwn(insights, row.platform) ? insights[row.platform] : undefined;
    if (!reader || !row?.accessToken || row.state === "disconnected" || mustWait(context, row.rateState)) return 0;
    const account = { id: row.id, externalId: row.externalId, accessToken: accountToken(context, row) };
    const limit = CALLS_A_RUN * reader.info.postsAtOnce;
    const due = await context.database.prisma.$queryRaw<Due[]>`
      ${dueInsights(context.clock.now(), Prisma.sql`post."accountId" = ${accountId}`)}
      ORDER BY post."publishedAt" DESC LIMIT ${limit}`;
    let read = 0;
    for (let start = 0; start < due.length; start += reader.info.postsAtOnce) {
      const posts = due.slice(start, start + reader.info.postsAtOnce);
      const isDone = await readSome(context, reader, account, posts);
      if (!isDone) break;
      read += posts.length;
    }
    return read;
  },
});

function mustWait({ clock }: AppContext, rateState: unknown): boolean {
  const rate = rateStateOf(rateState);
  if (!rate) return false;
  const nowMs = clock.now().getTime();
  if (rate.until !== null && Date.parse(rate.until) > nowMs) return true;
  return (rate.percent ?? 0) >= BUSY_PERCENT && nowMs - Date.parse(rate.at) < STALE_MS;
}

/** @returns false where the platform is to be left alone */
async function readSome(
  context: AppContext,
  reader: InsightsReader,
  account: ConnectedAccount,
  posts: readonly Due[],
): Promise<boolean> {
  const wanted = posts.map(({ externalId, kind }) => ({ externalId, format: kind }));
  try {
    const told = await reader.posts(account, wanted, AbortSignal.timeout(LIMIT_MS));
    await store(context, posts, (post) => told.get(post.externalId) ?? null, null);
    return true;
  } catch (thrown) {
    const error = toAppError(thrown);
    if (pauseOf(error) !== null) {
      await restAfter(context, account.id, thrown);
      return false;
    }
    // About the account, not about the post: the health check says so.
    if (error.reason === "token_invalid" || error.reason === "permission_missing") return false;
    if (!FINAL.has(error.code)) throw thrown;
    return await storeRefusal(context, reader, account, posts, error);
  }
}

/** One that is gone must not keep the others' figures away: what was asked together is asked one by one. */
async function storeRefusal(
  context: AppContext,
  reader: InsightsReader,
  account: ConnectedAccount,
  posts: readonly Due[],
  error: AppError,
): Promise<boolean> {
  if (posts.length === 1) {
    await store(context, posts, () => null, error.reason ?? error.code);
    return true;
  }
  for (const post of posts) if (!(await readSome(context, reader, account, [post]))) return false;
  return true;
}

/** Once for (post, age): whoever comes second finds the row. */
async function store(
  context: AppContext,
  posts: readonly Due[],
  countsOf: (post: Due) => PostCounts | null,
  problem: string | null,
): Promise<void> {
  const readAt = context.clock.now();
  await context.database.prisma.postInsight.createMany({
    data: posts.map((post) => ({
      id: context.ids.next("postInsight"),
      postId: post.id,
      ageHours: post.ageHours,
      readAt,
      ...countsOf(post),
      problem,
    })),
    skipDuplicates: true,
  });
}
