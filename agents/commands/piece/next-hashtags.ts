// Hashtags for one piece of an avatar after the other: none like the piece before, and what has worked is used again.
import { hashtagsOf } from "../../domain/distribution/caption-hook.ts";
import { chooseHashtags, learnHashtags } from "../../domain/distribution/choose-hashtags.ts";
import { LEARNING_DAYS } from "../../domain/distribution/shrunk-lift.ts";
import { DAY_MS } from "../../kernel/clock.ts";
import { isLanguage } from "../../texts/texts.ts";
import type { AppContext } from "../context.ts";
import { settledPosts } from "../insight/settled-posts.ts";

/** So many pieces back: more than a niche has sets. */
const RECENT_PIECES = 6;

interface TaggedAvatar {
  readonly id: string;
  readonly niche: string;
  readonly languages: readonly string[];
}

/** @returns gives the next piece its own, by the words of its shot */
export async function nextHashtags(
  { clock, database: { prisma } }: Pick<AppContext, "clock" | "database">,
  { id, niche, languages: [first = "en"] }: TaggedAvatar,
): Promise<(shot: readonly string[]) => string[]> {
  const now = clock.now();
  const before = await prisma.piece.findMany({
    where: { avatarId: id, captionedAt: { not: null } },
    orderBy: [{ captionedAt: "desc" }, { number: "desc" }],
    select: { hashtags: true },
    take: RECENT_PIECES,
  });
  const publishedAt = { gt: new Date(now.getTime() - LEARNING_DAYS * DAY_MS) };
  const posts = await settledPosts(prisma, { account: { avatarId: id }, publishedAt });
  const samples = posts.map(({ caption, ratio, ...post }) => ({
    publishedAt: post.publishedAt,
    engagement: ratio,
    hashtags: hashtagsOf(caption),
  }));
  const learned = learnHashtags(samples, now);
  const language = isLanguage(first) ? first : "en";
  const recent = before.map(({ hashtags }) => hashtags).reverse();
  return (shot) => {
    const hashtags = chooseHashtags({ niche, language, shot, recent, learned });
    recent.push(hashtags);
    return hashtags;
  };
}
