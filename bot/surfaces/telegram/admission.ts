// Who may talk to the bot: allowlisted numeric ids, in private chats and in groups of the team, each update once (trust T2,
// T8). In a group who speaks counts, not where.
import type { Api } from "grammy";
import type { Chat, MaybeInaccessibleMessage, Update, User, UserFromGetMe } from "grammy/types";
import type { Actor, AppContext } from "../../../agents/commands/context.ts";
import { rememberUpdate } from "../../../agents/commands/inbound/remember-update.ts";
import { callInternal } from "../../../agents/commands/internal.ts";
import { roomAt } from "../../../agents/commands/room/room-at.ts";
import { type Language, texts } from "../../../agents/texts/texts.ts";
import type { Admitted } from "./operator-context.ts";

/** `source` of what is remembered. */
const SOURCE = "telegram-operator";

export interface AdmissionOptions {
  readonly context: AppContext;
  readonly api: Api;
  readonly resolveActor: (externalId: string) => Promise<Actor | null>;
  readonly me: () => Pick<UserFromGetMe, "id" | "username">;
}

interface Arrival {
  readonly kind: "message" | "callback_query";
  readonly from: User;
  readonly chat: Chat;
  readonly text: string;
  readonly message: MaybeInaccessibleMessage;
  readonly queryId?: string;
}

/** By what an update is remembered. */
export const eventOf = ({ update_id: id }: Update) => ({ source: SOURCE, eventId: `update-${id}` });

/** What makes a chat a room is said in it before it is one. */
const LINKS = /^\/?room[_. ]link\b/i;

/** The operator an update is from, or null when it is refused, known, or not for us. @throws what the database throws */
export type Admit = (update: Update) => Promise<Admitted | null>;

export function createAdmission(options: AdmissionOptions): Admit {
  const { context, resolveActor } = options;
  return async (update) => {
    const arrival = arrivalOf(update);
    if (!arrival || arrival.from.is_bot) return null;
    const isPrivate = arrival.chat.type === "private";
    // What people of a group say to each other is none of our business; its service messages have no text.
    if (!isPrivate && !arrival.queryId && arrival.text === "") return null;
    const actor = await resolveActor(String(arrival.from.id));
    const words = texts(languageOf(arrival)).telegram;
    if (!actor) {
      const isToUs = isPrivate || isAddressed(arrival, options.me());
      if (isToUs) await refuse(options, arrival, words.stranger, `stranger-${arrival.from.id}`);
      return null;
    }
    const where = isPrivate ? { place: null, about: null } : await admitInGroup(options, arrival);
    if (where === "no_room") await refuse(options, arrival, words.privateOnly, `group-${arrival.chat.id}`);
    if (where === null || where === "no_room") return null;
    const event = { ...eventOf(update), kind: arrival.kind, operatorId: actor.id };
    return (await callInternal(context, rememberUpdate, event)) ? { actor, ...where } : null;
  };
}

/** null: not said to us. */
async function admitInGroup(
  { context, me }: AdmissionOptions,
  arrival: Arrival,
): Promise<Omit<Admitted, "actor"> | "no_room" | null> {
  const { chat, message, text } = arrival;
  const threadId = threadIn(message);
  const place = { chatId: String(chat.id), threadId, hasTopics: "is_forum" in chat && chat.is_forum === true };
  const room = await callInternal(context, roomAt, { surface: "telegram", chatId: place.chatId, threadId });
  const isToUs = isAddressed(arrival, me()) || (room?.about != null && !answersPerson(message, me().id));
  if (!isToUs) return null;
  const bare = text.replaceAll(`@${me().username}`, "").trim();
  if (!room) return LINKS.test(bare) ? { place, about: null } : "no_room";
  return { place, about: room.about };
}

/** Replies in a group without topics have a thread too, which is no topic. */
function threadIn(message: MaybeInaccessibleMessage): string | null {
  if (!("is_topic_message" in message) || !message.is_topic_message) return null;
  return message.message_thread_id === undefined ? null : String(message.message_thread_id);
}

/** Everything in a topic answers the message that opened it; that counts as answering nobody. */
function answersPerson(message: MaybeInaccessibleMessage, botId: number): boolean {
  const answered = "reply_to_message" in message ? message.reply_to_message : undefined;
  return answered !== undefined && !answered.forum_topic_created && answered.from?.id !== botId;
}

function arrivalOf(update: Update): Arrival | null {
  const { message, callback_query: query } = update;
  if (message?.from)
    return { kind: "message", from: message.from, chat: message.chat, text: message.text ?? "", message };
  if (!query?.message) return null;
  const { message: under, from, id } = query;
  return { kind: "callback_query", from, chat: under.chat, text: "", message: under, queryId: id };
}

const languageOf = (arrival: Arrival): Language => (arrival.from.language_code?.startsWith("es") ? "es" : "en");

/** In a group only who speaks to the bot is answered: a command, its name, a reply to it, a button. */
function isAddressed(
  { text, kind, message }: Arrival,
  { id, username }: Pick<UserFromGetMe, "id" | "username">,
): boolean {
  if (kind === "callback_query" || text.includes(`@${username}`)) return true;
  const toOther = /^\/\w+@(\w+)/.exec(text)?.[1];
  if (text.startsWith("/")) return toOther === undefined || toOther.toLowerCase() === username.toLowerCase();
  const answered = "reply_to_message" in message ? message.reply_to_message : undefined;
  return answered?.from?.id === id && !answered.forum_topic_created;
}

/** One short message in a lifetime; taps are always answered, else the button would seem to hang. */
async function refuse(options: AdmissionOptions, arrival: Arrival, words: string, eventId: string): Promise<void> {
  const { context, api } = options;
  context.log.info("telegram refused", { surface: "telegram", reason: eventId.split("-")[0] ?? "" });
  if (arrival.queryId === undefined) {
    const isFirst = await callInternal(context, rememberUpdate, { source: SOURCE, eventId, kind: "refusal" });
    if (!isFirst) return;
  }
  try {
    if (arrival.queryId === undefined) await api.sendMessage(arrival.chat.id, words);
    else await api.answerCallbackQuery(arrival.queryId, { text: words, show_alert: true });
  } catch (thrown) {
    context.log.debug("a refusal could not be sent", { surface: "telegram", error: thrown });
  }
}
