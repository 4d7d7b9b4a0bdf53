import { afterAll, beforeAll, expect, test } from "vitest";
import { soundTypeOf } from "../../../agents/domain/fans/sound-type.ts";
import { OPENAI_FAULTS, startOpenAiEmulator } from "../openai-emulator/openai-emulator.ts";
import { createOpenAiTranscription } from "./openai-transcription.ts";

let server: Awaited<ReturnType<typeof startOpenAiEmulator>>;
beforeAll(async () => {
  server = await startOpenAiEmulator();
});
afterAll(() => server.close());

const NOTE = { bytes: Buffer.concat([Buffer.from("OggS"), Buffer.alloc(8_000)]), contentType: "audio/ogg" };
const open = (change: object = {}) =>
  createOpenAiTranscription({
    ...{ baseUrl: server.baseUrl, apiKey: server.apiKey, model: "gpt-4o-mini-transcribe", timeoutMs: 500, ...change },
  });
const signal = () => AbortSignal.timeout(5_000);

test("a sound is sent as documented, and its length comes back", async () => {
  let name = "";
  server.hearWith((sound) => {
    name = sound.name;
    return "hello there";
  });
  expect(await open().transcribe(NOTE, signal())).toEqual({ text: "hello there", seconds: 3 });
  expect(name).toBe("voice.ogg");
});

test.each([
  ["unauthorized", "not_configured"],
  ["broken", "provider_failed"],
  ["garbage", "provider_failed"],
  ["hang", "unavailable"],
  ["cut", "unavailable"],
] as const)("%s is %s", async (fault, code) => {
  server.faults.add("transcriptions", OPENAI_FAULTS[fault]);
  await expect(open().transcribe(NOTE, signal())).rejects.toMatchObject({ code });
});

test("a model or a format the server does not know is told apart", async () => {
  await expect(open({ model: "nobody" }).transcribe(NOTE, signal())).rejects.toMatchObject({ code: "not_found" });
  await expect(open().transcribe({ ...NOTE, contentType: "text/plain" }, signal())).rejects.toMatchObject({
    code: "provider_failed",
    retryable: false,
  });
});

test.each([
  ["OggS....", "audio/ogg"],
  ["....ftypM4A ", "audio/mp4"],
  ["RIFF....WAVE", "audio/wav"],
  ["ID3.", "audio/mpeg"],
  ["\xff\xfb..", "audio/mpeg"],
  ["<html>", null],
  ["", null],
])("%j is %s", (text, type) => expect(soundTypeOf(Buffer.from(text, "latin1"))).toBe(type));
