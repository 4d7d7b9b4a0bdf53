// Routes a call to its method: token, method name, parameters, then the method itself.
import type { EmulatedReply, EmulatedRequest } from "../../../../jobs/providers/emulator/server.ts";
import type { CallbackQueries } from "./callback-queries.ts";
import { faultInCall } from "./described-calls.ts";
import { createForumTopic, editForumTopic, groupMember, moveForumTopic, requireThread, wireGroup } from "./forum.ts";
import { sendAudio, sendDocument, sendMediaGroup, sendPhoto, sendVideo, sendVoice } from "./media-methods.ts";
import { BadRequest } from "./message-html.ts";
import {
  CallRefused,
  deleteMessage,
  editMessageCaption,
  editMessageReplyMarkup,
  editMessageText,
  type MessageWorld,
  requireChat,
  sendMessage,
  sendMessageDraft,
} from "./message-methods.ts";
import { type CallParameters, isMethod, METHODS, type TelegramMethod } from "./method-schemas.ts";
import { sendPaidMedia } from "./paid-media.ts";
import { readCallBody, type UploadedFile } from "./request-body.ts";
import type { StarCharge, StarPayments } from "./star-payments.ts";
import type { UpdateQueue } from "./update-queue.ts";
import { botUser, wireChannel, wireChat } from "./wire-message.ts";

export interface BotApiWorld extends MessageWorld {
  readonly token: string;
  readonly updates: UpdateQueue;
  readonly queries: CallbackQueries;
  readonly stars: StarPayments;
  /** The person sees in the chat that their Stars are back, and the bot is told. */
  refunded(charge: StarCharge): void;
  /** By scope and language: what setMyCommands left. */
  readonly commands: Map<string, readonly { command: string; description: string }[]>;
  /** Called after every call that was carried out. */
  changed(method: TelegramMethod, chatId: number | undefined): void;
}

type Handlers = {
  readonly [Method in TelegramMethod]: (
    world: BotApiWorld,
    call: CallParameters<Method>,
    files: ReadonlyMap<string, UploadedFile>,
  ) => unknown;
};

const LOOPBACK = /^https?:\/\/(127\.0\.0\.1|localhost|\[::1\])[:/]/;
const WEBHOOK_IS_SET =
  "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first";
const OTHER_POLL = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running";

/** A bot's upload to the cloud server: a longer request is refused before it is read. */
const MOST_UPLOAD_BYTES = 50 * 1024 * 1024;
const MOST_DOWNLOAD_BYTES = 20 * 1024 * 1024;
const FOLDERS = {
  photo: "photos",
  video: "videos",
  audio: "music",
  voice: "voice",
  thumbnail: "thumbnails",
  document: "documents",
} as const;
const FILE_PATH = /^\/file\/bot([^/]+)\/(?:photos|videos|music|voice|thumbnails|documents)\/(\w+)$/;

const HANDLERS: Handlers = {
  getMe: (world) => ({
    ...botUser(world.bot),
    can_join_groups: true,
    can_read_all_group_messages: false,
    supports_inline_queries: false,
  }),
  getUpdates: async (world, call) => {
    if (world.updates.webhook) throw new CallRefused(409, WEBHOOK_IS_SET);
    world.updates.allow(call.allowed_updates);
    const limit = Math.min(100, Math.max(1, call.limit ?? 100));
    const updates = await world.updates.poll({
      offset: call.offset ?? 0,
      limit,
      timeoutMs: (call.timeout ?? 0) * 1_000,
    });
    if (updates === "terminated") throw new CallRefused(409, OTHER_POLL);
    return updates;
  },
  setWebhook: (world, call) => {
    if (call.url !== "" && !call.url.startsWith("https://") && !LOOPBACK.test(call.url)) {
      throw new BadRequest("bad webhook: An HTTPS URL must be provided for webhook");
    }
    world.updates.allow(call.allowed_updates);
    const secret = call.secret_token ? { secretToken: call.secret_token } : {};
    world.updates.setWebhook(
      call.url === "" ? undefined : { url: call.url, ...secret },
      call.drop_pending_updates ?? false,
    );
    return true;
  },
  deleteWebhook: (world, call) => {
    world.updates.setWebhook(undefined, call.drop_pending_updates ?? false);
    return true;
  },
  getWebhookInfo: (world) => world.updates.info(),
  setMyCommands: (world, call) => {
    world.commands.set(commandPlace(call), call.commands);
    return true;
  },
  getMyCommands: (world, call) => world.commands.get(commandPlace(call)) ?? [],
  sendMessage,
  sendPhoto,
  sendVideo,
  sendAudio,
  sendVoice,
  sendDocument,
  sendMediaGroup,
  sendPaidMedia: (world, call, files) => sendPaidMedia(world, call, files),
  sendMessageDraft,
  createForumTopic,
  editForumTopic,
  closeForumTopic: (world, call) => moveForumTopic(world, call, true),
  reopenForumTopic: (world, call) => moveForumTopic(world, call, false),
  sendChatAction: (world, call) => {
    requireChat(world, call.chat_id);
    requireThread(world, call.chat_id, call.message_thread_id);
    return true;
  },
  editMessageText,
  editMessageCaption,
  editMessageReplyMarkup,
  deleteMessage,
  answerCallbackQuery: (world, call) => world.queries.answer(call),
  createInvoiceLink: (world, call) => world.stars.createLink(call),
  answerPreCheckoutQuery: (world, call) => world.stars.answer(call),
  refundStarPayment: (world, call) => {
    world.refunded(world.stars.refund(call));
    return true;
  },
  editUserStarSubscription: (world, call) => world.stars.editSubscription(call),
  getStarTransactions: (world, call) => ({ transactions: world.stars.transactions(call) }),
  getChat: (world, call) => {
    const channel = world.log.channel(call.chat_id);
    if (channel) return { ...wireChannel(channel), accent_color_id: 0, max_reaction_count: 11 };
    const group = world.groups.find(call.chat_id);
    if (group) return { ...wireGroup(group), accent_color_id: 0, max_reaction_count: 11 };
    if (typeof call.chat_id === "string" || !world.log.isKnown(call.chat_id)) throw new BadRequest("chat not found");
    return wireChat(call.chat_id);
  },
  getChatMember: (world, call) => {
    const group = world.groups.find(call.chat_id);
    if (group) return groupMember(world, group, call.user_id);
    const channel = world.log.channel(call.chat_id);
    if (!channel) throw new BadRequest("chat not found");
    if (call.user_id !== world.bot.id) throw new BadRequest("PARTICIPANT_ID_INVALID");
    return { user: botUser(world.bot), status: "administrator", can_post_messages: channel.canPost };
  },
  getFile: (world, call) => {
    const found = world.log.file(call.file_id);
    if (!found) throw new BadRequest("invalid file_id");
    if (found.bytes.length > MOST_DOWNLOAD_BYTES) throw new BadRequest("file is too big");
    return {
      file_id: call.file_id,
      file_unique_id: `u${call.file_id}`,
      file_size: found.bytes.length,
      file_path: `${FOLDERS[found.kind]}/${call.file_id}`,
    };
  },
};

export function commandPlace(call: {
  scope?: { type: string } | undefined;
  language_code?: string | undefined;
}): string {
  return `${call.scope?.type ?? "default"}:${call.language_code ?? ""}`;
}

export function failure(code: number, description: string, parameters?: Record<string, unknown>): EmulatedReply {
  return { status: code, body: { ok: false, error_code: code, description, ...(parameters ? { parameters } : {}) } };
}

export function methodOf(request: EmulatedRequest): string | undefined {
  return /^\/bot[^/]+\/(\w+)$/.exec(request.path)?.[1];
}

export async function answerCall(world: BotApiWorld, request: EmulatedRequest): Promise<EmulatedReply> {
  const file = FILE_PATH.exec(request.path);
  const token = file?.[1] ?? /^\/bot([^/]+)\//.exec(request.path)?.[1];
  if (request.body.length > MOST_UPLOAD_BYTES) return failure(413, "Request Entity Too Large");
  if (token !== world.token) return failure(401, "Unauthorized");
  if (file) return sendFile(world, file[2] ?? "");
  const name = methodOf(request) ?? "";
  if (!isMethod(name)) return failure(404, "Not Found: method not found");
  try {
    return { status: 200, body: { ok: true, result: await call(world, name, request) } };
  } catch (thrown) {
    if (thrown instanceof BadRequest) return failure(400, `Bad Request: ${thrown.message}`);
    if (thrown instanceof CallRefused) return failure(thrown.code, thrown.message);
    throw thrown;
  }
}

function sendFile(world: BotApiWorld, fileId: string): EmulatedReply {
  const found = world.log.file(fileId);
  return found ? { status: 200, body: found.bytes } : failure(404, "Not Found");
}

async function call<Method extends TelegramMethod>(
  world: BotApiWorld,
  method: Method,
  request: EmulatedRequest,
): Promise<unknown> {
  const body = readCallBody(request);
  const parsed = METHODS[method].safeParse(body.parameters);
  if (!parsed.success) throw new BadRequest(describe(parsed.error.issues[0]));
  const fault = faultInCall(method, body);
  if (fault) throw new BadRequest(`not as the Bot API describes ${method}: ${fault}`);
  const values = parsed.data as CallParameters<Method>;
  const result = await HANDLERS[method](world, values, body.files);
  world.changed(method, "chat_id" in values ? Number(values.chat_id) : undefined);
  return result;
}

interface Issue {
  readonly code: string;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly input?: unknown;
  readonly keys?: readonly string[];
  readonly errors?: readonly (readonly Issue[])[];
}

function describe(issue: Issue | undefined): string {
  if (!issue) return "wrong parameters";
  const field = issue.path.join(".");
  if (issue.code === "unrecognized_keys") return `unknown field "${[...issue.path, ...(issue.keys ?? [])].join(".")}"`;
  if (issue.code === "invalid_union") return describe(unionIssue(issue));
  if (issue.code === "invalid_type" && field === "chat_id") return "chat_id is empty";
  if (issue.code === "invalid_type" && field === "text") return "message text is empty";
  const isOurs = issue.code === "custom" || /^[A-Z_]{6,}$/.test(issue.message) || issue.message.startsWith("can't");
  return isOurs ? issue.message : `field "${field}": ${issue.message}`;
}

/** Of a union, the branch that got furthest says most. */
function unionIssue(issue: Issue): Issue | undefined {
  const branches = (issue.errors ?? []).map((branch) => branch[0]).filter((first) => first !== undefined);
  const [best] = branches.toSorted((left, right) => right.path.length - left.path.length);
  return best ? { ...best, path: [...issue.path, ...best.path] } : undefined;
}
