// What voice vendors share: one paid request, answered with the audio itself, so the outcome is known at once and held.
import { AppError } from "../../../agents/kernel/errors.ts";
import type { VendorOutcome } from "../../../agents/ports/vendor-job.ts";
import type {
  GeneratedVoice,
  VoiceGenerator,
  VoiceGeneratorInfo,
  VoiceRequest,
} from "../../../agents/ports/voice-generator.ts";
import { asOutput } from "../download-output.ts";
import { createHeldOutcomes } from "../held-outcomes.ts";
import {
  type AskOptions,
  afterSubmission,
  statusError,
  submissionFailed,
  submissionLost,
  type Vendor,
  type VendorAnswer,
} from "../vendor-http.ts";
import { WANTED_SPEECH } from "../wanted-outputs.ts";
import { askForSpeech, type SpeechAnswer } from "./ask-for-speech.ts";
import { checkVoiceRequest } from "./check-voice-request.ts";
import { isWholeSpeech } from "./whole-speech.ts";

export interface VoiceConnection {
  readonly fetch?: typeof fetch;
  /** Longest wait for one recording. */
  readonly timeoutMs?: number;
}

export interface SpeechCall {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** What the vendor bills for it, by its own rules. */
  readonly characters: number;
  /** What is sent, without the text. */
  readonly parameters: Record<string, unknown>;
}

/** What a vendor's words mean where its status alone does not say so. */
export type SpeechRefusal = "refused" | "no_credit" | "unknown_voice";

export interface VoiceVendor {
  readonly vendor: Vendor;
  readonly info: VoiceGeneratorInfo;
  /** @throws AppError `invalid_input` for what this vendor alone cannot do */
  callOf(request: VoiceRequest): SpeechCall;
  /** Of an answer in the 400s; null: as its status says. */
  refusalOf(answer: VendorAnswer): SpeechRefusal | null;
  /** Where the answer states what was billed. */
  readonly billedCharacters?: (headers: Headers) => number | null;
}

type SpokenOutcome = VendorOutcome<GeneratedVoice>;

/** Long texts take minutes on the slowest models. */
const DEFAULT_TIMEOUT_MS = 180_000;

export function askingOf({ fetch, timeoutMs }: VoiceConnection): AskOptions {
  return { fetch, timeoutMs: timeoutMs ?? DEFAULT_TIMEOUT_MS };
}

/** Characters as vendors count them: code points. */
export const charactersOf = (text: string): number => Array.from(text).length;

export function createDirectVoice(voice: VoiceVendor, connection: VoiceConnection): VoiceGenerator {
  const held = createHeldOutcomes<GeneratedVoice>(voice.vendor.name);
  return {
    info: voice.info,
    submit: async (request, _attempt, signal) => {
      signal.throwIfAborted();
      checkVoiceRequest(request, voice.info);
      const call = voice.callOf(request);
      const answer = await send(voice.vendor, call, askingOf(connection), signal);
      return held.hold(outcomeOf(voice, call, answer));
    },
    collect: async (jobId, signal) => {
      signal.throwIfAborted();
      return held.get(jobId);
    },
    find: null,
    cancel: null,
  };
}

async function send(vendor: Vendor, call: SpeechCall, asking: AskOptions, signal: AbortSignal): Promise<SpeechAnswer> {
  const { url, headers, body } = call;
  try {
    return await askForSpeech(vendor, url, { method: "POST", headers, body, signal }, asking);
  } catch (thrown) {
    throw submissionFailed(vendor, thrown, signal);
  }
}

function outcomeOf(voice: VoiceVendor, call: SpeechCall, answer: SpeechAnswer): SpokenOutcome {
  if (answer.status >= 200 && answer.status < 300) {
    const characters = voice.billedCharacters?.(answer.headers) ?? call.characters;
    return spokenOutcome(voice.vendor, call, answer, { character: characters });
  }
  const refusal = answer.status < 500 ? voice.refusalOf(answer) : null;
  if (refusal === "refused") return { state: "refused", reason: "content_policy", billed: {} };
  throw refusalError(voice.vendor, answer, refusal);
}

function refusalError(vendor: Vendor, answer: SpeechAnswer, refusal: Exclude<SpeechRefusal, "refused"> | null) {
  if (refusal === "unknown_voice") {
    const options = { field: "voice", reason: "unknown_voice", remedy: "Choose another of its voices." };
    return new AppError("invalid_input", `${vendor.name} does not know this voice.`, options);
  }
  const status = refusal === "no_credit" ? 402 : answer.status;
  return afterSubmission(vendor, statusError(vendor, { ...answer, status }));
}

function spokenOutcome(
  vendor: Vendor,
  { parameters }: SpeechCall,
  { bytes, headers }: SpeechAnswer,
  billed: { readonly character: number },
): SpokenOutcome {
  if (bytes.length === 0) return { state: "failed", reason: "no_output", retryable: true, billed };
  const output = asOutput(bytes, WANTED_SPEECH);
  if (output.state === "failed") {
    // What does not even claim to be speech may be anyone's answer: a gateway's, a proxy's.
    if (claimsToBeText(headers)) throw submissionLost(`${vendor.name}'s answer to a submission was lost.`);
    return { ...output, billed };
  }
  if (!isWholeSpeech(output.bytes, output.contentType)) {
    return { state: "failed", reason: "output_broken", retryable: true, billed };
  }
  const { contentType } = output;
  return { state: "succeeded", made: { bytes: output.bytes, contentType, parameters, units: billed } };
}

function claimsToBeText(headers: Headers): boolean {
  return /^(text\/|application\/(json|problem\+json|xml))/i.test(headers.get("content-type") ?? "");
}
