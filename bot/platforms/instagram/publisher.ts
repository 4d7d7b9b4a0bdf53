// Instagram posts as a Publisher: container, readiness, publish, read back. Every container says that it is AI-generated.
import { z } from "zod";
import { AppError } from "../../../agents/kernel/errors.ts";
import type { ConnectedAccount } from "../../../agents/ports/connector.ts";
import type { ContainerState, Publisher } from "../../../agents/ports/publisher.ts";
import { createInstagramClient, type InstagramClient, type InstagramOptions, readAnswer } from "./client.ts";
import { containerWord } from "./container-word.ts";
import { classifyContainer, errorFrom } from "./errors.ts";
import { findPost } from "./find-post.ts";
import { preparePost } from "./prepare-post.ts";

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
    info: { platform: "instagram", postsPerDay: POSTS_PER_DAY, formats: ["image", "carousel", "story", "video"] },
    quota: async (account, signal) => {
      const query = { fields: "quota_usage,config" };
      const path = `/${account.externalId}/content_publishing_limit`;
      const answer = readAnswer(
        await client.call({ method: "GET", path, token: account.accessToken, query, signal }, Quota),
      );
      const quota = answer.data[0];
      return { used: quota?.quota_usage ?? 0, total: quota?.config?.quota_total ?? POSTS_PER_DAY };
    },
    prepare: async (account, draft, signal) => {
      const id = await preparePost({ client, options }, account, draft, signal);
      return { containerId: containerWord.write(id, draft.format === "story") };
    },
    check: (account, word, signal) => check(client, account, containerWord.read(word).id, signal),
    commit: async (account, word, _draft, signal) => {
      const path = `/${account.externalId}/media_publish`;
      const body = { creation_id: containerWord.read(word).id };
      const answer = await client.call({ method: "POST", path, token: account.accessToken, body, signal }, Created);
      if (!answer.ok) throw errorFrom(answer.failure, true);
      return { externalId: answer.body.id };
    },
    find: async (account, by, signal) => {
      if ("externalId" in by) return findPost.byId(client, account, by.externalId, signal);
      const { id, isStory } = containerWord.read(by.containerId);
      const { state } = await check(client, account, id, signal);
      // Any story of these minutes would fit, so what is certainly not published is not looked for.
      if (isStory && (state === "ready" || state === "processing")) return null;
      const lost = { ...by, isCertain: state === "published" };
      const post = await (isStory ? findPost.story : findPost.byCaption)(client, account, lost, signal);
      if (post || state !== "published") return post;
      throw new AppError("unavailable", "Instagram says it published the post but does not list it yet.", {
        reason: "published_not_listed",
      });
    },
  };
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
