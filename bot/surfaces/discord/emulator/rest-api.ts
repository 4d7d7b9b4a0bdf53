// The REST side of the emulated Discord: the calls the operator surface makes, strict about what they carry.
import type { z } from "zod";
import { MINUTE_MS } from "../../../../agents/kernel/clock.ts";
import type { EmulatedReply, EmulatedRequest } from "../../../../jobs/providers/emulator/server.ts";
import { faultIn, readWireSpec } from "../../../emulators/wire-spec.ts";
import { parseMultipart } from "../../telegram/emulator/multipart.ts";
import type { MessageLog, SeenMessage, SentFile } from "./message-log.ts";
import {
  Commands,
  DirectChannelBody,
  InteractionResponse,
  MessageBody,
  type RegisteredCommand,
  ThreadBody,
} from "./wire-schemas.ts";

export interface EmulatedChannel {
  readonly id: string;
  /** 0 a text channel of the server, 1 a direct one, 11 a thread. */
  readonly type: number;
  readonly nsfw?: boolean;
  readonly parentId?: string;
  readonly name?: string;
}

/** A person's act that may be answered for 15 minutes. */
export interface OpenInteraction {
  readonly id: string;
  readonly token: string;
  readonly channelId: string;
  readonly startedMs: number;
  response?: InteractionResponse;
  /** The message that "@original" names. */
  original?: SeenMessage;
  readonly source?: SeenMessage;
}

export interface RestWorld {
  readonly applicationId: string;
  readonly guildId: string;
  readonly botToken: string;
  readonly channels: Map<string, EmulatedChannel>;
  readonly log: MessageLog;
  readonly open: Map<string, OpenInteraction>;
  readonly now: () => number;
  readonly nextId: () => string;
  readonly gatewayUrl: string;
  commands: readonly RegisteredCommand[];
  /** What was refused, told by name: a test that saw none was strict. */
  readonly refusals: string[];
}

export type RestOperation =
  | "put_commands"
  | "send"
  | "edit"
  | "channel"
  | "thread"
  | "threads"
  | "gateway"
  | "direct"
  | "callback";

/** Discord's own description of its API. */
const DISCORD_API = readWireSpec(new URL("./wire-spec.json", import.meta.url));
const TOKEN_LIFE_MS = 15 * MINUTE_MS;
const FILE_BYTES = 10 * 1024 * 1024;
const REQUEST_BYTES = 25 * 1024 * 1024;

const ROUTES: readonly [RestOperation, string, RegExp][] = [
  ["put_commands", "PUT", /^\/applications\/(\d+)\/guilds\/(\d+)\/commands$/],
  ["channel", "GET", /^\/channels\/(\d+)$/],
  ["send", "POST", /^\/channels\/(\d+)\/messages$/],
  ["edit", "PATCH", /^\/channels\/(\d+)\/messages\/(\d+)$/],
  ["thread", "POST", /^\/channels\/(\d+)\/messages\/(\d+)\/threads$/],
  ["threads", "GET", /^\/guilds\/(\d+)\/threads\/active$/],
  ["gateway", "GET", /^\/gateway\/bot$/],
  ["direct", "POST", /^\/users\/@me\/channels$/],
  ["send", "POST", /^\/webhooks\/(\d+)\/([\w-]+)$/],
  ["edit", "PATCH", /^\/webhooks\/(\d+)\/([\w-]+)\/messages\/(@original|%40original|\d+)$/],
  ["callback", "POST", /^\/interactions\/(\d+)\/([\w-]+)\/callback$/],
];

interface Matched {
  readonly operation: RestOperation;
  readonly path: string;
  readonly groups: readonly string[];
}

export function matchRoute({ method, path }: Pick<EmulatedRequest, "method" | "path">): Matched | undefined {
  const rest = path.replace(/^\/api\/v10/, "");
  for (const [operation, verb, pattern] of ROUTES) {
    const match = verb === method ? pattern.exec(rest) : null;
    if (match) return { operation, path: rest, groups: match.slice(1) };
  }
  return undefined;
}

const failure = (status: number, code: number, message: string): EmulatedReply => ({ status, body: { code, message } });

export function answerCall(world: RestWorld, request: EmulatedRequest): EmulatedReply {
  const matched = request.path.startsWith("/api/v10/") ? matchRoute(request) : undefined;
  const reply = matched ? answerMatched(world, matched, request) : failure(404, 0, "404: Not Found");
  if (reply.status >= 400) world.refusals.push(`${request.method} ${request.path}: ${JSON.stringify(reply.body)}`);
  return reply;
}

function answerMatched(
  world: RestWorld,
  { operation, path, groups }: Matched,
  request: EmulatedRequest,
): EmulatedReply {
  const byToken = path.startsWith("/webhooks/") || operation === "callback";
  if (!byToken && request.headers.authorization !== `Bot ${world.botToken}`)
    return failure(401, 0, "401: Unauthorized");
  const [first = "", second = "", third = ""] = groups;
  if (operation === "put_commands") return putCommands(world, first, second, request);
  if (operation === "threads") {
    const threads = [...world.channels.values()].filter(({ type }) => type === 11).map(wireChannel);
    return first === world.guildId
      ? { status: 200, body: { threads, members: [] } }
      : failure(403, 50_001, "Missing Access");
  }
  if (operation === "gateway") {
    const limits = { total: 1_000, remaining: 999, reset_after: 0, max_concurrency: 1 };
    return { status: 200, body: { url: world.gatewayUrl, shards: 1, session_start_limit: limits } };
  }
  if (operation === "direct") return directChannel(world, request);
  if (operation === "callback") return callback(world, second, request);
  if (path.startsWith("/webhooks/")) return byInteraction(world, { token: second, messageId: third }, request);
  const channel = world.channels.get(first);
  if (!channel) return failure(404, 10_003, "Unknown Channel");
  if (operation === "channel") return { status: 200, body: wireChannel(channel) };
  if (operation === "thread") return startThread(world, channel, second, request);
  return message(world, channel.id, operation === "edit" ? second : undefined, request);
}

const wireChannel = ({ id, type, nsfw, parentId, name = "team" }: EmulatedChannel) => ({
  id,
  type,
  name,
  ...(nsfw === undefined ? {} : { nsfw }),
  ...(parentId ? { parent_id: parentId } : {}),
});

/** The parsed body, or the 400 Discord answers; also to what its description does not know. */
function read<Schema extends z.ZodType>(
  operation: string,
  schema: Schema,
  value: unknown,
): z.output<Schema> | EmulatedReply {
  const parsed = schema.safeParse(value);
  const fault = faultIn(DISCORD_API, operation, value);
  if (parsed.success && fault === null) return parsed.data;
  if (parsed.success) return { status: 400, body: { code: 50_035, message: "Invalid Form Body", errors: [fault] } };
  const errors = parsed.error.issues.map(({ path, message: text }) => `${path.join(".")}: ${text}`).slice(0, 5);
  return { status: 400, body: { code: 50_035, message: "Invalid Form Body", errors } };
}

const isRefusal = (value: unknown): value is EmulatedReply =>
  typeof value === "object" && value !== null && "status" in value && "body" in value;

function json(request: EmulatedRequest): unknown {
  try {
    return JSON.parse(request.body.toString("utf8"));
  } catch {
    return undefined;
  }
}

function putCommands(
  world: RestWorld,
  applicationId: string,
  guildId: string,
  request: EmulatedRequest,
): EmulatedReply {
  if (applicationId !== world.applicationId || guildId !== world.guildId) return failure(403, 50_001, "Missing Access");
  const commands = read("put_commands", Commands, json(request));
  if (isRefusal(commands)) return commands;
  world.commands = commands;
  world.log.changed();
  // As text: the server sends a list of texts in pieces.
  const body = JSON.stringify(commands.map((command) => ({ ...command, id: world.nextId() })));
  return { status: 200, headers: { "content-type": "application/json" }, body };
}

function directChannel(world: RestWorld, request: EmulatedRequest): EmulatedReply {
  const body = read("direct", DirectChannelBody, json(request));
  if (isRefusal(body)) return body;
  const id = `9${body.recipient_id}`;
  const channel: EmulatedChannel = { id, type: 1 };
  world.channels.set(id, channel);
  return { status: 200, body: wireChannel(channel) };
}

function startThread(world: RestWorld, channel: EmulatedChannel, messageId: string, request: EmulatedRequest) {
  const body = read("thread", ThreadBody, json(request));
  if (isRefusal(body)) return body;
  if (channel.type !== 0) return failure(400, 50_024, "Cannot execute action on this channel type");
  if (world.channels.has(messageId)) return failure(400, 160_004, "A thread has already been created for this message");
  const thread: EmulatedChannel = { id: messageId, type: 11, parentId: channel.id, name: body.name };
  world.channels.set(thread.id, thread);
  return { status: 201, body: wireChannel(thread) };
}

function callback(world: RestWorld, token: string, request: EmulatedRequest): EmulatedReply {
  const open = world.open.get(token);
  if (!open) return failure(404, 10_062, "Unknown interaction");
  if (open.response) return failure(400, 40_060, "Interaction has already been acknowledged.");
  const response = read("callback", InteractionResponse, json(request));
  if (isRefusal(response)) return response;
  acknowledge(world, open, response);
  return { status: 204 };
}

/** What is wrong with a first answer that came by HTTP; null: it is as described. */
export const faultInAnswer = (answer: unknown): string | null => faultIn(DISCORD_API, "callback", answer);

/** What the first answer does to the channel. */
export function acknowledge(world: RestWorld, open: OpenInteraction, response: InteractionResponse): void {
  open.response = response;
  if (response.type === 4) open.original = world.log.add(open.channelId, response.data, []);
  if (response.type === 5) open.original = world.log.add(open.channelId, { content: "…" }, []);
  if (response.type === 6 && open.source) open.original = open.source;
  world.log.changed();
}

function byInteraction(
  world: RestWorld,
  { token, messageId }: { token: string; messageId: string },
  request: EmulatedRequest,
): EmulatedReply {
  const open = world.open.get(token);
  if (!open?.response || world.now() - open.startedMs > TOKEN_LIFE_MS) return failure(404, 10_015, "Unknown Webhook");
  if (messageId === "") return message(world, open.channelId, undefined, request);
  const isOriginal = messageId.endsWith("original");
  if (isOriginal && !open.original) return failure(404, 10_008, "Unknown Message");
  return message(world, open.channelId, isOriginal ? open.original?.id : messageId, request);
}

function message(
  world: RestWorld,
  channelId: string,
  messageId: string | undefined,
  request: EmulatedRequest,
): EmulatedReply {
  const sent = readMessage(bodyOf(request, messageId), request);
  if (isRefusal(sent)) return sent;
  const { body, files } = sent;
  if (messageId !== undefined) {
    const known = world.log.all.find(({ id }) => id === messageId);
    if (!known) return failure(404, 10_008, "Unknown Message");
    world.log.edit(known, body, files);
    return { status: 200, body: { id: known.id, channel_id: channelId } };
  }
  const isEmpty = !body.content && (body.embeds ?? []).length === 0 && files.length === 0 && !body.components?.length;
  if (isEmpty) return failure(400, 50_006, "Cannot send an empty message");
  return { status: 200, body: { id: world.log.add(channelId, body, files).id, channel_id: channelId } };
}

/** By token it is a webhook's. */
function bodyOf({ path }: EmulatedRequest, messageId: string | undefined): string {
  const isWebhook = path.includes("/webhooks/");
  if (messageId === undefined) return isWebhook ? "webhook_send" : "send";
  return isWebhook ? "webhook_edit" : "edit";
}

function readMessage(
  operation: string,
  request: EmulatedRequest,
): { body: MessageBody; files: SentFile[] } | EmulatedReply {
  const type = request.headers["content-type"] ?? "";
  if (!type.startsWith("multipart/form-data")) {
    const body = read(operation, MessageBody, json(request));
    if (isRefusal(body)) return body;
    return (body.attachments ?? []).length > 0
      ? failure(400, 50_035, "attachments without files")
      : { body, files: [] };
  }
  if (request.body.length > REQUEST_BYTES) return failure(413, 40_005, "Request entity too large");
  const parts = parseMultipart(request.body, type) ?? [];
  const payload = parts.find(({ name }) => name === "payload_json");
  const body = read(operation, MessageBody, payload ? JSON.parse(payload.bytes.toString("utf8")) : undefined);
  if (isRefusal(body)) return body;
  const uploads = parts.filter(({ name }) => name !== "payload_json");
  const isNamed = uploads.every(({ name, fileName }) => /^files\[\d\]$/.test(name) && (fileName ?? "") !== "");
  const isListed = (body.attachments ?? uploads).length === uploads.length;
  if (!isNamed || !isListed || uploads.length > 10) return failure(400, 50_035, "Invalid Form Body");
  if (uploads.some(({ bytes }) => bytes.length > FILE_BYTES)) return failure(413, 40_005, "Request entity too large");
  return {
    body,
    files: uploads.map(({ fileName = "", bytes }) => ({ name: fileName, bytes: bytes.length, content: bytes })),
  };
}
