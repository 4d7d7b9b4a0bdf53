// What the emulated TikTok tells of videos and their creators: the same audience as elsewhere, in TikTok's fields, strictly.
import { json, type Request, type Response, Router } from "express";
import { z } from "zod";
import type { Clock } from "../../../../agents/kernel/clock.ts";
import { figuresOf, followersOf, type ShownPost } from "../../../emulators/audience.ts";

export interface EmulatedCreator {
  readonly openId: string;
  readonly scopes: readonly string[];
  readonly posts: readonly ShownPost[];
}

export interface TiktokInsightsEmulation {
  readonly clock: Clock;
  /** undefined: TikTok does not know the token, or it has expired. */
  creatorOf(token: string): EmulatedCreator | undefined;
  /** A refusal planned for this call: an error's code and its status; undefined: none. */
  readonly takeFault?: () => { readonly code: string; readonly status: number } | undefined;
}

interface Answer {
  readonly status: number;
  readonly code: string;
  readonly data: object;
}

const MOST_IDS = 20;
const VideoQuery = z.strictObject({
  filters: z.strictObject({ video_ids: z.array(z.string()).min(1).max(MOST_IDS) }),
});

const refused = (status: number, code: string): Answer => ({ status, code, data: {} });

/** Mount it where `/v2` is. */
export function tiktokInsightsRouter(emulation: TiktokInsightsEmulation): Router {
  const router = Router();
  const answering = (scope: string, handle: (creator: EmulatedCreator, request: Request) => Answer) => {
    return (request: Request, response: Response) => {
      const { status, code, data } = answer(emulation, scope, request, handle);
      response.status(status).json({ data, error: { code, message: "", log_id: "emulated" } });
    };
  };
  router.post(
    "/video/query/",
    json(),
    answering("video.list", (creator, request) => queryVideos(emulation, creator, request)),
  );
  router.get(
    "/user/info/",
    answering("user.info.stats", (creator, request) => userInfo(emulation, creator, request)),
  );
  return router;
}

function answer(
  emulation: TiktokInsightsEmulation,
  scope: string,
  request: Request,
  handle: (creator: EmulatedCreator, request: Request) => Answer,
): Answer {
  const fault = emulation.takeFault?.();
  if (fault) return refused(fault.status, fault.code);
  const token = /^Bearer (.+)$/.exec(request.get("authorization") ?? "")?.[1];
  const creator = token === undefined ? undefined : emulation.creatorOf(token);
  if (!creator) return refused(401, "access_token_invalid");
  if (!creator.scopes.includes(scope)) return refused(401, "scope_not_authorized");
  return handle(creator, request);
}

function queryVideos({ clock }: TiktokInsightsEmulation, creator: EmulatedCreator, request: Request): Answer {
  const parsed = VideoQuery.safeParse(request.body);
  if (!parsed.success) return refused(400, "invalid_params");
  const nowMs = clock.now().getTime();
  const wanted = new Set(parsed.data.filters.video_ids);
  const videos = creator.posts
    .filter(({ id }) => wanted.has(id))
    .map((post) => {
      const figures = figuresOf(post, nowMs);
      return select(request, {
        id: post.id,
        title: post.caption,
        video_description: post.caption,
        create_time: Math.floor(post.atMs / 1_000),
        like_count: figures.likes,
        comment_count: figures.comments,
        share_count: figures.shares,
        view_count: figures.views,
      });
    });
  if (videos.includes(null)) return refused(400, "invalid_params");
  return { status: 200, code: "ok", data: { videos, cursor: 0, has_more: false } };
}

function userInfo({ clock }: TiktokInsightsEmulation, creator: EmulatedCreator, request: Request): Answer {
  const { openId, posts } = creator;
  const nowMs = clock.now().getTime();
  const user = select(request, {
    open_id: openId,
    follower_count: followersOf(openId, posts, nowMs),
    following_count: 0,
    likes_count: posts.reduce((sum, post) => sum + figuresOf(post, nowMs).likes, 0),
    video_count: posts.length,
  });
  return user === null ? refused(400, "invalid_params") : { status: 200, code: "ok", data: { user } };
}

/** Only the fields asked for; null where one is not known. */
function select(request: Request, known: Readonly<Record<string, unknown>>): object | null {
  const names = String(request.query.fields ?? "").split(",");
  if (names.some((name) => !Object.hasOwn(known, name))) return null;
  return Object.fromEntries(names.map((name) => [name, known[name]]));
}
