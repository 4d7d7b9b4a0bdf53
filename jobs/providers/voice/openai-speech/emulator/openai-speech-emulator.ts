// A server that answers /audio/speech on loopback as OpenAI does: strict, with its error shapes, billing by the character.
import { z } from "zod";
import type { EmulatedReply, EmulatedRequest, Misbehaviour } from "../../../emulator/server.ts";
import { type SpeechDesk, type SpeechEmulator, startSpeechEmulator } from "../../emulator/speech-emulator.ts";

const SpeechBody = z.strictObject({
  model: z.string(),
  input: z.string().min(1).max(4_096),
  voice: z.string(),
  response_format: z.enum(["mp3", "opus", "aac", "flac", "wav", "pcm"]).default("mp3"),
  speed: z.number().min(0.25).max(4).default(1),
  instructions: z.string().max(4_096).optional(),
  stream_format: z.enum(["sse", "audio"]).optional(),
});

const MODELS = new Set(["kokoro", "gpt-4o-mini-tts", "tts-1"]);
const VOICES = new Set(["nova", "onyx", "alloy"]);

function failure(status: number, code: string, message: string, param: string | null = null): EmulatedReply {
  const type = status >= 500 ? "server_error" : "invalid_request_error";
  return { status, headers: { "x-request-id": "req_emulated" }, body: { error: { message, type, param, code } } };
}

export const OPENAI_SPEECH_FAULTS = {
  unauthenticated: { kind: "reply", ...failure(401, "invalid_api_key", "Incorrect API key provided.") },
  no_credit: { kind: "reply", ...failure(429, "insufficient_quota", "You exceeded your current quota.") },
  invalid: { kind: "reply", ...failure(400, "string_above_max_length", "input: too long", "input") },
  rate_limited: {
    kind: "reply",
    ...failure(429, "rate_limit_exceeded", "Rate limit reached."),
    headers: { "retry-after": "3" },
  },
  server_error: { kind: "reply", ...failure(500, "server_error", "The server had an error.") },
} as const satisfies Record<string, Misbehaviour>;

export function startOpenAiSpeechEmulator(): Promise<SpeechEmulator> {
  const refusal = failure(400, "content_policy_violation", "The request was rejected by the safety system.");
  return startSpeechEmulator({ answer, refusal }, "sk-emulated");
}

function answer({ method, path, headers, body }: EmulatedRequest, desk: SpeechDesk): EmulatedReply {
  if (headers.authorization !== `Bearer ${desk.key}`) return OPENAI_SPEECH_FAULTS.unauthenticated;
  if (method !== "POST" || path !== "/v1/audio/speech") return failure(404, "unknown_url", "Unknown request URL.");
  const parsed = SpeechBody.safeParse(JSON.parse(body.toString("utf8")));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return failure(400, "invalid_value", issue?.message ?? "not valid", issue?.path.join(".") ?? null);
  }
  const { model, voice, input, instructions } = parsed.data;
  if (!MODELS.has(model)) return failure(404, "model_not_found", `The model '${model}' does not exist.`, "model");
  if (!VOICES.has(voice)) return failure(400, "voice_not_found", `The voice '${voice}' does not exist.`, "voice");
  if (instructions !== undefined && model === "tts-1") {
    return failure(400, "unsupported_parameter", "instructions is not supported.", "instructions");
  }
  return desk.speak({ input: parsed.data, said: [parsed.data], characters: Array.from(input).length });
}
