// Bots that fans write to: one for each avatar, connected by its token.
import type { App } from "../../../agents/commands/app.ts";
import type { AppContext } from "../../../agents/commands/context.ts";
import type { SecretBox } from "../../../agents/kernel/secret.ts";
import type { Connector } from "../../../agents/ports/connector.ts";
import type { FanChannel } from "../../../agents/ports/fan-channel.ts";
import type { Mount } from "../../http/mount.ts";
import type { BotApiOptions } from "./bot-api.ts";
import { createTelegramFanConnector } from "./connector.ts";
import { type FanBots, startFanBots } from "./fan-bots.ts";
import { createTelegramFanChannel } from "./fan-channel.ts";
import { telegramFansMount } from "./webhook-mount.ts";

export interface TelegramFansOptions extends BotApiOptions {
  readonly secrets: Pick<SecretBox, "sign" | "verify">;
  readonly publicUrl: () => string;
  readonly operatorToken?: string | undefined;
  /** Whether Telegram can push to the public address; by default it has to be https. */
  readonly isPushed?: () => boolean;
}

export interface TelegramFans {
  readonly channel: FanChannel;
  readonly connector: Connector;
  mount(app: () => App): Mount;
  /** From now on the updates of connected bots come in. */
  start(context: AppContext): void;
  close(): Promise<void>;
}

/** The secret of a bot's webhook is made from the installation's key: nothing to configure or to store. */
const PURPOSE = "telegram-fans";

export function createTelegramFans(options: TelegramFansOptions): TelegramFans {
  const { secrets, publicUrl, isPushed = () => publicUrl().startsWith("https://") } = options;
  let bots: FanBots | null = null;
  const connector = createTelegramFanConnector({
    ...options,
    webhookOf: (bot) =>
      isPushed() ? { url: `${publicUrl()}/webhooks/telegram/${bot}`, secret: secrets.sign(PURPOSE, bot) } : null,
    onFetched: () => bots?.nudge(),
  });
  return {
    channel: createTelegramFanChannel(options),
    connector,
    mount: (app) => {
      const isSecretOf = (bot: string, secret: string) => secrets.verify(PURPOSE, bot, secret);
      return telegramFansMount({ app, isPushed, isSecretOf, api: options });
    },
    start: (context) => {
      bots = startFanBots({ ...options, context, connector, isPushed });
    },
    close: async () => await bots?.close(),
  };
}
