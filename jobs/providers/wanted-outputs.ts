// What counts as the picture, the clip, the spoken line a vendor was asked for: told by the bytes, never by a header.
import { VIDEO_MAX_BYTES } from "../../agents/ports/video-generator.ts";
import type { WantedOutput } from "./download-output.ts";
import { type ImageFacts, imageTypeOf } from "./media/inspect-image.ts";

const isAt = (bytes: Uint8Array, text: string, offset = 0) =>
  Buffer.from(bytes.subarray(offset, offset + text.length)).toString("latin1") === text;

export const WANTED_PICTURE: WantedOutput<ImageFacts["contentType"]> = {
  maxBytes: 25 * 1024 * 1024,
  typeOf: imageTypeOf,
};

/** An ISO base media file: "ftyp" is its first box. */
export const WANTED_CLIP: WantedOutput<"video/mp4"> = {
  maxBytes: VIDEO_MAX_BYTES,
  typeOf: (bytes) => (isAt(bytes, "ftyp", 4) ? "video/mp4" : null),
};

export const WANTED_SPEECH: WantedOutput<"audio/mpeg" | "audio/wav"> = {
  maxBytes: 25 * 1024 * 1024,
  typeOf: (bytes) => {
    if (isAt(bytes, "RIFF") && isAt(bytes, "WAVE", 8)) return "audio/wav";
    // An ID3 tag, or the sync word of an MPEG audio frame.
    const isFrame = bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xe0) === 0xe0;
    return isAt(bytes, "ID3") || isFrame ? "audio/mpeg" : null;
  },
};
