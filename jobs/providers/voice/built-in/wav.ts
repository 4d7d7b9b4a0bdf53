// Sound as a WAV file: 16 bits a sample, one channel.
import { dataChunkOf } from "../whole-speech.ts";

export const SAMPLE_RATE = 22_050;
const HEADER_BYTES = 44;
const BYTES_PER_SAMPLE = 2;

/** @param samples -1 to 1 */
export function wavOf(samples: Float32Array): Uint8Array {
  const pcm = Buffer.alloc(samples.length * BYTES_PER_SAMPLE);
  for (let index = 0; index < samples.length; index += 1) {
    const level = Math.max(-1, Math.min(1, samples[index] ?? 0));
    pcm.writeInt16LE(Math.round(level * 0x7fff), index * BYTES_PER_SAMPLE);
  }
  return wavOfPcm(pcm, SAMPLE_RATE);
}

/** A streamed WAV states no sizes; this one does. null when it holds no sound. */
export function withSizes(streamed: Uint8Array): Uint8Array | null {
  const view = new DataView(streamed.buffer, streamed.byteOffset, streamed.byteLength);
  const data = view.byteLength > HEADER_BYTES ? dataChunkOf(view) : null;
  if (!data || data.offset >= streamed.length) return null;
  const bytes = (streamed.length - data.offset) & ~1;
  return wavOfPcm(streamed.subarray(data.offset, data.offset + bytes), view.getUint32(24, true));
}

function wavOfPcm(pcm: Uint8Array, sampleRate: number): Uint8Array {
  const header = Buffer.alloc(HEADER_BYTES);
  header.write("RIFF", 0, "latin1");
  header.writeUInt32LE(HEADER_BYTES - 8 + pcm.length, 4);
  header.write("WAVEfmt ", 8, "latin1");
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(sampleRate, 24);
  header.writeUInt32LE(sampleRate * BYTES_PER_SAMPLE, 28);
  header.writeUInt16LE(BYTES_PER_SAMPLE, 32);
  header.writeUInt16LE(8 * BYTES_PER_SAMPLE, 34);
  header.write("data", 36, "latin1");
  header.writeUInt32LE(pcm.length, 40);
  return Buffer.concat([header, pcm]);
}
