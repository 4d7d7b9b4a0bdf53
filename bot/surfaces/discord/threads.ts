// A thread for each fan conversation: what is asked inside it is about that conversation. Its name ends in the
// conversation's id, so nothing has to be remembered; a changed name is no more than another reference, with the same rights.
import { ChannelType } from "discord.js";
import { z } from "zod";
import type { AnyCommand } from "../../../agents/commands/command.ts";
import type { ExecuteResult } from "../../../agents/commands/execute.ts";
import { ID_PREFIXES } from "../../../agents/kernel/ids.ts";
import { texts } from "../../../agents/texts/texts.ts";
import { cut } from "../chat/split-text.ts";
import type { Desk, Visit } from "./desk.ts";
import { isForbidden } from "./discord-api.ts";
import type { Interaction } from "./interaction.ts";

/** The field that a thread fills in. */
export const THREAD_FIELD = "conversation";

const OPENED_BY = "conversation.show";
const NAME_LIMIT = 60;
const ENDING = new RegExp(`· (${ID_PREFIXES.conversation}_[A-Za-z0-9]+)$`);
const THREADS: readonly number[] = [
  ChannelType.AnnouncementThread,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
];

const Shown = z.looseObject({ id: z.string(), fan: z.string(), avatar: z.string() });

/** The input with the conversation of the thread it was sent in, where it names none. */
export function inThread(
  { channel }: Interaction,
  command: AnyCommand,
  input: Record<string, unknown>,
): Record<string, unknown> {
  const isThread = channel?.type !== undefined && THREADS.includes(channel.type);
  const id = isThread ? ENDING.exec(channel.name ?? "")?.[1] : undefined;
  if (id === undefined || !(THREAD_FIELD in command.input.shape) || THREAD_FIELD in input) return input;
  return { ...input, [THREAD_FIELD]: id };
}

/** After a conversation was shown in a text channel: its thread, or where that is. */
export async function offerThread(
  desk: Desk,
  { interaction, actor, place }: Visit,
  command: string,
  result: ExecuteResult,
  messageId: string,
): Promise<void> {
  const { guild_id: guildId, channel } = interaction;
  if (command !== OPENED_BY || result.state !== "done" || channel?.type !== ChannelType.GuildText || !guildId) return;
  const { id, fan, avatar } = Shown.parse(result.output);
  const words = texts(actor.language).discord;
  try {
    const known = await desk.api.findThread(guildId, (name) => ENDING.exec(name)?.[1] === id);
    if (known) await desk.api.send(place, { content: words.threadIs(`<#${known}>`) });
    else {
      const thread = await desk.api.startThread(
        place.chatId,
        messageId,
        `${cut(`${fan} · ${avatar}`, NAME_LIMIT)} · ${id}`,
      );
      await desk.api.send({ chatId: thread }, { content: words.threadHelp(fan) });
    }
  } catch (thrown) {
    // The card is there; without the right to make threads it stays without one.
    if (!isForbidden(thrown)) throw thrown;
    desk.app.context.log.info("discord allows no thread here", { surface: "discord" });
  }
}
