// A post of the calendar by its id or by its piece ("luna-12", or "luna-12@handle" where it is on several accounts).
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { ownOnly } from "../avatar/find-avatar.ts";
import type { CommandContext } from "../context.ts";
import { SLIDES } from "../piece/slides.ts";

const INCLUDE = {
  account: { include: { avatar: true } },
  piece: { include: { avatar: true, asset: true, ...SLIDES } },
  sound: true,
} as const;

const OPEN = ["scheduled", "preparing", "committing", "unknown"] as const;

/** @throws AppError `not_found`, `conflict` where a piece names several */
export async function findPost(context: CommandContext, reference: string) {
  const words = texts(context.actor.language).calendar;
  const written = reference.trim();
  const match = /^(.+)-(\d{1,9})(?:@(.+))?$/.exec(written.toLowerCase());
  const posts = await context.database.prisma.scheduledPost.findMany({
    where: {
      account: { avatar: ownOnly(context) },
      OR: [
        { id: written },
        ...(match
          ? [
              {
                state: { in: [...OPEN] },
                piece: { number: Number(match[2]), avatar: { slug: match[1] ?? "" } },
                ...(match[3] ? { account: { handle: match[3] } } : {}),
              },
            ]
          : []),
      ],
    },
    include: INCLUDE,
    take: 5,
  });
  const [post, ...others] = posts;
  if (!post) {
    throw new AppError("not_found", words.postNotFound(written.slice(0, 60)), {
      field: "post",
      remedy: words.postHint,
    });
  }
  if (others.length === 0) return post;
  const ids = posts.map(({ account }) => `${written}@${account.handle}`).join(", ");
  throw new AppError("conflict", words.severalPosts(written, ids), { field: "post" });
}

export type FoundPost = Awaited<ReturnType<typeof findPost>>;

/** @throws AppError `conflict` for one that is on its way or was there */
export function requireWaiting(context: CommandContext, post: FoundPost): void {
  if (post.state === "scheduled") return;
  const { calendar, account } = texts(context.actor.language);
  throw new AppError("conflict", calendar.notMovable(postName(post), account.postStates[post.state]), {
    field: "post",
    reason: `post_${post.state}`,
  });
}

export const postName = ({ piece }: Pick<FoundPost, "piece">): string => `${piece.avatar.slug}-${piece.number}`;
