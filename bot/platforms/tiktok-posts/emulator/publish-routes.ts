// The emulated /v2/post/publish: what the creator may choose, the beginnings of posts, and what became of them.
import { randomBytes, randomInt } from "node:crypto";
import { Router } from "express";
import { z } from "zod";
import { BoxWalker } from "./box-walker.ts";
import type { Emulation } from "./emulation.ts";
import { judgeClip, judgePhoto, requireVerified } from "./fetch-media.ts";
import { requireChunks, requirePrivacy, requireRoom } from "./post-rules.ts";
import { invalidParams, PostsError } from "./posts-error.ts";
import { type PostsCall, postsRoute } from "./posts-route.ts";
import type { EmulatedPublish } from "./state.ts";
import { standingOf } from "./timeline.ts";

const Privacy = z.enum(["PUBLIC_TO_EVERYONE", "MUTUAL_FOLLOW_FRIENDS", "FOLLOWER_OF_CREATOR", "SELF_ONLY"]);
const brand = { brand_content_toggle: z.boolean().optional(), brand_organic_toggle: z.boolean().optional() };
const FileSource = z.strictObject({
  source: z.literal("FILE_UPLOAD"),
  video_size: z.int().positive(),
  chunk_size: z.int().positive(),
  total_chunk_count: z.int().positive(),
});
const UrlSource = z.strictObject({ source: z.literal("PULL_FROM_URL"), video_url: z.url() });
const VideoSource = z.discriminatedUnion("source", [FileSource, UrlSource]);
const VideoInit = z.strictObject({
  post_info: z.strictObject({
    title: z.string().max(2_200).optional(),
    privacy_level: Privacy,
    disable_duet: z.boolean().optional(),
    disable_comment: z.boolean().optional(),
    disable_stitch: z.boolean().optional(),
    video_cover_timestamp_ms: z.int().nonnegative().optional(),
    is_aigc: z.boolean().optional(),
    ...brand,
  }),
  source_info: VideoSource,
});
const InboxInit = z.strictObject({ source_info: VideoSource });
const ContentInit = z.strictObject({
  media_type: z.literal("PHOTO"),
  post_mode: z.enum(["DIRECT_POST", "MEDIA_UPLOAD"]),
  post_info: z.strictObject({
    title: z.string().max(90).optional(),
    description: z.string().max(4_000).optional(),
    privacy_level: Privacy.optional(),
    disable_comment: z.boolean().optional(),
    auto_add_music: z.boolean().optional(),
    ...brand,
  }),
  source_info: z.strictObject({
    source: z.literal("PULL_FROM_URL"),
    photo_cover_index: z.int().nonnegative(),
    photo_images: z.array(z.url()).min(1).max(35),
  }),
});
const PublishId = z.strictObject({ publish_id: z.string().min(1).max(64) });
/** Begins in "7" and is longer than a JavaScript number can hold. */
const newVideoId = () => `75${Array.from({ length: 17 }, () => randomInt(10)).join("")}`;

export function publishRoutes(emulation: Emulation): Router {
  const router = Router();
  router.post("/creator_info/query/", creatorInfo(emulation));
  router.post(
    "/video/init/",
    postsRoute(emulation, { operation: "init", scope: "video.publish", schema: VideoInit }, async (call) => {
      const { post_info: info, source_info } = call.fields;
      requirePrivacy(emulation, call.creator, info.privacy_level);
      if (info.brand_content_toggle === true && info.privacy_level === "SELF_ONLY")
        throw invalidParams("Branded content cannot be private.");
      requireRoom(emulation, call.creator, "direct");
      return await beginVideo(emulation, call, source_info, {
        mode: "direct",
        title: info.title ?? "",
        privacy: info.privacy_level,
        aiGenerated: info.is_aigc ?? false,
        allowsComments: info.disable_comment !== true,
      });
    }),
  );
  router.post(
    "/inbox/video/init/",
    postsRoute(emulation, { operation: "init", scope: "video.upload", schema: InboxInit }, async (call) => {
      requireRoom(emulation, call.creator, "inbox");
      return await beginVideo(emulation, call, call.fields.source_info, { ...UNTITLED, mode: "inbox" });
    }),
  );
  router.post("/content/init/", contentInit(emulation));
  router.post("/status/fetch/", status(emulation));
  router.post("/cancel/", cancel(emulation));
  return router;
}

type NewPublish = Pick<EmulatedPublish, "mode" | "title" | "privacy" | "aiGenerated" | "allowsComments">;
const UNTITLED = { title: "", privacy: "SELF_ONLY", aiGenerated: false, allowsComments: false } as const;

function creatorInfo(emulation: Emulation) {
  const options = { scope: "video.publish", schema: z.strictObject({}).optional(), refusesWith200: true } as const;
  return postsRoute(emulation, { operation: "creator_info", ...options }, ({ creator }) => {
    requireRoom(emulation, creator, "direct");
    return {
      creator_avatar_url: `${emulation.baseUrl()}/avatar/${creator.username}.jpg`,
      creator_username: creator.username,
      creator_nickname: creator.nickname,
      privacy_level_options: creator.privacyOptions,
      comment_disabled: creator.commentDisabled,
      duet_disabled: creator.duetDisabled,
      stitch_disabled: creator.stitchDisabled,
      max_video_post_duration_sec: creator.maxVideoSeconds,
    };
  });
}

async function beginVideo(
  emulation: Emulation,
  { creator, fault }: PostsCall<unknown>,
  source: z.output<typeof VideoSource>,
  given: NewPublish,
): Promise<object> {
  const planned = fault?.kind === "fail_post" ? fault.reason : null;
  if (source.source === "FILE_UPLOAD") {
    requireChunks(source);
    const file = { size: source.video_size, chunkSize: source.chunk_size, chunks: source.total_chunk_count };
    const publish = newPublish(emulation, creator.id, { ...given, ...file, source: "file", failReason: planned });
    emulation.uploads.set(publish.id, { received: 0, walker: new BoxWalker() });
    return { publish_id: publish.id, upload_url: uploadUrl(emulation, publish.id) };
  }
  requireVerified(emulation, source.video_url);
  const judged = await judgeClip(emulation, source.video_url);
  const told = "failReason" in judged ? judged : { failReason: null, seconds: judged.seconds };
  const isTooLong = "seconds" in judged && (judged.seconds ?? 0) > creator.maxVideoSeconds;
  const failReason = planned ?? told.failReason ?? (isTooLong ? "duration_check_failed" : null);
  const takenAtMs = emulation.clock.now().getTime();
  const publish = newPublish(emulation, creator.id, { ...given, ...told, source: "url", takenAtMs, failReason });
  return { publish_id: publish.id };
}

function contentInit(emulation: Emulation) {
  const options = { operation: "init", scope: "video.publish", schema: ContentInit } as const;
  return postsRoute(emulation, options, async ({ creator, fields, fault }) => {
    const { post_info: info, source_info: source, post_mode } = fields;
    const mode = post_mode === "DIRECT_POST" ? "direct" : "inbox";
    if (mode === "inbox" && !creator.scopes.includes("video.upload"))
      throw new PostsError("scope_not_authorized", "The user did not authorize the scope video.upload.");
    if (mode === "direct") {
      if (info.privacy_level === undefined) throw invalidParams("post_info.privacy_level: is missing");
      requirePrivacy(emulation, creator, info.privacy_level);
    }
    if (source.photo_cover_index >= source.photo_images.length)
      throw invalidParams("source_info.photo_cover_index: is not one of the photos");
    requireRoom(emulation, creator, mode);
    for (const url of source.photo_images) requireVerified(emulation, url);
    const reasons = await Promise.all(source.photo_images.map((url) => judgePhoto(emulation, url)));
    const planned = fault?.kind === "fail_post" ? fault.reason : null;
    const publish = newPublish(emulation, creator.id, {
      mode,
      media: "photo",
      title: info.title ?? "",
      description: info.description ?? "",
      privacy: info.privacy_level ?? "SELF_ONLY",
      aiGenerated: false,
      allowsComments: info.disable_comment !== true,
      source: "url",
      takenAtMs: emulation.clock.now().getTime(),
      failReason: planned ?? reasons.find((reason) => reason !== null) ?? null,
    });
    return { publish_id: publish.id };
  });
}

function status(emulation: Emulation) {
  const options = { operation: "status", scope: "video.upload", schema: PublishId } as const;
  return postsRoute(emulation, options, ({ creator, fields }) => {
    const publish = ownPublish(emulation, creator.id, fields.publish_id);
    const { status, failReason, isPublic } = standingOf(emulation, publish);
    const received = publish.takenAtMs === null ? emulation.uploads.get(publish.id)?.received : publish.size;
    return {
      status,
      ...(failReason === undefined ? {} : { fail_reason: failReason }),
      ...(isPublic ? { publicaly_available_post_id: [publish.videoId] } : {}),
      ...(publish.source === "file" ? { uploaded_bytes: received ?? 0 } : { downloaded_bytes: publish.size }),
    };
  });
}

function cancel(emulation: Emulation) {
  const options = { operation: "cancel", scope: "video.publish", schema: PublishId } as const;
  return postsRoute(emulation, options, ({ creator, fields }) => {
    const publish = ownPublish(emulation, creator.id, fields.publish_id);
    if (!standingOf(emulation, publish).status.startsWith("PROCESSING"))
      throw new PostsError("invalid_publish_id", "The post can no longer be cancelled.");
    const canceledAtMs = emulation.clock.now().getTime();
    emulation.state.record({ type: "publish", publish: { ...publish, canceledAtMs } });
    return {};
  });
}

function ownPublish({ state }: Emulation, accountId: string, publishId: string): EmulatedPublish {
  const publish = state.publishes.get(publishId);
  if (!publish) throw new PostsError("invalid_publish_id", "The publish id does not exist.");
  if (publish.accountId === accountId) return publish;
  throw new PostsError("token_not_authorized_for_specified_publish_id", "The publish id is another account's.");
}

function newPublish(
  { state, clock }: Emulation,
  accountId: string,
  given: NewPublish & Pick<EmulatedPublish, "source" | "failReason"> & Partial<EmulatedPublish>,
): EmulatedPublish {
  const publish: EmulatedPublish = {
    id: `v_${given.mode === "inbox" ? "inbox" : "pub"}_${given.source}~v2-1.${randomBytes(12).toString("hex")}`,
    accountId,
    media: "video",
    description: "",
    createdAtMs: clock.now().getTime(),
    size: 0,
    chunkSize: 0,
    chunks: 0,
    takenAtMs: null,
    canceledAtMs: null,
    seconds: null,
    videoId: newVideoId(),
    ...given,
  };
  state.record({ type: "publish", publish });
  return publish;
}

/** Whoever knows the address may upload: it cannot be guessed, for the publish id in it cannot. */
function uploadUrl({ baseUrl }: Emulation, publishId: string): string {
  return `${baseUrl()}/upload/?upload_id=${encodeURIComponent(publishId)}`;
}
