// One post with all that publishing it needs, and who publishes it.
import { AppError } from "../../kernel/errors.ts";
import type { ConnectedAccount } from "../../ports/connector.ts";
import type { PostFormat, Publisher } from "../../ports/publisher.ts";
import { accountToken } from "../account/link-account.ts";
import type { AppContext } from "../context.ts";
import { SLIDES } from "../piece/slides.ts";

export async function loadPost(context: AppContext, postId: string) {
  return await context.database.prisma.scheduledPost.findUnique({
    where: { id: postId },
    include: { account: { include: { avatar: true } }, piece: { include: { asset: true, ...SLIDES } } },
  });
}

export type WorkPost = NonNullable<Awaited<ReturnType<typeof loadPost>>>;

export function publisherOf(context: AppContext, post: WorkPost): { publisher: Publisher; account: ConnectedAccount } {
  const publisher = context.ports.publishers[post.account.platform];
  if (!publisher)
    throw new AppError("not_configured", `Publishing to ${post.account.platform} is not configured.`, {
      retryable: false,
    });
  return {
    publisher,
    account: {
      id: post.account.id,
      externalId: post.account.externalId,
      accessToken: accountToken(context, post.account),
    },
  };
}

/** A piece goes out as what it is; a voice note of its own goes nowhere. null: not there. */
export function formatOf(publisher: Publisher, kind: WorkPost["piece"]["kind"]): PostFormat | null {
  return publisher.info.formats.find((format) => format === kind) ?? null;
}
