// A channel has no token of its own: its posts are its bot's, so both are given in one, as "123456:ABC-def@luna_channel".
import { AppError } from "../../../agents/kernel/errors.ts";

export interface ChannelToken {
  readonly bot: string;
  /** For the Bot API: "@luna_channel", or the number of a channel without public name. */
  readonly channel: string;
}

const FORM = /^(\d+:[\w-]+)@(-100\d{5,15}|\w{4,32})$/;

/** @throws AppError `refused` */
export function readChannelToken(accessToken: string): ChannelToken {
  const [, bot, channel] = FORM.exec(accessToken.trim()) ?? [];
  if (bot && channel) return { bot, channel: channel.startsWith("-") ? channel : `@${channel}` };
  throw new AppError("refused", "A Telegram channel is linked by its bot's token and its name.", {
    field: "accessToken",
    reason: "token_invalid",
    remedy: "Make the bot an administrator that may post, then give 123456:ABC-def@channel_name.",
  });
}
