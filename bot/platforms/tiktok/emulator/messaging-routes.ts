// The emulated messages: sending within the window and its ten, pictures, signs, and reading back.
import { type Request, Router, raw } from "express";
import { z } from "zod";
import { HOUR_MS, SECOND_MS } from "../../../../agents/kernel/clock.ts";
import { parseMultipart } from "../../../surfaces/telegram/emulator/multipart.ts";
import { BusinessError, badParameter } from "./business-error.ts";
import { type BusinessCall, businessRoute } from "./business-route.ts";
import type { Emulation } from "./emulation.ts";
import { addMessage } from "./messages.ts";
import { type EmulatedConversation, type EmulatedMessage, newMediaId } from "./state.ts";

const MAX_TEXT_CHARS = 6_000;
const WINDOW_MS = 48 * HOUR_MS;
const MESSAGES_A_WINDOW = 10;
const TYPING_SHOWN_MS = 5 * SECOND_MS;
const MAX_IMAGE_BYTES = 3 * 1024 * 1024;
const HISTORY_SHOWN = 20;
const JPEG = [0xff, 0xd8, 0xff];
const PNG = [0x89, 0x50, 0x4e, 0x47];

const to = {
  business_id: z.string(),
  recipient_type: z.literal("CONVERSATION"),
  recipient: z.string().min(1),
};
const SendBody = z.discriminatedUnion("message_type", [
  z.strictObject({
    ...to,
    message_type: z.literal("TEXT"),
    text: z.strictObject({ body: z.string() }),
    referenced_message_info: z.strictObject({ referenced_message_id: z.string() }).optional(),
  }),
  z.strictObject({
    ...to,
    message_type: z.literal("IMAGE"),
    image: z.strictObject({ media_id: z.string() }),
  }),
  z.strictObject({
    ...to,
    message_type: z.literal("SENDER_ACTION"),
    sender_action: z.enum(["TYPING", "MARK_READ"]),
  }),
]);
const UploadForm = z.strictObject({
  business_id: z.string(),
  media_type: z.literal("IMAGE"),
  file: z.instanceof(Buffer),
});
const ConversationType = z.enum(["STRANGER", "SINGLE"]);
const Capabilities = z.strictObject({
  business_id: z.string(),
  capability_types: z.literal('["IMAGE_SEND"]'),
  conversation_id: z.string(),
  conversation_type: ConversationType,
});
const ConversationList = z.strictObject({
  business_id: z.string(),
  conversation_type: ConversationType,
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.coerce.number().int().min(0).default(0),
});
const ContentList = z.strictObject({ business_id: z.string(), conversation_id: z.string() });

export function messagingRoutes(emulation: Emulation): Router {
  const router = Router({ strict: true });
  const [reading, sending] = [{ scope: "message.list.read" }, { scope: "message.list.send" }];
  const operation = (fields: unknown) =>
    Object(fields).message_type === "SENDER_ACTION" ? ("sender_action" as const) : ("send" as const);
  router.post(
    "/business/message/send/",
    businessRoute(emulation, { operation, schema: SendBody, ...sending }, (call) => send(emulation, call)),
  );
  router.post(
    "/business/message/media/upload/",
    raw({ type: "multipart/form-data", limit: "10mb" }),
    businessRoute(
      emulation,
      { operation: "upload", schema: UploadForm, fieldsOf: formOf, ...sending },
      ({ account, fields }) => {
        const isPicture = [JPEG, PNG].some((magic) => magic.every((byte, index) => fields.file[index] === byte));
        if (!isPicture) throw new BusinessError(40_908, "Unsupported file type.");
        if (fields.file.length > MAX_IMAGE_BYTES) throw badParameter("file: larger than 3 MB");
        const id = newMediaId();
        emulation.state.media.set(id, { accountId: account.id, bytes: Buffer.from(fields.file) });
        return { media_id: id };
      },
    ),
  );
  router.get(
    "/business/message/capabilities/get/",
    businessRoute(emulation, { operation: "capabilities", schema: Capabilities, ...reading }, ({ account, fields }) => {
      conversationOf(emulation, account.id, fields.conversation_id);
      return { capability_infos: [{ capability_type: "IMAGE_SEND", capability_result: account.mayPictures }] };
    }),
  );
  router.get(
    "/business/message/conversation/list/",
    businessRoute(emulation, { operation: "conversations", schema: ConversationList, ...reading }, (call) =>
      listConversations(emulation, call),
    ),
  );
  router.get(
    "/business/message/content/list/",
    businessRoute(emulation, { operation: "content", schema: ContentList, ...reading }, ({ account, fields }) =>
      listContent(conversationOf(emulation, account.id, fields.conversation_id)),
    ),
  );
  return router;
}

function conversationOf({ state }: Emulation, accountId: string, id: string): EmulatedConversation {
  const conversation = state.conversations.get(id);
  if (!conversation || conversation.accountId !== accountId) throw badParameter("Param conversation_id is invalid");
  return conversation;
}

function send(emulation: Emulation, { account, fields }: BusinessCall<z.output<typeof SendBody>>): object {
  const conversation = conversationOf(emulation, account.id, fields.recipient);
  if (fields.message_type === "SENDER_ACTION") return act(emulation, conversation, fields.sender_action);
  const ours = { from: "account", source: "API" } as const;
  if (fields.message_type === "TEXT") {
    const text = fields.text.body;
    if (text.trim() === "") throw badParameter("text.body is empty");
    if (text.length > MAX_TEXT_CHARS) throw badParameter(`text.body is longer than ${MAX_TEXT_CHARS}`);
    requireOpen(emulation, conversation);
    const { id } = addMessage(emulation, conversation, { ...ours, type: "text", text, media: null });
    return { message: { message_id: id } };
  }
  const media = emulation.state.media.get(fields.image.media_id);
  if (!media || media.accountId !== account.id) throw badParameter("image.media_id is invalid");
  if (!account.mayPictures) throw new BusinessError(40_064, "Pictures cannot be sent in this conversation.");
  requireOpen(emulation, conversation);
  const { id } = addMessage(emulation, conversation, { ...ours, type: "image", text: "", media: media.bytes });
  return { message: { message_id: id } };
}

function requireOpen({ clock }: Emulation, { lastFanAtMs, sentSinceFan }: EmulatedConversation): void {
  const isLate = clock.now().getTime() - lastFanAtMs > WINDOW_MS;
  if (isLate || sentSinceFan >= MESSAGES_A_WINDOW)
    throw new BusinessError(40_064, "The message is blocked by the rules of direct messages.");
}

function act({ clock }: Emulation, conversation: EmulatedConversation, action: "TYPING" | "MARK_READ"): object {
  const nowMs = clock.now().getTime();
  if (action === "MARK_READ") conversation.readByAccountAtMs = nowMs;
  else conversation.typingUntilMs = nowMs + TYPING_SHOWN_MS;
  return { message: { message_id: "" } };
}

/** null becomes "not the fields asked for". */
function formOf(request: Request): unknown {
  const body: unknown = request.body;
  const parts = Buffer.isBuffer(body) ? parseMultipart(body, request.get("content-type") ?? "") : null;
  return parts
    ? Object.fromEntries(
        parts.map(({ name, fileName, bytes }) => [name, fileName === undefined ? bytes.toString("utf8") : bytes]),
      )
    : null;
}

/** Newest first. */
function listConversations(
  { state }: Emulation,
  { account, fields }: BusinessCall<z.output<typeof ConversationList>>,
): object {
  const wanted = fields.conversation_type;
  const all = [...state.conversations.values()]
    .filter(({ accountId, messages }) => {
      const type = messages.some(({ from }) => from === "account") ? "SINGLE" : "STRANGER";
      return accountId === account.id && messages.length > 0 && type === wanted;
    })
    .sort((one, other) => lastAt(other) - lastAt(one));
  const shown = all.slice(fields.cursor, fields.cursor + fields.limit);
  const next = fields.cursor + shown.length;
  return {
    conversations: shown.map((each) => ({ conversation_id: each.id, update_time: lastAt(each) })),
    has_more: next < all.length,
    cursor: next,
  };
}

const lastAt = ({ messages }: EmulatedConversation) => messages.at(-1)?.atMs ?? 0;

/** The newest twenty, newest first. */
function listContent({ accountId, fanId, fanName, messages }: EmulatedConversation): object {
  const wire = (message: EmulatedMessage) => ({
    message_id: message.id,
    sender: message.from === "fan" ? fanId : accountId,
    recipient: message.from === "fan" ? accountId : fanId,
    timestamp: message.atMs,
    message_type: message.type.toUpperCase(),
    ...(message.type === "text" ? { text: { body: message.text } } : {}),
    message_tag: { source: message.source },
  });
  return {
    messages: messages.slice(-HISTORY_SHOWN).reverse().map(wire),
    participants: [
      { role: "BUSINESS_ACCOUNT", id: accountId, display_name: accountId, profile_image: "" },
      { role: "PERSONAL_ACCOUNT", id: fanId, display_name: fanName, profile_image: "", is_follower: true },
    ],
  };
}
