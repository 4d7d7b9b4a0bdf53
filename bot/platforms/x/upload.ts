// Files to X: announced, sent piece by piece, closed; clips are worked on afterwards.
import { z } from "zod";
import type { ContainerState, PostMedia } from "../../../agents/ports/publisher.ts";
import type { PostClient } from "../posting/client.ts";
import { piecesOf } from "../posting/media.ts";
import { bearer } from "./client.ts";

/** X takes up to 5 MB a piece; this is what implementers send. */
const PIECE_BYTES = 1024 * 1024;

const ProcessingInfo = z.object({
  state: z.enum(["pending", "in_progress", "succeeded", "failed"]),
  error: z.object({ name: z.string().nullish(), message: z.string().nullish() }).nullish(),
});
const Media = z.object({
  data: z.object({ id: z.string(), media_key: z.string(), processing_info: ProcessingInfo.nullish() }),
});
const Status = z.object({ data: z.object({ processing_info: ProcessingInfo.nullish() }) });

export interface UploadedMedia {
  readonly id: string;
  /** Names the file in the posts it is attached to. */
  readonly key: string;
  readonly processes: boolean;
}

export async function uploadToX(
  client: PostClient,
  token: string,
  media: PostMedia,
  signal: AbortSignal,
): Promise<UploadedMedia> {
  const headers = bearer(token);
  const announcement = {
    media_type: media.contentType,
    total_bytes: media.bytes,
    media_category: media.kind === "video" ? "tweet_video" : "tweet_image",
  };
  const initialize = {
    method: "POST",
    path: "/2/media/upload/initialize",
    headers,
    json: announcement,
    signal,
  } as const;
  const { id } = (await client.ask(initialize, Media)).data;
  let index = 0;
  for await (const { bytes } of piecesOf(media, PIECE_BYTES)) {
    const body = new FormData();
    body.set("segment_index", String(index));
    body.set("media", new Blob([new Uint8Array(bytes)], { type: "application/octet-stream" }), "piece");
    await client.ask({ method: "POST", path: `/2/media/upload/${id}/append`, headers, body, signal }, z.unknown());
    index += 1;
  }
  const finalize = { method: "POST", path: `/2/media/upload/${id}/finalize`, headers, signal } as const;
  const { media_key: key, processing_info: processing } = (await client.ask(finalize, Media)).data;
  if (media.altText !== undefined) {
    const json = { id, metadata: { alt_text: { text: media.altText } } };
    await client.ask({ method: "POST", path: "/2/media/metadata", headers, json, signal }, z.unknown());
  }
  return { id, key, processes: processing !== null && processing !== undefined };
}

export async function stateOfMedia(
  client: PostClient,
  token: string,
  id: string,
  signal: AbortSignal,
): Promise<ContainerState> {
  const query = { command: "STATUS", media_id: id };
  const request = { method: "GET", path: "/2/media/upload", query, headers: bearer(token), signal } as const;
  const { processing_info: processing } = (await client.ask(request, Status)).data;
  if (!processing || processing.state === "succeeded") return { state: "ready" };
  if (processing.state !== "failed") return { state: "processing" };
  // X's own trouble passes; what is wrong with the file stays.
  const retryable = processing.error?.name === "InternalError";
  return { state: "failed", code: retryable ? "platform_fault" : "media_unusable", retryable };
}
