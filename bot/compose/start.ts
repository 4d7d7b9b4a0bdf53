// The composition root: configuration in, a running product out. The only place that knows every part.

import { allCommands } from "../../agents/commands/all-commands.ts";
import { type App, createApp } from "../../agents/commands/app.ts";
import { tellCutOff } from "../../agents/commands/inbound/cut-off-updates.ts";
import { callInternal } from "../../agents/commands/internal.ts";
import { resumeRuns } from "../../agents/commands/run/resume-runs.ts";
import { type EnsuredOwner, ensureOwner } from "../../agents/commands/session/ensure-owner.ts";
import { SECOND_MS } from "../../agents/kernel/clock.ts";
import { type Config, isLoopback } from "../../agents/kernel/config.ts";
import { advanceConversation } from "../../agents/work-orders/advance-conversation.ts";
import type { Handler } from "../../jobs/handlers/handler.ts";
import { createHandlers } from "../../jobs/handlers/index.ts";
import { startOutboxRelay } from "../../jobs/queue/outbox-relay.ts";
import { type Schedule, startSchedules } from "../../jobs/queue/schedules.ts";
import { freeDeadLeases, SYSTEM_SCHEDULES } from "../../jobs/queue/system-schedules.ts";
import { startWorkers } from "../../jobs/queue/worker.ts";
import type { WaitingWebhooks } from "../http/observe.ts";
import { createHttpServer } from "../http/server.ts";
import type { DiscordBot } from "../surfaces/discord/discord-bot.ts";
import { createTelegramBot, type TelegramBot } from "../surfaces/telegram/telegram-bot.ts";
import { type OpenedContext, type OpenOptions, openContext } from "./context.ts";
import { buildMounts } from "./mounts.ts";
import { startTracing } from "./tracing.ts";

export interface Running {
  readonly app: App;
  readonly opened: OpenedContext;
  readonly owner: EnsuredOwner;
  readonly url: string;
  readonly telegram: TelegramBot | null;
  readonly discord: DiscordBot | null;
  /** Drains: stops taking new work, ends what runs, then closes everything in order. */
  close(): Promise<void>;
}

export interface StartOptions extends Omit<OpenOptions, "onBroken"> {
  readonly onBroken?: OpenOptions["onBroken"];
  /** Instead of all: who carries out work orders. */
  readonly handlers?: readonly Handler[];
}

type Closer = () => Promise<void> | void;

/** So many platforms may wait for their acknowledgement before answers to fans wait for them. */
const FEW_WEBHOOKS = 3;

export async function start(options: StartOptions): Promise<Running> {
  const { config, log } = options;
  const endTracing = await startTracing(config, log);
  const opened = await openContext({ onBroken: () => undefined, ...options });
  const closers: Closer[] = [endTracing, () => opened.close()];
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const app = createApp(opened.context, allCommands());
    const owner = await ensureFirstOwner(app, config);
    const telegram = openTelegram(app, config);
    const discord = await openDiscord(app, config);
    const waitingWebhooks = { count: 0 };
    const url = await startWeb({ app, config, opened, telegram, discord, closers, waitingWebhooks });
    if (config.ROLES.includes("worker")) {
      const givesWay = () => waitingWebhooks.count > FEW_WEBHOOKS;
      await startWork(opened, options, closers, { givesWay, schedules: [takeUpAfterRestart(app)] });
    }
    opened.platforms.start(app);
    if (telegram) {
      closers.push(() => telegram.stop());
      // It connects in its own time: a Telegram that is away does not keep the rest from starting.
      telegram.start().catch((error) => log.error("telegram did not start", { surface: "telegram", error }));
    }
    if (discord) {
      closers.push(() => discord.stop());
      discord.start().catch((error) => log.error("discord did not start", { surface: "discord", error }));
    }
    return { app, opened, owner, url, telegram, discord, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** What a process that died left of operators' requests. */
function takeUpAfterRestart({ registry }: App): Schedule {
  return {
    name: "take-up-after-restart",
    everyMs: 10 * SECOND_MS,
    run: async (context) => {
      await resumeRuns(context, registry);
      const count = await tellCutOff(context);
      if (count > 0) context.log.info("operators told of what was cut off", { count });
    },
  };
}

async function ensureFirstOwner(app: App, config: Config): Promise<EnsuredOwner> {
  const identities = [
    ...config.TELEGRAM_OPERATOR_IDS.map((externalId) => ({ surface: "telegram", externalId })),
    ...config.DISCORD_OPERATOR_IDS.map((externalId) => ({ surface: "discord", externalId })),
  ];
  return await callInternal(app.context, ensureOwner, {
    email: config.OWNER_EMAIL,
    loopback: isLoopback(config),
    identities,
    ...(config.OWNER_PASSWORD ? { password: config.OWNER_PASSWORD } : {}),
  });
}

function openTelegram(app: App, config: Config): TelegramBot | null {
  if (!config.ROLES.includes("telegram") || !config.TELEGRAM_BOT_TOKEN) return null;
  const secret = config.TELEGRAM_WEBHOOK_SECRET;
  return createTelegramBot({
    app,
    token: config.TELEGRAM_BOT_TOKEN,
    apiRoot: config.TELEGRAM_API_ROOT,
    mode: secret ? { kind: "webhook", secret, publicUrl: app.context.installation.publicUrl } : { kind: "polling" },
  });
}

/** Loaded only where it is used: discord.js is large. */
async function openDiscord(app: App, config: Config): Promise<DiscordBot | null> {
  const { DISCORD_TOKEN: token, DISCORD_APPLICATION_ID: applicationId } = config;
  if (!config.ROLES.includes("discord") || !token || !applicationId) return null;
  const { createDiscordBot } = await import("../surfaces/discord/discord-bot.ts");
  return createDiscordBot({
    app,
    token,
    applicationId,
    apiRoot: config.DISCORD_API_BASE_URL,
    ...(config.DISCORD_GUILD_ID ? { guildId: config.DISCORD_GUILD_ID } : {}),
    ...(config.DISCORD_PUBLIC_KEY ? { publicKey: config.DISCORD_PUBLIC_KEY } : {}),
  });
}

interface WebOptions {
  readonly app: App;
  readonly config: Config;
  readonly opened: OpenedContext;
  readonly telegram: TelegramBot | null;
  readonly discord: DiscordBot | null;
  readonly closers: Closer[];
  readonly waitingWebhooks: WaitingWebhooks;
}

/** Worker-only processes serve health and metrics on the same port, nothing else. */
async function startWeb(options: WebOptions): Promise<string> {
  const { app, config, opened, telegram, discord, closers, waitingWebhooks } = options;
  const { context } = app;
  const server = createHttpServer({
    app,
    config,
    waitingWebhooks,
    checks: [
      { name: "database", check: async () => void (await context.database.pool.query("SELECT 1")) },
      { name: "queue", check: async () => void (await context.ports.queue.counts()) },
      { name: "store", check: () => context.ports.store.check() },
    ],
    mounts: config.ROLES.includes("web") ? await buildMounts(app, opened, { telegram, discord }) : [],
  });
  const port = await server.listen();
  closers.push(() => server.close());
  opened.setPort(port);
  return context.installation.publicUrl();
}

async function startWork(
  opened: OpenedContext,
  { config, handlers = createHandlers({ mediaConcurrency: config.MEDIA_CONCURRENCY }) }: StartOptions,
  closers: Closer[],
  more: { readonly givesWay: () => boolean; readonly schedules: readonly Schedule[] },
): Promise<void> {
  const { context, backend, queue, straightOn } = opened;
  await freeDeadLeases(context);
  const orders = handlers.map((handler) => handler.order);
  const { database, clock, log } = context;
  const relay = await startOutboxRelay({ database, queue, clock, log, orders });
  const workers = await startWorkers({
    backend,
    handlers,
    context,
    // As many pieces again are examined and stored while the next ones are at the provider.
    concurrency: { conversation: config.WORKER_CONCURRENCY, media: 2 * config.MEDIA_CONCURRENCY },
  });
  // Fans are answered in the process that took their message in; the queue has what is later, tried again or left over.
  const advances = handlers.find((handler) => handler.order.name === advanceConversation.name);
  const { WORKER_CONCURRENCY: concurrency } = config;
  if (advances) straightOn.start({ handler: advances, context, concurrency, isBusy: more.givesWay });
  const schedules = startSchedules({ schedules: [...SYSTEM_SCHEDULES, ...more.schedules], context });
  closers.push(
    () => relay.close(),
    () => workers.close(),
    () => straightOn.stop(),
    () => schedules.close(),
  );
}
