// The operator bot: commands, cards and buttons in private Telegram chats.
import { setTimeout as delay } from "node:timers/promises";
import { Bot } from "grammy";
import type { Update } from "grammy/types";
import type { LostAnswer } from "../../../agents/commands/agent/open-answers.ts";
import type { App } from "../../../agents/commands/app.ts";
import { finishUpdate } from "../../../agents/commands/inbound/cut-off-updates.ts";
import { callInternal } from "../../../agents/commands/internal.ts";
import { createRegistry } from "../../../agents/commands/registry.ts";
import { resolveIdentity } from "../../../agents/commands/session/resolve-identity.ts";
import { AppError } from "../../../agents/kernel/errors.ts";
import { systemTimers, type Timers } from "../../../jobs/queue/timers.ts";
import type { Mount } from "../../http/mount.ts";
import { ChatLanes } from "../chat/chat-lanes.ts";
import { LiveCards } from "../chat/live-cards.ts";
import { watchLostAnswers } from "../chat/lost-answers.ts";
import { NoticePush } from "../chat/notice-push.ts";
import { RecentTaps } from "../chat/recent-taps.ts";
import { createAdmission, eventOf } from "./admission.ts";
import { CardSender } from "./card-sender.ts";
import { publishMenu } from "./command-menu.ts";
import { type ChatSpot, type Desk, showProblem } from "./desk.ts";
import { onTap } from "./on-tap.ts";
import { onMessage } from "./on-text.ts";
import { type Admitted, OperatorContext } from "./operator-context.ts";
import { isTokenRefused, poll } from "./polling.ts";
import { isBadRequest, retryCalls, type Wait } from "./retry-calls.ts";
import { isMember, showInRoom } from "./rooms.ts";
import { TopicKeeper } from "./topic-keeper.ts";
import { TELEGRAM_WEBHOOK_PATH, webhookMount } from "./webhook-mount.ts";
import { closeLost } from "./written-answer.ts";

export type TelegramMode =
  | { readonly kind: "polling" }
  /** `publicUrl` without slash at the end; Telegram itself wants https. */
  | { readonly kind: "webhook"; readonly publicUrl: () => string; readonly secret: string };

export interface TelegramBotOptions {
  readonly app: App;
  readonly token: string;
  /** TELEGRAM_API_ROOT */
  readonly apiRoot: string;
  readonly mode: TelegramMode;
  /** Injected by tests. */
  readonly timers?: Timers;
  readonly wait?: Wait;
}

/** `refused`: Telegram does not know the token. */
type TelegramBotState = "stopped" | "connecting" | "running" | "refused";

export interface TelegramBot {
  /** Mount it in every mode: in polling mode it answers 503. */
  readonly mount: Mount;
  state(): TelegramBotState;
  /** Settles when updates come in, or when Telegram refused the token. Never rejects: failures are retried and logged. */
  start(): Promise<void>;
  /** Takes no more updates and lets those begun come to an end. */
  stop(): Promise<void>;
}

/** Longest a call to Telegram may take; a film is up to 50 MB. */
const CALL_LIMIT_SECONDS = 300;
const ALLOWED_UPDATES = ["message", "callback_query"] as const;
const CONNECT_DELAYS_MS = [1_000, 2_000, 5_000, 15_000, 60_000];
const LONGEST_CONNECT_DELAY_MS = 60_000;

export function createTelegramBot(options: TelegramBotOptions): TelegramBot {
  const stopping = new AbortController();
  const { mode, wait = pause } = options;
  const stopped = aborted(stopping.signal);
  const parts = assemble(options, (delayMs) => Promise.race([wait(delayMs), stopped]));
  const { bot, lanes, live, notices, topics, log } = parts;
  let state: TelegramBotState = "stopped";
  let polling: Promise<void> | undefined;
  let stopWatching: (() => void) | undefined;
  const refused = (thrown: unknown) => {
    state = "refused";
    log.error("telegram refused the bot", { surface: "telegram", error: thrown });
  };
  return {
    mount: webhookMount(mode.kind === "webhook" ? mode.secret : undefined, parts.accept),
    state: () => state,
    start: async () => {
      state = "connecting";
      live.start();
      try {
        if (!(await connect(options, parts, stopping.signal))) return;
      } catch (thrown) {
        return refused(thrown);
      }
      state = "running";
      notices.start();
      topics.start();
      const close = (answer: LostAnswer) => closeLost(bot.api, answer);
      stopWatching = watchLostAnswers({
        context: options.app.context,
        surface: "telegram",
        close,
        timers: parts.desk.timers,
      });
      log.info("telegram bot is running", { surface: "telegram", state: mode.kind });
      if (mode.kind === "webhook") return;
      const { api } = bot;
      const { accept, wait: pauseFor } = parts;
      const allowedUpdates = ALLOWED_UPDATES;
      polling = poll({ api, allowedUpdates, accept, signal: stopping.signal, wait: pauseFor, log }).catch(refused);
    },
    stop: async () => {
      stopping.abort();
      await polling;
      await lanes.stop();
      await live.stop();
      await notices.stop();
      await topics.stop();
      stopWatching?.();
      state = "stopped";
    },
  };
}

const pause: Wait = (delayMs) => delay(delayMs, undefined, { ref: false });

function assemble(options: TelegramBotOptions, wait: Wait) {
  const { app, token, apiRoot, timers = systemTimers } = options;
  const { log } = app.context;
  const bot = new Bot<OperatorContext>(token, {
    client: { apiRoot, timeoutSeconds: CALL_LIMIT_SECONDS },
    ContextConstructor: OperatorContext,
  });
  bot.api.config.use(retryCalls(wait, log));
  const resolveActor = (externalId: string) =>
    callInternal(app.context, resolveIdentity, { surface: "telegram", externalId });
  const sender = new CardSender(app.context, bot.api);
  const live = new LiveCards<ChatSpot, number>({
    app,
    surface: "telegram",
    sender,
    timers,
    resolveActor,
  });
  const notices = new NoticePush({
    context: app.context,
    surface: "telegram",
    show: ({ externalId, actor, card }) => sender.show({ chatId: Number(externalId), actor }, card),
    showInRoom: (push) => showInRoom(app.context, sender, push),
    isIn: (chatId, externalId) => isMember(bot.api, chatId, externalId),
    timers,
  });
  const topics = new TopicKeeper({ context: app.context, api: bot.api, sender, timers });
  const registry = createRegistry(app.registry.list.filter((command) => command.visibility !== "internal"));
  const desk: Desk = { app, registry, sender, live, timers, resolveActor };
  const admitted = new WeakMap<Update, Admitted>();
  installHandlers(bot, desk, admitted);
  const lanes = new ChatLanes<number>();
  const admit = createAdmission({
    context: app.context,
    api: bot.api,
    resolveActor,
    me: () => bot.botInfo,
  });
  const accept = async (update: Update) => {
    // Telegram delivers again later.
    if (!bot.isInited()) throw new AppError("unavailable", "The Telegram bot is still connecting.");
    const known = await admit(update);
    const chatId = update.message?.chat.id ?? update.callback_query?.message?.chat.id;
    if (!known || chatId === undefined) return;
    admitted.set(update, known);
    lanes.run(chatId, async () => {
      await handle(bot, update, log);
      await callInternal(app.context, finishUpdate, eventOf(update)).catch((thrown: unknown) => {
        log.warn("an update could not be marked as answered", { surface: "telegram", error: thrown });
      });
    });
  };
  return { bot, lanes, live, notices, topics, log, desk, accept, wait };
}

type Parts = ReturnType<typeof assemble>;

function installHandlers(bot: Bot<OperatorContext>, desk: Desk, admitted: WeakMap<Update, Admitted>): void {
  const taps = new RecentTaps(desk.app.context.clock);
  bot.use(async (context, next) => {
    const known = admitted.get(context.update);
    if (!known) return;
    context.admitted = known;
    try {
      await next();
    } catch (thrown) {
      await report(desk, context, thrown);
    }
  });
  bot.on("message", (context) => onMessage(desk, context));
  bot.on("callback_query", (context) => onTap(desk, taps, context));
}

/** The operator learns that something failed; what it was stands in the log. */
async function report(desk: Desk, context: OperatorContext, thrown: unknown): Promise<void> {
  const eventId = String(context.update.update_id);
  desk.app.context.log.error("telegram update failed", {
    surface: "telegram",
    eventId,
    operatorId: context.actor.id,
    error: thrown,
  });
  await showProblem(desk, context, thrown);
}

/** The end of the line for an update: nothing it does may stop the others. */
async function handle(bot: Bot<OperatorContext>, update: Update, log: Parts["log"]): Promise<void> {
  try {
    await bot.handleUpdate(update);
  } catch (thrown) {
    const cause = thrown instanceof Error && "error" in thrown ? thrown.error : thrown;
    log.warn("telegram answer failed", { surface: "telegram", eventId: String(update.update_id), error: cause });
  }
}

/** @returns false when stopped meanwhile @throws GrammyError when the token is refused */
async function connect(options: TelegramBotOptions, parts: Parts, signal: AbortSignal): Promise<boolean> {
  const { bot, log, wait } = parts;
  for (let attempt = 0; !signal.aborted; attempt += 1) {
    try {
      bot.botInfo = await bot.api.getMe();
      await chooseSource(options, bot);
      await offerMenu(parts);
      return true;
    } catch (thrown) {
      if (isTokenRefused(thrown)) throw thrown;
      const delayMs = CONNECT_DELAYS_MS[attempt] ?? LONGEST_CONNECT_DELAY_MS;
      log.warn("telegram cannot be reached", { surface: "telegram", error: thrown, delayMs });
      await wait(delayMs);
    }
  }
  return false;
}

/** The bot also works without its menu. */
async function offerMenu({ bot, desk, log }: Parts): Promise<void> {
  try {
    await publishMenu(bot.api, desk.registry);
  } catch (thrown) {
    if (!isBadRequest(thrown)) throw thrown;
    log.warn("telegram refused the menu of commands", { surface: "telegram", error: thrown });
  }
}

async function chooseSource({ mode }: TelegramBotOptions, bot: Bot<OperatorContext>): Promise<void> {
  if (mode.kind === "polling") await bot.api.deleteWebhook();
  else {
    await bot.api.setWebhook(`${mode.publicUrl()}${TELEGRAM_WEBHOOK_PATH}`, {
      secret_token: mode.secret,
      allowed_updates: ALLOWED_UPDATES,
    });
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
}
