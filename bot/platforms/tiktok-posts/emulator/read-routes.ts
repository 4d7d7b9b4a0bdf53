// The rest of the emulated open API that posting needs: who the account is, its videos, and new tokens for old ones.
import { randomBytes } from "node:crypto";
import express, { Router } from "express";
import { z } from "zod";
import { DAY_MS, SECOND_MS } from "../../../../agents/kernel/clock.ts";
import { figuresOf, followersOf, type ShownPost } from "../../../emulators/audience.ts";
import type { Emulation } from "./emulation.ts";
import { PostsError } from "./posts-error.ts";
import { postsRoute, requireFields, strikeAtOnce } from "./posts-route.ts";
import type { EmulatedCreator, EmulatedPublish } from "./state.ts";
import { standingOf } from "./timeline.ts";

/** By the permission each needs beyond the first. */
const USER_FIELDS: Readonly<Record<string, readonly string[]>> = {
  "user.info.basic": ["open_id", "union_id", "avatar_url", "display_name"],
  "user.info.profile": ["username", "bio_description", "profile_deep_link", "is_verified"],
  "user.info.stats": ["follower_count", "following_count", "likes_count", "video_count"],
};
const VIDEO_FIELDS = [
  "id",
  "title",
  "video_description",
  "duration",
  "cover_image_url",
  "share_url",
  "create_time",
  "like_count",
  "comment_count",
  "share_count",
  "view_count",
];
const List = z.strictObject({ max_count: z.int().min(1).max(20).optional(), cursor: z.int().optional() });
const Query = z.strictObject({ filters: z.strictObject({ video_ids: z.array(z.string()).min(1).max(20) }) });
const Refresh = z.strictObject({
  client_key: z.string(),
  client_secret: z.string(),
  grant_type: z.literal("refresh_token"),
  refresh_token: z.string(),
});
const ACCESS_TOKEN_MS = DAY_MS;
const REFRESH_TOKEN_MS = 365 * DAY_MS;

export function readRoutes(emulation: Emulation): Router {
  const router = Router();
  const noFields = z.strictObject({});
  router.get(
    "/user/info/",
    postsRoute(emulation, { operation: "user_info", scope: "user.info.basic", schema: noFields }, (call) => {
      const fields = requireFields(call.query, Object.values(USER_FIELDS).flat());
      for (const [scope, granted] of Object.entries(USER_FIELDS)) {
        if (!call.creator.scopes.includes(scope) && fields.some((field) => granted.includes(field)))
          throw new PostsError("scope_not_authorized", `The user did not authorize the scope ${scope}.`);
      }
      return { user: pick(userOf(emulation, call.creator), fields) };
    }),
  );
  router.post(
    "/video/list/",
    postsRoute(emulation, { operation: "video_list", scope: "video.list", schema: List }, (call) => {
      const fields = requireFields(call.query, VIDEO_FIELDS);
      const { max_count = 10, cursor } = call.fields;
      // A cursor is a time: what is older comes next.
      const videos = publicVideos(emulation, call.creator.id).filter(
        (video) => cursor === undefined || video.takenAtMs < cursor,
      );
      const page = videos.slice(0, max_count);
      return {
        videos: page.map((video) => pick(viewOf(emulation, video), fields)),
        cursor: page.at(-1)?.takenAtMs ?? 0,
        has_more: videos.length > page.length,
      };
    }),
  );
  router.post(
    "/video/query/",
    postsRoute(emulation, { operation: "video_query", scope: "video.list", schema: Query }, (call) => {
      const fields = requireFields(call.query, VIDEO_FIELDS);
      const asked = call.fields.filters.video_ids;
      const videos = publicVideos(emulation, call.creator.id).filter((video) => asked.includes(video.videoId));
      return { videos: videos.map((video) => pick(viewOf(emulation, video), fields)) };
    }),
  );
  router.post("/oauth/token/", express.urlencoded({ extended: false, limit: "64kb" }), refreshRoute(emulation));
  return router;
}

/** Beside those it was made with, whom its posts brought. */
function userOf(emulation: Emulation, { id, username, nickname, followers, likes }: EmulatedCreator) {
  const posts = publicVideos(emulation, id).map(shownOf);
  const nowMs = emulation.clock.now().getTime();
  return {
    open_id: id,
    union_id: `union.${id}`,
    avatar_url: `${emulation.baseUrl()}/avatar/${username}.jpg`,
    display_name: nickname,
    username,
    bio_description: "",
    profile_deep_link: `${emulation.baseUrl()}/@${username}`,
    is_verified: false,
    follower_count: followers + followersOf(id, posts, nowMs),
    following_count: 0,
    likes_count: posts.reduce((sum, post) => sum + figuresOf(post, nowMs).likes, likes),
    video_count: posts.length,
  };
}

/** Newest first; private ones are in no list. */
export function publicVideos(emulation: Emulation, accountId: string) {
  return [...emulation.state.publishes.values()]
    .flatMap((publish) => (publish.takenAtMs === null ? [] : [{ ...publish, takenAtMs: publish.takenAtMs }]))
    .filter((publish) => publish.accountId === accountId && standingOf(emulation, publish).isPublic)
    .sort((one, other) => other.takenAtMs - one.takenAtMs);
}

export function shareUrl({ baseUrl, state }: Emulation, { accountId, videoId }: EmulatedPublish): string {
  return `${baseUrl()}/@${state.creators.get(accountId)?.username ?? ""}/video/${videoId}`;
}

export function issueTokens({ state, clock }: Emulation, accountId: string, lifetimeMs = ACCESS_TOKEN_MS) {
  const nowMs = clock.now().getTime();
  const make = (kind: "access" | "refresh", lastsMs: number) => {
    const token = `${kind === "access" ? "act" : "rft"}.${randomBytes(24).toString("hex")}`;
    state.record({ type: "token", token: { token, kind, accountId, expiresAtMs: nowMs + lastsMs } });
    return token;
  };
  return { accessToken: make("access", lifetimeMs), refreshToken: make("refresh", REFRESH_TOKEN_MS) };
}

/** A refresh token works once: with the new access token comes the next one. */
function refreshRoute(emulation: Emulation): express.RequestHandler {
  const { app, state, clock, faults } = emulation;
  return (request, response) => {
    const fault = faults.take("token");
    if (fault && strikeAtOnce(fault, response)) return;
    const refuse = (error: string, description: string) =>
      void response.status(400).json({ error, error_description: description, log_id: "emulated" });
    const parsed = Refresh.safeParse(request.body ?? {});
    if (!parsed.success) return refuse("invalid_request", "A parameter is missing, unknown or malformed.");
    const { client_key, client_secret, refresh_token } = parsed.data;
    if (client_key !== app.clientKey || client_secret !== app.clientSecret)
      return refuse("invalid_client", "Client key or secret is incorrect.");
    const token = state.tokens.get(refresh_token);
    const isGood = token?.kind === "refresh" && token.expiresAtMs > clock.now().getTime();
    const creator = token && state.creators.get(token.accountId);
    if (!isGood || !creator) return refuse("invalid_grant", "Refresh token is invalid or expired.");
    state.record({ type: "spent", token: refresh_token });
    const { accessToken, refreshToken } = issueTokens(emulation, creator.id);
    response.json({
      access_token: accessToken,
      expires_in: ACCESS_TOKEN_MS / SECOND_MS,
      open_id: creator.id,
      refresh_expires_in: REFRESH_TOKEN_MS / SECOND_MS,
      refresh_token: refreshToken,
      scope: creator.scopes.join(","),
      token_type: "Bearer",
    });
  };
}

function viewOf(emulation: Emulation, publish: EmulatedPublish & { readonly takenAtMs: number }) {
  const text = publish.media === "photo" ? publish.description : publish.title;
  const figures = figuresOf(shownOf(publish), emulation.clock.now().getTime());
  return {
    id: publish.videoId,
    title: publish.title,
    video_description: text,
    duration: Math.round(publish.seconds ?? 0),
    cover_image_url: `${emulation.baseUrl()}/cover/${publish.videoId}.jpg`,
    share_url: shareUrl(emulation, publish),
    create_time: Math.floor(publish.takenAtMs / SECOND_MS),
    like_count: figures.likes,
    comment_count: figures.comments,
    share_count: figures.shares,
    view_count: figures.views,
  };
}

/** As the audience sees it. */
function shownOf(publish: EmulatedPublish & { readonly takenAtMs: number }): ShownPost {
  const { videoId: id, accountId, title: caption, takenAtMs: atMs, media } = publish;
  return { id, accountId, caption, atMs, isVideo: media === "video" };
}

function pick(values: Readonly<Record<string, unknown>>, fields: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(fields.map((field) => [field, values[field]]));
}
