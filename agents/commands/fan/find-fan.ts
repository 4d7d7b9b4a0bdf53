// The one fan an operator means: what concerns a whole person must never fall upon another of the same name.
import type { Prisma } from "../../../prisma/client.ts";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { ownOnly } from "../avatar/find-avatar.ts";
import type { CommandContext } from "../context.ts";

const NAMED_AT_MOST = 5;

const FAN_FACTS = {
  addresses: { include: { account: { select: { platform: true } } } },
  avatar: { select: { id: true, name: true, slug: true } },
  conversations: { orderBy: { lastInboundAt: { sort: "desc", nulls: "last" } } },
  _count: { select: { memories: true } },
} as const satisfies Prisma.FanInclude;

/** By id, name, the platform's id or a conversation's id. @throws AppError `not_found`, `conflict` when several are meant */
export async function findFan(context: CommandContext, reference: string) {
  const found = await context.database.prisma.fan.findMany({
    where: {
      OR: [
        { id: reference },
        { displayName: { equals: reference, mode: "insensitive" } },
        { addresses: { some: { externalId: reference } } },
        { conversations: { some: { id: reference } } },
      ],
      erasedAt: null,
      avatar: ownOnly(context),
    },
    include: FAN_FACTS,
    orderBy: { createdAt: "asc" },
    take: NAMED_AT_MOST,
  });
  const [fan, ...others] = found;
  if (!fan) throw fanNotFound(context);
  const words = texts(context.actor.language).privacy;
  if (others.length > 0)
    throw new AppError("conflict", words.severalFans, {
      field: "fan",
      remedy: words.severalFansRemedy(found.map(({ id, avatar }) => `${id} (${avatar.name})`).join(", ")),
    });
  return fan;
}
export type FoundFan = Awaited<ReturnType<typeof findFan>>;

export function fanNotFound({ actor }: CommandContext): AppError {
  const words = texts(actor.language).privacy;
  return new AppError("not_found", words.fanNotFound, { field: "fan", remedy: words.fanNotFoundRemedy });
}
