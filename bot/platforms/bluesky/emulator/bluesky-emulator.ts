// A Bluesky of our own for tests: sessions, blobs and a repository of posts, strict about every field.
import { createHash } from "node:crypto";
import { z } from "zod";
import { type Clock, HOUR_MS } from "../../../../agents/kernel/clock.ts";
import type { EmulatedRequest } from "../../../../jobs/providers/emulator/server.ts";
import { lookAtMedia } from "../../posting/emulator/look-at-media.ts";
import {
  bearerOf,
  type EmulatedRoute,
  jsonOf,
  type PostEmulatorServer,
  Refused,
  startPostEmulator,
  strictly,
} from "../../posting/emulator/post-emulator.ts";
import { isTid } from "../tid.ts";

export type BlueskyOperation = "createSession" | "uploadBlob" | "putRecord" | "getRecord" | "listRecords";

export interface BlueskyAccount {
  readonly did: string;
  readonly handle: string;
  readonly password: string;
}

const SESSION_MS = 2 * HOUR_MS;
const MAX_GRAPHEMES = 300;
const MAX_TEXT_BYTES = 3_000;
const MAX_IMAGE_BYTES = 1_000_000;
const MAX_BLOB_BYTES = 50 * 1024 * 1024;
const COLLECTION = z.literal("app.bsky.feed.post");

const Blob = z.strictObject({
  $type: z.literal("blob"),
  ref: z.strictObject({ $link: z.string() }),
  mimeType: z.string(),
  size: z.int(),
});
const Facet = z.strictObject({
  index: z.strictObject({ byteStart: z.int().min(0), byteEnd: z.int().min(1) }),
  features: z
    .array(
      z.discriminatedUnion("$type", [
        z.strictObject({ $type: z.literal("app.bsky.richtext.facet#tag"), tag: z.string().max(640) }),
        z.strictObject({ $type: z.literal("app.bsky.richtext.facet#link"), uri: z.url() }),
      ]),
    )
    .min(1),
});
const Images = z.strictObject({
  $type: z.literal("app.bsky.embed.images"),
  images: z
    .array(z.strictObject({ image: Blob, alt: z.string() }))
    .min(1)
    .max(4),
});
const Video = z.strictObject({ $type: z.literal("app.bsky.embed.video"), video: Blob, alt: z.string().optional() });
const Post = z.strictObject({
  $type: COLLECTION,
  text: z
    .string()
    .refine(
      (text) =>
        [...new Intl.Segmenter().segment(text)].length <= MAX_GRAPHEMES && Buffer.byteLength(text) <= MAX_TEXT_BYTES,
      "must not be longer than 300 graphemes",
    ),
  createdAt: z.iso.datetime(),
  embed: z.discriminatedUnion("$type", [Images, Video]),
  facets: z.array(Facet).optional(),
});
type Post = z.output<typeof Post>;
const Put = z.strictObject({
  repo: z.string(),
  collection: COLLECTION,
  rkey: z.string().refine(isTid, "is no TID"),
  record: Post,
  swapRecord: z.string().nullable().optional(),
});
const Login = z.strictObject({ identifier: z.string(), password: z.string() });

const xrpcError = (status: number, error: string, message: string) => new Refused({ status, body: { error, message } });
const invalid = (what: string) => xrpcError(400, "InvalidRequest", what);
const cidOf = (bytes: Uint8Array | string) => `bafkrei${createHash("sha256").update(bytes).digest("hex").slice(0, 52)}`;

export interface BlueskyEmulator extends PostEmulatorServer<BlueskyOperation> {
  /** Newest first, by key. */
  posts(): readonly Post[];
  expireSessions(): void;
}

export async function startBlueskyEmulator(account: BlueskyAccount, clock: Clock): Promise<BlueskyEmulator> {
  const sessions = new Map<string, number>();
  const blobs = new Map<string, { readonly bytes: number; readonly kind: "image" | "video" | null }>();
  const records = new Map<string, { readonly cid: string; readonly value: Post }>();
  const nowMs = () => clock.now().getTime();
  const uriOf = (rkey: string) => `at://${account.did}/app.bsky.feed.post/${rkey}`;
  const newestFirst = () => [...records].toSorted(([one], [other]) => (one < other ? 1 : -1));

  const authenticate = (request: EmulatedRequest) => {
    const untilMs = sessions.get(bearerOf(request));
    if (untilMs === undefined) throw xrpcError(401, "AuthMissing", "Authentication Required");
    if (untilMs <= nowMs()) throw xrpcError(400, "ExpiredToken", "Token has expired");
  };
  const requireBlob = (blob: z.output<typeof Blob>, kind: "image" | "video") => {
    const kept = blobs.get(blob.ref.$link);
    if (!kept) throw xrpcError(400, "BlobNotFound", `Could not find blob: ${blob.ref.$link}`);
    if (kept.kind !== kind) throw xrpcError(400, "InvalidMimeType", `Wrong type of file for ${kind}`);
    if (kind === "image" && kept.bytes > MAX_IMAGE_BYTES)
      throw xrpcError(400, "BlobTooLarge", "This file is too large");
  };

  const routes: readonly EmulatedRoute<BlueskyOperation>[] = [
    {
      operation: "createSession",
      method: "POST",
      path: /^\/xrpc\/com\.atproto\.server\.createSession$/,
      answer: (request) => {
        const { identifier, password } = strictly(Login, jsonOf(request), invalid);
        if (![account.did, account.handle].includes(identifier) || password !== account.password) {
          throw xrpcError(401, "AuthenticationRequired", "Invalid identifier or password");
        }
        const accessJwt = `jwt-${sessions.size + 1}`;
        sessions.set(accessJwt, nowMs() + SESSION_MS);
        const { did, handle } = account;
        return { status: 200, body: { did, handle, accessJwt, refreshJwt: `refresh-${accessJwt}`, active: true } };
      },
    },
    {
      operation: "uploadBlob",
      method: "POST",
      path: /^\/xrpc\/com\.atproto\.repo\.uploadBlob$/,
      answer: async (request) => {
        authenticate(request);
        const mimeType = request.headers["content-type"];
        if (mimeType === undefined) throw invalid("Request encoding (Content-Type) required but not provided");
        if (request.body.length > MAX_BLOB_BYTES) throw xrpcError(413, "PayloadTooLarge", "request entity too large");
        const cid = cidOf(request.body);
        const kind = (await lookAtMedia(request.body))?.kind ?? null;
        blobs.set(cid, { bytes: request.body.length, kind });
        const blob = { $type: "blob", ref: { $link: cid }, mimeType, size: request.body.length };
        return { status: 200, body: { blob } };
      },
    },
    {
      operation: "putRecord",
      method: "POST",
      path: /^\/xrpc\/com\.atproto\.repo\.putRecord$/,
      answer: (request) => {
        authenticate(request);
        const { repo, rkey, record, swapRecord } = strictly(Put, jsonOf(request), (what) =>
          invalid(`Invalid app.bsky.feed.post record: ${what}`),
        );
        if (repo !== account.did) throw invalid("Invalid repo");
        const { embed } = record;
        if (embed.$type === "app.bsky.embed.video") requireBlob(embed.video, "video");
        else for (const { image } of embed.images) requireBlob(image, "image");
        const cid = cidOf(JSON.stringify(record));
        const current = records.get(rkey);
        // The PDS: the same record again is nothing to do, before the swap is looked at.
        if (current?.cid === cid) return { status: 200, body: { uri: uriOf(rkey), cid } };
        if (current && swapRecord === null) throw xrpcError(400, "InvalidSwap", `Record was at ${current.cid}`);
        records.set(rkey, { cid, value: record });
        return { status: 200, body: { uri: uriOf(rkey), cid } };
      },
    },
    {
      operation: "getRecord",
      method: "GET",
      path: /^\/xrpc\/com\.atproto\.repo\.getRecord$/,
      answer: (request) => {
        authenticate(request);
        const rkey = request.query.get("rkey") ?? "";
        const found = request.query.get("repo") === account.did ? records.get(rkey) : undefined;
        if (!found) throw xrpcError(400, "RecordNotFound", `Could not locate record: ${uriOf(rkey)}`);
        return { status: 200, body: { uri: uriOf(rkey), ...found } };
      },
    },
    {
      operation: "listRecords",
      method: "GET",
      path: /^\/xrpc\/com\.atproto\.repo\.listRecords$/,
      answer: (request) => {
        authenticate(request);
        const limit = Number(request.query.get("limit") ?? "50");
        if (!(limit >= 1 && limit <= 100)) throw invalid("limit must be between 1 and 100");
        const page = newestFirst().slice(0, limit);
        const listed = page.map(([rkey, { cid, value }]) => ({ uri: uriOf(rkey), cid, value }));
        return { status: 200, body: { records: listed } };
      },
    },
  ];
  const unknown = { status: 501, body: { error: "MethodNotImplemented", message: "Method Not Implemented" } };
  const server = await startPostEmulator(routes, unknown);
  return {
    ...server,
    posts: () => newestFirst().map(([, { value }]) => value),
    expireSessions: () => {
      for (const jwt of sessions.keys()) sessions.set(jwt, 0);
    },
  };
}
