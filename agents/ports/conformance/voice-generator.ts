// What every VoiceGenerator must do; run by the test of each adapter.
import { describe, expect, it } from "vitest";
import type { GeneratedVoice, VoiceGenerator, VoiceRequest } from "../voice-generator.ts";
import { describeVendorJobs, type VendorHarness } from "./vendor-jobs.ts";

export type VoiceGeneratorHarness = VendorHarness<VoiceGenerator>;

const LINES: Readonly<Record<string, string>> = {
  en: "Good morning! Coffee on the terrace & a walk by the sea — what about you?",
  es: "¡Buenos días! Café en la terraza y un paseo junto al mar, ¿y tú?",
  fr: "Bonjour ! Un café en terrasse et une promenade au bord de la mer, et toi ?",
};

export function describeVoiceGenerator(
  name: string,
  create: () => Promise<VoiceGeneratorHarness> | VoiceGeneratorHarness,
  voice: string,
): void {
  const signal = () => AbortSignal.timeout(30_000);
  const attempt = (key: string) => ({ key, callbackUrl: null });
  const request: VoiceRequest = { text: LINES.en ?? "", language: "en", voice, speed: 1 };

  describeVendorJobs<VoiceRequest, GeneratedVoice, VoiceGenerator>(name, create, {
    request,
    bytesOf: (made) => made.bytes,
    unitsOf: (made) => made.units,
  });

  describe(`${name} is a VoiceGenerator`, () => {
    it.each(Object.entries(LINES))(
      "speaks %s, bills by the text, and keeps the text out of what it tells",
      async (language, text) => {
        const { adapter, vendor } = await create();
        expect(adapter.info.languages).toContain(language);
        const { jobId } = await adapter.submit({ ...request, language, text }, attempt("attempt-1"), signal());
        const outcome = await adapter.collect(jobId, signal());
        if (outcome.state !== "succeeded") throw new Error(`The job is ${outcome.state}.`);
        expect(outcome.made.bytes.byteLength).toBeGreaterThan(500);
        expect(["audio/mpeg", "audio/wav"]).toContain(outcome.made.contentType);
        expect(JSON.stringify(outcome.made.parameters)).not.toContain(text);
        if (vendor) expect(vendor.billed()).toBeCloseTo(outcome.made.units[adapter.info.unit] ?? Number.NaN, 6);
      },
    );

    it("refuses what is too long, empty, or in a language it does not speak, before anything is paid", async () => {
      const { adapter, vendor } = await create();
      for (const [field, odd] of [
        ["text", { ...request, text: "a".repeat(adapter.info.maxCharacters + 1) }],
        ["text", { ...request, text: "   " }],
        ["language", { ...request, language: "tlh" }],
      ] as const) {
        await expect(adapter.submit(odd, attempt("attempt-1"), signal())).rejects.toMatchObject({
          code: "invalid_input",
          field,
        });
      }
      if (vendor) expect(vendor.taken()).toBe(0);
    });

    it("names voices to choose from, each with its gender", async () => {
      const { adapter } = await create();
      for (const { id, name: label, gender } of adapter.info.voices) {
        expect(id).not.toBe("");
        expect(label).not.toBe("");
        expect(["female", "male", "neutral"]).toContain(gender);
      }
    });
  });
}
