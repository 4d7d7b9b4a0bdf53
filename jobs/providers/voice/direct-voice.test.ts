import { afterAll, describe, expect, it } from "vitest";
import type { VoiceGeneratorInfo } from "../../../agents/ports/voice-generator.ts";
import { type EmulatedReply, type EmulatorServer, startEmulatorServer } from "../emulator/server.ts";
import { WANTED_SPEECH } from "../wanted-outputs.ts";
import { createDirectVoice, type VoiceConnection } from "./direct-voice.ts";

const running: EmulatorServer[] = [];
afterAll(async () => {
  await Promise.all(running.map((server) => server.close()));
});

const INFO: VoiceGeneratorInfo = {
  provider: "test",
  model: "test-1",
  offline: false,
  unit: "character",
  quality: 3,
  speed: 3,
  languages: ["en"],
  maxCharacters: 100,
  voices: [],
};
const REQUEST = { text: "Hello", language: "en", voice: "v", speed: 1 };
const signal = () => AbortSignal.timeout(20_000);

function voiceAt(url: string, connection: VoiceConnection = {}) {
  const call = { url, headers: { "x-key": "secret" }, body: "{}", characters: 5, parameters: { voice: "v" } };
  const vendor = { name: "The test vendor", keyVariable: "TEST_KEY" };
  return createDirectVoice({ vendor, info: INFO, callOf: () => call, refusalOf: () => null }, connection);
}

async function outcomeOf(url: string, connection: VoiceConnection = {}) {
  const voice = voiceAt(url, connection);
  const { jobId } = await voice.submit(REQUEST, { key: "attempt-1", callbackUrl: null }, signal());
  return voice.collect(jobId, signal());
}

async function answering(reply: EmulatedReply): Promise<string> {
  const server = await startEmulatorServer(() => reply);
  running.push(server);
  return server.origin;
}

describe("a vendor that answers with the audio", () => {
  it("is not read for ever", async () => {
    const megabyte = new Uint8Array(1024 * 1024).fill(0xff);
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        sent += megabyte.length;
        controller.enqueue(megabyte);
      },
    });
    const connection = { fetch: async () => new Response(endless, { headers: { "content-type": "audio/mpeg" } }) };
    expect(await outcomeOf("http://vendor.example", connection)).toEqual({
      state: "failed",
      reason: "too_large",
      retryable: true,
      billed: { character: 5 },
    });
    expect(sent).toBeLessThan(WANTED_SPEECH.maxBytes + 4 * megabyte.length);
  });

  it.each(["text/html; charset=utf-8", "application/json", "application/problem+json"])(
    "did not answer where %s came instead",
    async (type) => {
      const url = await answering({ status: 200, headers: { "content-type": type }, body: "<html>Welcome</html>" });
      await expect(outcomeOf(url)).rejects.toMatchObject({ code: "outcome_unknown", retryable: false });
    },
  );

  it("made nothing where no content came", async () => {
    expect(await outcomeOf(await answering({ status: 204 }))).toMatchObject({ state: "failed", reason: "no_output" });
  });

  it("sends nobody elsewhere with our key", async () => {
    const seen: string[] = [];
    const elsewhere = await startEmulatorServer(({ path }) => {
      seen.push(path);
      return { status: 200 };
    });
    running.push(elsewhere);
    const url = await answering({ status: 307, headers: { location: elsewhere.origin } });
    await expect(outcomeOf(url)).rejects.toMatchObject({ code: "outcome_unknown" });
    expect(seen).toEqual([]);
  });

  it("holds what it made in this process alone, and cannot be asked for more", async () => {
    const voice = voiceAt("http://vendor.example");
    expect([voice.find, voice.cancel]).toEqual([null, null]);
    await expect(voice.collect("held_elsewhere", signal())).rejects.toMatchObject({ code: "outcome_unknown" });
  });
});
