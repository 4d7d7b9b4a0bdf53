// A conversation by id, or by the fan's name among the newest.
import type { Prisma } from "../../../prisma/client.ts";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { ownOnly } from "../avatar/find-avatar.ts";
import type { CommandContext } from "../context.ts";

export async function findConversation(context: CommandContext, reference: string) {
  const conversation =
    (await findFirst(context, { id: reference })) ??
    (await findFirst(context, {
      OR: [
        { fan: { displayName: { equals: reference, mode: "insensitive" } } },
        { fan: { addresses: { some: { externalId: reference } } } },
      ],
    }));
  const words = texts(context.actor.language).fans;
  if (!conversation)
    throw new AppError("not_found", words.conversationNotFound, {
      field: "conversation",
      remedy: words.listShowsThem,
    });
  return conversation;
}

/** By id apart from the names: together no index would serve either. */
async function findFirst(context: CommandContext, where: Prisma.ConversationWhereInput) {
  return await context.database.prisma.conversation.findFirst({
    where: { ...where, avatar: ownOnly(context) },
    include: { fan: { include: { addresses: true } }, avatar: true, account: true },
    orderBy: { lastInboundAt: "desc" },
  });
}

/** What operators call a fan: the name, else the platform's id shortened. */
export function fanName(conversation: {
  readonly fan: { readonly displayName: string; readonly addresses: readonly { readonly externalId: string }[] };
}): string {
  return conversation.fan.displayName || `…${conversation.fan.addresses[0]?.externalId.slice(-6) ?? ""}`;
}
