// What TikTok (its API for developers) tells of videos and of their creator, as an InsightsReader.
import { z } from "zod";
import { SECOND_MS } from "../../../agents/kernel/clock.ts";
import { AppError, type ErrorCode } from "../../../agents/kernel/errors.ts";
import type { ConnectedAccount } from "../../../agents/ports/connector.ts";
import type { InsightsReader, PostCounts } from "../../../agents/ports/insights.ts";
import { TIKTOK_POSTS_PLATFORM } from "../tiktok-login/platform-id.ts";

export interface TiktokInsightsOptions {
  /** "https://open.tiktokapis.com"; a function because an emulator's port is known late. */
  readonly baseUrl: () => string;
  readonly fetch?: typeof fetch;
}

/** Ids one query takes (reference 2.2). */
const VIDEOS_AT_ONCE = 20;
const TIMEOUT_MS = 20 * SECOND_MS;
/** It states no pause; its window is one minute. */
const RATE_PAUSE_MS = 60 * SECOND_MS;
const VIDEO_FIELDS = "id,like_count,comment_count,share_count,view_count";
/** Takes the scope user.info.stats. */
const USER_FIELDS = "open_id,follower_count,likes_count,video_count";

const count = z.number().nullish();
const Videos = z.object({
  videos: z
    .array(z.object({ id: z.string(), like_count: count, comment_count: count, share_count: count, view_count: count }))
    .nullish(),
});
const User = z.object({ user: z.object({ follower_count: count, likes_count: count, video_count: count }) });
const Envelope = z.object({ data: z.unknown(), error: z.object({ code: z.string() }) });

const MEANINGS: Readonly<Record<string, readonly [ErrorCode, string]>> = {
  access_token_invalid: ["refused", "token_invalid"],
  scope_not_authorized: ["forbidden", "permission_missing"],
  scope_permission_missed: ["forbidden", "permission_missing"],
  rate_limit_exceeded: ["rate_limited", "rate_limited"],
  internal_error: ["unavailable", "platform_fault"],
  invalid_params: ["provider_refused", "bad_parameter"],
  invalid_param: ["provider_refused", "bad_parameter"],
};

export function createTiktokInsights(options: TiktokInsightsOptions): InsightsReader {
  return {
    info: { platform: TIKTOK_POSTS_PLATFORM, postsAtOnce: VIDEOS_AT_ONCE },
    posts: async (account, posts, signal) => {
      const video_ids = posts.map(({ externalId }) => externalId);
      const path = `/v2/video/query/?fields=${VIDEO_FIELDS}`;
      const { videos } = await call(options, account, { path, body: { filters: { video_ids } } }, Videos, signal);
      const told = new Map((videos ?? []).map((video) => [video.id, countsOf(video)]));
      return new Map(video_ids.map((id) => [id, told.get(id) ?? null]));
    },
    account: async (account, _since, signal) => {
      const { user } = await call(options, account, { path: `/v2/user/info/?fields=${USER_FIELDS}` }, User, signal);
      return {
        followers: user.follower_count ?? null,
        posts: user.video_count ?? null,
        likes: user.likes_count ?? null,
        // It has no figures by day.
        days: [],
        rate: null,
      };
    },
  };
}

function countsOf(video: NonNullable<z.output<typeof Videos>["videos"]>[number]): PostCounts {
  return {
    views: video.view_count ?? null,
    reach: null,
    likes: video.like_count ?? null,
    comments: video.comment_count ?? null,
    shares: video.share_count ?? null,
    saves: null,
    watchSeconds: null,
  };
}

async function call<Data>(
  options: TiktokInsightsOptions,
  account: ConnectedAccount,
  { path, body }: { readonly path: string; readonly body?: object },
  schema: z.ZodType<Data>,
  signal: AbortSignal,
): Promise<Data> {
  let response: Response;
  let text: string;
  try {
    response = await (options.fetch ?? fetch)(`${options.baseUrl()}${path}`, {
      method: body ? "POST" : "GET",
      headers: {
        authorization: `Bearer ${account.accessToken}`,
        ...(body ? { "content-type": "application/json; charset=UTF-8" } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
      redirect: "manual",
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    text = await response.text();
  } catch (cause) {
    throw new AppError("unavailable", "TikTok cannot be reached.", { reason: "connection_lost", cause });
  }
  const envelope = Envelope.safeParse(tryJson(text));
  if (!envelope.success) throw refusal(response.status === 429 ? "rate_limit_exceeded" : "internal_error");
  if (envelope.data.error.code !== "ok") throw refusal(envelope.data.error.code);
  const parsed = schema.safeParse(envelope.data.data);
  if (!parsed.success) {
    throw new AppError("provider_failed", "TikTok's answer cannot be read.", { reason: "unreadable_answer" });
  }
  return parsed.data;
}

function refusal(code: string): AppError {
  const [error, reason] = MEANINGS[code] ?? (["provider_refused", "unknown_refusal"] as const);
  return new AppError(error, `TikTok refused: ${reason} (${code}).`, {
    reason,
    ...(error === "rate_limited" ? { retryAfterMs: RATE_PAUSE_MS } : {}),
  });
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
