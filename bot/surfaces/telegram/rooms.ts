// Notices in the team's groups: in the topic of their avatar, else in the group itself.
import { type Api, GrammyError } from "grammy";
import type { AppContext } from "../../../agents/commands/context.ts";
import { callInternal } from "../../../agents/commands/internal.ts";
import type { RoomPush } from "../../../agents/commands/notice/take-notices.ts";
import { settleTopic } from "../../../agents/commands/room/settle-topic.ts";
import type { CardSender } from "./card-sender.ts";
import { isBadRequest } from "./retry-calls.ts";

/** What Telegram says of a topic that was deleted. */
export const TOPIC_GONE = ["message thread not found", "TOPIC_DELETED", "TOPIC_ID_INVALID"] as const;

/** A topic that somebody deleted is remembered as lost, and the notice comes to the group. @throws GrammyError */
export async function showInRoom(context: AppContext, sender: CardSender, push: RoomPush): Promise<void> {
  const { chatId, actor, card, topic } = push;
  const room = { chatId: Number(chatId), actor, isShared: true };
  if (topic) {
    try {
      await sender.show({ ...room, threadId: Number(topic.threadId) }, card);
      return;
    } catch (thrown) {
      if (!isBadRequest(thrown, ...TOPIC_GONE)) throw thrown;
      await callInternal(context, settleTopic, { topicId: topic.id, outcome: { kind: "lost" } });
    }
  }
  await sender.show(room, card);
}

/** @throws GrammyError where the bot may not look */
export async function isMember(api: Api, chatId: string, externalId: string): Promise<boolean> {
  try {
    const member = await api.getChatMember(Number(chatId), Number(externalId));
    if (member.status === "restricted") return member.is_member;
    return member.status !== "left" && member.status !== "kicked";
  } catch (thrown) {
    if (thrown instanceof GrammyError && thrown.error_code === 400) return false;
    throw thrown;
  }
}
