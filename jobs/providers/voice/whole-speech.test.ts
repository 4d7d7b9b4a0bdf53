import { describe, expect, it } from "vitest";
import { WANTED_SPEECH } from "../wanted-outputs.ts";
import { silentMp3 } from "./emulator/silent-mp3.ts";
import { isWholeSpeech } from "./whole-speech.ts";

const frame = (header: readonly number[], bytes: number) =>
  Buffer.concat([Buffer.from(header), Buffer.alloc(bytes - header.length)]);

function wav(promised: number, present: number, before = Buffer.alloc(0)): Buffer {
  const data = Buffer.alloc(8 + present, 1);
  data.write("data", "latin1");
  data.writeUInt32LE(promised, 4);
  return Buffer.concat([Buffer.from("RIFF\0\0\0\0WAVE", "latin1"), before, data]);
}

/** An odd number of bytes is padded with one more. */
const LIST = Buffer.concat([Buffer.from("LIST\x03\0\0\0", "latin1"), Buffer.alloc(4)]);

describe("an MP3", () => {
  it.each([
    ["MPEG-1, 128 kbit/s at 44.1 kHz", [0xff, 0xfb, 0x90, 0xc4], 417],
    ["the same, padded", [0xff, 0xfb, 0x92, 0xc4], 418],
    ["MPEG-1, 192 kbit/s at 48 kHz", [0xff, 0xfb, 0xb4, 0xc4], 576],
    ["MPEG-2, 48 kbit/s at 24 kHz", [0xff, 0xf3, 0x64, 0xc4], 144],
    ["MPEG-2.5, 32 kbit/s at 8 kHz", [0xff, 0xe3, 0x48, 0xc4], 288],
  ] as const)("%s is whole from its first whole frame on", (_, header, bytes) => {
    expect(isWholeSpeech(frame(header, bytes), "audio/mpeg")).toBe(true);
    expect(isWholeSpeech(frame(header, bytes - 1), "audio/mpeg")).toBe(false);
  });

  it.each([
    ["nothing", Buffer.alloc(0)],
    ["a tag alone", silentMp3(["x"], 10).subarray(0, 90)],
    ["a tag that promises more than there is", Buffer.from("ID3\x03\0\0\x7f\x7f\x7f\x7f", "latin1")],
    ["AAC, which begins alike", frame([0xff, 0xf1, 0x50, 0x80], 400)],
    ["a reserved version", frame([0xff, 0xeb, 0x90, 0xc4], 500)],
    ["a reserved sample rate", frame([0xff, 0xfb, 0x9c, 0xc4], 500)],
    ["a forbidden bit rate", frame([0xff, 0xfb, 0xf0, 0xc4], 500)],
  ])("%s is not", (_, bytes) => {
    expect(isWholeSpeech(bytes, "audio/mpeg")).toBe(false);
  });
});

describe("a WAV", () => {
  it.each([
    ["as many samples as promised", wav(100, 100)],
    ["with something after them", wav(90, 100)],
    ["behind another chunk", wav(100, 100, LIST)],
    ["streamed, without a size", wav(0, 100)],
    ["streamed, with the largest size", wav(0xffff_ffff, 100)],
  ])("%s is whole", (_, bytes) => {
    expect(isWholeSpeech(bytes, "audio/wav")).toBe(true);
  });

  it.each([
    ["cut off", wav(100, 50)],
    ["without samples", wav(0, 0)],
    ["without a data chunk", Buffer.from("RIFF\0\0\0\0WAVE", "latin1")],
    ["that is cut within a chunk", wav(100, 100, LIST).subarray(0, 16)],
  ])("%s is not", (_, bytes) => {
    expect(isWholeSpeech(bytes, "audio/wav")).toBe(false);
  });
});

describe("an emulated recording", () => {
  it("is a whole MP3, the same for the same, and takes as long as its text", () => {
    const recording = silentMp3(["Hello", "Sarah"], 5);
    expect(WANTED_SPEECH.typeOf(recording)).toBe("audio/mpeg");
    expect(isWholeSpeech(recording, "audio/mpeg")).toBe(true);
    expect(recording.length).toBeGreaterThan(500);
    expect(Buffer.from(silentMp3(["Hello", "Sarah"], 5)).equals(recording)).toBe(true);
    expect(Buffer.from(silentMp3(["Hello", "River"], 5)).equals(recording)).toBe(false);
    expect(silentMp3(["Hello"], 500).length).toBeGreaterThan(10 * recording.length);
  });
});
