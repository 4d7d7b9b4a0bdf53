// The voice of a bare machine: espeak-ng where the system has it, a synthetic preview of our own where not. Free, and marked offline.
import { createHash } from "node:crypto";
import { AppError, toAppError } from "../../../../agents/kernel/errors.ts";
import type { VendorOutcome } from "../../../../agents/ports/vendor-job.ts";
import type { GeneratedVoice, VoiceGenerator, VoiceRequest } from "../../../../agents/ports/voice-generator.ts";
import { createHeldOutcomes } from "../../held-outcomes.ts";
import { checkVoiceRequest } from "../check-voice-request.ts";
import { charactersOf } from "../direct-voice.ts";
import { BUILT_IN_SPEAKERS, type BuiltInSpeaker } from "./built-in-speakers.ts";
import { speakWithEspeak } from "./espeak.ts";
import { phonesOf } from "./phones.ts";
import { synthesisePhones } from "./synthesise-phones.ts";
import { wavOf } from "./wav.ts";

export interface BuiltInVoiceOptions {
  /** Where espeak-ng is (`findEspeak`), or null where it is not. */
  readonly espeakPath: string | null;
  /** Longest that espeak-ng may take. */
  readonly timeoutMs?: number;
}

type Speak = (request: VoiceRequest, speaker: BuiltInSpeaker, signal: AbortSignal) => Promise<Uint8Array>;

const DEFAULT_TIMEOUT_MS = 30_000;
/** Some two minutes of speech. */
const MAX_CHARACTERS = 2_000;
/** espeak-ng's names of our languages. */
const LANGUAGES: Readonly<Record<string, string>> = {
  en: "en-us",
  es: "es",
  fr: "fr-fr",
  de: "de",
  it: "it",
  pt: "pt-br",
};
const WORDS_PER_MINUTE = 165;

export function createBuiltInVoice({ espeakPath, timeoutMs }: BuiltInVoiceOptions): VoiceGenerator {
  const model = espeakPath === null ? "formant-1" : "espeak-ng";
  const speak = espeakPath === null ? speakFormants : throughEspeak(espeakPath, timeoutMs ?? DEFAULT_TIMEOUT_MS);
  const held = createHeldOutcomes<GeneratedVoice>("The built-in voice");
  const info = {
    provider: "built-in",
    model,
    offline: true,
    unit: "character",
    quality: 1,
    speed: 5,
    languages: Object.keys(LANGUAGES),
    maxCharacters: MAX_CHARACTERS,
    voices: BUILT_IN_SPEAKERS.map(({ id, name, gender }) => ({ id, name, gender })),
  } as const;
  return {
    info,
    submit: async (request, _attempt, signal) => {
      signal.throwIfAborted();
      checkVoiceRequest(request, info);
      const speaker = speakerOf(request.voice);
      return held.hold(await outcomeOf(() => speak(request, speaker, signal), request, model, signal));
    },
    collect: async (jobId, signal) => {
      signal.throwIfAborted();
      return heldOrLost(() => held.get(jobId));
    },
    // Nothing was paid or kept, so a submission that was cut off may simply be made again.
    find: async () => null,
    cancel: async () => undefined,
  };
}

function speakerOf(voice: string): BuiltInSpeaker {
  const speaker = BUILT_IN_SPEAKERS.find(({ id }) => id === voice);
  if (speaker) return speaker;
  throw new AppError("invalid_input", `There is no built-in voice "${voice}".`, {
    field: "voice",
    remedy: `Choose ${BUILT_IN_SPEAKERS.map(({ id }) => id).join(", ")}.`,
  });
}

async function outcomeOf(
  speak: () => Promise<Uint8Array>,
  { text, language, voice, speed }: VoiceRequest,
  model: string,
  signal: AbortSignal,
): Promise<VendorOutcome<GeneratedVoice>> {
  try {
    const bytes = await speak();
    const parameters = { synthetic: true, model, voice, language, speed };
    const units = { character: charactersOf(text) };
    return { state: "succeeded", made: { bytes, contentType: "audio/wav", modelVersion: model, parameters, units } };
  } catch (thrown) {
    signal.throwIfAborted();
    const { reason, retryable } = toAppError(thrown);
    return { state: "failed", reason: reason ?? "not_spoken", retryable, billed: {} };
  }
}

/** What another process held was free, so it is spoken again rather than waited for. */
function heldOrLost(get: () => VendorOutcome<GeneratedVoice>): VendorOutcome<GeneratedVoice> {
  try {
    return get();
  } catch (thrown) {
    if (toAppError(thrown).code !== "outcome_unknown") throw thrown;
    return { state: "failed", reason: "process_ended", retryable: true, billed: {} };
  }
}

const speakFormants: Speak = async ({ text, language, speed }, speaker) => {
  const seed = createHash("sha256").update(`${language}:${speaker.id}:${text}`).digest().readUInt32BE(0);
  return wavOf(await synthesisePhones(phonesOf(text, language, speed), speaker, seed));
};

function throughEspeak(program: string, timeoutMs: number): Speak {
  return ({ text, language, speed }, { variant }, signal) => {
    const voice = [LANGUAGES[language] ?? language, variant].filter((part) => part !== "").join("+");
    const wordsPerMinute = Math.round(WORDS_PER_MINUTE * speed);
    return speakWithEspeak(program, { text, voice, wordsPerMinute }, timeoutMs, signal);
  };
}
