// Ranges and whole objects out of an S3-compatible store, in requests small enough to have a time limit each.
import { GetObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import type { ByteRange, StoredObject } from "../../../agents/ports/object-store.ts";
import { contentTypeOfKey } from "./object-key.ts";
import { answered, type S3Call, statusOf } from "./s3-call.ts";

/** One piece of a whole object: in memory at a time. */
const PIECE_BYTES = 8 * 1024 * 1024;
/** "Range not satisfiable": the object ends before the range begins. */
const BEYOND_THE_END = 416;

export interface ReadSource {
  readonly client: S3Client;
  readonly call: S3Call;
  readonly bucket: string;
  readonly key: string;
}

interface Piece {
  readonly bytes: Uint8Array;
  /** Size of the whole object. */
  readonly total: number;
  readonly etag?: string | undefined;
  readonly contentType?: string | undefined;
}

/** @param etag when given, only of the object that has it */
export async function readPiece(source: ReadSource, range: ByteRange, etag?: string): Promise<Piece> {
  const command = new GetObjectCommand({
    Bucket: source.bucket,
    Key: source.key,
    Range: `bytes=${range.start}-${range.end - 1}`,
    ...(etag === undefined ? {} : { IfMatch: etag }),
  });
  return source.call(async (abortSignal) => {
    try {
      const found = await source.client.send(command, { abortSignal });
      const bytes = await answered(found.Body).transformToByteArray();
      // "bytes 0-99/1234"; absent when a store answers an empty object whole instead of refusing the range.
      const total = Number(found.ContentRange?.split("/")[1] ?? bytes.length);
      return { bytes, total, etag: found.ETag, contentType: found.ContentType };
    } catch (thrown) {
      if (statusOf(thrown) !== BEYOND_THE_END) throw thrown;
      return { bytes: new Uint8Array(), total: range.start };
    }
  });
}

/** Piece by piece, each a request of its own: a slow reader holds no connection. */
export async function* readWhole(source: ReadSource): AsyncIterable<Uint8Array> {
  for await (const { bytes } of readPieces(source)) yield bytes;
}

/** Large objects too come within the time limit of a call. */
export async function readObject(source: ReadSource): Promise<StoredObject> {
  const pieces: Piece[] = [];
  for await (const piece of readPieces(source)) pieces.push(piece);
  const bytes = pieces.map((piece) => piece.bytes);
  const [whole = new Uint8Array()] = bytes;
  return {
    bytes: bytes.length > 1 ? Buffer.concat(bytes) : whole,
    contentType: pieces[0]?.contentType ?? contentTypeOfKey(source.key),
  };
}

async function* readPieces(source: ReadSource): AsyncIterable<Piece> {
  const first = await readPiece(source, { start: 0, end: PIECE_BYTES });
  if (first.bytes.length > 0) yield first;
  for (let start = first.bytes.length; start < first.total; ) {
    const piece = await readPiece(source, { start, end: start + PIECE_BYTES }, answered(first.etag));
    yield piece;
    start += answered(piece.bytes.length > 0 ? piece.bytes.length : undefined);
  }
}
