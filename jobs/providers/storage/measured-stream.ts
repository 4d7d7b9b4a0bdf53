// What both stores do to a stream on its way in: count it, hash it, stop it at a limit, cut it into equal parts.
import { createHash } from "node:crypto";
import { AppError } from "../../../agents/kernel/errors.ts";

export interface MeasuredStream {
  readonly chunks: AsyncIterable<Uint8Array>;
  /** Meaningful once `chunks` has ended. */
  result(): { readonly bytes: number; readonly sha256: string };
}

/** @throws AppError `too_large` while iterating, as soon as more than `maxBytes` came */
export function measure(stream: AsyncIterable<Uint8Array>, maxBytes: number): MeasuredStream {
  const hash = createHash("sha256");
  let bytes = 0;
  async function* chunks(): AsyncIterable<Uint8Array> {
    for await (const chunk of stream) {
      bytes += chunk.length;
      // Written so that a limit that is no number stops everything instead of nothing.
      if (!(bytes <= maxBytes)) throw new AppError("too_large", `The file is larger than ${maxBytes} bytes.`);
      hash.update(chunk);
      yield chunk;
    }
  }
  return { chunks: chunks(), result: () => ({ bytes, sha256: hash.copy().digest("hex") }) };
}

/** Every part but the last is exactly `partBytes` long; an empty stream has no parts. */
export async function* inParts(
  chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  partBytes: number,
): AsyncIterable<Uint8Array> {
  let part = Buffer.alloc(partBytes);
  let filled = 0;
  for await (const chunk of chunks) {
    for (let taken = 0; taken < chunk.length; ) {
      const piece = chunk.subarray(taken, taken + partBytes - filled);
      part.set(piece, filled);
      filled += piece.length;
      taken += piece.length;
      if (filled < partBytes) continue;
      yield part;
      part = Buffer.alloc(partBytes);
      filled = 0;
    }
  }
  if (filled > 0) yield part.subarray(0, filled);
}
