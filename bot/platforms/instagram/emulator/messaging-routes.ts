// The emulated Send API and the look-up of conversations, with the refusals of the real ones.
import { Router } from "express";
import { z } from "zod";
import { DAY_MS, HOUR_MS, SECOND_MS } from "../../../../agents/kernel/clock.ts";
import type { Emulation } from "./emulation.ts";
import { fetchMessagePicture } from "./fetch-picture.ts";
import { GraphError, invalidParameter } from "./graph-error.ts";
import { type GraphCall, graphRoute, requireOwnAccount } from "./graph-route.ts";
import { addMessage } from "./messages.ts";
import { graphTime } from "./object-fields.ts";
import type { EmulatedThread } from "./state.ts";

const MAX_TEXT_BYTES = 1_000;
const WINDOW_MS = 24 * HOUR_MS;
const HUMAN_AGENT_WINDOW_MS = 7 * DAY_MS;
const TYPING_SHOWN_MS = 20 * SECOND_MS;

/** Strict: a field Instagram does not know is our mistake. */
const SendBody = z.strictObject({
  recipient: z.strictObject({ id: z.string().min(1) }),
  message: z
    .union([
      z.strictObject({ text: z.string() }),
      z.strictObject({
        attachment: z.strictObject({ type: z.literal("image"), payload: z.strictObject({ url: z.url() }) }),
      }),
    ])
    .optional(),
  sender_action: z.enum(["typing_on", "typing_off", "mark_seen"]).optional(),
  messaging_type: z.enum(["RESPONSE", "MESSAGE_TAG"]).optional(),
  tag: z.string().optional(),
});
type SendBody = z.output<typeof SendBody>;

export function messagingRoutes(emulation: Emulation): Router {
  const router = Router();
  router.post(
    "/:id/messages",
    graphRoute(emulation, "send", (call) => send(emulation, call)),
  );
  router.get(
    "/:id/conversations",
    graphRoute(emulation, "conversations", (call) => conversations(emulation, call)),
  );
  return router;
}

async function send(emulation: Emulation, call: GraphCall): Promise<object> {
  requireOwnAccount(call);
  const body = parseBody(call.parameters);
  const fanId = body.recipient.id;
  const thread = requireOpenThread(emulation, call, body);
  if (body.sender_action) return act(emulation, thread, body.sender_action);
  const { message } = body;
  if (!message) throw invalidParameter("The parameter message is required");
  if ("text" in message) requireText(message.text);
  else await fetchMessagePicture(message.attachment.payload.url, emulation.fetch);
  const sent = addMessage(emulation, {
    accountId: call.account.id,
    fanId,
    from: "account",
    text: "text" in message ? message.text : "",
    imageUrl: "text" in message ? null : message.attachment.payload.url,
  });
  return { recipient_id: fanId, message_id: sent.mid };
}

function parseBody(parameters: GraphCall["parameters"]): SendBody {
  const { access_token: _token, ...given } = parameters;
  const parsed = SendBody.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw invalidParameter(`Invalid parameter ${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}`);
  }
  if (parsed.data.message && parsed.data.sender_action) throw invalidParameter("sender_action must be sent alone");
  return parsed.data;
}

function requireText(text: string): void {
  const bytes = Buffer.byteLength(text, "utf8");
  if (text.trim() === "") throw invalidParameter("The parameter message[text] is empty");
  if (bytes > MAX_TEXT_BYTES) {
    throw invalidParameter(`Length of param message[text] must be less than or equal to ${MAX_TEXT_BYTES}`);
  }
}

/** The fan wrote first, and not longer ago than the window allows. */
function requireOpenThread(
  { state, clock, humanAgentGranted }: Emulation,
  call: GraphCall,
  body: SendBody,
): EmulatedThread {
  const thread = state.thread(call.account.id, body.recipient.id);
  if (!thread || thread.lastFanAtMs === 0) {
    throw new GraphError(100, "The requested user cannot be found.", { subcode: 2_534_014 });
  }
  const isTagged = body.messaging_type === "MESSAGE_TAG";
  if (isTagged && (body.tag !== "HUMAN_AGENT" || !humanAgentGranted)) throw invalidParameter("Invalid message tag");
  const windowMs = isTagged ? HUMAN_AGENT_WINDOW_MS : WINDOW_MS;
  if (clock.now().getTime() - thread.lastFanAtMs > windowMs) {
    throw new GraphError(10, "(#10) This message is sent outside of allowed window.", { subcode: 2_534_022 });
  }
  return thread;
}

function act(
  { state, clock }: Emulation,
  thread: EmulatedThread,
  action: NonNullable<SendBody["sender_action"]>,
): object {
  const { accountId, fanId } = thread;
  const nowMs = clock.now().getTime();
  if (action === "mark_seen") state.record({ type: "seen", accountId, fanId, atMs: nowMs });
  else thread.typingUntilMs = action === "typing_on" ? nowMs + TYPING_SHOWN_MS : 0;
  return { recipient_id: fanId };
}

function conversations({ state }: Emulation, call: GraphCall): object {
  requireOwnAccount(call);
  const { platform, user_id: fanId } = call.parameters;
  if (platform !== "instagram") throw invalidParameter("The parameter platform must be instagram");
  const threads = [...state.threads.values()].filter(
    (thread) => thread.accountId === call.account.id && (fanId === undefined || thread.fanId === fanId),
  );
  const data = threads.map((thread) => ({ id: thread.id, updated_time: graphTime(thread.messages.at(-1)?.atMs ?? 0) }));
  return { data };
}
