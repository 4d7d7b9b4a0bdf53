// Posts on Bluesky: files first, then one record under a key chosen beforehand, so that a repeated commit is the same post.
// It has no self-label for AI, so the caption is the label.
import { randomInt } from "node:crypto";
import { z } from "zod";
import { DAY_MS } from "../../../agents/kernel/clock.ts";
import { AppError } from "../../../agents/kernel/errors.ts";
import type { ConnectedAccount } from "../../../agents/ports/connector.ts";
import type { PostDraft, PostMedia, PublishedPost, Publisher } from "../../../agents/ports/publisher.ts";
import { readContainer, writeContainer } from "../posting/container.ts";
import { requireCaptionDisclosure, requireDraft } from "../posting/draft.ts";
import { errorFrom, MEANS } from "../posting/failure.ts";
import { requireReal, streamOf } from "../posting/media.ts";
import { type BlueskyClient, type BlueskyOptions, createBlueskyClient } from "./client.ts";
import { facetsOf } from "./facets.ts";
import { isTid, makeTid } from "./tid.ts";

/** Ours: Bluesky's own, 35,000 points a day at 3 a post, is out of any creator's reach. One page of the list tells it. */
const POSTS_PER_DAY = 50;
const COLLECTION = "app.bsky.feed.post";
/** A record's key is its place among 1,024 of the same microsecond. */
const CLOCK_IDS = 1_024;
const RULES = {
  name: "Bluesky",
  formats: ["image", "carousel", "video"],
  carouselItems: { least: 2, most: 4, clips: false },
} as const;

const Blob = z.object({
  $type: z.literal("blob"),
  ref: z.object({ $link: z.string() }),
  mimeType: z.string(),
  size: z.number(),
});
const Prepared = z.object({ rkey: z.string(), createdAt: z.iso.datetime(), blobs: z.array(Blob) });
type Prepared = z.output<typeof Prepared>;
const Written = z.object({ uri: z.string(), cid: z.string() });
const Records = z.object({ records: z.array(z.object({ value: z.object({ createdAt: z.string() }) })) });

export function createBlueskyPublisher(options: BlueskyOptions): Publisher {
  const client = createBlueskyClient(options);
  const now = () => options.clock.now();
  return {
    info: { platform: "bluesky", postsPerDay: POSTS_PER_DAY, formats: RULES.formats, labelIn: "caption" },
    quota: async ({ externalId: repo, accessToken }, signal) => {
      const query = { repo, collection: COLLECTION, limit: "100" };
      const request = { nsid: "com.atproto.repo.listRecords", method: "GET", query, signal } as const;
      const { records } = await client.ask(accessToken, request, Records);
      const since = now().getTime() - DAY_MS;
      const used = records.filter(({ value }) => new Date(value.createdAt).getTime() > since).length;
      return { used, total: POSTS_PER_DAY };
    },
    prepare: async (account, draft, signal) => {
      const media = requireDraft(RULES, draft);
      requireCaptionDisclosure(RULES.name, draft.caption);
      // Bluesky keeps any bytes and only finds out when somebody looks at the post.
      for (const file of media) await requireReal(file);
      const blobs: Prepared["blobs"] = [];
      for (const file of media) blobs.push(await upload(client, account, file, signal));
      const createdAt = now();
      const rkey = makeTid(createdAt, randomInt(CLOCK_IDS));
      return { containerId: writeContainer({ rkey, createdAt: createdAt.toISOString(), blobs } satisfies Prepared) };
    },
    check: async (account, containerId, signal) => {
      const prepared = readContainer(Prepared, containerId);
      if (!prepared) return { state: "failed", code: "container_gone", retryable: true };
      return { state: (await read(client, account, prepared.rkey, signal)) ? "published" : "ready" };
    },
    commit: (account, containerId, draft, signal) => commit(client, account, { containerId, draft }, signal),
    find: async (account, by, signal) => {
      if ("externalId" in by) return await read(client, account, by.externalId, signal);
      const prepared = readContainer(Prepared, by.containerId);
      if (prepared) return await read(client, account, prepared.rkey, signal);
      throw new AppError("unavailable", "What was prepared for Bluesky cannot be read any more.", {
        reason: "history_unavailable",
        retryable: false,
      });
    },
  };
}

async function upload(client: BlueskyClient, account: ConnectedAccount, media: PostMedia, signal: AbortSignal) {
  const headers = { "content-type": media.contentType };
  const body = media.kind === "image" ? await media.read({ start: 0, end: media.bytes }) : streamOf(media);
  const request = { nsid: "com.atproto.repo.uploadBlob", method: "POST", headers, body, signal } as const;
  return (await client.ask(account.accessToken, request, z.object({ blob: Blob }))).blob;
}

async function commit(
  client: BlueskyClient,
  account: ConnectedAccount,
  { containerId, draft }: { readonly containerId: string; readonly draft: PostDraft },
  signal: AbortSignal,
): Promise<{ externalId: string }> {
  const prepared = readContainer(Prepared, containerId);
  if (!prepared) throw errorFrom(RULES.name, MEANS.containerGone, false);
  const { rkey } = prepared;
  if (await read(client, account, rkey, signal)) throw errorFrom(RULES.name, MEANS.duplicate, false);
  // `swapRecord: null`: there must be none under this key; should two commits race, one is told InvalidSwap.
  const json = {
    repo: account.externalId,
    collection: COLLECTION,
    rkey,
    swapRecord: null,
    record: recordOf(prepared, draft),
  };
  const request = { nsid: "com.atproto.repo.putRecord", method: "POST", json, signal } as const;
  const answer = await client.call(account.accessToken, request, Written);
  if (!answer.ok) throw errorFrom(RULES.name, answer.failure, true);
  return { externalId: rkey };
}

function recordOf({ createdAt, blobs }: Prepared, { caption, format, media }: PostDraft) {
  const alt = (index: number) => media[index]?.altText ?? "";
  const facets = facetsOf(caption);
  const embed =
    format === "video"
      ? { $type: "app.bsky.embed.video", video: blobs[0], ...(alt(0) === "" ? {} : { alt: alt(0) }) }
      : { $type: "app.bsky.embed.images", images: blobs.map((image, index) => ({ image, alt: alt(index) })) };
  return { $type: COLLECTION, text: caption, createdAt, embed, ...(facets.length === 0 ? {} : { facets }) };
}

/** null: there is no such post. */
async function read(
  client: BlueskyClient,
  account: ConnectedAccount,
  rkey: string,
  signal: AbortSignal,
): Promise<PublishedPost | null> {
  if (!isTid(rkey)) return null;
  const query = { repo: account.externalId, collection: COLLECTION, rkey };
  const request = { nsid: "com.atproto.repo.getRecord", method: "GET", query, signal } as const;
  const answer = await client.call(account.accessToken, request, z.object({ uri: z.string() }));
  const permalink = `https://bsky.app/profile/${account.externalId}/post/${rkey}`;
  if (answer.ok) return { externalId: rkey, permalink, labelled: null };
  if (answer.failure.error === "not_found") return null;
  throw errorFrom(RULES.name, answer.failure, false);
}
