// Shorts on YouTube: the clip goes up but for its last piece, which makes the video. Every video says that it is synthetic.
import { z } from "zod";
import { DAY_MS } from "../../../agents/kernel/clock.ts";
import { AppError } from "../../../agents/kernel/errors.ts";
import type { ConnectedAccount } from "../../../agents/ports/connector.ts";
import type { PostDraft, PostMedia, PublishedPost, Publisher } from "../../../agents/ports/publisher.ts";
import type { PostClient } from "../posting/client.ts";
import { readContainer, writeContainer } from "../posting/container.ts";
import { requireDraft } from "../posting/draft.ts";
import { errorFrom, MEANS } from "../posting/failure.ts";
import { requireReal } from "../posting/media.ts";
import { bearer, createYoutubeClient, type YoutubeOptions } from "./client.ts";
import { beginUpload, lastPieceAt, sendPieces, stateOfUpload } from "./resumable.ts";

/** Of the whole project: 10,000 units a day at 1,600 a video, as the documentation has it. */
const POSTS_PER_DAY = 6;
const RULES = { name: "YouTube", formats: ["video"] } as const;
const MAX_TITLE = 100;
const MAX_DESCRIPTION_BYTES = 5_000;
/** "People & Blogs" */
const CATEGORY = "22";
const PRIVACY = ["private", "unlisted", "public"];

const Prepared = z.object({ uploadId: z.string().min(1), bytes: z.int().min(1) });
const Status = z.object({
  uploadStatus: z.string(),
  rejectionReason: z.string().nullish(),
  containsSyntheticMedia: z.boolean().nullish(),
});
const Videos = z.object({ items: z.array(z.object({ id: z.string(), status: Status })).nullish() });
const Uploads = z.object({ items: z.array(z.object({ snippet: z.object({ publishedAt: z.string() }) })).nullish() });

export function createYoutubePublisher(options: YoutubeOptions): Publisher {
  const client = createYoutubeClient(options);
  return {
    info: { platform: "youtube", postsPerDay: POSTS_PER_DAY, formats: RULES.formats },
    quota: async (account, signal) => {
      const since = options.clock.now().getTime() - DAY_MS;
      return { used: await uploadsSince(client, account, since, signal), total: POSTS_PER_DAY };
    },
    prepare: async (account, draft, signal) => {
      const media = await clipOf(draft);
      const { accessToken } = account;
      const upload = await beginUpload(client, accessToken, media, resourceOf(draft), signal);
      const range = { from: 0, until: lastPieceAt(media.bytes), irreversible: false };
      await sendPieces(client, accessToken, upload, media, range, signal);
      return { containerId: writeContainer(upload) };
    },
    check: async ({ accessToken }, containerId, signal) => {
      const upload = readContainer(Prepared, containerId);
      const { state } = upload ? await stateOfUpload(client, accessToken, upload, signal) : { state: "gone" };
      if (state === "gone") return { state: "failed", code: "container_gone", retryable: true };
      return { state: state === "done" ? "published" : "ready" };
    },
    commit: (account, containerId, draft, signal) => commit(client, account, { containerId, draft }, signal),
    find: async (account, by, signal) => {
      if ("externalId" in by) return await byId(client, account, by.externalId, signal);
      const upload = readContainer(Prepared, by.containerId);
      const found = upload
        ? await stateOfUpload(client, account.accessToken, upload, signal)
        : { state: "gone" as const };
      if (found.state === "open") return null;
      if (found.state === "done") return await byId(client, account, found.videoId, signal);
      throw new AppError("unavailable", "YouTube has forgotten this upload: look at the channel for the video.", {
        reason: "history_unavailable",
        retryable: false,
      });
    },
  };
}

async function clipOf(draft: PostDraft): Promise<PostMedia> {
  const [media] = requireDraft(RULES, draft);
  if (!media) throw new AppError("invalid_input", "A Short has a clip.", { field: "media" });
  await requireReal(media);
  return media;
}

function resourceOf({ caption, choices }: PostDraft) {
  // YouTube takes neither sign in a title or a description.
  const description = caption.replace(/[<>]/g, "").trim();
  if (Buffer.byteLength(description) > MAX_DESCRIPTION_BYTES) throw errorFrom(RULES.name, MEANS.captionTooLong, false);
  const title = titleOf(description);
  if (title === "") {
    throw new AppError("invalid_input", "A Short needs a title: its caption's first line.", { field: "caption" });
  }
  // Accounts keep the word in capitals, as other platforms write theirs.
  const privacy = choices?.privacy?.toLowerCase() ?? "private";
  if (!PRIVACY.includes(privacy)) {
    throw new AppError("invalid_input", `YouTube knows no privacy "${privacy}".`, {
      field: "choices.privacy",
      remedy: `One of ${PRIVACY.join(", ")}.`,
    });
  }
  return {
    snippet: { title, description, categoryId: CATEGORY },
    status: { privacyStatus: privacy, selfDeclaredMadeForKids: false, containsSyntheticMedia: true },
  };
}

/** The first line, cut between words where it is too long; no sign is torn apart. */
function titleOf(description: string): string {
  const line = description.split("\n")[0]?.trim() ?? "";
  let title = "";
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: "word" }).segment(line)) {
    if (title.length + segment.length > MAX_TITLE) break;
    title += segment;
  }
  return title.trim();
}

async function commit(
  client: PostClient,
  { accessToken }: ConnectedAccount,
  { containerId, draft }: { readonly containerId: string; readonly draft: PostDraft },
  signal: AbortSignal,
): Promise<{ externalId: string }> {
  const upload = readContainer(Prepared, containerId);
  const media = await clipOf(draft);
  const state = upload ? await stateOfUpload(client, accessToken, upload, signal) : { state: "gone" as const };
  if (!upload || state.state === "gone" || upload.bytes !== media.bytes)
    throw errorFrom(RULES.name, MEANS.containerGone, false);
  if (state.state === "done") throw errorFrom(RULES.name, MEANS.duplicate, false);
  const range = { from: state.received, until: media.bytes, irreversible: true };
  const sent = await sendPieces(client, accessToken, upload, media, range, signal);
  if (sent.state === "done") return { externalId: sent.videoId };
  throw errorFrom(RULES.name, MEANS.notReady, false);
}

async function byId(
  client: PostClient,
  { accessToken }: ConnectedAccount,
  id: string,
  signal: AbortSignal,
): Promise<PublishedPost | null> {
  const query = { part: "status", id };
  const request = { method: "GET", path: "/youtube/v3/videos", query, headers: bearer(accessToken), signal } as const;
  const [video] = (await client.ask(request, Videos)).items ?? [];
  if (!video) return null;
  const { uploadStatus, rejectionReason, containsSyntheticMedia } = video.status;
  if (uploadStatus === "failed") throw errorFrom(RULES.name, MEANS.mediaProcessing, false);
  if (uploadStatus === "rejected") {
    const why = rejectionReason ?? "rejected";
    const meaning = why === "duplicate" ? MEANS.duplicate : MEANS.rejected;
    throw errorFrom(RULES.name, { ...meaning, platformCode: why }, false);
  }
  return {
    externalId: video.id,
    permalink: `https://www.youtube.com/shorts/${video.id}`,
    labelled: containsSyntheticMedia ?? null,
  };
}

/** A channel's uploads are a playlist whose id is the channel's, with UU for UC (known from implementers only). */
async function uploadsSince(
  client: PostClient,
  { externalId, accessToken }: ConnectedAccount,
  sinceMs: number,
  signal: AbortSignal,
): Promise<number> {
  const query = { part: "snippet", playlistId: externalId.replace(/^UC/, "UU"), maxResults: "50" };
  const path = "/youtube/v3/playlistItems";
  const answer = await client.call({ method: "GET", path, query, headers: bearer(accessToken), signal }, Uploads);
  // A channel without a video has no such list.
  if (!answer.ok && answer.failure.error === "not_found") return 0;
  if (!answer.ok) throw errorFrom(RULES.name, answer.failure, false);
  return (answer.body.items ?? []).filter(({ snippet }) => new Date(snippet.publishedAt).getTime() > sinceMs).length;
}
