// Discord on loopback for one application: a strict REST API, and people whose acts are signed and posted to our address.
import { createPrivateKey, createPublicKey, sign } from "node:crypto";
import { type Clock, SECOND_MS, systemClock } from "../../../../agents/kernel/clock.ts";
import { FaultScript } from "../../../../jobs/providers/emulator/fault-script.ts";
import { type Misbehaviour, startEmulatorServer } from "../../../../jobs/providers/emulator/server.ts";
import { startGatewayServer } from "./gateway-server.ts";
import { MessageLog, type SeenMessage, tappable } from "./message-log.ts";
import {
  acknowledge,
  answerCall,
  type EmulatedChannel,
  faultInAnswer,
  matchRoute,
  type OpenInteraction,
  type RestOperation,
  type RestWorld,
} from "./rest-api.ts";
import { InteractionResponse, type RegisteredCommand } from "./wire-schemas.ts";

export interface DiscordEmulatorOptions {
  readonly clock?: Clock;
}

/** How an interaction was answered at once. */
export interface Acknowledgement {
  readonly status: number;
  /** Null when it was refused, or answered with what Discord does not take. */
  readonly response: InteractionResponse | null;
  readonly afterMs: number;
  readonly interactionId: string;
}

interface Person {
  readonly userId: string;
  readonly channelId: string;
  readonly guildId?: string;
  readonly locale?: string;
}

export interface DiscordEmulator {
  /** For DISCORD_API_BASE_URL. */
  readonly apiRoot: string;
  readonly token: string;
  readonly applicationId: string;
  readonly guildId: string;
  /** Hex, for DISCORD_PUBLIC_KEY. */
  readonly publicKey: string;
  readonly faults: FaultScript<RestOperation, Misbehaviour>;
  /** All that was answered, oldest first. */
  readonly acknowledgements: readonly Acknowledgement[];
  /** Calls that were refused as malformed or unknown. */
  readonly refusals: readonly string[];
  commands(): readonly RegisteredCommand[];
  addChannel(channel: EmulatedChannel): void;
  channel(id: string): EmulatedChannel | undefined;
  messages(channelId: string): readonly SeenMessage[];
  waitFor<Found>(matches: (messages: readonly SeenMessage[]) => Found | undefined, limitMs?: number): Promise<Found>;
  /** "avatar create" with options by name. @throws Error when Discord's app would not send it */
  runs(person: Person, line: string, options?: Readonly<Record<string, unknown>>): Promise<Acknowledgement>;
  /** What is suggested for an option half typed. */
  types(person: Person, line: string, option: string, typed: string): Promise<Acknowledgement>;
  /** Presses a button, or picks in a menu, by its label in the newest message that has it. */
  taps(person: Person, label: string, messageId?: string): Promise<Acknowledgement>;
  /** Sends the modal that an acknowledgement opened. */
  submits(person: Person, opened: Acknowledgement, values: Readonly<Record<string, string>>): Promise<Acknowledgement>;
  /** Posts the newest interaction once more, signed anew. @returns the status */
  repeat(): Promise<number>;
  /** Posts a body with a signature of choice. @returns the status */
  post(body: string, headers: Readonly<Record<string, string>>): Promise<number>;
  sign(timestamp: string, body: string): string;
  /** Of the sessions that were begun. */
  gatewayIntents(): readonly number[];
  /** Where interactions go. Never called: to the gateway. */
  setInteractionsUrl(url: string): void;
  close(): Promise<void>;
}

/** `emulator.faults.add("send", DISCORD_FAULTS.tooManyRequests(0.1))`. */
export const DISCORD_FAULTS = {
  tooManyRequests: (seconds: number): Misbehaviour => ({
    kind: "reply",
    status: 429,
    headers: {
      "Retry-After": String(Math.ceil(seconds)),
      "X-RateLimit-Scope": "user",
      "X-RateLimit-Reset-After": String(seconds),
      "X-RateLimit-Limit": "5",
      "X-RateLimit-Remaining": "0",
    },
    body: { message: "You are being rate limited.", retry_after: seconds, global: false },
  }),
  unauthorized: { kind: "reply", status: 401, body: { message: "401: Unauthorized", code: 0 } },
  internal: { kind: "reply", status: 500, body: { message: "500: Internal Server Error", code: 0 } },
} as const satisfies Record<string, Misbehaviour | ((seconds: number) => Misbehaviour)>;

/** Discord gives an application this long. */
export const ACKNOWLEDGE_LIMIT_MS = 3 * SECOND_MS;
const PKCS8_PREFIX = "302e020100300506032b657004220420";
const SEED = Buffer.alloc(32, 7).toString("hex");
const FIRST_ID = 1_300_000_000_000_000_000n;

export async function startDiscordEmulator({
  clock = systemClock,
}: DiscordEmulatorOptions = {}): Promise<DiscordEmulator> {
  const privateKey = createPrivateKey({ key: Buffer.from(PKCS8_PREFIX + SEED, "hex"), format: "der", type: "pkcs8" });
  const spki = createPublicKey(privateKey).export({ format: "der", type: "spki" });
  const publicKey = spki.subarray(spki.length - 32).toString("hex");
  const faults = new FaultScript<RestOperation, Misbehaviour>();
  const acknowledgements: Acknowledgement[] = [];
  let count = 0n;
  const nextId = () => {
    count += 1n;
    return String(FIRST_ID + count);
  };
  const applicationId = "700200";
  const botToken = "emulated.discord.token";
  const gateway = await startGatewayServer({ token: botToken, applicationId });
  const world: RestWorld = {
    applicationId,
    guildId: "700300",
    botToken,
    channels: new Map(),
    log: new MessageLog(nextId),
    open: new Map(),
    now: () => clock.now().getTime(),
    nextId,
    gatewayUrl: gateway.url,
    commands: [],
    refusals: [],
  };
  const server = await startEmulatorServer((request) => answerCall(world, request), {
    misbehave: (request) => {
      const operation = matchRoute(request)?.operation;
      return operation ? faults.take(operation) : undefined;
    },
  });
  let interactionsUrl: string | undefined;
  let newest = "";
  const signed = (timestamp: string, body: string) =>
    sign(null, Buffer.from(timestamp + body), privateKey).toString("hex");

  const stamped = (timestamp: string, body: string) => {
    return { "X-Signature-Ed25519": signed(timestamp, body), "X-Signature-Timestamp": timestamp };
  };

  async function post(body: string, headers: Readonly<Record<string, string>>): Promise<Response> {
    if (interactionsUrl === undefined) throw new Error("setInteractionsUrl was not called");
    return await fetch(interactionsUrl, {
      method: "POST",
      headers: { "Content-Type": "application/json", ...headers },
      body,
    });
  }

  async function send(
    person: Person,
    act: Readonly<Record<string, unknown>>,
    source?: SeenMessage,
  ): Promise<Acknowledgement> {
    const { userId, channelId, guildId = world.guildId, locale = "en-US" } = person;
    const channel = world.channels.get(channelId);
    if (!channel) throw new Error(`there is no channel ${channelId}`);
    const id = nextId();
    const open: OpenInteraction = {
      id,
      token: `token-${id}`,
      channelId,
      startedMs: world.now(),
      ...(source ? { source } : {}),
    };
    world.open.set(open.token, open);
    const user = { id: userId, username: `user-${userId}`, discriminator: "0", avatar: null };
    const isDirect = channel.type === 1;
    const body = JSON.stringify({
      ...act,
      id,
      version: 1,
      application_id: world.applicationId,
      token: open.token,
      channel_id: channelId,
      channel: { id: channelId, type: channel.type, nsfw: channel.nsfw ?? false, name: channel.name ?? "team" },
      locale,
      authorizing_integration_owners: {},
      attachment_size_limit: 10_485_760,
      app_permissions: "0",
      entitlements: [],
      ...(isDirect ? { user } : { guild_id: guildId, member: { user, roles: [], permissions: "0" } }),
    });
    const timestamp = String(Math.floor(Date.now() / SECOND_MS));
    const startedMs = performance.now();
    if (interactionsUrl === undefined) return await sendByGateway(open, JSON.parse(body), startedMs);
    newest = body;
    const response = await post(body, stamped(timestamp, body));
    const answer: unknown = response.ok ? await response.json() : null;
    const afterMs = performance.now() - startedMs;
    const parsed = InteractionResponse.safeParse(answer);
    const fault = response.ok ? faultInAnswer(answer) : null;
    if (response.ok && (!parsed.success || fault))
      world.refusals.push(`acknowledgement: ${fault ?? ""} ${JSON.stringify(answer)}`);
    const isInTime = parsed.success && afterMs <= ACKNOWLEDGE_LIMIT_MS;
    if (isInTime) acknowledge(world, open, parsed.data);
    const made = { status: response.status, response: isInTime ? parsed.data : null, afterMs, interactionId: id };
    acknowledgements.push(made);
    return made;
  }

  async function sendByGateway(open: OpenInteraction, act: object, startedMs: number): Promise<Acknowledgement> {
    if (!gateway.dispatch("INTERACTION_CREATE", act)) throw new Error("no gateway session is open");
    const response = await world.log.waitFor(() => open.response, ACKNOWLEDGE_LIMIT_MS);
    const made = { status: 204, response, afterMs: performance.now() - startedMs, interactionId: open.id };
    acknowledgements.push(made);
    return made;
  }

  const newestWith = (label: string, messageId?: string) =>
    [...world.log.all]
      .reverse()
      .find((message) => (!messageId || message.id === messageId) && tappable(message, label));

  return {
    apiRoot: `${server.origin}/api`,
    token: world.botToken,
    applicationId: world.applicationId,
    guildId: world.guildId,
    publicKey,
    faults,
    acknowledgements,
    refusals: world.refusals,
    commands: () => world.commands,
    addChannel: (channel) => void world.channels.set(channel.id, channel),
    channel: (id) => world.channels.get(id),
    messages: (channelId) => world.log.all.filter((message) => message.channelId === channelId),
    waitFor: (matches, limitMs) => world.log.waitFor(() => matches(world.log.all), limitMs),
    runs: (person, line, options = {}) => {
      const data = { id: "1", type: 1, ...commandData(world.commands, line, options) };
      return send(person, { type: 2, data });
    },
    types: (person, line, option, typed) => {
      const [noun = "", verb = ""] = line.split(" ");
      const options = [{ type: 1, name: verb, options: [{ type: 3, name: option, value: typed, focused: true }] }];
      return send(person, { type: 4, data: { id: "1", type: 1, name: noun, options } });
    },
    taps: (person, label, messageId) => {
      const message = newestWith(label, messageId);
      const target = message && tappable(message, label);
      if (!message || !target) throw new Error(`no message has "${label}"`);
      const { customId, value } = target;
      const data = { custom_id: customId, component_type: value ? 3 : 2, ...(value ? { values: [value] } : {}) };
      const wire = { id: message.id, components: message.components };
      return send(person, { type: 3, message: wire, data }, message);
    },
    submits: (person, opened, values) => {
      if (opened.response?.type !== 9) throw new Error("no modal was opened");
      const { custom_id, components } = opened.response.data;
      const filled = components.map(({ component }) => ({
        type: 18,
        component: { type: 4, custom_id: component.custom_id, value: values[component.custom_id] ?? "" },
      }));
      return send(person, { type: 5, data: { custom_id, components: filled } });
    },
    repeat: async () => {
      const timestamp = String(Math.floor(Date.now() / SECOND_MS));
      return (await post(newest, stamped(timestamp, newest))).status;
    },
    post: async (body, headers) => (await post(body, headers)).status,
    sign: signed,
    setInteractionsUrl: (url) => {
      interactionsUrl = url;
    },
    gatewayIntents: () => gateway.intents,
    close: async () => {
      await gateway.close();
      await server.close();
    },
  };
}

const TYPES: Readonly<Record<number, string>> = { 3: "string", 4: "number", 5: "boolean", 10: "number" };

/** As Discord's app sends it: only what is registered, with what is required. */
function commandData(
  commands: readonly RegisteredCommand[],
  line: string,
  values: Readonly<Record<string, unknown>>,
): { name: string; options: object[] } {
  const [noun = "", verb = ""] = line.split(" ");
  const known = commands.find(({ name }) => name === noun)?.options.find(({ name }) => name === verb);
  if (!known) throw new Error(`/${line} is not registered`);
  for (const { name, required } of known.options ?? []) {
    if (required && !(name in values)) throw new Error(`/${line} needs ${name}`);
  }
  const options = Object.entries(values).map(([name, value]) => {
    const option = known.options?.find((candidate) => candidate.name === name);
    if (!option || typeof value !== TYPES[option.type]) throw new Error(`/${line} takes no such ${name}`);
    return { name, type: option.type, value };
  });
  return { name: noun, options: [{ name: verb, type: 1, options }] };
}
