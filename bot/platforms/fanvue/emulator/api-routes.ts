// The emulated API, strict: the version header, the token and its scopes, uuids, fields nobody documented.
import { randomUUID } from "node:crypto";
import { type Request, type RequestHandler, type Response, Router } from "express";
import { z } from "zod";
import { type Clock, SECOND_MS } from "../../../../agents/kernel/clock.ts";
import type { PlannedFaults } from "../../../emulators/planned-faults.ts";
import { API_VERSION, API_VERSION_HEADER } from "../client.ts";
import type { EmulatedChat, EmulatedMessage, EmulatedUser, FanvueState } from "./state.ts";

export const OPERATIONS = ["me", "send", "typing", "chat_update", "messages", "chats", "upload", "media"] as const;
export type Operation = (typeof OPERATIONS)[number];

export interface FaultPlan {
  readonly operation: Operation;
  readonly times: number;
  /** `lose_answer`: done, but the answer never arrives. The others: nothing is done. */
  readonly fault:
    | { readonly kind: "status"; readonly status: number; readonly retryAfterMs?: number }
    | { readonly kind: "garbage" | "lose_answer" };
}

export interface ApiEmulation {
  readonly state: FanvueState;
  readonly clock: Clock;
  readonly faults: PlannedFaults<FaultPlan>;
  /** Its own address, for what is uploaded. */
  readonly url: () => string;
}

class Refusal extends Error {
  readonly status: number;
  readonly body: object;
  constructor(status: number, body: object) {
    super(`refused ${status}`);
    this.status = status;
    this.body = body;
  }
}

const invalid = (...errors: string[]) => new Refusal(400, { errors });
const missing = (message: string) => new Refusal(404, { message });

interface Call<Body> {
  readonly user: EmulatedUser;
  readonly body: Body;
  readonly request: Request;
}

interface Endpoint<Schema extends z.ZodType> {
  readonly operation: Operation;
  readonly scope: string;
  readonly schema: Schema;
}

const Nothing = z.union([z.undefined(), z.strictObject({})]);
const Send = z
  .strictObject({
    text: z.string().min(1).max(5_000).nullish(),
    mediaUuids: z.array(z.uuid()).optional(),
    price: z.int().min(300).nullish(),
    templateUuid: z.uuid().nullish(),
  })
  .refine(({ text, mediaUuids, templateUuid }) => text || mediaUuids?.length || templateUuid, "text or media is needed")
  .refine(({ price, mediaUuids }) => !price || mediaUuids?.length, "a price needs media");
const Upload = z.strictObject({
  name: z.string().min(1).max(255),
  filename: z.string().min(1).max(255),
  mediaType: z.enum(["image", "video", "audio", "document"]),
});
const Parts = z.strictObject({
  parts: z.array(z.strictObject({ PartNumber: z.int().min(1), ETag: z.string().min(1) })).min(1),
});

const PAGE = 20;
const CHATS_A_PAGE = 15;

export function apiRoutes(emulation: ApiEmulation): Router {
  const { state, clock } = emulation;
  const router = Router();
  const on = <Schema extends z.ZodType>(
    endpoint: Endpoint<Schema>,
    handle: (call: Call<z.output<Schema>>) => object | null,
  ) => answering(emulation, endpoint, handle);

  router.get(
    "/users/me",
    on({ operation: "me", scope: "read:self", schema: Nothing }, ({ user }) => {
      return { ...user, email: `${user.handle}@example.com`, displayName: user.handle };
    }),
  );
  router.get(
    "/v1/chats",
    on({ operation: "chats", scope: "read:chat", schema: Nothing }, ({ user }) => {
      const chats = [...state.chats.values()].filter(({ creatorUuid }) => creatorUuid === user.uuid);
      const newest = chats.sort((one, other) => lastAt(other) - lastAt(one));
      return {
        data: newest.slice(0, CHATS_A_PAGE).map((chat) => ({
          user: { uuid: chat.fanUuid, displayName: chat.fanName },
          lastMessageAt: new Date(lastAt(chat)).toISOString(),
          isRead: chat.isRead,
        })),
        pagination: { page: 1, size: CHATS_A_PAGE, hasMore: newest.length > CHATS_A_PAGE },
      };
    }),
  );
  router.get(
    "/v1/chats/:fan/messages",
    on({ operation: "messages", scope: "read:chat", schema: Nothing }, (call) => {
      const newest = chatOf(state, call).messages.toReversed();
      const shown = newest.slice(0, PAGE);
      const last = shown.at(-1);
      const isAll = newest.length <= PAGE || !last;
      return { data: shown.map(messageView(state)), dateFilter: isAll ? null : new Date(last.atMs).toISOString() };
    }),
  );
  router.post(
    "/v1/chats/:fan/message",
    on({ operation: "send", scope: "write:chat", schema: Send }, (call) => {
      const chat = chatOf(state, call);
      const { text = null, mediaUuids = [], price = null } = call.body;
      for (const uuid of mediaUuids) {
        const media = state.media.get(uuid);
        if (media?.creatorUuid !== call.user.uuid) throw invalid(`mediaUuids: ${uuid} is not in the vault`);
        if (media.status !== "ready") throw invalid(`mediaUuids: ${uuid} is not ready`);
      }
      const uuid = randomUUID();
      chat.messages.push({ uuid, senderUuid: call.user.uuid, text, mediaUuids, price, atMs: clock.now().getTime() });
      chat.isTyping = false;
      return { messageUuid: uuid };
    }),
  );
  router.post(
    "/v1/chats/:fan/typing",
    on({ operation: "typing", scope: "write:chat", schema: Nothing }, (call) => {
      chatOf(state, call).isTyping = true;
      return null;
    }),
  );
  const Update = z.strictObject({ isRead: z.boolean() });
  router.patch(
    "/v1/chats/:fan",
    on({ operation: "chat_update", scope: "write:chat", schema: Update }, (call) => {
      chatOf(state, call).isRead = call.body.isRead;
      return null;
    }),
  );

  const upload = { operation: "upload", scope: "write:media" } as const;
  router.post(
    "/v1/media/uploads",
    on({ ...upload, schema: Upload }, ({ user, body: { mediaType } }) => {
      const uuid = randomUUID();
      const uploadId = `upload-${state.media.size + 1}`;
      const status = "created" as const;
      state.media.set(uuid, { uuid, uploadId, creatorUuid: user.uuid, mediaType, bytes: null, status, looksLeft: 1 });
      return { mediaUuid: uuid, uploadId };
    }),
  );
  router.get(
    "/v1/media/uploads/:upload/parts/:part/url",
    on({ ...upload, schema: Nothing }, (call) => {
      const media = uploadOf(state, call);
      if (call.request.params.part !== "1") throw invalid("partNumber: one part only");
      return { url: `${emulation.url()}/_storage/${media.uploadId}?signature=emulated` };
    }),
  );
  router.patch(
    "/v1/media/uploads/:upload",
    on({ ...upload, schema: Parts }, (call) => {
      const media = uploadOf(state, call);
      if (media.bytes === null || call.body.parts[0]?.ETag !== etagOf(media.uploadId))
        throw invalid("parts: not uploaded");
      media.status = "processing";
      return { status: media.status };
    }),
  );
  router.get(
    "/v1/media/:uuid",
    on({ operation: "media", scope: "read:media", schema: Nothing }, ({ user, request }) => {
      const media = state.media.get(String(request.params.uuid));
      if (media?.creatorUuid !== user.uuid) throw missing("Media not found");
      if (media.status === "processing") {
        if (media.looksLeft > 0) media.looksLeft -= 1;
        else media.status = isOfType(media.mediaType, media.bytes) ? "ready" : "error";
      }
      return { uuid: media.uuid, status: media.status };
    }),
  );
  router.put("/_storage/:upload", storage(state));
  return router;
}

function answering<Schema extends z.ZodType>(
  emulation: ApiEmulation,
  { operation, scope, schema }: Endpoint<Schema>,
  handle: (call: Call<z.output<Schema>>) => object | null,
): RequestHandler {
  return (request, response) => {
    const fault = emulation.faults.take((plan) => plan.operation === operation)?.fault;
    if (fault?.kind === "status") {
      if (fault.retryAfterMs !== undefined) response.setHeader("Retry-After", String(fault.retryAfterMs / SECOND_MS));
      return void response.status(fault.status).json({ error: "Planned error" });
    }
    if (fault?.kind === "garbage") return void response.type("html").send("<!doctype html><title>Fanvue</title>");
    try {
      const user = authenticate(emulation, request, scope);
      const parsed = schema.safeParse(request.body);
      if (!parsed.success)
        throw invalid(...parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`));
      const answer = handle({ user, body: parsed.data, request });
      if (fault?.kind === "lose_answer") return void response.destroy();
      send(response, answer, request.method === "POST" && operation === "send" ? 201 : 200);
    } catch (thrown) {
      if (!(thrown instanceof Refusal)) throw thrown;
      response.status(thrown.status).json(thrown.body);
    }
  };
}

function send(response: Response, answer: object | null, status: number): void {
  if (answer === null) response.status(204).end();
  else response.status(status).json(answer);
}

function authenticate({ state, clock }: ApiEmulation, request: Request, scope: string): EmulatedUser {
  const version = request.get(API_VERSION_HEADER);
  if (version !== API_VERSION) throw new Refusal(400, { error: "unsupported_version", message: `${version}` });
  const token = state.tokens.get(/^Bearer (.+)$/.exec(request.get("authorization") ?? "")?.[1] ?? "");
  const user = token && state.users.get(token.userUuid);
  if (!user || token.expiresAtMs <= clock.now().getTime()) throw new Refusal(401, { error: "Unauthorized" });
  if (!token.scopes.includes(scope)) throw new Refusal(403, { error: `Scope ${scope} is missing` });
  return user;
}

function chatOf(state: FanvueState, { user, request }: Pick<Call<unknown>, "user" | "request">): EmulatedChat {
  const fan = z.uuid().safeParse(request.params.fan);
  if (!fan.success) throw invalid("userUuid: not a uuid");
  const chat = state.chat(user.uuid, fan.data);
  if (!chat) throw missing("Chat not found");
  if (!chat.isContactable && request.method === "POST") throw new Refusal(403, { message: "User is not contactable" });
  return chat;
}

function uploadOf(state: FanvueState, { user, request }: Pick<Call<unknown>, "user" | "request">) {
  const { upload } = request.params;
  const found = [...state.media.values()].find(({ uploadId }) => uploadId === upload);
  if (found?.creatorUuid !== user.uuid) throw missing("Upload not found");
  return found;
}

/** Storage of another house: it takes signed addresses, and no token. */
function storage(state: FanvueState): RequestHandler {
  return (request, response) => {
    const media = [...state.media.values()].find(({ uploadId }) => uploadId === request.params.upload);
    const isSigned = request.query.signature === "emulated" && request.get("authorization") === undefined;
    if (!media || !isSigned) return void response.status(403).end();
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      media.bytes = Buffer.concat(chunks);
      response.setHeader("ETag", etagOf(media.uploadId)).status(200).end();
    });
  };
}

const etagOf = (uploadId: string) => `"etag-${uploadId}"`;
const lastAt = ({ messages }: EmulatedChat): number => messages.at(-1)?.atMs ?? 0;

const BEGINNINGS: Readonly<Record<string, RegExp>> = {
  image: /^(?:\xff\xd8\xff|\x89PNG)/,
  video: /^.{4}ftyp/s,
  audio: /^(?:OggS|ID3|\xff[\xe2-\xff])/,
};
const isOfType = (mediaType: string, bytes: Buffer | null): boolean =>
  BEGINNINGS[mediaType]?.test(bytes?.subarray(0, 12).toString("latin1") ?? "") ?? false;

const messageView = (state: FanvueState) => (message: EmulatedMessage) => ({
  uuid: message.uuid,
  text: message.text,
  sentAt: new Date(message.atMs).toISOString(),
  sender: { uuid: message.senderUuid, handle: state.users.get(message.senderUuid)?.handle ?? "fan" },
  hasMedia: message.mediaUuids.length > 0,
  mediaType: state.media.get(message.mediaUuids[0] ?? "")?.mediaType ?? null,
  mediaUuids: message.mediaUuids,
  type: "SINGLE_RECIPIENT",
  pricing: message.price === null ? null : { USD: { price: message.price } },
});
