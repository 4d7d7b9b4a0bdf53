// Instagram posts as a Publisher: container, readiness, publish, read back. Every container says that it is AI-generated.
import { z } from "zod";
import { AppError } from "../../../agents/kernel/errors.ts";
import type { ConnectedAccount } from "../../../agents/ports/connector.ts";
import type { ContainerState, PostDraft, Publisher } from "../../../agents/ports/publisher.ts";
import { createInstagramClient, type InstagramClient, type InstagramOptions, readAnswer } from "./client.ts";
import { classifyContainer, errorFrom } from "./errors.ts";
import { findPost } from "./find-post.ts";

/** The lower of the two figures Instagram documents; `quota` reads what holds for the account. */
const POSTS_PER_DAY = 50;

const Quota = z.object({
  data: z.array(z.object({ quota_usage: z.number(), config: z.object({ quota_total: z.number() }).nullish() })).min(1),
});
const Created = z.object({ id: z.string().min(1) });
const Container = z.object({ status_code: z.string(), status: z.string().nullish() });

export function createInstagramPublisher(options: InstagramOptions): Publisher {
  const client = createInstagramClient(options);
  return {
    info: { platform: "instagram", postsPerDay: POSTS_PER_DAY, formats: ["image"] },
    quota: async (account, signal) => {
      const query = { fields: "quota_usage,config" };
      const path = `/${account.externalId}/content_publishing_limit`;
      const answer = readAnswer(
        await client.call({ method: "GET", path, token: account.accessToken, query, signal }, Quota),
      );
      const quota = answer.data[0];
      return { used: quota?.quota_usage ?? 0, total: quota?.config?.quota_total ?? POSTS_PER_DAY };
    },
    prepare: (account, draft, signal) => prepare(client, account, draft, signal),
    check: (account, containerId, signal) => check(client, account, containerId, signal),
    commit: async (account, containerId, _draft, signal) => {
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

async function prepare(
  client: InstagramClient,
  account: ConnectedAccount,
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
  const created = readAnswer(
    await client.call({ method: "POST", path, token: account.accessToken, body, signal }, Created),
  );
  return { containerId: created.id };
}

/** A failed container is retryable when a new one may do better. */
async function check(
  client: InstagramClient,
  account: ConnectedAccount,
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
