// How long an MP4 says it is: from its movie header (ISO/IEC 14496-12), without a decoder.

/** Boxes are looked for in the movie box, which holds no pictures. */
const LARGEST_INDEX = 4 * 1024 * 1024;

/** @returns null when it does not say */
export function clipSeconds(bytes: Uint8Array): number | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const movie = boxIn(file, "moov");
  const header = movie && movie.length <= LARGEST_INDEX ? boxIn(movie, "mvhd") : null;
  if (!header || header.length < 32) return null;
  const isLong = header[0] === 1;
  const scale = header.readUInt32BE(isLong ? 20 : 12);
  const duration = isLong ? Number(header.readBigUInt64BE(24)) : header.readUInt32BE(16);
  return scale === 0 ? null : duration / scale;
}

/** The content of the first box of that type at this level. */
function boxIn(level: Buffer, type: string): Buffer | null {
  for (let at = 0; at + 16 <= level.length; ) {
    const short = level.readUInt32BE(at);
    const isLong = short === 1;
    const size = isLong ? Number(level.readBigUInt64BE(at + 8)) : short;
    const head = isLong ? 16 : 8;
    // 0: to the end of the file.
    const end = size === 0 ? level.length : at + size;
    if (size !== 0 && size < head) return null;
    if (level.toString("latin1", at + 4, at + 8) === type) return level.subarray(at + head, end);
    at = end;
  }
  return null;
}
