// Linking a channel: whose bot it is, and whether the bot may post there.
import type { ChatFullInfo } from "grammy/types";
import { AppError } from "../../../agents/kernel/errors.ts";
import type { Connector } from "../../../agents/ports/connector.ts";
import { asApiSignal, type BotApiOptions, botApi } from "../telegram-fans/bot-api.ts";
import { readChannelToken } from "./channel-token.ts";
import { telegramError } from "./errors.ts";

export function createTelegramChannelConnector(options: BotApiOptions): Connector {
  return {
    whoAmI: async (accessToken, signal) => {
      const { bot, channel } = readChannelToken(accessToken);
      const api = botApi(options, bot);
      const limit = asApiSignal(signal);
      const chat = await asked(() => api.getChat(channel, limit));
      if (chat.type !== "channel") throw refused("This is no channel.", "channel_unknown");
      const me = await asked(() => api.getMe(limit));
      const member = await asked(() => api.getChatMember(chat.id, me.id, limit));
      const mayPost = member.status === "creator" || (member.status === "administrator" && member.can_post_messages);
      if (!mayPost) throw refused(`@${me.username} may not post there.`, "permission_missing");
      return { externalId: String(chat.id), handle: handleOf(chat) };
    },
    // Nothing comes in from a channel: its readers write to the fans' bot.
    subscribe: async () => undefined,
    setEntrances: null,
  };
}

const handleOf = (chat: ChatFullInfo) => chat.username ?? chat.title ?? String(chat.id);

function refused(message: string, reason: string): AppError {
  return new AppError("refused", message, {
    field: "accessToken",
    reason,
    remedy: "Make the bot an administrator of the channel that may post messages.",
  });
}

/** All may be asked again, so a lost answer is no more than a failure. */
async function asked<Result>(call: () => Promise<Result>): Promise<Result> {
  try {
    return await call();
  } catch (thrown) {
    throw telegramError(thrown, false);
  }
}
