// Keeps the updates of every connected bot coming: pushed where Telegram can reach this server, else fetched by one process.
import { setTimeout as delay } from "node:timers/promises";
import { disconnectAccount, platformAccounts } from "../../../agents/commands/account/platform-accounts.ts";
import type { AppContext } from "../../../agents/commands/context.ts";
import { callInternal } from "../../../agents/commands/internal.ts";
import { holdTurn } from "../../../agents/commands/system/hold-turn.ts";
import type { ConnectedAccount, Connector } from "../../../agents/ports/connector.ts";
import { isTokenRefused, poll } from "../../surfaces/telegram/polling.ts";
import { type BotApiOptions, botApi } from "./bot-api.ts";
import { takeUpdate } from "./take-update.ts";
import { FAN_UPDATES } from "./updates.ts";

export interface FanBotsOptions extends BotApiOptions {
  readonly context: AppContext;
  readonly connector: Connector;
  readonly isPushed: () => boolean;
}

export interface FanBots {
  /** Looks for newly connected bots now. */
  nudge(): void;
  close(): Promise<void>;
}

const PLATFORM = "telegram";
const LOOK_EVERY_MS = 10_000;
/** Longer than one poll; a dead process's bots are another's after it. */
const TURN_MS = 60_000;
const POLL_LIMIT_SECONDS = 40;

export function startFanBots(options: FanBotsOptions): FanBots {
  const { context } = options;
  const { log } = context;
  const stopping = new AbortController();
  const stopped = new Promise<void>((resolve) => stopping.signal.addEventListener("abort", () => resolve()));
  const holder = context.ids.secret();
  const tended = new Map<string, Promise<void>>();
  let nudge: () => void = () => undefined;

  const wait = (delayMs: number) => Promise.race([delay(delayMs, undefined, { ref: false }), stopped]);
  const hold = (bot: string, forMs: number) =>
    callInternal(context, holdTurn, { turn: `${PLATFORM}:${bot}`, holder, forMs });

  const fetchUpdates = async (account: ConnectedAccount) => {
    const bot = account.externalId;
    try {
      await poll({
        api: botApi({ ...options, timeoutSeconds: POLL_LIMIT_SECONDS }, account.accessToken),
        allowedUpdates: FAN_UPDATES,
        accept: (update) => takeUpdate(context, options, update, bot),
        mayPoll: () => hold(bot, TURN_MS),
        signal: stopping.signal,
        wait,
        log,
      });
    } finally {
      await hold(bot, 0);
    }
  };

  const tend = async (account: ConnectedAccount) => {
    const { id, externalId } = account;
    try {
      await (options.isPushed() ? options.connector.subscribe(account, stopping.signal) : fetchUpdates(account));
    } catch (error) {
      tended.delete(externalId);
      log.error("a fan bot is not reached", { platform: PLATFORM, accountId: id, error });
      if (isTokenRefused(error)) await callInternal(context, disconnectAccount, { id });
    }
  };

  const look = async () => {
    for (const account of await callInternal(context, platformAccounts, { platform: PLATFORM })) {
      if (!tended.has(account.externalId)) tended.set(account.externalId, tend(account));
    }
  };

  const looking = (async () => {
    while (!stopping.signal.aborted) {
      await look().catch((error: unknown) => log.error("fan bots were not looked up", { platform: PLATFORM, error }));
      const nudged = new Promise<void>((resolve) => {
        nudge = resolve;
      });
      await Promise.race([wait(LOOK_EVERY_MS), nudged]);
    }
  })();

  return {
    nudge: () => nudge(),
    close: async () => {
      stopping.abort();
      await looking;
      await Promise.all(tended.values());
    },
  };
}
