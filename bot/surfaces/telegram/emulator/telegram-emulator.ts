// The Telegram Bot API on loopback for one bot: strict about calls, with people who write and tap, and faults on request.

import { type Clock, systemClock } from "../../../../agents/kernel/clock.ts";
import { FaultScript } from "../../../../jobs/providers/emulator/fault-script.ts";
import { type Misbehaviour, startEmulatorServer } from "../../../../jobs/providers/emulator/server.ts";
import { answerCall, type BotApiWorld, commandPlace, failure, methodOf } from "./bot-api.ts";
import { CallbackQueries, type TapAnswer } from "./callback-queries.ts";
import { ChatLog, type EmulatedChannel, keyboardOf, type SeenMessage } from "./chat-log.ts";
import { type EmulatedTopic, Groups, threadFields } from "./forum.ts";
import { isMethod, type TelegramMethod } from "./method-schemas.ts";
import {
  changeSubscription,
  personBuysMedia,
  personPays,
  personReacts,
  personSends,
  renewSubscription,
  tellRefund,
} from "./person-acts.ts";
import { type PaymentOutcome, type StarCharge, StarPayments } from "./star-payments.ts";
import { UpdateQueue, type WebhookInfo } from "./update-queue.ts";
import { botUser, personUser, wireChat, wireMessage } from "./wire-message.ts";

export interface TelegramEmulatorOptions {
  readonly port?: number;
  readonly token?: string;
  readonly username?: string;
  readonly clock?: Clock;
  readonly firstUpdateId?: number;
  /** First pause between webhook deliveries; it doubles. Default 2 s as on the real server. */
  readonly webhookRetryMs?: number;
}

interface WriteOptions {
  /** Message of the bot that is answered. */
  readonly replyTo?: number;
  readonly languageCode?: string;
  /** Topic of a group. */
  readonly threadId?: number;
}

interface Tap {
  readonly updateId: number;
  /** What the bot answered the tap with. */
  readonly answered: Promise<TapAnswer>;
}

interface EmulatedCall {
  readonly method: TelegramMethod;
  readonly chatId: number | undefined;
}

export interface TelegramEmulator {
  /** For TELEGRAM_API_ROOT; no slash at the end. */
  readonly apiRoot: string;
  readonly token: string;
  readonly faults: FaultScript<TelegramMethod, Misbehaviour>;
  /** Calls that were carried out, oldest first. */
  readonly calls: readonly EmulatedCall[];
  /** A person writes; a negative chat id is a group. @returns the update's id */
  operatorWrites(chatId: number, userId: number, text: string, options?: WriteOptions): number;
  /** The bot becomes an administrator of a channel; its number begins with -100. */
  addChannel(channel: EmulatedChannel): void;
  /** The bot is let into a group. */
  addGroup(group: {
    readonly id: number;
    readonly title: string;
    readonly isForum: boolean;
    readonly canManageTopics: boolean;
    readonly members: readonly number[];
  }): void;
  /** The right is given or taken. */
  allowTopics(chatId: number, canManageTopics: boolean): void;
  topics(chatId: number): readonly Readonly<EmulatedTopic>[];
  /** Somebody deletes it. */
  deleteTopic(chatId: number, topicId: number): void;
  /** What was seen of messages while they were written, in order. */
  drafts(chatId: number): readonly (readonly string[])[];
  /** A person sends something beside words, as the wire has it: `{ voice: { file_id: "..", .. } }`. @returns the update's id */
  personSends(userId: number, content: Readonly<Record<string, unknown>>, caption?: string): number;
  /** undefined: takes the reaction back. */
  personReacts(userId: number, messageId: number, emoji?: string): number;
  /** Opens an invoice link and pays: the bot is asked, and told once it agreed. @param limitMs the real server waits 10 s */
  personPays(userId: number, link: string, limitMs?: number): Promise<PaymentOutcome>;
  /** Buys the paid media of a message, once. @throws Error where there is none, or it was bought */
  personBuysMedia(userId: number, messageId: number): { readonly charge: StarCharge; readonly updateId: number | null };
  /** The next month of a subscription is paid. @throws Error where there is none that runs */
  renewSubscription(firstChargeId: string): StarCharge;
  /** The person ends it, takes that back, or has not enough Stars. */
  changeSubscription(firstChargeId: string, state: "canceled" | "active" | "failed"): void;
  /** All that was paid, oldest first. */
  bill(): readonly StarCharge[];
  /** Presses a button by its label, in the newest message that has it or in the given one. @throws Error when there is none */
  operatorTaps(
    chatId: number,
    label: string,
    options?: { readonly userId?: number; readonly messageId?: number; readonly callbackData?: string },
  ): Tap;
  messages(chatId: number): readonly SeenMessage[];
  /** Settles once `matches` finds something in the chat's history. @throws Error after `limitMs`, default 15 s */
  waitFor<Found>(
    chatId: number,
    matches: (messages: readonly SeenMessage[]) => Found | undefined,
    limitMs?: number,
  ): Promise<Found>;
  commands(scope: string, languageCode?: string): readonly { command: string; description: string }[];
  webhookInfo(): WebhookInfo;
  /** From now on every message to this person is refused with 403, until they let the bot write again. */
  block(userId: number): void;
  unblock(userId: number): void;
  /** Delivers an update once more; a poll only gets it while its offset is not past it. */
  repeat(updateId: number): void;
  close(): Promise<void>;
}

/** Faults to script: `emulator.faults.add("sendMessage", TELEGRAM_FAULTS.tooManyRequests(1))`. */
export const TELEGRAM_FAULTS = {
  tooManyRequests: (seconds: number): Misbehaviour => ({
    kind: "reply",
    ...failure(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds }),
  }),
  unauthorized: { kind: "reply", ...failure(401, "Unauthorized") },
  internal: { kind: "reply", ...failure(500, "Internal Server Error") },
  badGateway: { kind: "reply", ...failure(502, "Bad Gateway") },
  hang: { kind: "hang" },
  cut: { kind: "cut" },
} as const satisfies Record<string, Misbehaviour | ((seconds: number) => Misbehaviour)>;

const DEFAULT_TOKEN = "700100:emulated-telegram-bot";
const FIRST_UPDATE = 501_000;
const WAIT_LIMIT_MS = 15_000;
const WEBHOOK_RETRY_MS = 2_000;

export async function startTelegramEmulator(options: TelegramEmulatorOptions = {}): Promise<TelegramEmulator> {
  const clock = options.clock ?? systemClock;
  const nowSeconds = () => Math.floor(clock.now().getTime() / 1_000);
  const faults = new FaultScript<TelegramMethod, Misbehaviour>();
  const calls: EmulatedCall[] = [];
  const watchers = new Set<() => void>();
  const blocked = new Set<number>();
  const token = options.token ?? DEFAULT_TOKEN;
  const retryUnitMs = options.webhookRetryMs ?? WEBHOOK_RETRY_MS;
  const botId = Number(token.split(":")[0]);
  const world: BotApiWorld = {
    token,
    bot: { id: botId, username: options.username ?? "emulated_bot" },
    log: new ChatLog(),
    groups: new Groups(),
    drafts: new Map(),
    updates: new UpdateQueue({ firstId: options.firstUpdateId ?? FIRST_UPDATE, retryUnitMs, nowSeconds }),
    queries: new CallbackQueries(),
    stars: new StarPayments(botId, nowSeconds),
    refunded: (charge) => tellRefund(world, charge),
    commands: new Map(),
    blockedBy: blocked,
    nowSeconds,
    changed: (method, chatId) => {
      calls.push({ method, chatId });
      for (const look of [...watchers]) look();
    },
  };
  const server = await startEmulatorServer((request) => answerCall(world, request), {
    ...(options.port === undefined ? {} : { port: options.port }),
    misbehave: (request) => {
      const method = methodOf(request) ?? "";
      return isMethod(method) ? faults.take(method) : undefined;
    },
  });
  return {
    apiRoot: server.origin,
    token,
    faults,
    calls,
    operatorWrites: (chatId, userId, text, write = {}) => personWrites(world, { chatId, userId, text, ...write }),
    addChannel: (channel) => world.log.openChannel(channel),
    addGroup: ({ members, ...group }) => {
      world.groups.add({ ...group, members: new Set(members) });
      world.log.open(group.id);
    },
    allowTopics: (chatId, canManageTopics) => {
      const group = world.groups.find(chatId);
      if (group) group.canManageTopics = canManageTopics;
    },
    topics: (chatId) => world.groups.topics(chatId).filter(({ isDeleted }) => !isDeleted),
    deleteTopic: (chatId, topicId) => {
      const topic = world.groups.topic(chatId, topicId);
      if (topic) topic.isDeleted = true;
    },
    drafts: (chatId) => [...world.drafts].flatMap(([key, texts]) => (key.startsWith(`${chatId}:`) ? [texts] : [])),
    personSends: (userId, content, caption = "") => personSends(world, userId, content, caption),
    personReacts: (userId, messageId, emoji) => personReacts(world, userId, messageId, emoji),
    personPays: (userId, link, limitMs) => personPays(world, userId, link, limitMs),
    personBuysMedia: (userId, messageId) => personBuysMedia(world, userId, messageId),
    renewSubscription: (firstChargeId) => renewSubscription(world, firstChargeId),
    changeSubscription: (firstChargeId, state) => changeSubscription(world, firstChargeId, state),
    bill: () => world.stars.charges,
    operatorTaps: (chatId, label, tap = {}) => personTaps(world, { chatId, label, ...tap }),
    messages: (chatId) => world.log.history(chatId),
    waitFor: (chatId, matches, limitMs = WAIT_LIMIT_MS) =>
      waitFor(
        watchers,
        () => matches(world.log.history(chatId)),
        limitMs,
        () => describeChat(world, chatId),
      ),
    commands: (scope, languageCode = "") =>
      world.commands.get(commandPlace({ scope: { type: scope }, language_code: languageCode })) ?? [],
    webhookInfo: () => world.updates.info(),
    block: (userId) => {
      blocked.add(userId);
      membershipChanged(world, userId, "kicked");
    },
    unblock: (userId) => {
      blocked.delete(userId);
      membershipChanged(world, userId, "member");
    },
    repeat: (updateId) => world.updates.repeat(updateId),
    close: async () => {
      world.updates.close();
      await server.close();
    },
  };
}

function personWrites(
  world: BotApiWorld,
  write: { chatId: number; userId: number; text: string } & WriteOptions,
): number {
  world.log.open(write.chatId);
  const replyTo = write.replyTo === undefined ? undefined : world.log.find(write.chatId, write.replyTo);
  const message = world.log.add({
    chatId: write.chatId,
    senderId: write.userId,
    content: { text: write.text, entities: commandEntity(write.text) },
    date: world.nowSeconds(),
    ...(write.replyTo === undefined ? {} : { replyToId: write.replyTo }),
    ...(write.threadId === undefined ? {} : { threadId: write.threadId }),
  });
  const more = { ...(write.languageCode ? { languageCode: write.languageCode } : {}), ...(replyTo ? { replyTo } : {}) };
  return world.updates.push({ message: { ...wireMessage(message, world.bot, more), ...threadFields(world, message) } });
}

function membershipChanged(world: BotApiWorld, userId: number, status: "kicked" | "member"): void {
  const user = botUser(world.bot);
  const old = status === "kicked" ? "member" : "kicked";
  world.updates.push({
    my_chat_member: {
      chat: wireChat(userId),
      from: personUser(userId, "en"),
      date: world.nowSeconds(),
      old_chat_member: { user, status: old },
      new_chat_member: { user, status, ...(status === "kicked" ? { until_date: 0 } : {}) },
    },
  });
}

function commandEntity(text: string) {
  const command = /^\/\w+(@\w+)?/.exec(text)?.[0];
  return command ? [{ type: "bot_command", offset: 0, length: command.length }] : [];
}

function personTaps(
  world: BotApiWorld,
  tap: { chatId: number; label: string; userId?: number; messageId?: number; callbackData?: string },
): Tap {
  const hasButton = (id: number) => {
    const found = world.log.find(tap.chatId, id);
    return (
      found !== undefined &&
      keyboardOf(found)
        .flat()
        .some((button) => button.text === tap.label)
    );
  };
  const newest = world.log.history(tap.chatId).findLast((message) => hasButton(message.id));
  const message = world.log.find(tap.chatId, tap.messageId ?? newest?.id ?? 0);
  const button =
    message &&
    keyboardOf(message)
      .flat()
      .find((candidate) => candidate.text === tap.label);
  const data = tap.callbackData ?? button?.callback_data;
  if (!message || data === undefined) {
    throw new Error(`no button "${tap.label}" in chat ${tap.chatId}:\n${describeChat(world, tap.chatId)}`);
  }
  const { id, answered } = world.queries.begin();
  const updateId = world.updates.push({
    callback_query: {
      id,
      from: personUser(tap.userId ?? tap.chatId, "en"),
      message: { ...wireMessage(message, world.bot), ...threadFields(world, message) },
      chat_instance: "1",
      data,
    },
  });
  return { updateId, answered };
}

function describeChat(world: BotApiWorld, chatId: number): string {
  const lines = world.log
    .history(chatId)
    .map(
      (message) => `#${message.id} ${message.from}: ${message.text.slice(0, 200)} ${JSON.stringify(message.buttons)}`,
    );
  return lines.join("\n");
}

function waitFor<Found>(
  watchers: Set<() => void>,
  find: () => Found | undefined,
  limitMs: number,
  describe: () => string,
): Promise<Found> {
  return new Promise((resolve, reject) => {
    const look = () => {
      const found = find();
      if (found === undefined) return;
      clearTimeout(timer);
      watchers.delete(look);
      resolve(found);
    };
    const timer = setTimeout(() => {
      watchers.delete(look);
      reject(new Error(`not seen within ${limitMs} ms; the chat is:\n${describe()}`));
    }, limitMs);
    watchers.add(look);
    look();
  });
}
