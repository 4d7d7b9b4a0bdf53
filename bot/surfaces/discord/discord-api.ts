// The few calls of Discord's API that the surface makes, typed; discord.js queues them within the rate limits.
import {
  type APIEmbed,
  DiscordAPIError,
  DiscordjsError,
  DiscordjsErrorCodes,
  type RawFile,
  REST,
  RESTJSONErrorCodes,
  Routes,
} from "discord.js";
import { z } from "zod";
import { type Clock, MINUTE_MS } from "../../../agents/kernel/clock.ts";
import { elsewhere } from "../../../agents/kernel/elsewhere.ts";
import type { SlashCommand } from "./command-tree.ts";
import type { Row } from "./components.ts";

export type Wait = (delayMs: number) => Promise<void>;

export interface Place {
  /** The channel. */
  readonly chatId: string;
  /** Of the interaction that is answered; good for 15 minutes. */
  readonly token?: string;
  readonly tokenUntilMs?: number;
}

export interface Message {
  readonly content?: string;
  readonly embeds?: readonly APIEmbed[];
  readonly components?: readonly Row[] | readonly object[];
  readonly files?: readonly RawFile[];
  readonly isPrivate?: boolean;
}

const TOKEN_LIFE_MS = 15 * MINUTE_MS;
/** A token about to end is no longer used. */
const TOKEN_MARGIN_MS = MINUTE_MS / 2;
/** Discord may know of our acknowledgement a little later than we sent it. */
const ACKNOWLEDGED_DELAYS_MS = [100, 250, 500, 1_000];
const CALL_LIMIT_MS = 60_000;
const EPHEMERAL = 64;
const THREAD_TYPES = [10, 11, 12];

const Id = z.looseObject({ id: z.string() });
const Channel = z.looseObject({
  id: z.string(),
  type: z.int(),
  nsfw: z.boolean().optional(),
  parent_id: z.string().nullish(),
});

const Threads = z.looseObject({ threads: z.array(z.looseObject({ id: z.string(), name: z.string() })) });

/** Rate limits and uploads are waited for elsewhere. */
class PatientRest extends REST {
  override request(...call: Parameters<REST["request"]>): ReturnType<REST["request"]> {
    return elsewhere(() => super.request(...call));
  }
}

export class DiscordApi {
  readonly #rest: REST;
  readonly #applicationId: string;
  readonly #clock: Clock;
  readonly #wait: Wait;

  /** @param apiRoot "https://discord.com/api", without version */
  constructor(options: { token: string; applicationId: string; apiRoot: string; clock: Clock; wait: Wait }) {
    const root = { version: "10", api: options.apiRoot, timeout: CALL_LIMIT_MS };
    this.#rest = new PatientRest(root).setToken(options.token);
    this.#applicationId = options.applicationId;
    this.#clock = options.clock;
    this.#wait = options.wait;
  }

  answering(chatId: string, token: string): Place {
    return { chatId, token, tokenUntilMs: this.#clock.now().getTime() + TOKEN_LIFE_MS - TOKEN_MARGIN_MS };
  }

  async putCommands(guildId: string, commands: readonly SlashCommand[]): Promise<void> {
    await this.#rest.put(Routes.applicationGuildCommands(this.#applicationId, guildId), { body: commands });
  }

  async directChannel(userId: string): Promise<Place> {
    const { id } = Id.parse(await this.#rest.post(Routes.userChannels(), { body: { recipient_id: userId } }));
    return { chatId: id };
  }

  /** Whether only adults see the channel; of a thread its channel. Direct messages are not. */
  async isAgeRestricted(channelId: string): Promise<boolean> {
    const channel = Channel.parse(await this.#rest.get(Routes.channel(channelId)));
    if (!THREAD_TYPES.includes(channel.type)) return channel.nsfw === true;
    return channel.parent_id ? await this.isAgeRestricted(channel.parent_id) : false;
  }

  async startThread(channelId: string, messageId: string, name: string): Promise<string> {
    return Id.parse(await this.#rest.post(Routes.threads(channelId, messageId), { body: { name } })).id;
  }

  /** The running thread whose name fits. */
  async findThread(guildId: string, fits: (name: string) => boolean): Promise<string | undefined> {
    const { threads } = Threads.parse(await this.#rest.get(Routes.guildActiveThreads(guildId)));
    return threads.find(({ name }) => fits(name))?.id;
  }

  /** @returns the message's id */
  async send(place: Place, message: Message): Promise<string> {
    const token = this.#tokenOf(place);
    const route = token ? Routes.webhook(this.#applicationId, token) : Routes.channelMessages(place.chatId);
    // With `wait` the message itself comes back, with its id.
    const query = token ? { query: new URLSearchParams({ wait: "true" }) } : {};
    return Id.parse(await this.#rest.post(route, { ...payload(message), ...query })).id;
  }

  /** Writes the answer that was promised by the acknowledgement. @returns the message's id */
  async answer(place: Place, message: Message): Promise<string> {
    const token = this.#tokenOf(place);
    if (!token) return await this.send(place, message);
    for (let attempt = 0; ; attempt += 1) {
      try {
        const route = Routes.webhookMessage(this.#applicationId, token, "@original");
        return Id.parse(await this.#rest.patch(route, payload(replacing(message)))).id;
      } catch (thrown) {
        const delayMs = ACKNOWLEDGED_DELAYS_MS[attempt];
        if (!isUnknown(thrown) || delayMs === undefined) throw thrown;
        await this.#wait(delayMs);
      }
    }
  }

  /** @returns false when the message is gone */
  async edit(place: Place, messageId: string, message: Message): Promise<boolean> {
    const token = this.#tokenOf(place);
    const route = token
      ? Routes.webhookMessage(this.#applicationId, token, messageId)
      : Routes.channelMessage(place.chatId, messageId);
    try {
      await this.#rest.patch(route, payload(message));
      return true;
    } catch (thrown) {
      if (isUnknown(thrown)) return false;
      throw thrown;
    }
  }

  #tokenOf({ token, tokenUntilMs = 0 }: Place): string | undefined {
    return this.#clock.now().getTime() < tokenUntilMs ? token : undefined;
  }
}

const replacing = (message: Message): Message => ({ content: "", embeds: [], components: [], ...message });

function payload({ files, isPrivate, ...body }: Message) {
  return {
    body: {
      ...body,
      allowed_mentions: { parse: [] },
      ...(isPrivate ? { flags: EPHEMERAL } : {}),
      ...(files ? { attachments: files.map(({ name }, index) => ({ id: String(index), filename: name })) } : {}),
    },
    ...(files ? { files: [...files] } : {}),
  };
}

export function isUnknown(thrown: unknown): boolean {
  const { UnknownMessage, UnknownWebhook, UnknownInteraction } = RESTJSONErrorCodes;
  const codes: (string | number)[] = [UnknownMessage, UnknownWebhook, UnknownInteraction];
  return thrown instanceof DiscordAPIError && codes.includes(thrown.code);
}

/** True when Discord does not take the token. */
export const isTokenRefused = (thrown: unknown): boolean =>
  (thrown instanceof DiscordAPIError && thrown.status === 401) ||
  (thrown instanceof DiscordjsError && thrown.code === DiscordjsErrorCodes.TokenInvalid);

/** True when the bot was not given the right. */
export const isForbidden = (thrown: unknown): boolean => thrown instanceof DiscordAPIError && thrown.status === 403;

/** True when Discord does not take what was sent; trying again helps nobody. */
export const isRefused = (thrown: unknown): boolean =>
  thrown instanceof DiscordAPIError && (thrown.status === 400 || thrown.status === 413);
