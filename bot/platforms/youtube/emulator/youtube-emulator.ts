// A YouTube of our own for tests: resumable uploads by Google's rules, videos that are looked at, a channel's list.
import { randomBytes } from "node:crypto";
import { z } from "zod";
import type { Clock } from "../../../../agents/kernel/clock.ts";
import type { EmulatedReply, EmulatedRequest } from "../../../../jobs/providers/emulator/server.ts";
import { lookAtMedia } from "../../posting/emulator/look-at-media.ts";
import {
  bearerOf,
  type EmulatedRoute,
  jsonOf,
  type PostEmulatorServer,
  Refused,
  startPostEmulator,
  strictly,
} from "../../posting/emulator/post-emulator.ts";

export type YoutubeOperation = "channels" | "begin" | "ask" | "piece" | "lastPiece" | "videos" | "uploads";

export interface YoutubeAccount {
  readonly id: string;
  readonly title: string;
  readonly customUrl: string;
  readonly token: string;
}

interface EmulatedVideo {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly privacyStatus: string;
  readonly containsSyntheticMedia: boolean;
  readonly uploadStatus: "uploaded" | "failed" | "rejected";
  readonly rejectionReason?: string;
  readonly bytes: number;
  readonly atMs: number;
}

interface Session {
  readonly resource: z.output<typeof Resource>;
  readonly totalBytes: number;
  readonly pieces: Buffer[];
  videoId: string | null;
}

const UPLOAD = /^\/upload\/youtube\/v3\/videos$/;
const UNIT_BYTES = 256 * 1024;
const MAX_DESCRIPTION_BYTES = 5_000;

const Resource = z.strictObject({
  snippet: z.strictObject({
    title: z.string().min(1).max(100),
    description: z
      .string()
      .refine((text) => Buffer.byteLength(text) <= MAX_DESCRIPTION_BYTES && !/[<>]/.test(text))
      .optional(),
    tags: z.array(z.string()).optional(),
    categoryId: z.string().regex(/^\d+$/),
  }),
  status: z.strictObject({
    privacyStatus: z.enum(["private", "unlisted", "public"]),
    selfDeclaredMadeForKids: z.boolean(),
    containsSyntheticMedia: z.boolean().optional(),
    publishAt: z.iso.datetime().optional(),
  }),
});

export const youtubeError = (status: number, reason: string): EmulatedReply => ({
  status,
  body: { error: { code: status, message: reason, errors: [{ message: reason, domain: "youtube.video", reason }] } },
});
/** What a call to an upload's address is. */
function partOf({ headers }: EmulatedRequest): "ask" | "piece" | "lastPiece" {
  const [, end, total] = /^bytes \d+-(\d+)\/(\d+)$/.exec(headers["content-range"] ?? "") ?? [];
  if (end === undefined) return "ask";
  return Number(end) + 1 === Number(total) ? "lastPiece" : "piece";
}

const refuse = (status: number, reason: string) => new Refused(youtubeError(status, reason));

export interface YoutubeEmulator extends PostEmulatorServer<YoutubeOperation> {
  /** Newest first. */
  videos(): readonly EmulatedVideo[];
  dropNextLabel(): void;
  rejectNext(reason: string): void;
  forgetUploads(): void;
}

export async function startYoutubeEmulator(account: YoutubeAccount, clock: Clock): Promise<YoutubeEmulator> {
  const sessions = new Map<string, Session>();
  const videos: EmulatedVideo[] = [];
  let dropsLabel = false;
  let rejection: string | null = null;
  const nowMs = () => clock.now().getTime();

  function begin(request: EmulatedRequest): EmulatedReply {
    const { query, headers } = request;
    if (query.get("uploadType") !== "resumable" || query.get("part") !== "snippet,status")
      throw refuse(400, "unexpectedPart");
    const resource = strictly(Resource, jsonOf(request), (what) => {
      if (what.startsWith("snippet.title")) return refuse(400, "invalidTitle");
      return refuse(400, what.startsWith("snippet.description") ? "invalidDescription" : `badRequest ${what}`);
    });
    const totalBytes = Number(headers["x-upload-content-length"] ?? "0");
    if (!(totalBytes > 0) || !headers["x-upload-content-type"]?.startsWith("video/"))
      throw refuse(400, "mediaBodyRequired");
    const uploadId = randomBytes(12).toString("base64url");
    sessions.set(uploadId, { resource, totalBytes, pieces: [], videoId: null });
    const location = `http://${headers.host}/upload/youtube/v3/videos?uploadType=resumable&upload_id=${uploadId}`;
    return { status: 200, headers: { location } };
  }

  const wireVideo = ({ id, containsSyntheticMedia, privacyStatus, uploadStatus, rejectionReason }: EmulatedVideo) => ({
    kind: "youtube#video",
    id,
    status: { uploadStatus, privacyStatus, containsSyntheticMedia, ...(rejectionReason ? { rejectionReason } : {}) },
  });
  const received = ({ pieces }: Session) => pieces.reduce((sum, piece) => sum + piece.length, 0);
  const goOn = (session: Session): EmulatedReply => {
    const bytes = received(session);
    return { status: 308, ...(bytes > 0 ? { headers: { range: `bytes=0-${bytes - 1}` } } : {}) };
  };

  async function put({ query, headers, body }: EmulatedRequest): Promise<EmulatedReply> {
    const session = sessions.get(query.get("upload_id") ?? "");
    if (!session) return { status: 404, body: "Not Found" };
    const done = videos.find(({ id }) => id === session.videoId);
    if (done) return { status: 200, body: wireVideo(done) };
    const range = /^bytes (?:\*|(\d+)-(\d+))\/(\d+)$/.exec(headers["content-range"] ?? "");
    if (!range || Number(range[3]) !== session.totalBytes) return { status: 400, body: "bad Content-Range" };
    if (range[1] === undefined) return body.length === 0 ? goOn(session) : { status: 400, body: "no bytes expected" };
    const [start, end] = [Number(range[1]), Number(range[2])];
    if (end - start + 1 !== body.length || start !== received(session))
      return { status: 400, body: "bad Content-Range" };
    const isLast = end + 1 === session.totalBytes;
    if (!isLast && body.length % UNIT_BYTES !== 0) return { status: 400, body: "not a multiple of 256 KiB" };
    session.pieces.push(body);
    if (!isLast) return goOn(session);
    const video = await finish(session);
    return { status: 200, body: wireVideo(video) };
  }

  async function finish(session: Session): Promise<EmulatedVideo> {
    const isClip = (await lookAtMedia(Buffer.concat(session.pieces)))?.kind === "video";
    const { snippet, status } = session.resource;
    const acceptance = rejection ? "rejected" : "uploaded";
    const video: EmulatedVideo = {
      id: randomBytes(8).toString("base64url"),
      title: snippet.title,
      description: snippet.description ?? "",
      privacyStatus: status.privacyStatus,
      containsSyntheticMedia: (status.containsSyntheticMedia ?? false) && !dropsLabel,
      uploadStatus: isClip ? acceptance : "failed",
      ...(rejection ? { rejectionReason: rejection } : {}),
      bytes: session.totalBytes,
      atMs: nowMs(),
    };
    dropsLabel = false;
    rejection = null;
    session.videoId = video.id;
    videos.unshift(video);
    return video;
  }

  const route = (
    operation: YoutubeOperation,
    method: "GET" | "POST" | "PUT",
    path: RegExp,
    answer: (request: EmulatedRequest) => EmulatedReply | Promise<EmulatedReply>,
  ): EmulatedRoute<YoutubeOperation> => ({
    operation,
    method,
    path,
    answer: (request) => {
      if (bearerOf(request) !== account.token) throw refuse(401, "authError");
      return answer(request);
    },
  });
  const routes = [
    route("channels", "GET", /^\/youtube\/v3\/channels$/, () => ({
      status: 200,
      body: { items: [{ id: account.id, snippet: { title: account.title, customUrl: account.customUrl } }] },
    })),
    route("begin", "POST", UPLOAD, begin),
    { ...route("ask", "PUT", UPLOAD, put), when: (request: EmulatedRequest) => partOf(request) === "ask" },
    { ...route("lastPiece", "PUT", UPLOAD, put), when: (request: EmulatedRequest) => partOf(request) === "lastPiece" },
    route("piece", "PUT", UPLOAD, put),
    route("videos", "GET", /^\/youtube\/v3\/videos$/, ({ query }) => ({
      status: 200,
      body: { items: videos.filter(({ id }) => id === query.get("id")).map(wireVideo) },
    })),
    route("uploads", "GET", /^\/youtube\/v3\/playlistItems$/, ({ query }) => {
      if (query.get("playlistId") !== account.id.replace(/^UC/, "UU") || videos.length === 0)
        throw refuse(404, "playlistNotFound");
      const items = videos.slice(0, 50).map(({ atMs }) => ({ snippet: { publishedAt: new Date(atMs).toISOString() } }));
      return { status: 200, body: { items } };
    }),
  ];
  const server = await startPostEmulator(routes, youtubeError(404, "notFound"));
  return {
    ...server,
    videos: () => [...videos],
    dropNextLabel: () => {
      dropsLabel = true;
    },
    rejectNext: (reason) => {
      rejection = reason;
    },
    forgetUploads: () => sessions.clear(),
  };
}
