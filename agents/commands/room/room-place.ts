// Where a command of rooms was given: a chat or channel of many, as the surface says it.
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import type { CommandContext, Place } from "../context.ts";

/** Topic of the event that has surfaces look whether topics must be made or closed. */
export const ROOMS_TOPIC = "rooms";

/** @throws AppError `invalid_input` in a private chat, and on surfaces without chats */
export function requirePlace({ place, actor }: CommandContext): Place {
  if (place) return place;
  const words = texts(actor.language).rooms;
  throw new AppError("invalid_input", words.onlyInRoom, { remedy: words.onlyInRoomRemedy });
}

/** @throws AppError `not_found` where the chat is no room yet */
export async function requireRoom(context: CommandContext) {
  const { chatId } = requirePlace(context);
  const at = { surface: context.actor.surface, externalId: chatId };
  const room = await context.database.prisma.teamRoom.findUnique({ where: { surface_externalId: at } });
  if (room) return room;
  const words = texts(context.actor.language).rooms;
  throw new AppError("not_found", words.notLinked, { remedy: words.notLinkedRemedy });
}
