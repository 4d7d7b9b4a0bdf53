import { afterAll, describe, expect, it } from "vitest";
import { describeVoiceGenerator } from "../../../../agents/ports/conformance/voice-generator.ts";
import type { VoiceRequest } from "../../../../agents/ports/voice-generator.ts";
import { createCartesiaVoice } from "./cartesia.ts";
import { CARTESIA_VOICES } from "./cartesia-voices.ts";
import { CARTESIA_FAULTS, startCartesiaEmulator } from "./emulator/cartesia-emulator.ts";
import { createCartesiaHarness } from "./testing/harness.ts";

const running: { close(): Promise<void> }[] = [];
afterAll(async () => {
  await Promise.all(running.map((each) => each.close()));
});

const DANIELA = "5c5ad5e7-1020-476b-8b91-fdcbe9cc313c";
const REQUEST: VoiceRequest = { text: "Te espero en la terraza.", language: "es", voice: DANIELA, speed: 1.1 };
const ATTEMPT = { key: "attempt-1", callbackUrl: null };
const signal = () => AbortSignal.timeout(20_000);

async function start(model?: string) {
  const emulator = await startCartesiaEmulator();
  running.push(emulator);
  const account = { apiKey: emulator.key, baseUrl: emulator.origin };
  const generator = createCartesiaVoice(model === undefined ? account : { ...account, model });
  const submit = (request: Partial<VoiceRequest> = {}) =>
    generator.submit({ ...REQUEST, ...request }, ATTEMPT, signal());
  return { emulator, generator, submit };
}

describeVoiceGenerator(
  "Cartesia",
  async () => {
    const harness = await createCartesiaHarness();
    running.push(harness);
    return harness;
  },
  DANIELA,
);

describe("Cartesia", () => {
  it("is asked as documented, for an MP3 at the pace", async () => {
    const { emulator, generator, submit } = await start();
    const outcome = await generator.collect((await submit()).jobId, signal());
    const settings = {
      model_id: "sonic-3",
      voice: { id: DANIELA },
      language: "es",
      output_format: { container: "mp3", sample_rate: 44_100, bit_rate: 128_000 },
      generation_config: { speed: 1.1 },
    };
    expect(emulator.inputs).toEqual([{ transcript: REQUEST.text, ...settings }]);
    expect(outcome).toMatchObject({
      state: "succeeded",
      made: { contentType: "audio/mpeg", units: { character: 24 }, parameters: settings },
    });
  });

  it("takes a newer model, and no settings without need", async () => {
    const { emulator, generator, submit } = await start("sonic-3.5");
    await submit({ speed: 1 });
    expect(generator.info.model).toBe("sonic-3.5");
    expect(emulator.inputs).toMatchObject([{ model_id: "sonic-3.5" }]);
    expect(emulator.inputs[0]).not.toHaveProperty("generation_config");
  });

  it("tells its errors apart", async () => {
    const { emulator, submit } = await start();
    const failure = (fault: keyof typeof CARTESIA_FAULTS) => {
      emulator.faults.add("speak", CARTESIA_FAULTS[fault]);
      return submit().catch((error: unknown) => error);
    };
    expect(await failure("unauthenticated")).toMatchObject({
      code: "not_configured",
      remedy: expect.stringContaining("CARTESIA_API_KEY"),
    });
    expect(await failure("no_credit")).toMatchObject({ code: "rate_limited", retryable: false });
    expect(await failure("rate_limited")).toMatchObject({ code: "rate_limited", retryable: true });
    expect(await failure("invalid")).toMatchObject({ code: "provider_failed", retryable: false });
    expect(await failure("server_error")).toMatchObject({ code: "outcome_unknown" });
    const stranger = "00000000-0000-4000-8000-000000000000";
    await expect(submit({ voice: stranger })).rejects.toMatchObject({ code: "invalid_input", reason: "unknown_voice" });
    await expect(submit({ language: "ca" })).rejects.toMatchObject({ code: "invalid_input", field: "language" });
  });

  it("has a voice of either gender, each once", () => {
    expect(new Set(CARTESIA_VOICES.map(({ gender }) => gender))).toEqual(new Set(["female", "male"]));
    expect(new Set(CARTESIA_VOICES.map(({ id }) => id)).size).toBe(CARTESIA_VOICES.length);
  });
});
