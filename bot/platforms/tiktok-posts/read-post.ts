// Reading back: what became of an upload, which posts there are. All of it may be asked as often as TikTok allows.
import { z } from "zod";
import { DAY_MS, MINUTE_MS, SECOND_MS } from "../../../agents/kernel/clock.ts";
import { AppError } from "../../../agents/kernel/errors.ts";
import type { ConnectedAccount } from "../../../agents/ports/connector.ts";
import type { PublishedPost } from "../../../agents/ports/publisher.ts";
import { type PostsAnswer, type PostsClient, readAnswer } from "./client.ts";

const Status = z.object({
  status: z.string(),
  fail_reason: z.string().nullish(),
  // TikTok's own spelling; what is longer than a JavaScript number arrives as text.
  publicaly_available_post_id: z.array(z.union([z.string(), z.number()]).transform(String)).nullish(),
  uploaded_bytes: z.number().nullish(),
});
export type PostStatus = z.output<typeof Status>;

const Video = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  share_url: z.string().nullish(),
  video_description: z.string().nullish(),
  create_time: z.number(),
});
const Videos = z.object({
  videos: z.array(Video).nullish(),
  cursor: z.number().nullish(),
  has_more: z.boolean().nullish(),
});
type Video = z.output<typeof Video>;

const FIELDS = "id,share_url,video_description,create_time";
const PAGE_SIZE = 20;
const MAX_PAGES = 5;
/** Their clock and ours may differ. */
const CLOCK_TOLERANCE_MS = 5 * MINUTE_MS;

/** What is known of a post whose name was lost. */
export interface LostPost {
  readonly caption: string;
  readonly since: Date;
  /** Videos that are other posts of ours. */
  readonly notThese?: readonly string[];
}

export function fetchStatus(
  client: PostsClient,
  account: ConnectedAccount,
  publishId: string,
  signal: AbortSignal,
): Promise<PostsAnswer<PostStatus>> {
  const body = { publish_id: publishId };
  const path = "/v2/post/publish/status/fetch/";
  return client.call({ method: "POST", path, token: account.accessToken, body, signal }, Status);
}

/** @param videoId digits @throws AppError */
export async function findVideo(
  client: PostsClient,
  account: ConnectedAccount,
  videoId: string,
  signal: AbortSignal,
): Promise<PublishedPost | null> {
  const query = { fields: FIELDS };
  const body = { filters: { video_ids: [videoId] } };
  const request = {
    method: "POST",
    path: "/v2/video/query/",
    token: account.accessToken,
    query,
    body,
    signal,
  } as const;
  const { videos } = readAnswer(await client.call(request, Videos));
  const video = videos?.find(({ id }) => id === videoId);
  return video ? published(video) : null;
}

/** By what it says and when it came; only public ones are listed. @throws AppError `outcome_unknown` when several fit */
export async function findVideoByCaption(
  client: PostsClient,
  account: ConnectedAccount,
  { caption, since, notThese = [] }: LostPost,
  signal: AbortSignal,
): Promise<PublishedPost | null> {
  const fitting = (await listVideos(client, account, since, signal)).filter(
    ({ id, video_description }) => (video_description ?? "").trim() === caption.trim() && !notThese.includes(id),
  );
  const [video, ...more] = fitting;
  if (!video) return null;
  if (more.length === 0) return published(video);
  throw new AppError("outcome_unknown", "Several posts on TikTok have this caption.", { reason: "ambiguous_match" });
}

/** Public ones of the last day. null: the token may not list them. */
export async function countVideosOfDay(
  client: PostsClient,
  account: ConnectedAccount,
  now: Date,
  signal: AbortSignal,
): Promise<number | null> {
  const since = now.getTime() - DAY_MS;
  const videos = await listVideos(client, account, new Date(since), signal).catch((thrown: unknown) => {
    if (thrown instanceof AppError && thrown.reason === "permission_missing") return null;
    throw thrown;
  });
  if (videos === null) return null;
  return videos.filter((video) => video.create_time * SECOND_MS > since).length;
}

async function listVideos(
  client: PostsClient,
  account: ConnectedAccount,
  since: Date,
  signal: AbortSignal,
): Promise<Video[]> {
  const found: Video[] = [];
  let cursor: number | undefined;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const body = { max_count: PAGE_SIZE, ...(cursor === undefined ? {} : { cursor }) };
    const query = { fields: FIELDS };
    const request = {
      method: "POST",
      path: "/v2/video/list/",
      token: account.accessToken,
      query,
      body,
      signal,
    } as const;
    const answer = readAnswer(await client.call(request, Videos));
    const videos = answer.videos ?? [];
    const recent = videos.filter((video) => video.create_time * SECOND_MS >= since.getTime() - CLOCK_TOLERANCE_MS);
    found.push(...recent);
    if (!answer.has_more || answer.cursor == null || recent.length < videos.length) break;
    cursor = answer.cursor;
  }
  return found;
}

/** TikTok does not give the AI label back. */
function published({ id, share_url }: Video): PublishedPost {
  return { externalId: id, permalink: share_url ?? null, labelled: null };
}
