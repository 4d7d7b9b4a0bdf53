import { afterAll, describe, expect, it } from "vitest";
import { describeVoiceGenerator } from "../../../../agents/ports/conformance/voice-generator.ts";
import type { VoiceRequest } from "../../../../agents/ports/voice-generator.ts";
import { createElevenLabsVoice, type ElevenLabsOptions } from "./elevenlabs.ts";
import { ELEVENLABS_VOICES } from "./elevenlabs-voices.ts";
import { ELEVENLABS_FAULTS, startElevenLabsEmulator } from "./emulator/elevenlabs-emulator.ts";
import { createElevenLabsHarness } from "./testing/harness.ts";

const running: { close(): Promise<void> }[] = [];
afterAll(async () => {
  await Promise.all(running.map((each) => each.close()));
});

const SARAH = "EXAVITQu4vr4xnSDxMaL";
const REQUEST: VoiceRequest = {
  text: "Buenos días. Te cuento cómo fue la sesión en la playa.",
  language: "es",
  voice: SARAH,
  speed: 0.9,
};
const ATTEMPT = { key: "attempt-1", callbackUrl: null };
const signal = () => AbortSignal.timeout(20_000);

async function start(options: Partial<ElevenLabsOptions> = {}) {
  const emulator = await startElevenLabsEmulator();
  running.push(emulator);
  const generator = createElevenLabsVoice({ apiKey: emulator.key, baseUrl: emulator.origin, ...options });
  const speak = async (request: Partial<VoiceRequest> = {}) => {
    const { jobId } = await generator.submit({ ...REQUEST, ...request }, ATTEMPT, signal());
    const outcome = await generator.collect(jobId, signal());
    if (outcome.state !== "succeeded") throw new Error(`The job is ${outcome.state}.`);
    return outcome.made;
  };
  return { emulator, generator, speak };
}

describeVoiceGenerator(
  "ElevenLabs",
  async () => {
    const harness = await createElevenLabsHarness();
    running.push(harness);
    return harness;
  },
  SARAH,
);

describe("ElevenLabs", () => {
  it("is asked as documented, without a language where the model takes none", async () => {
    const { emulator, speak } = await start();
    const made = await speak();
    expect(emulator.inputs).toEqual([
      {
        text: REQUEST.text,
        model_id: "eleven_multilingual_v2",
        voice: SARAH,
        format: "mp3_44100_128",
        voice_settings: { speed: 0.9 },
        seed: expect.any(Number),
      },
    ]);
    expect(made.contentType).toBe("audio/mpeg");
    expect(made.parameters).toMatchObject({ voice: SARAH, model_id: "eleven_multilingual_v2" });
  });

  it("is told the language by the other models, and leaves the voice's own settings alone", async () => {
    const { emulator, speak } = await start({ model: "eleven_v3" });
    await speak({ speed: 1 });
    expect(emulator.inputs).toMatchObject([{ model_id: "eleven_v3", language_code: "es" }]);
    expect(emulator.inputs[0]).not.toHaveProperty("voice_settings");
  });

  it("bills what the answer says it cost, which is half a character on the fast model", async () => {
    const { emulator, speak } = await start({ model: "eleven_flash_v2_5" });
    const { units } = await speak({ text: "a".repeat(11) });
    expect(units).toEqual({ character: 6 });
    expect(emulator.bill.characters).toBe(6);
  });

  it("counts characters itself where the answer does not say, emojis as one", async () => {
    const silent: typeof fetch = async (...asked) => {
      const response = await fetch(...asked);
      return new Response(response.body, { headers: { "content-type": "audio/mpeg" } });
    };
    const { emulator, speak } = await start({ fetch: silent });
    expect((await speak({ text: "Hola 🌊" })).units).toEqual({ character: 6 });
    expect(emulator.bill.characters).toBe(6);
  });

  it("says the same the same way, and something else otherwise", async () => {
    const { speak } = await start();
    const [first, again, other] = [await speak(), await speak(), await speak({ text: "Otra cosa." })];
    expect(Buffer.from(again.bytes).equals(first.bytes)).toBe(true);
    expect(Buffer.from(other.bytes).equals(first.bytes)).toBe(false);
    expect(again.parameters.seed).toBe(first.parameters.seed);
  });

  it("tells its words apart", async () => {
    const { emulator, generator } = await start();
    const failure = (fault: keyof typeof ELEVENLABS_FAULTS) => {
      emulator.faults.add("speak", ELEVENLABS_FAULTS[fault]);
      return generator.submit(REQUEST, ATTEMPT, signal()).catch((error: unknown) => error);
    };
    expect(await failure("unauthenticated")).toMatchObject({
      code: "not_configured",
      remedy: expect.stringContaining("ELEVENLABS_API_KEY"),
    });
    expect(await failure("no_credit")).toMatchObject({
      code: "rate_limited",
      retryable: false,
      remedy: expect.stringContaining("credit"),
    });
    expect(await failure("unpaid")).toMatchObject({ code: "rate_limited", retryable: false });
    expect(await failure("rate_limited")).toMatchObject({ code: "rate_limited", retryable: true });
    expect(await failure("busy")).toMatchObject({ code: "rate_limited", retryable: true });
    expect(await failure("invalid")).toMatchObject({ code: "provider_failed", retryable: false });
    expect(await failure("server_error")).toMatchObject({ code: "outcome_unknown" });
    expect(emulator.bill).toEqual({ requests: 0, characters: 0 });
  });

  it("does not know every voice", async () => {
    const { emulator, generator } = await start();
    const stranger = { ...REQUEST, voice: "../v1/history" };
    await expect(generator.submit(stranger, ATTEMPT, signal())).rejects.toMatchObject({
      code: "invalid_input",
      field: "voice",
      reason: "unknown_voice",
    });
    expect(emulator.bill.requests).toBe(0);
  });

  it("answers what fails its schema with a 422, field by field", async () => {
    const { emulator } = await start();
    const response = await fetch(`${emulator.origin}/v1/text-to-speech/${SARAH}`, {
      method: "POST",
      headers: { "xi-api-key": emulator.key },
      body: JSON.stringify({ text: "Hi", voice_settings: { speed: 3 } }),
    });
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ detail: [{ loc: ["body", "voice_settings", "speed"] }] });
  });

  it("refuses a pace nobody speaks at before anything is paid", async () => {
    const { emulator, generator } = await start();
    for (const speed of [0.5, 1.5, Number.NaN]) {
      await expect(generator.submit({ ...REQUEST, speed }, ATTEMPT, signal())).rejects.toMatchObject({
        code: "invalid_input",
        field: "speed",
      });
    }
    expect(emulator.bill.requests).toBe(0);
  });

  it("lists the account's own voices, each with its gender and languages", async () => {
    const { emulator, generator } = await start();
    expect(await generator.listVoices(signal())).toEqual([
      { id: SARAH, name: "Sarah", gender: "female", languages: ["en", "es"] },
      { id: "SAz9YHcvj6GT2YYXdXww", name: "River", gender: "neutral" },
      { id: "lUnaOwnVoice00000001", name: "Luna", gender: "neutral" },
    ]);
    emulator.faults.add("voices", ELEVENLABS_FAULTS.unauthenticated);
    await expect(generator.listVoices(signal())).rejects.toMatchObject({ code: "not_configured" });
    emulator.faults.add("voices", { kind: "reply", status: 200, body: { voices: [{}] } });
    await expect(generator.listVoices(signal())).rejects.toMatchObject({ code: "provider_failed" });
    expect(new Set(ELEVENLABS_VOICES.map(({ id }) => id)).size).toBe(ELEVENLABS_VOICES.length);
  });

  it("may be called off midway, which leaves the outcome open", async () => {
    const { emulator, generator } = await start();
    const stop = new AbortController();
    emulator.faults.add("speak", { kind: "hang" });
    const submitting = generator.submit(REQUEST, ATTEMPT, stop.signal);
    const refused = expect(submitting).rejects.toMatchObject({ code: "outcome_unknown" });
    stop.abort();
    await refused;
  });
});
