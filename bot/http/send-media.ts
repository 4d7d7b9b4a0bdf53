// A stored file as an answer: whole, a part, or only its headers, as fast as the reader takes it and never all in memory.
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Request, Response } from "express";
import type { OpenMedia } from "../../agents/commands/media/read.ts";
import { askedRange } from "./asked-range.ts";

export async function sendMedia(request: Request, response: Response, media: OpenMedia): Promise<void> {
  const etag = `"${media.bytes.toString(36)}-${media.modifiedAt.getTime().toString(36)}"`;
  response.setHeader("Accept-Ranges", "bytes");
  response.setHeader("ETag", etag);
  if (request.fresh) {
    response.status(304).end();
    return;
  }
  const range = askedRange(request, { bytes: media.bytes, etag });
  if (range === "beyond") {
    response.setHeader("Content-Range", `bytes */${media.bytes}`);
    response.setHeader("Cache-Control", "no-store");
    response.status(416).end();
    return;
  }
  if (range) {
    response.status(206);
    response.setHeader("Content-Range", `bytes ${range.start}-${range.end - 1}/${media.bytes}`);
  }
  response.setHeader("Content-Length", range ? range.end - range.start : media.bytes);
  if (request.method === "HEAD") response.end();
  else await pipe(range ? media.part(range) : media.whole(), response);
}

/** @throws AppError when the store fails; the connection is cut then, so that nobody takes a part for the whole */
async function pipe(chunks: AsyncIterable<Uint8Array>, response: Response): Promise<void> {
  try {
    await pipeline(Readable.from(chunks, { objectMode: false }), response);
  } catch (thrown) {
    // Whoever moves to another place in a film, or closes the page, hangs up in the middle.
    if (thrown instanceof Error && "code" in thrown && thrown.code === "ERR_STREAM_PREMATURE_CLOSE") return;
    throw thrown;
  }
}
