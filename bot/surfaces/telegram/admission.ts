// Who may talk to the bot: allowlisted numeric ids in private chats, each update once (trust T2, T8).
import type { Api } from "grammy";
import type { Chat, Update, User } from "grammy/types";
import type { Actor, AppContext } from "../../../agents/commands/context.ts";
import { rememberUpdate } from "../../../agents/commands/inbound/remember-update.ts";
import { callInternal } from "../../../agents/commands/internal.ts";
import { type Language, texts } from "../../../agents/texts/texts.ts";

/** `source` of what is remembered. */
const SOURCE = "telegram-operator";

export interface AdmissionOptions {
  readonly context: AppContext;
  readonly api: Api;
  readonly resolveActor: (externalId: string) => Promise<Actor | null>;
  readonly botUsername: () => string;
}

interface Arrival {
  readonly kind: "message" | "callback_query";
  readonly from: User;
  readonly chat: Chat;
  readonly text: string;
  readonly queryId?: string;
}

/** By what an update is remembered. */
export const eventOf = ({ update_id: id }: Update) => ({ source: SOURCE, eventId: `update-${id}` });

/** The operator an update is from, or null when it is refused or known. @throws what the database throws */
export type Admit = (update: Update) => Promise<Actor | null>;

export function createAdmission(options: AdmissionOptions): Admit {
  const { context, resolveActor } = options;
  return async (update) => {
    const arrival = arrivalOf(update);
    if (!arrival || arrival.from.is_bot) return null;
    if (arrival.chat.type !== "private") {
      const words = texts(languageOf(arrival)).telegram.privateOnly;
      if (isAddressed(arrival, options.botUsername()))
        await refuse(options, arrival, words, `group-${arrival.chat.id}`);
      return null;
    }
    const actor = await resolveActor(String(arrival.from.id));
    if (!actor) {
      const words = texts(languageOf(arrival)).telegram.stranger;
      await refuse(options, arrival, words, `stranger-${arrival.from.id}`);
      return null;
    }
    const event = { ...eventOf(update), kind: arrival.kind, operatorId: actor.id };
    return (await callInternal(context, rememberUpdate, event)) ? actor : null;
  };
}

function arrivalOf(update: Update): Arrival | null {
  const { message, callback_query: query } = update;
  if (message?.from) return { kind: "message", from: message.from, chat: message.chat, text: message.text ?? "" };
  if (!query?.message) return null;
  return { kind: "callback_query", from: query.from, chat: query.message.chat, text: "", queryId: query.id };
}

const languageOf = (arrival: Arrival): Language => (arrival.from.language_code?.startsWith("es") ? "es" : "en");

/** In a group only who speaks to the bot is answered. */
function isAddressed({ text, kind }: Arrival, username: string): boolean {
  return kind === "callback_query" || text.startsWith("/") || text.includes(`@${username}`);
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
