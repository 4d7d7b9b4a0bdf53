import { afterAll, describe, expect, it } from "vitest";
import { describeVoiceGenerator } from "../../../../agents/ports/conformance/voice-generator.ts";
import type { VoiceRequest } from "../../../../agents/ports/voice-generator.ts";
import { startEmulatorServer } from "../../emulator/server.ts";
import { OPENAI_SPEECH_FAULTS, startOpenAiSpeechEmulator } from "./emulator/openai-speech-emulator.ts";
import { createOpenAiSpeech, type OpenAiSpeechOptions } from "./openai-speech.ts";
import { readVoiceList } from "./read-voice-list.ts";
import { createOpenAiSpeechHarness } from "./testing/harness.ts";

const running: { close(): Promise<void> }[] = [];
afterAll(async () => {
  await Promise.all(running.map((each) => each.close()));
});

const REQUEST: VoiceRequest = { text: "See you on the terrace.", language: "en", voice: "nova", speed: 0.8 };
const ATTEMPT = { key: "attempt-1", callbackUrl: null };
const SERVER = { model: "kokoro", languages: ["en", "es", "fr"], voices: readVoiceList("nova:female, onyx:male") };
const signal = () => AbortSignal.timeout(20_000);

async function start(options: Partial<OpenAiSpeechOptions> = {}) {
  const emulator = await startOpenAiSpeechEmulator();
  running.push(emulator);
  const baseUrl = `${emulator.origin}/v1`;
  const generator = createOpenAiSpeech({ ...SERVER, baseUrl, apiKey: emulator.key, ...options });
  const submit = (request: Partial<VoiceRequest> = {}) =>
    generator.submit({ ...REQUEST, ...request }, ATTEMPT, signal());
  return { emulator, generator, submit };
}

describeVoiceGenerator(
  "An OpenAI-compatible speech server",
  async () => {
    const harness = await createOpenAiSpeechHarness();
    running.push(harness);
    return harness;
  },
  "nova",
);

describe("An OpenAI-compatible speech server", () => {
  it("is asked as documented", async () => {
    const { emulator, generator, submit } = await start({ instructions: "Warm and unhurried." });
    const outcome = await generator.collect((await submit()).jobId, signal());
    const settings = {
      model: "kokoro",
      voice: "nova",
      response_format: "mp3",
      speed: 0.8,
      instructions: "Warm and unhurried.",
    };
    expect(emulator.inputs).toEqual([{ input: REQUEST.text, ...settings }]);
    expect(outcome).toMatchObject({
      state: "succeeded",
      made: { contentType: "audio/mpeg", units: { character: 23 }, parameters: settings },
    });
  });

  it("is described by its owner", async () => {
    const { generator } = await start({ maxCharacters: 9_000 });
    expect(generator.info).toMatchObject({
      provider: "openai-speech",
      model: "kokoro",
      maxCharacters: 9_000,
      voices: [
        { id: "nova", name: "nova", gender: "female" },
        { id: "onyx", name: "onyx", gender: "male" },
      ],
    });
  });

  it("tells its errors apart", async () => {
    const { emulator, submit } = await start();
    const failure = (fault: keyof typeof OPENAI_SPEECH_FAULTS) => {
      emulator.faults.add("speak", OPENAI_SPEECH_FAULTS[fault]);
      return submit().catch((error: unknown) => error);
    };
    expect(await failure("unauthenticated")).toMatchObject({ code: "not_configured" });
    expect(await failure("no_credit")).toMatchObject({ code: "rate_limited", retryable: false });
    expect(await failure("rate_limited")).toMatchObject({ code: "rate_limited", retryAfterMs: 3_000 });
    expect(await failure("invalid")).toMatchObject({ code: "provider_failed", retryable: false });
    await expect(submit({ voice: "nobody" })).rejects.toMatchObject({ field: "voice", reason: "unknown_voice" });
    const { submit: submitElsewhere } = await start({ model: "tts-9" });
    await expect(submitElsewhere()).rejects.toMatchObject({ code: "not_configured", reason: "http_404" });
  });

  it("may want no key and answer in another format, whatever it calls it", async () => {
    const seen: (string | undefined)[] = [];
    const wav = Buffer.concat([Buffer.from("RIFF\0\0\0\0WAVEdata\xff\xff\xff\xff", "latin1"), Buffer.alloc(600, 1)]);
    const server = await startEmulatorServer(({ headers }) => {
      seen.push(headers.authorization);
      return { status: 200, headers: { "content-type": "application/json" }, body: wav };
    });
    running.push(server);
    const generator = createOpenAiSpeech({ ...SERVER, baseUrl: server.origin, format: "wav" });
    const { jobId } = await generator.submit(REQUEST, ATTEMPT, signal());
    expect(await generator.collect(jobId, signal())).toMatchObject({
      state: "succeeded",
      made: { contentType: "audio/wav", parameters: { response_format: "wav" } },
    });
    expect(seen).toEqual([undefined]);
  });
});

describe("a list of voices", () => {
  it("is read with its genders", () => {
    expect(readVoiceList(" nova:female,onyx:male ,, af_bella(2)+af_sky, vendor:voice-1 ")).toEqual([
      { id: "nova", name: "nova", gender: "female" },
      { id: "onyx", name: "onyx", gender: "male" },
      { id: "af_bella(2)+af_sky", name: "af_bella(2)+af_sky", gender: "neutral" },
      { id: "vendor:voice-1", name: "vendor:voice-1", gender: "neutral" },
    ]);
  });

  it("is refused where an entry is none", () => {
    expect(() => readVoiceList("nova:female, two words")).toThrow(/is not a voice/);
  });
});
