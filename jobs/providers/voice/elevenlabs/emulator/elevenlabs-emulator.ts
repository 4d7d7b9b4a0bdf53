// ElevenLabs on loopback: strict about requests, bills by the character as each model does, lists the account's voices.
import { z } from "zod";
import type { EmulatedReply, EmulatedRequest, Misbehaviour } from "../../../emulator/server.ts";
import { type SpeechDesk, type SpeechEmulator, startSpeechEmulator } from "../../emulator/speech-emulator.ts";

const unit = z.number().min(0).max(1);
const SpeechBody = z.strictObject({
  text: z.string().min(1),
  model_id: z.string().default("eleven_multilingual_v2"),
  language_code: z.string().length(2).or(z.literal("fil")).optional(),
  voice_settings: z
    .strictObject({
      stability: unit.optional(),
      similarity_boost: unit.optional(),
      style: unit.optional(),
      use_speaker_boost: z.boolean().optional(),
      speed: z.number().min(0.7).max(1.2).optional(),
    })
    .optional(),
  seed: z.number().int().min(0).max(4_294_967_295).optional(),
  previous_text: z.string().optional(),
  next_text: z.string().optional(),
  previous_request_ids: z.array(z.string()).max(3).optional(),
  next_request_ids: z.array(z.string()).max(3).optional(),
  apply_text_normalization: z.enum(["auto", "on", "off"]).optional(),
});

/** Longest text, and what a character costs. */
const MODELS: Readonly<Record<string, { readonly longest: number; readonly cost: number }>> = {
  eleven_multilingual_v2: { longest: 10_000, cost: 1 },
  eleven_flash_v2_5: { longest: 40_000, cost: 0.5 },
  eleven_v3: { longest: 5_000, cost: 1 },
};
const FORMATS =
  /^(mp3_(22050_32|24000_48|44100_(32|64|96|128|192))|pcm_\d+|wav_\d+|opus_48000_\d+|ulaw_8000|alaw_8000)$/;
const SPEECH_PATH = /^\/v1\/text-to-speech\/([^/]+)$/;
const PREMADE = ["EXAVITQu4vr4xnSDxMaL", "JBFqnCBsd6RMkjVDRZzb", "SAz9YHcvj6GT2YYXdXww"];
const OWN_VOICE = "lUnaOwnVoice00000001";

const detail = (status: number, word: string, message: string): EmulatedReply => ({
  status,
  headers: { "request-id": "emulated" },
  body: { detail: { status: word, message } },
});

export const ELEVENLABS_FAULTS = {
  unauthenticated: { kind: "reply", ...detail(401, "invalid_api_key", "Invalid API key") },
  no_credit: { kind: "reply", ...detail(401, "quota_exceeded", "This request exceeds your quota of 10000.") },
  invalid: { kind: "reply", ...detail(400, "max_character_limit_exceeded", "The text is too long.") },
  rate_limited: { kind: "reply", ...detail(429, "too_many_concurrent_requests", "Too many concurrent requests.") },
  busy: { kind: "reply", ...detail(429, "system_busy", "Our services are experiencing high levels of traffic.") },
  server_error: { kind: "reply", ...detail(500, "something_went_wrong", "You are not charged for this request.") },
  unpaid: { kind: "reply", status: 402, body: { detail: { type: "payment_required", code: "payment_required" } } },
} as const satisfies Record<string, Misbehaviour>;

export function startElevenLabsEmulator(): Promise<SpeechEmulator> {
  const refusal = detail(403, "content_against_policy", "The text may violate the terms of service and was blocked.");
  return startSpeechEmulator({ answer, refusal });
}

function answer(request: EmulatedRequest, desk: SpeechDesk): EmulatedReply {
  if (request.headers["xi-api-key"] !== desk.key) return ELEVENLABS_FAULTS.unauthenticated;
  if (request.method === "GET" && request.path === "/v1/voices") return { status: 200, body: { voices: VOICES } };
  const voice = SPEECH_PATH.exec(request.path)?.[1];
  if (request.method !== "POST" || voice === undefined) return { status: 404, body: { detail: "Not Found" } };
  const format = request.query.get("output_format") ?? "mp3_44100_128";
  if (!FORMATS.test(format)) return detail(400, "invalid_output_format", "Unknown output format.");
  const parsed = SpeechBody.safeParse(JSON.parse(request.body.toString("utf8")));
  if (!parsed.success) return invalid(parsed.error.issues);
  const body = parsed.data;
  const model = MODELS[body.model_id];
  if (!model) return detail(400, "model_not_found", `A model with model ID ${body.model_id} does not exist.`);
  if (![...PREMADE, OWN_VOICE].includes(voice)) return detail(404, "voice_not_found", "The voice was not found.");
  if (body.model_id === "eleven_multilingual_v2" && body.language_code !== undefined) {
    return detail(400, "unsupported_language", "The model does not support a language code.");
  }
  const length = Array.from(body.text).length;
  if (length > model.longest) return ELEVENLABS_FAULTS.invalid;
  const characters = Math.ceil(length * model.cost);
  return desk.speak({
    input: { ...body, voice, format },
    said: [body, voice],
    characters,
    headers: { "request-id": `emulated-${desk.bill.requests}`, "character-cost": String(characters) },
  });
}

/** As its web framework words what fails the schema. */
function invalid(issues: readonly z.core.$ZodIssue[]): EmulatedReply {
  const problems = issues.map(({ path, message }) => ({ loc: ["body", ...path], msg: message, type: "value_error" }));
  return { status: 422, body: { detail: problems } };
}

const VOICES = [
  {
    voice_id: "EXAVITQu4vr4xnSDxMaL",
    name: "Sarah",
    category: "premade",
    labels: { gender: "female", accent: "american" },
    verified_languages: [
      { language: "en", model_id: "eleven_multilingual_v2", accent: "american" },
      { language: "en", model_id: "eleven_flash_v2_5", accent: "american" },
      { language: "es", model_id: "eleven_multilingual_v2", accent: null },
    ],
    preview_url: null,
  },
  { voice_id: "SAz9YHcvj6GT2YYXdXww", name: "River", category: "premade", labels: { gender: "non-binary" } },
  { voice_id: OWN_VOICE, name: "Luna", category: "cloned", labels: {}, verified_languages: null, is_owner: true },
];
