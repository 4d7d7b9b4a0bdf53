import { describe, expect, it } from "vitest";
import { describeVoiceGenerator } from "../../../../agents/ports/conformance/voice-generator.ts";
import type { VoiceGenerator, VoiceRequest } from "../../../../agents/ports/voice-generator.ts";
import { isWholeSpeech } from "../whole-speech.ts";
import { BUILT_IN_SPEAKERS } from "./built-in-speakers.ts";
import { createBuiltInVoice } from "./built-in-voice.ts";
import { SAMPLE_RATE } from "./wav.ts";

const FEMALE = "preview-female";
const REQUEST: VoiceRequest = {
  text: "Good morning! Coffee on the terrace, and a walk by the sea?",
  language: "en",
  voice: FEMALE,
  speed: 1,
};
const ATTEMPT = { key: "attempt-1", callbackUrl: null };
const HEADER_BYTES = 44;
const signal = () => AbortSignal.timeout(20_000);

async function speak(generator: VoiceGenerator, request: Partial<VoiceRequest> = {}) {
  const { jobId } = await generator.submit({ ...REQUEST, ...request }, ATTEMPT, signal());
  return generator.collect(jobId, signal());
}

async function spoken(request: Partial<VoiceRequest> = {}): Promise<Buffer> {
  const outcome = await speak(createBuiltInVoice({ espeakPath: null }), request);
  if (outcome.state !== "succeeded") throw new Error(`The job is ${outcome.state}.`);
  return Buffer.from(outcome.made.bytes);
}

function levelsOf(wav: Buffer): number[] {
  return Array.from(
    { length: (wav.length - HEADER_BYTES) / 2 },
    (_, index) => wav.readInt16LE(HEADER_BYTES + 2 * index) / 0x8000,
  );
}

const secondsOf = (wav: Buffer) => (wav.length - HEADER_BYTES) / 2 / SAMPLE_RATE;

/** The delay at which the middle of the sound is most like itself, as a frequency. */
function pitchOf(wav: Buffer): number {
  const levels = levelsOf(wav);
  const from = Math.floor(levels.length * 0.3);
  let [best, bestLikeness] = [0, 0];
  for (let delay = Math.floor(SAMPLE_RATE / 400); delay < SAMPLE_RATE / 70; delay += 1) {
    let likeness = 0;
    for (let at = from; at < from + 2_000; at += 1) likeness += (levels[at] ?? 0) * (levels[at + delay] ?? 0);
    if (likeness > bestLikeness) [best, bestLikeness] = [delay, likeness];
  }
  return SAMPLE_RATE / best;
}

describeVoiceGenerator(
  "The built-in voice (formants)",
  () => ({ adapter: createBuiltInVoice({ espeakPath: null }), startedAt: new Date(), vendor: null }),
  FEMALE,
);

describe("the synthetic preview", () => {
  it("says what it is", async () => {
    const generator = createBuiltInVoice({ espeakPath: null });
    expect(generator.info).toMatchObject({ provider: "built-in", model: "formant-1", offline: true });
    expect(await speak(generator)).toMatchObject({
      state: "succeeded",
      made: {
        contentType: "audio/wav",
        modelVersion: "formant-1",
        parameters: { synthetic: true, voice: FEMALE, language: "en", speed: 1 },
        units: { character: REQUEST.text.length },
      },
    });
  });

  it("is a whole WAV file of 22.05 kHz, 16 bits, mono", async () => {
    const wav = await spoken();
    expect(wav.subarray(0, 4).toString()).toBe("RIFF");
    expect(wav.readUInt32LE(4)).toBe(wav.length - 8);
    expect([wav.readUInt16LE(20), wav.readUInt16LE(22), wav.readUInt32LE(24), wav.readUInt16LE(34)]).toEqual([
      1, 1, 22_050, 16,
    ]);
    expect(wav.readUInt32LE(40)).toBe(wav.length - HEADER_BYTES);
    expect(isWholeSpeech(wav, "audio/wav")).toBe(true);
  });

  it("takes as long as the text, and less when it hurries", async () => {
    const [once, twice] = [await spoken(), await spoken({ text: `${REQUEST.text} ${REQUEST.text}` })];
    expect(secondsOf(once)).toBeGreaterThan(3);
    expect(secondsOf(once)).toBeLessThan(8);
    expect(secondsOf(twice) / secondsOf(once)).toBeCloseTo(2, 1);
    expect(secondsOf(await spoken({ speed: 1.2 })) / secondsOf(once)).toBeCloseTo(1 / 1.2, 2);
    expect(secondsOf(await spoken({ speed: 0.7 })) / secondsOf(once)).toBeCloseTo(1 / 0.7, 2);
    expect(secondsOf(await spoken({ text: "Hello, you." }))).toBeGreaterThan(
      secondsOf(await spoken({ text: "Hello you." })),
    );
  });

  it.each(BUILT_IN_SPEAKERS.map(({ id }) => id))("%s is loud enough, and never clips", async (voice) => {
    for (const text of [REQUEST.text, "s".repeat(300), "mmmm", "¡Ñandú, pingüino, çà et là!", "!!! ??? …"]) {
      const levels = levelsOf(await spoken({ text, voice }));
      const peak = levels.reduce((most, level) => Math.max(most, Math.abs(level)), 0);
      const power = levels.reduce((sum, level) => sum + level ** 2, 0) / levels.length;
      const offset = levels.reduce((sum, level) => sum + level, 0) / levels.length;
      expect(peak, text).toBeCloseTo(0.7, 2);
      expect(Math.sqrt(power), text).toBeGreaterThan(0.03);
      expect(Math.abs(offset), text).toBeLessThan(0.05);
      expect(levels.every(Number.isFinite), text).toBe(true);
    }
  });

  it("begins and ends in silence", async () => {
    const levels = levelsOf(await spoken());
    expect(Math.abs(levels[0] ?? 1)).toBeLessThan(0.02);
    expect(levels.slice(-2_000).every((level) => Math.abs(level) < 0.02)).toBe(true);
  });

  it("says the same the same way, and something else otherwise", async () => {
    const first = await spoken();
    expect((await spoken()).equals(first)).toBe(true);
    for (const other of [{ text: "Good evening." }, { voice: "preview-male" }, { language: "es" }, { speed: 0.9 }]) {
      expect((await spoken(other)).equals(first), JSON.stringify(other)).toBe(false);
    }
  });

  it("has the pitch of its speaker, which a question raises at its end", async () => {
    for (const { id, pitchHz } of BUILT_IN_SPEAKERS) {
      const pitch = pitchOf(await spoken({ text: "aaaaaaaaaa", voice: id }));
      expect(pitch / pitchHz, id).toBeGreaterThan(0.85);
      expect(pitch / pitchHz, id).toBeLessThan(1.2);
    }
    const [said, asked] = [await spoken({ text: "You are here." }), await spoken({ text: "You are here?" })];
    expect(asked.length).toBe(said.length);
    expect(asked.equals(said)).toBe(false);
  });

  it("speaks any writing, digits and all", async () => {
    const seconds: number[] = [];
    for (const text of ["Привет", "こんにちは", "2026", "€", "🌊"]) seconds.push(secondsOf(await spoken({ text })));
    for (const each of seconds) expect(each).toBeGreaterThan(0.1);
    expect((await spoken({ text: "2026" })).equals(await spoken({ text: "1999" }))).toBe(false);
  });

  it("refuses a voice it does not have, naming those it has", async () => {
    const generator = createBuiltInVoice({ espeakPath: null });
    await expect(speak(generator, { voice: "Sarah" })).rejects.toMatchObject({
      code: "invalid_input",
      field: "voice",
      remedy: expect.stringContaining(FEMALE),
    });
  });

  it("lets what another process held be spoken again", async () => {
    const generator = createBuiltInVoice({ espeakPath: null });
    expect(await generator.collect("held_elsewhere", signal())).toEqual({
      state: "failed",
      reason: "process_ended",
      retryable: true,
      billed: {},
    });
  });
});
