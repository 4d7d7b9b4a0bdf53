// A resumable upload: an address that takes a clip piece by piece and tells at any time how far it is, or which video became
// of it. With its last piece the video is there: that piece is the commit.
import { z } from "zod";
import type { PostMedia } from "../../../agents/ports/publisher.ts";
import type { PostAnswer, PostClient } from "../posting/client.ts";
import { errorFrom, MEANS } from "../posting/failure.ts";
import { piecesOf } from "../posting/media.ts";
import { bearer } from "./client.ts";

/** Google: a multiple of 256 KiB, but for the last. */
const PIECE_BYTES = 16 * 256 * 1024;
const PATH = "/upload/youtube/v3/videos";
const Video = z.object({ id: z.string().min(1) });

export interface ResumableUpload {
  /** From the upload's address, which is made of it. */
  readonly uploadId: string;
  readonly bytes: number;
}

export type UploadState =
  | { readonly state: "open" /** Bytes that arrived. */; readonly received: number }
  | { readonly state: "done"; readonly videoId: string }
  | { readonly state: "gone" };

/** Where the piece begins that makes the video. */
export const lastPieceAt = (bytes: number) => Math.floor((bytes - 1) / PIECE_BYTES) * PIECE_BYTES;

export async function beginUpload(
  client: PostClient,
  token: string,
  media: PostMedia,
  resource: object,
  signal: AbortSignal,
): Promise<ResumableUpload> {
  const headers = {
    ...bearer(token),
    "x-upload-content-type": media.contentType,
    "x-upload-content-length": String(media.bytes),
  };
  const query = { uploadType: "resumable", part: "snippet,status" };
  const request = { method: "POST", path: PATH, query, headers, json: resource, signal } as const;
  const answer = await client.call(request, z.unknown());
  if (!answer.ok) throw errorFrom(client.platform, answer.failure, false);
  const location = answer.headers.get("location") ?? "";
  const uploadId = URL.canParse(location) ? new URL(location).searchParams.get("upload_id") : null;
  if (uploadId) return { uploadId, bytes: media.bytes };
  throw errorFrom(client.platform, MEANS.unreadable, false);
}

export async function stateOfUpload(
  client: PostClient,
  token: string,
  { uploadId, bytes }: ResumableUpload,
  signal: AbortSignal,
): Promise<UploadState> {
  const headers = { ...bearer(token), "content-range": `bytes */${bytes}` };
  const query = { uploadType: "resumable", upload_id: uploadId };
  const body = new Uint8Array();
  const answer = await client.call({ method: "PUT", path: PATH, query, headers, body, signal }, z.unknown());
  if (!answer.ok && answer.failure.error === "not_found") return { state: "gone" };
  if (!answer.ok) throw errorFrom(client.platform, answer.failure, false);
  return read(client, answer);
}

/** Sends what is missing before `until`. */
export async function sendPieces(
  client: PostClient,
  token: string,
  upload: ResumableUpload,
  media: PostMedia,
  { from, until, irreversible }: { readonly from: number; readonly until: number; readonly irreversible: boolean },
  signal: AbortSignal,
): Promise<UploadState> {
  let state: UploadState = { state: "open", received: from };
  for await (const { start, bytes } of piecesOf({ ...media, bytes: until }, PIECE_BYTES, from)) {
    const headers = {
      ...bearer(token),
      "content-type": media.contentType,
      "content-range": `bytes ${start}-${start + bytes.length - 1}/${upload.bytes}`,
    };
    const query = { uploadType: "resumable", upload_id: upload.uploadId };
    const answer = await client.call({ method: "PUT", path: PATH, query, headers, body: bytes, signal }, z.unknown());
    if (!answer.ok) throw errorFrom(client.platform, answer.failure, irreversible);
    state = read(client, answer);
    // Google may keep less than it was sent: the next try goes on from there.
    if (state.state === "open" && state.received < start + bytes.length)
      throw errorFrom(client.platform, { error: "unavailable", reason: "media_upload_failed" }, false);
  }
  return state;
}

function read(client: PostClient, answer: Extract<PostAnswer<unknown>, { ok: true }>): UploadState {
  if (answer.status === 308) {
    const last = /^bytes=0-(\d+)$/.exec(answer.headers.get("range") ?? "")?.[1];
    return { state: "open", received: last === undefined ? 0 : Number(last) + 1 };
  }
  const video = Video.safeParse(answer.body);
  // A success that cannot be read is none to build on: the upload's address tells.
  if (!video.success) throw errorFrom(client.platform, MEANS.unreadable, true);
  return { state: "done", videoId: video.data.id };
}
