import { afterAll, describe, expect, it } from "vitest";
import { describeVoiceGenerator } from "../../../../agents/ports/conformance/voice-generator.ts";
import type { VoiceRequest } from "../../../../agents/ports/voice-generator.ts";
import { createAzureVoice } from "./azure.ts";
import { AZURE_VOICES } from "./azure-voices.ts";
import { AZURE_FAULTS, startAzureEmulator } from "./emulator/azure-emulator.ts";
import { speechMarkup } from "./ssml.ts";
import { createAzureHarness } from "./testing/harness.ts";

const running: { close(): Promise<void> }[] = [];
afterAll(async () => {
  await Promise.all(running.map((each) => each.close()));
});

const AVA = "en-US-AvaMultilingualNeural";
const REQUEST: VoiceRequest = { text: "¿Vamos a la playa?", language: "es", voice: "es-ES-ElviraNeural", speed: 1 };
const ATTEMPT = { key: "attempt-1", callbackUrl: null };
const signal = () => AbortSignal.timeout(20_000);

async function start() {
  const emulator = await startAzureEmulator();
  running.push(emulator);
  const generator = createAzureVoice({ key: emulator.key, region: "westeurope", baseUrl: emulator.origin });
  const submit = (request: Partial<VoiceRequest> = {}) =>
    generator.submit({ ...REQUEST, ...request }, ATTEMPT, signal());
  const speak = async (request: Partial<VoiceRequest>) => {
    const outcome = await generator.collect((await submit(request)).jobId, signal());
    if (outcome.state !== "succeeded") throw new Error(`The job is ${outcome.state}.`);
    return outcome.made;
  };
  return { emulator, generator, submit, speak };
}

describeVoiceGenerator(
  "Azure Speech",
  async () => {
    const harness = await createAzureHarness();
    running.push(harness);
    return harness;
  },
  AVA,
);

describe("Azure Speech", () => {
  it("is asked as documented, in the voice's own locale", async () => {
    const { emulator, speak } = await start();
    const made = await speak({ voice: "es-MX-DaliaNeural" });
    expect(emulator.inputs).toMatchObject([
      {
        locale: "es-MX",
        voice: "es-MX-DaliaNeural",
        spoken: REQUEST.text,
        format: "audio-24khz-48kbitrate-mono-mp3",
      },
    ]);
    expect(made).toMatchObject({
      contentType: "audio/mpeg",
      units: { character: 18 },
      parameters: { voice: "es-MX-DaliaNeural", locale: "es-MX", speed: 1 },
    });
  });

  it("is told the language where the voice comes from elsewhere, and pays for telling", async () => {
    const { emulator, speak } = await start();
    const { units } = await speak({ voice: AVA, speed: 0.9 });
    const spoken = '<lang xml:lang="es-ES"><prosody rate="-10%">¿Vamos a la playa?</prosody></lang>';
    expect(emulator.inputs).toMatchObject([{ locale: "en-US", spoken }]);
    expect(units).toEqual({ character: spoken.length });
    expect(emulator.bill.characters).toBe(spoken.length);
  });

  it("keeps whatever the text holds a text", async () => {
    const { emulator, speak } = await start();
    const text = `5 < 6 & "yes" it's</voice><voice name="x">\u0007\u{1F30A} ]]> &lt;`;
    await speak({ text });
    const escaped =
      "5 &lt; 6 &amp; &quot;yes&quot; it&apos;s&lt;/voice&gt;&lt;voice name=&quot;x&quot;&gt;\u{1F30A} ]]&gt; &amp;lt;";
    expect(emulator.inputs).toMatchObject([{ spoken: escaped }]);
  });

  it("writes no attribute through a voice or a locale, nor half a character", () => {
    const odd = { text: "\uD83D", voice: 'a"><x', voiceLocale: "en-US", locale: 'en"', speed: 1.2 };
    expect(speechMarkup(odd)).toEqual({
      document:
        '<speak version="1.0" xmlns="http://www.w3.org/2001/10/synthesis" xml:lang="en-US">' +
        '<voice name="a&quot;&gt;&lt;x"><lang xml:lang="en&quot;"><prosody rate="+20%">\uFFFD</prosody></lang></voice></speak>',
      billed: '<lang xml:lang="en&quot;"><prosody rate="+20%">\uFFFD</prosody></lang>',
    });
  });

  it("refuses a voice that does not speak the language, before anything is paid", async () => {
    const { emulator, submit } = await start();
    for (const voice of ["fr-FR-DeniseNeural", "Elvira", 'es-ES-Elvira"Neural', "../es-ES-ElviraNeural"]) {
      await expect(submit({ voice }), voice).rejects.toMatchObject({
        code: "invalid_input",
        field: "voice",
        remedy: expect.stringContaining("es-ES-ElviraNeural"),
      });
    }
    expect(emulator.bill.requests).toBe(0);
    await expect(submit({ voice: "es-AR-NobodyNeural" })).rejects.toMatchObject({ reason: "unknown_voice" });
  });

  it("tells its statuses apart", async () => {
    const { emulator, submit } = await start();
    const failure = (fault: keyof typeof AZURE_FAULTS) => {
      emulator.faults.add("speak", AZURE_FAULTS[fault]);
      return submit().catch((error: unknown) => error);
    };
    expect(await failure("unauthenticated")).toMatchObject({
      code: "not_configured",
      remedy: expect.stringContaining("AZURE_SPEECH_REGION"),
    });
    expect(await failure("no_credit")).toMatchObject({ code: "rate_limited", retryable: false });
    expect(await failure("invalid")).toMatchObject({ code: "provider_failed", retryable: false, reason: "http_400" });
    expect(await failure("unsupported")).toMatchObject({ code: "provider_failed", reason: "http_415" });
    expect(await failure("rate_limited")).toMatchObject({ code: "rate_limited", retryAfterMs: 2_000 });
    expect(await failure("server_error")).toMatchObject({ code: "outcome_unknown" });
  });

  it("lives in a region", () => {
    expect(() => createAzureVoice({ key: "k", region: "evil.example/" })).toThrow(/not an Azure region/);
    expect(createAzureVoice({ key: "k", region: "westeurope" }).info.provider).toBe("azure-speech");
  });

  it("names its voices by their locale, and lists the languages those speak alone", () => {
    for (const { id, languages } of AZURE_VOICES) {
      expect(id).toMatch(/^(es-ES|es-MX|en-US|en-GB|fr-FR)-\w+Neural$/);
      expect(languages ?? [id.slice(0, 2)]).toEqual([id.slice(0, 2)]);
      expect(languages === undefined, id).toBe(id.includes("Multilingual"));
    }
  });
});
