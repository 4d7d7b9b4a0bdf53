// Posts on X: files first, then one post that says it was made with AI. X names in a post the files it shows, so a lost answer
// is found by the file it was about and by nothing that another post could share.
import { z } from "zod";
import { DAY_MS } from "../../../agents/kernel/clock.ts";
import { AppError } from "../../../agents/kernel/errors.ts";
import type { ConnectedAccount } from "../../../agents/ports/connector.ts";
import type { ContainerState, PostDraft, PublishedPost, Publisher } from "../../../agents/ports/publisher.ts";
import type { PostClient } from "../posting/client.ts";
import { readContainer, writeContainer } from "../posting/container.ts";
import { requireDraft } from "../posting/draft.ts";
import { errorFrom, MEANS } from "../posting/failure.ts";
import { requireReal } from "../posting/media.ts";
import { bearer, createXClient, type XOptions } from "./client.ts";
import { stateOfMedia, type UploadedMedia, uploadToX } from "./upload.ts";

/** X allows 100 in 15 minutes and states no day's figure that holds for every account: ours. */
const POSTS_PER_DAY = 50;
const RULES = {
  name: "X",
  formats: ["image", "carousel", "video"],
  carouselItems: { least: 2, most: 4, clips: false },
} as const;
const PAGE_SIZE = 100;
const MAX_PAGES = 5;
/** Their clock and ours. */
const CLOCK_TOLERANCE_MS = 5 * 60_000;

const Prepared = z.object({
  media: z.array(z.object({ id: z.string(), key: z.string(), processes: z.boolean() })).min(1),
  preparedAt: z.iso.datetime(),
});
type Prepared = z.output<typeof Prepared>;
const Post = z.object({
  id: z.string(),
  attachments: z.object({ media_keys: z.array(z.string()).nullish() }).nullish(),
});
/** Where there is no such post, X answers 200 with errors and no data. */
const Read = z.object({ data: Post.nullish() });
const Page = z.object({
  data: z.array(Post).nullish(),
  meta: z.object({ next_token: z.string().nullish() }).nullish(),
});
const Created = z.object({ data: z.object({ id: z.string().min(1) }) });

export function createXPublisher(options: XOptions): Publisher {
  const client = createXClient(options);
  const now = () => options.clock.now();
  return {
    info: { platform: "x", postsPerDay: POSTS_PER_DAY, formats: RULES.formats },
    quota: async (account, signal) => {
      const posts = await postsSince(client, account, new Date(now().getTime() - DAY_MS), signal);
      return { used: posts.length, total: POSTS_PER_DAY };
    },
    prepare: async (account, draft, signal) => {
      const files = requireDraft(RULES, draft);
      for (const file of files) await requireReal(file);
      const media: UploadedMedia[] = [];
      for (const file of files) media.push(await uploadToX(client, account.accessToken, file, signal));
      return { containerId: writeContainer({ media, preparedAt: now().toISOString() } satisfies Prepared) };
    },
    check: async (account, containerId, signal) => {
      const prepared = readContainer(Prepared, containerId);
      if (!prepared) return { state: "failed", code: "container_gone", retryable: true };
      const state = await stateOf(client, account, prepared, signal);
      if (state.state !== "ready") return state;
      return (await findShown(client, account, prepared, signal)) ? { state: "published" } : state;
    },
    commit: (account, containerId, draft, signal) => commit(client, account, { containerId, draft }, signal),
    find: async (account, by, signal) => {
      if ("externalId" in by) return await byId(client, account, by.externalId, signal);
      const prepared = readContainer(Prepared, by.containerId);
      if (prepared) return await findShown(client, account, prepared, signal);
      throw cannotTell("What was prepared for X cannot be read any more.");
    },
  };
}

const cannotTell = (message: string) =>
  new AppError("unavailable", message, { reason: "history_unavailable", retryable: false });

/** That of the file that is furthest behind. */
async function stateOf(
  client: PostClient,
  account: ConnectedAccount,
  { media }: Prepared,
  signal: AbortSignal,
): Promise<ContainerState> {
  for (const { id, processes } of media) {
    if (!processes) continue;
    const state = await stateOfMedia(client, account.accessToken, id, signal);
    if (state.state !== "ready") return state;
  }
  return { state: "ready" };
}

async function commit(
  client: PostClient,
  account: ConnectedAccount,
  { containerId, draft }: { readonly containerId: string; readonly draft: PostDraft },
  signal: AbortSignal,
): Promise<{ externalId: string }> {
  const prepared = readContainer(Prepared, containerId);
  if (!prepared) throw errorFrom(RULES.name, MEANS.containerGone, false);
  const { state } = await stateOf(client, account, prepared, signal);
  if (state === "processing") throw errorFrom(RULES.name, MEANS.notReady, false);
  if (await findShown(client, account, prepared, signal)) throw errorFrom(RULES.name, MEANS.duplicate, false);
  const json = {
    text: draft.caption,
    media: { media_ids: prepared.media.map(({ id }) => id) },
    made_with_ai: true,
  };
  const headers = bearer(account.accessToken);
  const { data } = await client.act({ method: "POST", path: "/2/tweets", headers, json, signal }, Created);
  return { externalId: data.id };
}

/** What a post says of its label, X does not give back. */
const published = (id: string): PublishedPost => ({
  externalId: id,
  permalink: `https://x.com/i/web/status/${id}`,
  labelled: null,
});

async function byId(
  client: PostClient,
  { accessToken }: ConnectedAccount,
  externalId: string,
  signal: AbortSignal,
): Promise<PublishedPost | null> {
  const request = { method: "GET", path: `/2/tweets/${externalId}`, headers: bearer(accessToken), signal } as const;
  const answer = await client.call(request, Read);
  if (answer.ok) return answer.body.data ? published(answer.body.data.id) : null;
  if (answer.failure.error === "not_found") return null;
  throw errorFrom(RULES.name, answer.failure, false);
}

async function findShown(
  client: PostClient,
  account: ConnectedAccount,
  { media, preparedAt }: Prepared,
  signal: AbortSignal,
): Promise<PublishedPost | null> {
  const keys = new Set(media.map(({ key }) => key));
  const since = new Date(new Date(preparedAt).getTime() - CLOCK_TOLERANCE_MS);
  const posts = await postsSince(client, account, since, signal);
  const post = posts.find(({ attachments }) => attachments?.media_keys?.some((key) => keys.has(key)));
  return post ? published(post.id) : null;
}

/** @throws AppError `unavailable` when there are more than can be read */
async function postsSince(
  client: PostClient,
  { externalId, accessToken }: ConnectedAccount,
  since: Date,
  signal: AbortSignal,
): Promise<readonly z.output<typeof Post>[]> {
  const path = `/2/users/${externalId}/tweets`;
  const posts: z.output<typeof Post>[] = [];
  let next: Record<string, string> = {};
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const query = {
      start_time: since.toISOString(),
      max_results: String(PAGE_SIZE),
      exclude: "retweets",
      "tweet.fields": "attachments",
      ...next,
    };
    const { data, meta } = await client.ask({ method: "GET", path, query, headers: bearer(accessToken), signal }, Page);
    posts.push(...(data ?? []));
    if (!meta?.next_token) return posts;
    next = { pagination_token: meta.next_token };
  }
  throw cannotTell("X's list of posts is too long to tell.");
}
