// The recording an emulated voice "makes": a valid MP3 of silence, as long as the text takes, another one for another text.
import { createHash } from "node:crypto";

/** MPEG-1 Layer III, 32 kbit/s, 44.1 kHz, mono: 144 x 32,000 / 44,100 bytes a frame. */
const FRAME_HEADER = [0xff, 0xfb, 0x10, 0xc4];
const FRAME_BYTES = 104;
/** 1,152 samples a frame. */
const FRAME_MS = (1_152 / 44_100) * 1_000;
const MS_PER_CHARACTER = 65;
const SHORTEST_MS = 500;

/** @param said text, voice, pace ...: whatever makes another recording */
export function silentMp3(said: readonly unknown[], characters: number): Uint8Array {
  const frame = Buffer.alloc(FRAME_BYTES);
  frame.set(FRAME_HEADER);
  const frames = Math.ceil(Math.max(SHORTEST_MS, characters * MS_PER_CHARACTER) / FRAME_MS);
  return Buffer.concat([identityTag(said), ...Array.from({ length: frames }, () => frame)]);
}

/** An ID3v2.3 tag with one text frame, the hash of what was said. */
function identityTag(said: readonly unknown[]): Buffer {
  const hash = createHash("sha256").update(JSON.stringify(said)).digest("hex");
  const content = Buffer.from(`\0said\0${hash}`, "latin1");
  const frame = Buffer.concat([Buffer.from("TXXX\0\0\0"), Buffer.from([content.length, 0, 0]), content]);
  return Buffer.concat([Buffer.from("ID3\x03\0\0\0\0\0"), Buffer.from([frame.length]), frame]);
}
