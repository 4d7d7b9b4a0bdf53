// Groups, and topics where they have them: what the bot may do there, who is in them, and what was made of it.
import type { StoredMessage } from "./chat-log.ts";
import { BadRequest } from "./message-html.ts";
import type { MessageWorld } from "./message-methods.ts";
import type { CallParameters } from "./method-schemas.ts";
import { botUser, personUser } from "./wire-message.ts";

export interface EmulatedGroup {
  /** Begins with -100. */
  readonly id: number;
  readonly title: string;
  /** With topics. */
  readonly isForum: boolean;
  /** A right of administrators. */
  canManageTopics: boolean;
  readonly members: Set<number>;
}

export interface EmulatedTopic {
  /** Of the message that opened it, which is the thread's. */
  readonly id: number;
  name: string;
  isClosed: boolean;
  isDeleted: boolean;
}

const ICON_COLOR = 0x6fb9f0;

export class Groups {
  readonly #groups = new Map<number, EmulatedGroup>();
  readonly #topics = new Map<number, EmulatedTopic[]>();

  add(group: EmulatedGroup): void {
    this.#groups.set(group.id, group);
    this.#topics.set(group.id, []);
  }

  find(chatId: number | string): EmulatedGroup | undefined {
    return typeof chatId === "number" ? this.#groups.get(chatId) : undefined;
  }

  topics(chatId: number): readonly EmulatedTopic[] {
    return this.#topics.get(chatId) ?? [];
  }

  topic(chatId: number, id: number): EmulatedTopic | undefined {
    return this.topics(chatId).find((topic) => topic.id === id && !topic.isDeleted);
  }

  open(chatId: number, topic: EmulatedTopic): void {
    this.#topics.get(chatId)?.push(topic);
  }
}

/** Where a message goes may only be named if it is there. @throws BadRequest */
export function requireThread(world: MessageWorld, chatId: number, threadId: number | undefined): void {
  if (threadId === undefined) return;
  const topic = world.groups.topic(chatId, threadId);
  if (!topic) throw new BadRequest("message thread not found");
  if (topic.isClosed && !world.groups.find(chatId)?.canManageTopics) throw new BadRequest("TOPIC_CLOSED");
}

function requireForum(world: MessageWorld, chatId: number, what: string): EmulatedGroup {
  const group = world.groups.find(chatId);
  if (!group) throw new BadRequest(world.log.isKnown(chatId) ? "the chat is not a forum" : "chat not found");
  if (!group.isForum) throw new BadRequest("the chat is not a forum");
  if (!group.canManageTopics) throw new BadRequest(`not enough rights to ${what}`);
  return group;
}

function requireTopic(world: MessageWorld, call: { chat_id: number; message_thread_id: number }): EmulatedTopic {
  const topic = world.groups.topic(call.chat_id, call.message_thread_id);
  if (!topic) throw new BadRequest("message thread not found");
  return topic;
}

/** A service message of the bot opens the thread. */
export function createForumTopic(world: MessageWorld, call: CallParameters<"createForumTopic">): unknown {
  requireForum(world, call.chat_id, "create a topic");
  const facts = { name: call.name, icon_color: call.icon_color ?? ICON_COLOR };
  const message = world.log.add({
    chatId: call.chat_id,
    content: { text: "", entities: [] },
    date: world.nowSeconds(),
    more: { forum_topic_created: facts },
  });
  world.groups.open(call.chat_id, { id: message.id, name: call.name, isClosed: false, isDeleted: false });
  return { message_thread_id: message.id, ...facts };
}

export function editForumTopic(world: MessageWorld, call: CallParameters<"editForumTopic">): true {
  requireForum(world, call.chat_id, "edit the topic");
  const topic = requireTopic(world, call);
  if (!call.name || call.name === topic.name) throw new BadRequest("TOPIC_NOT_MODIFIED");
  topic.name = call.name;
  return true;
}

export function moveForumTopic(
  world: MessageWorld,
  call: { chat_id: number; message_thread_id: number },
  isClosed: boolean,
): true {
  requireForum(world, call.chat_id, isClosed ? "close the topic" : "reopen the topic");
  const topic = requireTopic(world, call);
  if (topic.isClosed === isClosed) throw new BadRequest("TOPIC_NOT_MODIFIED");
  topic.isClosed = isClosed;
  return true;
}

export function groupMember(world: MessageWorld, group: EmulatedGroup, userId: number): unknown {
  if (userId === world.bot.id) {
    const user = botUser(world.bot);
    if (!group.canManageTopics) return { user, status: "member" };
    return { user, status: "administrator", can_be_edited: false, can_manage_topics: true };
  }
  return { user: personUser(userId, "en"), status: group.members.has(userId) ? "member" : "left" };
}

export const wireGroup = ({ id, title, isForum }: EmulatedGroup) => ({
  id,
  type: "supergroup",
  title,
  ...(isForum ? { is_forum: true } : {}),
});

/** Everything in a topic answers the message that opened it, unless it answers another. */
export function threadFields(world: MessageWorld, message: StoredMessage): Record<string, unknown> {
  const { threadId, chatId, replyToId } = message;
  const group = world.groups.find(chatId);
  const chat = group ? { chat: wireGroup(group) } : {};
  if (threadId === undefined) return chat;
  const opener = world.log.find(chatId, threadId);
  const opened = opener?.more && replyToId === undefined ? { reply_to_message: openedBy(world, opener) } : {};
  return { ...chat, message_thread_id: threadId, is_topic_message: true, ...opened };
}

const openedBy = (world: MessageWorld, { id, date, chatId, more }: StoredMessage) => {
  const group = world.groups.find(chatId);
  return {
    ...{ message_id: id, from: botUser(world.bot), date, ...(group ? { chat: wireGroup(group) } : {}) },
    ...{ message_thread_id: id, is_topic_message: true, ...more },
  };
};
