// Posts on Threads: container, readiness, publish, read back. It has no label for AI, so the caption is the label.
import { createHash } from "node:crypto";
import { z } from "zod";
import { AppError } from "../../../agents/kernel/errors.ts";
import type { ConnectedAccount } from "../../../agents/ports/connector.ts";
import type {
  ContainerState,
  PostDraft,
  PostMedia,
  PublishedPost,
  Publisher,
} from "../../../agents/ports/publisher.ts";
import type { PostClientOptions } from "../posting/client.ts";
import { readContainer, writeContainer } from "../posting/container.ts";
import { requireCaptionDisclosure, requireDraft } from "../posting/draft.ts";
import { errorFrom, MEANS } from "../posting/failure.ts";
import { requireReal } from "../posting/media.ts";
import { createThreadsClient, readAnswer, type ThreadsClient } from "./client.ts";
import { containerFailure } from "./errors.ts";

const POSTS_PER_DAY = 250;
const RULES = {
  name: "Threads",
  formats: ["image", "carousel", "video"],
  carouselItems: { least: 2, most: 20, clips: false },
} as const;
const PAGE_SIZE = 100;
const MAX_PAGES = 5;
/** Their clock and ours. */
const CLOCK_TOLERANCE_MS = 5 * 60_000;

const Created = z.object({ id: z.string().min(1) });
const Container = z.object({ status: z.string(), error_message: z.string().nullish() });
const Quota = z.object({
  data: z.array(z.object({ quota_usage: z.number(), config: z.object({ quota_total: z.number() }).nullish() })).min(1),
});
const Post = z.object({
  id: z.string(),
  permalink: z.string().nullish(),
  text: z.string().nullish(),
  timestamp: z.string(),
});
const Page = z.object({
  data: z.array(Post),
  paging: z.object({ cursors: z.object({ after: z.string().nullish() }).nullish() }).nullish(),
});
/** The caption's hash tells the post of a lost answer from others. */
const Prepared = z.object({ creationId: z.string(), caption: z.string() });
type Prepared = z.output<typeof Prepared>;

const POST_FIELDS = "id,permalink,text,timestamp";
const hashOf = (caption: string) =>
  createHash("sha256").update(caption.normalize("NFC").trim()).digest("base64url").slice(0, 22);

export function createThreadsPublisher(options: PostClientOptions): Publisher {
  const client = createThreadsClient(options);
  return {
    info: { platform: "threads", postsPerDay: POSTS_PER_DAY, formats: RULES.formats, labelIn: "caption" },
    quota: async ({ externalId, accessToken }, signal) => {
      const path = `/${externalId}/threads_publishing_limit`;
      const { data } = readAnswer(await client.get(accessToken, path, { fields: "quota_usage,config" }, signal, Quota));
      return { used: data[0]?.quota_usage ?? 0, total: data[0]?.config?.quota_total ?? POSTS_PER_DAY };
    },
    prepare: (account, draft, signal) => prepare(client, account, draft, signal),
    check: async (account, containerId, signal) => {
      const prepared = readContainer(Prepared, containerId);
      return prepared ? await check(client, account, prepared.creationId, signal) : GONE;
    },
    commit: (account, containerId, _draft, signal) => commit(client, account, containerId, signal),
    find: async (account, by, signal) => {
      if ("externalId" in by) return await byId(client, account, by.externalId, signal);
      const prepared = readContainer(Prepared, by.containerId);
      if (!prepared) throw cannotTell("What was prepared for Threads cannot be read any more.", false);
      const { state } = await check(client, account, prepared.creationId, signal);
      // A container is used up by its post, so one that waits has none.
      if (state === "ready" || state === "processing") return null;
      const post = await byCaption(client, account, prepared.caption, by.since, signal);
      if (post || state !== "published") return post;
      throw cannotTell("Threads says it published the post but does not list it yet.", true);
    },
  };
}

const GONE: ContainerState = { state: "failed", code: "container_gone", retryable: true };

const cannotTell = (message: string, retryable: boolean) =>
  new AppError("unavailable", message, {
    reason: retryable ? "published_not_listed" : "history_unavailable",
    retryable,
  });

async function prepare(
  client: ThreadsClient,
  account: ConnectedAccount,
  draft: PostDraft,
  signal: AbortSignal,
): Promise<{ containerId: string }> {
  const media = requireDraft(RULES, draft);
  requireCaptionDisclosure(RULES.name, draft.caption);
  // Threads only says so minutes later, and of pictures not why.
  for (const file of media) await requireReal(file);
  const create = async (form: Readonly<Record<string, string>>) => {
    const request = { path: `/${account.externalId}/threads`, form, irreversible: false, signal };
    return (await client.post(account.accessToken, request, Created)).id;
  };
  const caption = { text: draft.caption };
  const [first] = media;
  if (draft.format !== "carousel") {
    const creationId = await create({ ...fileOf(first), ...caption });
    return { containerId: writeContainer({ creationId, caption: hashOf(draft.caption) } satisfies Prepared) };
  }
  const children: string[] = [];
  for (const file of media) children.push(await create({ ...fileOf(file), is_carousel_item: "true" }));
  const creationId = await create({ media_type: "CAROUSEL", children: children.join(","), ...caption });
  return { containerId: writeContainer({ creationId, caption: hashOf(draft.caption) } satisfies Prepared) };
}

function fileOf(media: PostMedia | undefined): Record<string, string> {
  const { kind, url, altText } = media ?? { kind: "image", url: "", altText: undefined };
  return {
    ...(kind === "video" ? { media_type: "VIDEO", video_url: url } : { media_type: "IMAGE", image_url: url }),
    ...(altText === undefined ? {} : { alt_text: altText }),
  };
}

/** A failed container is retryable when a new one may do better. */
async function check(
  client: ThreadsClient,
  account: ConnectedAccount,
  creationId: string,
  signal: AbortSignal,
): Promise<ContainerState> {
  const query = { fields: "status,error_message" };
  const answer = await client.get(account.accessToken, `/${creationId}`, query, signal, Container);
  if (!answer.ok) {
    if (answer.failure.error === "not_found" || answer.failure.error === "expired") return GONE;
    throw errorFrom(RULES.name, answer.failure, false);
  }
  switch (answer.body.status) {
    case "IN_PROGRESS":
      return { state: "processing" };
    case "FINISHED":
      return { state: "ready" };
    case "PUBLISHED":
      return { state: "published" };
    case "EXPIRED":
      return { state: "failed", code: "container_expired", retryable: true };
    default:
      return { state: "failed", ...containerFailure(answer.body.error_message) };
  }
}

/** What Threads answers to a container that is used up, or not ready yet, is not documented: so it is asked first. */
async function commit(
  client: ThreadsClient,
  account: ConnectedAccount,
  containerId: string,
  signal: AbortSignal,
): Promise<{ externalId: string }> {
  const prepared = readContainer(Prepared, containerId);
  if (!prepared) throw errorFrom(RULES.name, MEANS.containerGone, false);
  const { state } = await check(client, account, prepared.creationId, signal);
  if (state === "published") throw errorFrom(RULES.name, MEANS.duplicate, false);
  if (state === "processing") throw errorFrom(RULES.name, MEANS.notReady, false);
  if (state === "failed") throw errorFrom(RULES.name, MEANS.containerGone, false);
  const form = { creation_id: prepared.creationId };
  const request = { path: `/${account.externalId}/threads_publish`, form, irreversible: true, signal };
  return { externalId: (await client.post(account.accessToken, request, Created)).id };
}

const published = ({ id, permalink }: z.output<typeof Post>): PublishedPost => ({
  externalId: id,
  permalink: permalink ?? null,
  labelled: null,
});

async function byId(
  client: ThreadsClient,
  account: ConnectedAccount,
  externalId: string,
  signal: AbortSignal,
): Promise<PublishedPost | null> {
  const answer = await client.get(account.accessToken, `/${externalId}`, { fields: POST_FIELDS }, signal, Post);
  if (answer.ok) return published(answer.body);
  if (answer.failure.error === "not_found") return null;
  throw errorFrom(RULES.name, answer.failure, false);
}

/** @throws AppError `outcome_unknown` when several posts fit, `unavailable` when the list does not reach back far enough */
async function byCaption(
  client: ThreadsClient,
  account: ConnectedAccount,
  caption: string,
  since: Date,
  signal: AbortSignal,
): Promise<PublishedPost | null> {
  const fromMs = since.getTime() - CLOCK_TOLERANCE_MS;
  const path = `/${account.externalId}/threads`;
  const matches: z.output<typeof Post>[] = [];
  let after: Record<string, string> = {};
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const query = { fields: POST_FIELDS, limit: String(PAGE_SIZE), ...after };
    const { data, paging } = readAnswer(await client.get(account.accessToken, path, query, signal, Page));
    const recent = data.filter(({ timestamp }) => new Date(timestamp).getTime() >= fromMs);
    matches.push(...recent.filter(({ text }) => hashOf(text ?? "") === caption));
    const next = paging?.cursors?.after;
    if (!next || recent.length < data.length) return only(matches);
    after = { after: next };
  }
  throw cannotTell("Threads' list of posts is too long to tell.", false);
}

function only([match, ...more]: readonly z.output<typeof Post>[]): PublishedPost | null {
  if (!match) return null;
  if (more.length === 0) return published(match);
  throw new AppError("outcome_unknown", "Several posts on Threads have this caption.", { reason: "ambiguous_match" });
}
