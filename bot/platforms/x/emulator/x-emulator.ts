// An X of our own for tests: uploads put together and looked at, clips worked on over time, posts, a timeline.
import { z } from "zod";
import type { Clock } from "../../../../agents/kernel/clock.ts";
import type { EmulatedReply, EmulatedRequest } from "../../../../jobs/providers/emulator/server.ts";
import { parseMultipart } from "../../../surfaces/telegram/emulator/multipart.ts";
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

export type XOperation =
  | "me"
  | "initialize"
  | "append"
  | "finalize"
  | "status"
  | "metadata"
  | "createPost"
  | "readPost"
  | "timeline";

export interface XAccount {
  readonly id: string;
  readonly username: string;
  readonly token: string;
}

interface EmulatedUpload {
  readonly key: string;
  readonly mediaType: string;
  readonly totalBytes: number;
  readonly kind: "image" | "video";
  readonly pieces: Buffer[];
  altText?: string;
  readyAtMs: number | null;
  failure: string | null;
}

export interface EmulatedXPost {
  readonly id: string;
  readonly text: string;
  readonly mediaKeys: readonly string[];
  readonly madeWithAi: boolean;
  readonly atMs: number;
}

const MAX_PIECE_BYTES = 5 * 1024 * 1024;
const MAX_IMAGE_BYTES = 5 * 1024 * 1024;
const MAX_WEIGHT = 280;
const MAX_ALT_TEXT = 1_000;
const EPOCH = 1_880_000_000_000_000_000n;

const Initialize = z.strictObject({
  media_type: z.enum(["image/jpeg", "image/png", "image/webp", "video/mp4", "video/quicktime"]),
  total_bytes: z.int().min(1),
  media_category: z.enum(["tweet_image", "tweet_video"]),
  shared: z.boolean().optional(),
});
const Metadata = z.strictObject({
  id: z.string(),
  metadata: z.strictObject({ alt_text: z.strictObject({ text: z.string().min(1).max(MAX_ALT_TEXT) }) }),
});
const Create = z.strictObject({
  text: z.string(),
  media: z.strictObject({
    media_ids: z
      .array(z.string().regex(/^\d{1,19}$/))
      .min(1)
      .max(4),
  }),
  made_with_ai: z.boolean().optional(),
  paid_partnership: z.boolean().optional(),
  reply_settings: z.enum(["following", "mentionedUsers", "subscribers", "verified"]).optional(),
});

const problem = (status: number, title: string, detail: string, type = "about:blank") =>
  new Refused({ status, body: { title, detail, type, status } });
const invalid = (what: string) =>
  new Refused({
    status: 400,
    body: {
      errors: [{ message: what }],
      title: "Invalid Request",
      detail: "One or more parameters to your request was invalid.",
      type: "https://api.twitter.com/2/problems/invalid-request",
    },
  });
/** Source: X, Counting characters: these code points weigh one, all others two, an address 23. */
const LIGHT: readonly (readonly [number, number])[] = [
  [0, 4_351],
  [8_192, 8_205],
  [8_208, 8_223],
  [8_242, 8_247],
];
const isLight = (sign: string) =>
  [...sign].every((point) =>
    LIGHT.some(([from, to]) => (point.codePointAt(0) ?? 0) >= from && (point.codePointAt(0) ?? 0) <= to),
  );
const weightOf = (text: string) =>
  [...new Intl.Segmenter().segment(text.replace(/https?:\/\/\S+/g, "x".repeat(23)))].reduce(
    (sum, { segment }) => sum + (isLight(segment) ? 1 : 2),
    0,
  );

export interface XEmulator extends PostEmulatorServer<XOperation> {
  /** Newest first. */
  posts(): readonly EmulatedXPost[];
  altTexts(): readonly (string | undefined)[];
  /** The next clip is not taken after all. */
  failNextClip(name: string): void;
}

export async function startXEmulator(account: XAccount, clock: Clock, { processingMs = 0 } = {}): Promise<XEmulator> {
  const uploads = new Map<string, EmulatedUpload>();
  const posts: EmulatedXPost[] = [];
  let made = 0n;
  let nextFailure: string | null = null;
  const nowMs = () => clock.now().getTime();
  const newId = () => String(EPOCH + ++made);
  const uploadOf = (id: string) => {
    const upload = uploads.get(id);
    if (!upload) throw invalid(`media id ${id} is invalid`);
    return upload;
  };
  const processingInfo = ({ kind, readyAtMs, failure }: EmulatedUpload) => {
    if (kind === "image" || readyAtMs === null) return undefined;
    if (nowMs() < readyAtMs) return { state: "in_progress", check_after_secs: 5, progress_percent: 40 };
    if (failure) return { state: "failed", error: { code: 1, name: failure, message: "cannot be used" } };
    return { state: "succeeded", progress_percent: 100 };
  };
  const wireMedia = (id: string, upload: EmulatedUpload) => {
    const processing = processingInfo(upload);
    return {
      status: 200,
      body: {
        data: {
          id,
          media_key: upload.key,
          expires_after_secs: 86_400,
          ...(processing ? { processing_info: processing } : {}),
        },
      },
    };
  };

  function initialize(request: EmulatedRequest): EmulatedReply {
    const body = strictly(Initialize, jsonOf(request), invalid);
    const kind = body.media_category === "tweet_video" ? "video" : "image";
    if (!body.media_type.startsWith(kind)) throw invalid("media type does not match its category");
    if (kind === "image" && body.total_bytes > MAX_IMAGE_BYTES) throw invalid("file size exceeds 5242880 bytes");
    const id = newId();
    const key = `${kind === "video" ? 13 : 3}_${id}`;
    const facts = { key, mediaType: body.media_type, totalBytes: body.total_bytes, kind } as const;
    const upload: EmulatedUpload = { ...facts, pieces: [], readyAtMs: null, failure: null };
    uploads.set(id, upload);
    return wireMedia(id, upload);
  }

  function append(request: EmulatedRequest, id: string): EmulatedReply {
    const upload = uploadOf(id);
    const parts = parseMultipart(request.body, request.headers["content-type"] ?? "") ?? [];
    const index = parts.find(({ name }) => name === "segment_index")?.bytes.toString("utf8");
    const piece = parts.find(({ name }) => name === "media")?.bytes;
    if (parts.length !== 2 || index === undefined || !piece) throw invalid("segment_index and media are required");
    if (!/^\d{1,3}$/.test(index) || piece.length === 0 || piece.length > MAX_PIECE_BYTES) throw invalid("bad segment");
    upload.pieces[Number(index)] = Buffer.from(piece);
    return { status: 200, body: { data: { expires_at: Math.floor(nowMs() / 1_000) + 86_400 } } };
  }

  async function finalize(id: string): Promise<EmulatedReply> {
    const upload = uploadOf(id);
    const bytes = Buffer.concat([...upload.pieces].map((piece) => piece ?? Buffer.alloc(0)));
    if (bytes.length !== upload.totalBytes) throw invalid("segments do not add up to the provided total_bytes");
    if ((await lookAtMedia(bytes))?.kind !== upload.kind) throw invalid("unsupported media format");
    upload.readyAtMs = nowMs() + processingMs;
    upload.failure = upload.kind === "video" ? nextFailure : null;
    if (upload.kind === "video") nextFailure = null;
    return wireMedia(id, upload);
  }

  function createPost(request: EmulatedRequest): EmulatedReply {
    const body = strictly(Create, jsonOf(request), invalid);
    if (weightOf(body.text) > MAX_WEIGHT) throw problem(403, "Forbidden", "Your Tweet text is too long.");
    const media = body.media.media_ids.map(uploadOf);
    if (media.length > 1 && media.some(({ kind }) => kind === "video")) throw invalid("one video or four photos");
    if (media.some((upload) => upload.readyAtMs === null || nowMs() < upload.readyAtMs || upload.failure))
      throw invalid("media is not ready");
    if (posts.some(({ text }) => text === body.text))
      throw problem(403, "Forbidden", "You are not allowed to create a Tweet with duplicate content.");
    const madeWithAi = body.made_with_ai ?? false;
    const post = { id: newId(), text: body.text, mediaKeys: media.map(({ key }) => key), madeWithAi, atMs: nowMs() };
    posts.unshift(post);
    return { status: 201, body: { data: { id: post.id, text: post.text, edit_history_tweet_ids: [post.id] } } };
  }

  const wirePost = ({ id, text, mediaKeys }: EmulatedXPost) => ({ id, text, attachments: { media_keys: mediaKeys } });

  function timeline({ query }: EmulatedRequest): EmulatedReply {
    const limit = Number(query.get("max_results") ?? "10");
    if (!(limit >= 5 && limit <= 100)) throw invalid("max_results must be between 5 and 100");
    const fromMs = new Date(query.get("start_time") ?? 0).getTime();
    const all = posts.filter(({ atMs }) => atMs >= fromMs);
    const start = Number(query.get("pagination_token") ?? "0");
    const page = all.slice(start, start + limit);
    const next = start + page.length;
    const meta = { result_count: page.length, ...(next < all.length ? { next_token: String(next) } : {}) };
    return { status: 200, body: { ...(page.length > 0 ? { data: page.map(wirePost) } : {}), meta } };
  }

  const route = (
    operation: XOperation,
    method: "GET" | "POST",
    path: RegExp,
    answer: (request: EmulatedRequest, id: string) => EmulatedReply | Promise<EmulatedReply>,
  ): EmulatedRoute<XOperation> => ({
    operation,
    method,
    path,
    answer: (request, match) => {
      if (bearerOf(request) !== account.token) throw problem(401, "Unauthorized", "Unauthorized");
      return answer(request, match[1] ?? "");
    },
  });
  const routes = [
    route("me", "GET", /^\/2\/users\/me$/, () => ({
      status: 200,
      body: { data: { id: account.id, username: account.username, name: "Luna" } },
    })),
    route("initialize", "POST", /^\/2\/media\/upload\/initialize$/, initialize),
    route("append", "POST", /^\/2\/media\/upload\/(\d+)\/append$/, append),
    route("finalize", "POST", /^\/2\/media\/upload\/(\d+)\/finalize$/, (_request, id) => finalize(id)),
    route("status", "GET", /^\/2\/media\/upload$/, ({ query }) => {
      if (query.get("command") !== "STATUS") throw invalid("command");
      const id = query.get("media_id") ?? "";
      return wireMedia(id, uploadOf(id));
    }),
    route("metadata", "POST", /^\/2\/media\/metadata$/, (request) => {
      const { id, metadata } = strictly(Metadata, jsonOf(request), invalid);
      uploadOf(id).altText = metadata.alt_text.text;
      return { status: 200, body: { data: { id } } };
    }),
    route("createPost", "POST", /^\/2\/tweets$/, createPost),
    route("readPost", "GET", /^\/2\/tweets\/(\d+)$/, (_request, id) => {
      const post = posts.find((candidate) => candidate.id === id);
      if (post) return { status: 200, body: { data: wirePost(post) } };
      const type = "https://api.twitter.com/2/problems/resource-not-found";
      return { status: 200, body: { errors: [{ title: "Not Found Error", detail: "Could not find tweet", type }] } };
    }),
    route("timeline", "GET", /^\/2\/users\/(\d+)\/tweets$/, (request, id) => {
      if (id !== account.id) throw problem(403, "Forbidden", "not yours");
      return timeline(request);
    }),
  ];
  const server = await startPostEmulator(routes, problem(404, "Not Found", "Not Found").reply);
  return {
    ...server,
    posts: () => [...posts],
    altTexts: () => [...uploads.values()].map(({ altText }) => altText),
    failNextClip: (name) => {
      nextFailure = name;
    },
  };
}
