// How a clip is cut for its upload. Chunks are all of one size; what does not fill another one goes with the last.

export interface ChunkPlan {
  readonly size: number;
  readonly chunkSize: number;
  readonly count: number;
}

const MIB = 1024 * 1024;
/** Within TikTok's 5 to 64 MB; the last one is then at most a byte short of twice as much. */
export const CHUNK_BYTES = 10 * MIB;
/** Source: Content Posting API, media transfer guide. */
export const MAX_CLIP_BYTES = 4 * 1024 * MIB;

/** @param size bytes of the clip, at least 1 */
export function planChunks(size: number): ChunkPlan {
  if (size < 2 * CHUNK_BYTES) return { size, chunkSize: size, count: 1 };
  return { size, chunkSize: CHUNK_BYTES, count: Math.floor(size / CHUNK_BYTES) };
}

/** Half open. @param index from 0 */
export function chunkRange({ size, chunkSize, count }: ChunkPlan, index: number): { start: number; end: number } {
  const start = index * chunkSize;
  return { start, end: index === count - 1 ? size : start + chunkSize };
}
