// The emulated Instagram really fetches what it is told to publish, and looks at the bytes.
import { GraphError } from "./graph-error.ts";

const MAX_BYTES = 8 * 1024 * 1024;
const TIMEOUT_MS = 10_000;
/** 4:5 to 1.91:1; renditions round to whole pixels. */
const MIN_ASPECT = 0.8;
const MAX_ASPECT = 1.91;
const ASPECT_TOLERANCE = 0.01;

const PNG = [0x89, 0x50, 0x4e, 0x47];
const JPEG = [0xff, 0xd8, 0xff];
const startsWith = (bytes: Uint8Array, magic: readonly number[]) => magic.every((byte, index) => bytes[index] === byte);

/** A JPEG fit for a post; a story may have any shape. @throws GraphError as /media refuses it */
export async function fetchPostPicture(url: string, request: typeof fetch, isStory = false): Promise<Uint8Array> {
  const bytes = await download(url, request);
  if (bytes.length > MAX_BYTES) throw new GraphError(36_000, "The image is too large.", { subcode: 2_207_004 });
  const size = startsWith(bytes, JPEG) ? jpegSize(bytes) : null;
  if (size === null) throw new GraphError(36_001, "The image format is not supported.", { subcode: 2_207_005 });
  const aspect = size.width / size.height;
  if (isStory) return bytes;
  if (aspect < MIN_ASPECT - ASPECT_TOLERANCE || aspect > MAX_ASPECT + ASPECT_TOLERANCE) {
    throw new GraphError(36_003, "The aspect ratio is not supported.", { subcode: 2_207_009 });
  }
  return bytes;
}

/** A PNG or JPEG for a direct message. @throws GraphError as /messages refuses it */
export async function fetchMessagePicture(url: string, request: typeof fetch): Promise<void> {
  const bytes = await download(url, request);
  const isPicture = startsWith(bytes, JPEG) || startsWith(bytes, PNG);
  if (!isPicture || bytes.length > MAX_BYTES) {
    throw new GraphError(100, "(#100) Upload attachment failure.", { subcode: 2_018_047 });
  }
}

export async function download(url: string, request: typeof fetch): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of downloadPieces(url, request)) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** As it arrives. @throws GraphError, in the middle too */
export async function* downloadPieces(url: string, request: typeof fetch): AsyncGenerator<Uint8Array> {
  try {
    const response = await request(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    if (response.body) yield* response.body;
  } catch (thrown) {
    if (thrown instanceof Error && thrown.name === "TimeoutError") {
      throw new GraphError(-2, "Downloading the media took too long.", { subcode: 2_207_003 });
    }
    throw new GraphError(9_004, "The media could not be fetched from this URI.", { subcode: 2_207_052 });
  }
}

/** Width and height stand in the first start-of-frame segment. */
function jpegSize(bytes: Uint8Array): { width: number; height: number } | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let offset = 2;
  while (offset + 9 <= bytes.length && view.getUint8(offset) === 0xff) {
    const marker = view.getUint8(offset + 1);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { height: view.getUint16(offset + 5), width: view.getUint16(offset + 7) };
    offset += 2 + view.getUint16(offset + 2);
  }
  return null;
}
