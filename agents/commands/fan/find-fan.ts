// A fan as people name one: by id, by a conversation's, by the platform's, or by name among the newest.
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { ownOnly } from "../avatar/find-avatar.ts";
import type { CommandContext } from "../context.ts";

export async function findFan(context: CommandContext, reference: string) {
  const include = {
    addresses: { include: { account: { select: { platform: true } } } },
    avatar: { select: { id: true, name: true, slug: true } },
    conversations: { orderBy: { lastInboundAt: { sort: "desc", nulls: "last" } } },
    _count: { select: { memories: true } },
  } as const;
  const avatar = ownOnly(context);
  const { fan: fans } = context.database.prisma;
  const found =
    (await fans.findFirst({
      where: { avatar, OR: [{ id: reference }, { conversations: { some: { id: reference } } }] },
      include,
    })) ??
    (await fans.findFirst({
      where: {
        avatar,
        OR: [
          { displayName: { equals: reference, mode: "insensitive" } },
          { addresses: { some: { externalId: reference } } },
        ],
      },
      include,
      orderBy: { createdAt: "desc" },
    }));
  if (found) return found;
  throw new AppError("not_found", texts(context.actor.language).people.fanNotFound, {
    field: "fan",
    remedy: "conversation list",
  });
}
export type FoundFan = Awaited<ReturnType<typeof findFan>>;
