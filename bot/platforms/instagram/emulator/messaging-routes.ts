// The emulated Send API and the look-up of conversations, with the refusals of the real ones.
import { Router } from "express";
import { z } from "zod";
import { DAY_MS, HOUR_MS, SECOND_MS } from "../../../../agents/kernel/clock.ts";
import type { Emulation } from "./emulation.ts";
import { download, fetchMessagePicture } from "./fetch-picture.ts";
import { GraphError, invalidParameter, unknownObject } from "./graph-error.ts";
import { type GraphCall, graphRoute, requireKnownParameters, requireOwnAccount } from "./graph-route.ts";
import { addMessage } from "./messages.ts";
import { graphTime } from "./object-fields.ts";
import type { EmulatedThread } from "./state.ts";

const MAX_TEXT_BYTES = 1_000;
const WINDOW_MS = 24 * HOUR_MS;
const HUMAN_AGENT_WINDOW_MS = 7 * DAY_MS;
const COMMENT_REPLY_MS = 7 * DAY_MS;
const CONVERSATIONS_A_PAGE = 25;
const TYPING_SHOWN_MS = 20 * SECOND_MS;

const MAX_MEDIA_BYTES = 25 * 1024 * 1024;

const Text = z.strictObject({ text: z.string() });
const Attachment = z.strictObject({
  attachment: z.strictObject({
    type: z.enum(["image", "audio", "video"]),
    payload: z.strictObject({ url: z.url() }),
  }),
});
/** Strict: a field Instagram does not know is our mistake. */
const SendBody = z.strictObject({
  recipient: z.strictObject({ id: z.string().min(1) }),
  message: z.union([Text, Attachment]),
  messaging_type: z.enum(["RESPONSE", "MESSAGE_TAG"]).optional(),
  tag: z.string().optional(),
});
/** Alone: with a message beside it, it is refused. */
const ActionBody = z.strictObject({
  recipient: z.strictObject({ id: z.string().min(1) }),
  sender_action: z.enum(["typing_on", "typing_off", "mark_seen"]),
});
const PrivateReplyBody = z.strictObject({
  recipient: z.strictObject({ comment_id: z.string().min(1) }),
  message: Text,
});

/** Which of the three a call to /messages is. */
function operationOf(parameters: GraphCall["parameters"]) {
  if ("sender_action" in parameters) return "sender_action";
  const { recipient } = parameters;
  const isReply = recipient !== null && typeof recipient === "object" && "comment_id" in recipient;
  return isReply ? "private_reply" : "send";
}

export function messagingRoutes(emulation: Emulation): Router {
  const router = Router();
  router.post(
    "/:id/messages",
    graphRoute(emulation, operationOf, (call) => {
      requireOwnAccount(call);
      const operation = operationOf(call.parameters);
      if (operation === "sender_action") return act(emulation, call);
      return operation === "private_reply" ? replyToComment(emulation, call) : send(emulation, call);
    }),
  );
  router.get(
    "/:id/conversations",
    graphRoute(emulation, "conversations", (call) => conversations(emulation, call)),
  );
  return router;
}

async function send(emulation: Emulation, call: GraphCall): Promise<object> {
  const { message, recipient, messaging_type, tag } = parseBody(SendBody, call.parameters);
  requireOpenThread(emulation, call, recipient.id, messaging_type === "MESSAGE_TAG" ? (tag ?? "") : null);
  if ("text" in message) requireText(message.text);
  else await requireMedia(emulation, message.attachment.type, message.attachment.payload.url);
  const sent = addMessage(emulation, {
    accountId: call.account.id,
    fanId: recipient.id,
    from: "account",
    text: "text" in message ? message.text : "",
    imageUrl: "text" in message ? null : message.attachment.payload.url,
  });
  return { recipient_id: recipient.id, message_id: sent.mid };
}

/** One to each comment, within seven days, whether or not its writer ever wrote to the account. */
function replyToComment(emulation: Emulation, call: GraphCall): object {
  const { recipient, message } = parseBody(PrivateReplyBody, call.parameters);
  const { state, clock } = emulation;
  const comment = state.comments.get(recipient.comment_id);
  if (!comment || comment.accountId !== call.account.id) throw unknownObject(recipient.comment_id);
  requireText(message.text);
  const isOld = clock.now().getTime() - comment.atMs > COMMENT_REPLY_MS;
  if (isOld || state.answeredComments.has(comment.id)) {
    throw new GraphError(100, "Activity already replied to or too old.", { subcode: 2_534_025 });
  }
  state.record({ type: "comment_answered", id: comment.id });
  const { accountId, fanId } = comment;
  const sent = addMessage(emulation, { accountId, fanId, from: "account", text: message.text, imageUrl: null });
  return { recipient_id: fanId, message_id: sent.mid };
}

function parseBody<Schema extends z.ZodType>(schema: Schema, parameters: GraphCall["parameters"]): z.output<Schema> {
  const { access_token: _token, ...given } = parameters;
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw invalidParameter(`Invalid parameter ${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}`);
}

async function requireMedia(emulation: Emulation, type: "image" | "audio" | "video", url: string): Promise<void> {
  if (type === "image") return await fetchMessagePicture(url, emulation.fetch);
  const bytes = await download(url, emulation.fetch);
  if (bytes.length > MAX_MEDIA_BYTES)
    throw new GraphError(100, "(#100) The file is too large.", { subcode: 2_018_047 });
}

function requireText(text: string): void {
  const bytes = Buffer.byteLength(text, "utf8");
  if (text.trim() === "") throw invalidParameter("The parameter message[text] is empty");
  if (bytes > MAX_TEXT_BYTES) {
    throw invalidParameter(`Length of param message[text] must be less than or equal to ${MAX_TEXT_BYTES}`);
  }
}

/** The fan wrote first, and not longer ago than the window allows. @param tag null: not tagged */
function requireOpenThread(
  { state, clock, humanAgentGranted }: Emulation,
  call: GraphCall,
  fanId: string,
  tag: string | null,
): EmulatedThread {
  const thread = state.thread(call.account.id, fanId);
  if (!thread) throw new GraphError(100, "The requested user cannot be found.", { subcode: 2_534_014 });
  if (tag !== null && (tag !== "HUMAN_AGENT" || !humanAgentGranted)) throw invalidParameter("Invalid message tag");
  const windowMs = tag === null ? WINDOW_MS : HUMAN_AGENT_WINDOW_MS;
  if (clock.now().getTime() - thread.lastFanAtMs > windowMs) {
    throw new GraphError(10, "(#10) This message is sent outside of allowed window.", { subcode: 2_534_022 });
  }
  return thread;
}

function act(emulation: Emulation, call: GraphCall): object {
  const { recipient, sender_action: action } = parseBody(ActionBody, call.parameters);
  const thread = requireOpenThread(emulation, call, recipient.id, null);
  const { accountId, fanId } = thread;
  const nowMs = emulation.clock.now().getTime();
  if (action === "mark_seen") emulation.state.record({ type: "seen", accountId, fanId, atMs: nowMs });
  else thread.typingUntilMs = action === "typing_on" ? nowMs + TYPING_SHOWN_MS : 0;
  return { recipient_id: fanId };
}

function conversations({ state }: Emulation, call: GraphCall): object {
  requireOwnAccount(call);
  requireKnownParameters(call, ["platform", "user_id", "after"]);
  const { platform, user_id: fanId, after } = call.parameters;
  if (platform !== "instagram") throw invalidParameter("The parameter platform must be instagram");
  const threads = [...state.threads.values()].filter(
    (thread) => thread.accountId === call.account.id && (fanId === undefined || thread.fanId === fanId),
  );
  threads.sort((one, other) => (other.messages.at(-1)?.atMs ?? 0) - (one.messages.at(-1)?.atMs ?? 0));
  const start = after === undefined ? 0 : threads.findIndex((thread) => thread.id === after) + 1;
  const shown = threads.slice(start, start + CONVERSATIONS_A_PAGE);
  const data = shown.map((thread) => ({ id: thread.id, updated_time: graphTime(thread.messages.at(-1)?.atMs ?? 0) }));
  const last = start + shown.length < threads.length ? shown.at(-1)?.id : undefined;
  return { data, ...(last === undefined ? {} : { paging: { cursors: { after: last } } }) };
}
