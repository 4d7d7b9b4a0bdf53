// Instagram posts as a Publisher: container, readiness, publish, read back. Every container says that it is AI-generated.
import { z } from "zod";
import { AppError } from "../../../agents/kernel/errors.ts";
import type { ContainerState, PostDraft, Publisher, PublisherAccount } from "../../../agents/ports/publisher.ts";
import { createInstagramClient, type GraphAnswer, type InstagramClient, type InstagramOptions } from "./client.ts";
import { classifyContainer, errorFrom } from "./errors.ts";
import { findPost } from "./find-post.ts";

/** The lower of the two figures Instagram documents; `quota` reads what holds for the account. */
const POSTS_PER_DAY = 50;

/** Everything our webhooks understand. Echoes come with `messages`. */
const SUBSCRIBED_FIELDS = [
  "messages",
  "message_edit",
  "message_reactions",
  "messaging_postbacks",
  "messaging_referral",
  "messaging_seen",
];

const Profile = z.object({
  user_id: z.union([z.string(), z.number()]).transform(String),
  username: z.string(),
  followers_count: z.number().nullish(),
});
const Success = z.object({ success: z.literal(true) });
const Quota = z.object({
  data: z.array(z.object({ quota_usage: z.number(), config: z.object({ quota_total: z.number() }).nullish() })).min(1),
});
const Created = z.object({ id: z.string().min(1) });
const Container = z.object({ status_code: z.string(), status: z.string().nullish() });

export function createInstagramPublisher(options: InstagramOptions): Publisher {
  const client = createInstagramClient(options);
  return {
    info: { platform: "instagram", postsPerDay: POSTS_PER_DAY },
    whoAmI: async (token, signal) => {
      const query = { fields: "user_id,username,followers_count" };
      const me = read(await client.call({ method: "GET", path: "/me", token, query, signal }, Profile));
      return { externalId: me.user_id, handle: me.username, followers: me.followers_count ?? null };
    },
    subscribe: async (account, signal) => {
      const query = { subscribed_fields: SUBSCRIBED_FIELDS.join(",") };
      const path = `/${account.externalId}/subscribed_apps`;
      read(await client.call({ method: "POST", path, token: account.accessToken, query, signal }, Success));
    },
    quota: async (account, signal) => {
      const query = { fields: "quota_usage,config" };
      const path = `/${account.externalId}/content_publishing_limit`;
      const answer = read(await client.call({ method: "GET", path, token: account.accessToken, query, signal }, Quota));
      const quota = answer.data[0];
      return { used: quota?.quota_usage ?? 0, total: quota?.config?.quota_total ?? POSTS_PER_DAY };
    },
    prepare: (account, draft, signal) => prepare(client, account, draft, signal),
    check: (account, containerId, signal) => check(client, account, containerId, signal),
    commit: async (account, containerId, signal) => {
      const path = `/${account.externalId}/media_publish`;
      const body = { creation_id: containerId };
      const answer = await client.call({ method: "POST", path, token: account.accessToken, body, signal }, Created);
      if (!answer.ok) throw errorFrom(answer.failure, true);
      return { externalId: answer.body.id };
    },
    find: async (account, by, signal) => {
      if ("externalId" in by) return findPost.byId(client, account, by.externalId, signal);
      const { state } = await check(client, account, by.containerId, signal);
      const post = await findPost.byCaption(client, account, by, signal);
      if (post || state !== "published") return post;
      throw new AppError("unavailable", "Instagram says it published the post but does not list it yet.", {
        reason: "published_not_listed",
      });
    },
  };
}

function read<Body>(answer: GraphAnswer<Body>): Body {
  if (!answer.ok) throw errorFrom(answer.failure, false);
  return answer.body;
}

async function prepare(
  client: InstagramClient,
  account: PublisherAccount,
  draft: PostDraft,
  signal: AbortSignal,
): Promise<{ containerId: string }> {
  const [media, ...more] = draft.media;
  if (!media || more.length > 0 || media.kind !== "image") {
    throw new AppError("invalid_input", "An Instagram post has one picture.", { field: "media" });
  }
  const body = {
    image_url: media.url,
    caption: draft.caption,
    is_ai_generated: true,
    ...(media.altText === undefined ? {} : { alt_text: media.altText }),
  };
  const path = `/${account.externalId}/media`;
  const created = read(await client.call({ method: "POST", path, token: account.accessToken, body, signal }, Created));
  return { containerId: created.id };
}

/** A failed container is retryable when a new one may do better. */
async function check(
  client: InstagramClient,
  account: PublisherAccount,
  containerId: string,
  signal: AbortSignal,
): Promise<ContainerState> {
  const query = { fields: "status_code,status" };
  const request = { method: "GET", path: `/${containerId}`, token: account.accessToken, query, signal } as const;
  const answer = await client.call(request, Container);
  if (!answer.ok) {
    const { error } = answer.failure;
    if (error === "not_found" || error === "expired")
      return { state: "failed", code: "container_gone", retryable: true };
    throw errorFrom(answer.failure, false);
  }
  switch (answer.body.status_code) {
    case "IN_PROGRESS":
      return { state: "processing" };
    case "FINISHED":
      return { state: "ready" };
    case "PUBLISHED":
      return { state: "published" };
    case "EXPIRED":
      return { state: "failed", code: "container_expired", retryable: true };
    default: {
      const { reason, retryable } = classifyContainer(answer.body.status ?? "");
      return { state: "failed", code: reason, retryable };
    }
  }
}
