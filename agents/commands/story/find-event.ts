// An event of a calendar by its id. A post's own follows the post and is changed with it.
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { ownOnly } from "../avatar/find-avatar.ts";
import type { CommandContext } from "../context.ts";

/** @throws AppError `not_found`, `refused` */
export async function findOwnEvent(context: CommandContext, id: string) {
  const event = await context.database.prisma.storyEvent.findFirst({
    where: { id, avatar: ownOnly(context) },
    include: { avatar: true },
  });
  const words = texts(context.actor.language).story;
  if (!event) throw new AppError("not_found", words.notFound, { field: "event", remedy: words.listHint });
  if (event.source === "post")
    throw new AppError("refused", words.ofPost, { field: "event", reason: "of_post", remedy: words.ofPostHint });
  return event;
}
