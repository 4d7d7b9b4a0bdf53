// A Threads of our own for tests: containers with states over time, media really fetched, a quota, strict fields.
import { z } from "zod";
import { type Clock, DAY_MS } from "../../../../agents/kernel/clock.ts";
import type { EmulatedReply, EmulatedRequest } from "../../../../jobs/providers/emulator/server.ts";
import { lookAtMedia } from "../../posting/emulator/look-at-media.ts";
import {
  bearerOf,
  type EmulatedRoute,
  type PostEmulatorServer,
  Refused,
  startPostEmulator,
  strictly,
} from "../../posting/emulator/post-emulator.ts";

export type ThreadsOperation = "me" | "create" | "publish" | "quota" | "list" | "read";

export interface ThreadsAccount {
  readonly id: string;
  readonly username: string;
  readonly token: string;
}

interface EmulatedContainer {
  readonly text: string;
  readonly isItem: boolean;
  readonly children: readonly string[];
  readonly createdAtMs: number;
  readonly readyAtMs: number;
  readonly failure: string | null;
  postId: string | null;
}

interface EmulatedThread {
  readonly id: string;
  readonly text: string;
  readonly items: number;
  readonly atMs: number;
}

const MAX_TEXT = 500;
const MAX_ALT_TEXT = 1_000;
const address = z.url({ protocol: /^https?$/ });
const text = z.string().max(MAX_TEXT, "Param text must be at most 500 characters long.");
const alone = {
  text: text.optional(),
  is_carousel_item: z.literal("true").optional(),
  alt_text: z.string().max(MAX_ALT_TEXT).optional(),
};
const Create = z.discriminatedUnion("media_type", [
  z.strictObject({ media_type: z.literal("IMAGE"), image_url: address, ...alone }),
  z.strictObject({ media_type: z.literal("VIDEO"), video_url: address, ...alone }),
  z.strictObject({ media_type: z.literal("CAROUSEL"), children: z.string(), text: text.optional() }),
]);

const graphError = (code: number, message: string, status = 400, subcode?: number) =>
  new Refused({
    status,
    body: { error: { message, type: "OAuthException", code, ...(subcode ? { error_subcode: subcode } : {}) } },
  });
const invalid = (what: string) => graphError(100, what.replace(/^.*: Param/, "Param"));
const unknownObject = (id: string) =>
  graphError(100, `Unsupported get request. Object with ID '${id}' does not exist`, 400, 33);

export interface ThreadsEmulator extends PostEmulatorServer<ThreadsOperation> {
  /** Newest first. */
  posts(): readonly EmulatedThread[];
  /** The next container ends in ERROR with this message. */
  failNextContainer(message: string): void;
}

export async function startThreadsEmulator(
  account: ThreadsAccount,
  clock: Clock,
  { processingMs = 0, postsPerDay = 250 } = {},
): Promise<ThreadsEmulator> {
  const containers = new Map<string, EmulatedContainer>();
  const posts: EmulatedThread[] = [];
  let made = 0;
  let nextFailure: string | null = null;
  const nowMs = () => clock.now().getTime();
  const newId = () => `1788${String(++made).padStart(13, "0")}`;
  const today = () => posts.filter(({ atMs }) => atMs > nowMs() - DAY_MS).length;

  const statusOf = (container: EmulatedContainer) => {
    if (container.postId) return "PUBLISHED";
    if (nowMs() - container.createdAtMs >= DAY_MS) return "EXPIRED";
    if (nowMs() < container.readyAtMs) return "IN_PROGRESS";
    return container.failure ? "ERROR" : "FINISHED";
  };
  const authenticate = (request: EmulatedRequest, id = account.id) => {
    if (bearerOf(request) !== account.token) throw graphError(190, "Error validating access token", 401);
    if (id !== account.id) throw unknownObject(id);
  };

  async function create(request: EmulatedRequest): Promise<EmulatedReply> {
    const given = Object.fromEntries(new URLSearchParams(request.body.toString("utf8")));
    const body = strictly(Create, given, invalid);
    const children = body.media_type === "CAROUSEL" ? body.children.split(",") : [];
    if (body.media_type === "CAROUSEL") {
      if (children.length < 2 || children.length > 20) throw invalid("children: 2 to 20");
      if (!children.every((id) => containers.get(id)?.isItem)) throw invalid("children: not carousel items");
    }
    const failure = body.media_type === "CAROUSEL" ? null : await fetchFailure(body);
    const container: EmulatedContainer = {
      text: body.text ?? "",
      isItem: body.media_type !== "CAROUSEL" && body.is_carousel_item === "true",
      children,
      createdAtMs: nowMs(),
      readyAtMs: nowMs() + processingMs,
      failure: nextFailure ?? failure,
      postId: null,
    };
    nextFailure = null;
    const id = newId();
    containers.set(id, container);
    return { status: 200, body: { id } };
  }

  function publish(request: EmulatedRequest): EmulatedReply {
    const form = strictly(
      z.strictObject({ creation_id: z.string() }),
      Object.fromEntries(new URLSearchParams(request.body.toString("utf8"))),
      invalid,
    );
    const container = containers.get(form.creation_id);
    if (!container || container.isItem || statusOf(container) !== "FINISHED") {
      throw graphError(24, "The requested resource does not exist", 400, 4_279_009);
    }
    if (today() >= postsPerDay) throw graphError(9, "The maximum number of posts was reached.");
    const id = newId();
    container.postId = id;
    posts.unshift({ id, text: container.text, items: Math.max(1, container.children.length), atMs: nowMs() });
    return { status: 200, body: { id } };
  }

  const wirePost = ({ id, text: words, atMs }: EmulatedThread) => ({
    id,
    text: words,
    timestamp: new Date(atMs).toISOString().replace(/\.\d+Z$/, "+0000"),
    permalink: `https://www.threads.com/@${account.username}/post/${id}`,
  });

  function read(id: string): EmulatedReply {
    const container = containers.get(id);
    if (container) {
      const status = statusOf(container);
      return { status: 200, body: { id, status, ...(status === "ERROR" ? { error_message: container.failure } : {}) } };
    }
    const post = posts.find((candidate) => candidate.id === id);
    if (!post) throw unknownObject(id);
    return { status: 200, body: wirePost(post) };
  }

  function list(request: EmulatedRequest): EmulatedReply {
    const limit = Math.min(Number(request.query.get("limit") ?? "25"), 100);
    const after = request.query.get("after");
    const start = after === null ? 0 : posts.findIndex(({ id }) => id === after) + 1;
    const page = posts.slice(start, start + limit);
    const hasMore = start + page.length < posts.length;
    return {
      status: 200,
      body: { data: page.map(wirePost), ...(hasMore ? { paging: { cursors: { after: page.at(-1)?.id } } } : {}) },
    };
  }

  const of = (what: string) => new RegExp(`^/v1\\.0/(\\d+)/${what}$`);
  const route = (
    operation: ThreadsOperation,
    method: "GET" | "POST",
    path: RegExp,
    answer: (request: EmulatedRequest) => EmulatedReply | Promise<EmulatedReply>,
  ): EmulatedRoute<ThreadsOperation> => ({
    operation,
    method,
    path,
    answer: (request, match) => {
      authenticate(request, match[1] ?? account.id);
      return answer(request);
    },
  });
  const server = await startPostEmulator<ThreadsOperation>(
    [
      route("me", "GET", /^\/v1\.0\/me$/, () => ({
        status: 200,
        body: { id: account.id, username: account.username },
      })),
      route("create", "POST", of("threads"), create),
      route("publish", "POST", of("threads_publish"), publish),
      route("quota", "GET", of("threads_publishing_limit"), () => ({
        status: 200,
        body: {
          data: [{ quota_usage: today(), config: { quota_total: postsPerDay, quota_duration: DAY_MS / 1_000 } }],
        },
      })),
      route("list", "GET", of("threads"), list),
      {
        operation: "read",
        method: "GET",
        path: /^\/v1\.0\/(\d+)$/,
        answer: (request, match) => {
          authenticate(request);
          return read(match[1] ?? "");
        },
      },
    ],
    graphError(2_500, "Unknown path components").reply,
  );
  return {
    ...server,
    posts: () => [...posts],
    failNextContainer: (message) => {
      nextFailure = message;
    },
  };
}

/** null: fetched, and what it is said to be. */
async function fetchFailure(body: { image_url: string } | { video_url: string }): Promise<string | null> {
  const [url, kind] = "image_url" in body ? [body.image_url, "image"] : [body.video_url, "video"];
  const response = await fetch(url).catch(() => null);
  if (!response?.ok) return kind === "video" ? "FAILED_DOWNLOADING_VIDEO" : "UNKNOWN";
  const seen = await lookAtMedia(Buffer.from(await response.arrayBuffer()));
  if (seen?.kind === kind) return null;
  return kind === "video" ? "FAILED_PROCESSING_VIDEO" : "UNKNOWN";
}
