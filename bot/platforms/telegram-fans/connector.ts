// Linking a bot: who its token belongs to, and how its updates reach us.
import { AppError } from "../../../agents/kernel/errors.ts";
import type { Connector } from "../../../agents/ports/connector.ts";
import { isTokenRefused } from "../../surfaces/telegram/polling.ts";
import { asApiSignal, type BotApiOptions, botApi, refusalOf } from "./bot-api.ts";
import { FAN_UPDATES } from "./updates.ts";

export interface ConnectorOptions extends BotApiOptions {
  /** Where Telegram is to push a bot's updates; null: they are fetched. */
  readonly webhookOf: (bot: string) => { readonly url: string; readonly secret: string } | null;
  /** Of the operators' bot, which fans must not be given. */
  readonly operatorToken?: string | undefined;
  /** Told of a bot whose updates are to be fetched from now on. */
  readonly onFetched?: () => void;
}

export function createTelegramFanConnector(options: ConnectorOptions): Connector {
  return {
    whoAmI: async (token, signal) => {
      const me = await asked(() => botApi(options, token).getMe(asApiSignal(signal)));
      if (options.operatorToken?.startsWith(`${me.id}:`)) {
        throw new AppError("refused", "This is the operators' own bot.", {
          field: "accessToken",
          reason: "operator_bot",
          remedy: "Make another bot with @BotFather.",
        });
      }
      return { externalId: String(me.id), handle: me.username };
    },
    subscribe: async ({ externalId, accessToken }, signal) => {
      const api = botApi(options, accessToken);
      const webhook = options.webhookOf(externalId);
      if (webhook) {
        const rules = { secret_token: webhook.secret, allowed_updates: FAN_UPDATES };
        await asked(() => api.setWebhook(webhook.url, rules, asApiSignal(signal)));
      } else {
        await asked(() => api.deleteWebhook({}, asApiSignal(signal)));
        options.onFetched?.();
      }
    },
    setEntrances: null,
  };
}

/** Both may be asked again, so a lost answer is no more than a failure. */
async function asked<Result>(call: () => Promise<Result>): Promise<Result> {
  try {
    return await call();
  } catch (thrown) {
    const refusal = refusalOf(thrown);
    if (isTokenRefused(refusal)) {
      throw new AppError("refused", "Telegram does not know this token.", {
        field: "accessToken",
        reason: "token_invalid",
        remedy: "Copy the bot's token from @BotFather.",
      });
    }
    throw new AppError("refused", `Telegram refused: ${refusal.description}.`, { reason: "telegram_refused" });
  }
}
