// Where the emulated TikTok takes the bytes of a clip: chunk after chunk, looked at while they stream by and not kept.
import { type Request, Router } from "express";
import type { Emulation, OpenUpload } from "./emulation.ts";
import { strikeAtOnce } from "./posts-route.ts";
import type { EmulatedPublish } from "./state.ts";
import { UPLOAD_LIFETIME_MS } from "./timeline.ts";

const CONTENT_TYPES = ["video/mp4", "video/quicktime", "video/webm"];

interface AskedRange {
  readonly start: number;
  readonly end: number;
  readonly total: number;
}

export function uploadRoute(emulation: Emulation): Router {
  const router = Router();
  router.put("/", async (request, response) => {
    const publish = emulation.state.publishes.get(String(request.query.upload_id ?? ""));
    const fault = emulation.faults.take("upload");
    if (fault && strikeAtOnce(fault, response)) return;
    const upload = publish && emulation.uploads.get(publish.id);
    const refusal = publish ? refusalOf(emulation, publish, upload, request) : 403;
    if (refusal !== null || !publish || !upload) return void response.status(refusal ?? 403).end();
    const range = rangeOf(request);
    if (range === null || !(await takeIn(request, upload, range))) return void response.destroy();
    const isDone = upload.received === publish.size;
    if (isDone) finish(emulation, publish, upload);
    if (fault?.kind === "lose_answer") return void (fault.how === "cut" ? response.destroy() : undefined);
    response
      .status(isDone ? 201 : 206)
      .setHeader("Content-Range", `bytes 0-${upload.received - 1}/${publish.size}`)
      .end();
  });
  return router;
}

/** The status that refuses it, or null. */
function refusalOf(
  { clock }: Emulation,
  publish: EmulatedPublish,
  upload: OpenUpload | undefined,
  request: Request,
): number | null {
  if (publish.canceledAtMs !== null || clock.now().getTime() >= publish.createdAtMs + UPLOAD_LIFETIME_MS) return 403;
  const range = rangeOf(request);
  const length = Number(request.get("content-length") ?? Number.NaN);
  const isReadable = range !== null && range.total === publish.size && range.end - range.start === length;
  if (!isReadable || request.get("authorization") !== undefined) return 400;
  if (!CONTENT_TYPES.includes(request.get("content-type") ?? "")) return 400;
  if (publish.takenAtMs !== null) return 416;
  if (!upload || range.start !== upload.received) return 416;
  const isLast = range.start === (publish.chunks - 1) * publish.chunkSize;
  return range.end === (isLast ? publish.size : range.start + publish.chunkSize) ? null : 416;
}

/** Half open; the header names the last byte. */
function rangeOf(request: Request): AskedRange | null {
  const given = /^bytes (\d{1,15})-(\d{1,15})\/(\d{1,15})$/.exec(request.get("content-range") ?? "");
  if (!given) return null;
  const [start, last, total] = given.slice(1).map(Number);
  return { start: start ?? 0, end: (last ?? 0) + 1, total: total ?? 0 };
}

/** @returns false where the connection broke off: then nothing of the chunk counts */
async function takeIn(request: Request, upload: OpenUpload, { start, end }: AskedRange): Promise<boolean> {
  const pieces: Buffer[] = [];
  try {
    for await (const piece of request) pieces.push(piece as Buffer);
  } catch {
    return false;
  }
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  if (length !== end - start || upload.received !== start) return false;
  for (const piece of pieces) upload.walker.feed(piece);
  upload.received = end;
  return true;
}

function finish({ state, uploads, clock }: Emulation, publish: EmulatedPublish, { walker }: OpenUpload): void {
  const judged = walker.judge(publish.size);
  const most = state.creators.get(publish.accountId)?.maxVideoSeconds ?? 0;
  const seconds = "seconds" in judged ? judged.seconds : null;
  const isTooLong = seconds !== null && seconds > most;
  const own = "failReason" in judged ? judged.failReason : null;
  const failReason = publish.failReason ?? own ?? (isTooLong ? "duration_check_failed" : null);
  uploads.delete(publish.id);
  const takenAtMs = clock.now().getTime();
  state.record({ type: "publish", publish: { ...publish, takenAtMs, seconds, failReason } });
}
