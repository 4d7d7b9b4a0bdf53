// Cartesia's /tts/bytes on loopback, as of its version 2026-08-14: strict, and it bills a credit a character.
import { z } from "zod";
import type { EmulatedReply, EmulatedRequest, Misbehaviour } from "../../../emulator/server.ts";
import { type SpeechDesk, type SpeechEmulator, startSpeechEmulator } from "../../emulator/speech-emulator.ts";

const sampleRate = z.literal([8_000, 16_000, 22_050, 24_000, 44_100, 48_000]);
const encoding = z.enum(["pcm_f32le", "pcm_s16le", "pcm_mulaw", "pcm_alaw"]);
const SpeechBody = z.strictObject({
  model_id: z.enum(["sonic-3", "sonic-3.5", "sonic-latest", "sonic-3-2026-01-12", "sonic-3.5-2026-05-04"]),
  transcript: z.string().min(1),
  voice: z.uuid().or(z.object({ id: z.uuid() })),
  language: z.string().length(2).nullish(),
  locale: z.string().nullish(),
  output_format: z.discriminatedUnion("container", [
    z.strictObject({
      container: z.literal("mp3"),
      sample_rate: sampleRate,
      bit_rate: z.literal([32_000, 64_000, 96_000, 128_000, 192_000]),
    }),
    z.strictObject({ container: z.literal("wav"), sample_rate: sampleRate, encoding }),
    z.strictObject({ container: z.literal("raw"), sample_rate: sampleRate, encoding }),
  ]),
  generation_config: z
    .strictObject({
      speed: z.number().min(0.6).max(1.5).optional(),
      volume: z.number().min(0.5).max(2).optional(),
      emotion: z.string().optional(),
    })
    .optional(),
  normalization: z.string().nullish(),
  pronunciation_dict_id: z.string().nullish(),
  save: z.boolean().nullish(),
});

const VOICES = new Set(["f786b574-daa5-4673-aa0c-cbe3e8534c02", "5c5ad5e7-1020-476b-8b91-fdcbe9cc313c"]);

const error = (status: number, code: string, title: string, message: string): EmulatedReply => ({
  status,
  body: { error_code: code, title, message, request_id: "550e8400-e29b-41d4-a716-446655440000" },
});

export const CARTESIA_FAULTS = {
  unauthenticated: { kind: "reply", ...error(401, "unauthorized", "Unauthorized", "The API key is not valid.") },
  no_credit: { kind: "reply", ...error(402, "quota_exceeded", "Out of credits", "Upgrade your plan.") },
  invalid: { kind: "reply", ...error(400, "invalid_request", "Invalid request", "transcript: not valid") },
  rate_limited: {
    kind: "reply",
    ...error(429, "concurrency_limited", "Too many concurrent requests", "You have exceeded your plan's limit."),
  },
  server_error: { kind: "reply", ...error(500, "internal_error", "Internal error", "Please try again.") },
} as const satisfies Record<string, Misbehaviour>;

export function startCartesiaEmulator(): Promise<SpeechEmulator> {
  const refusal = error(400, "moderation_blocked", "Content moderation", "The transcript was not accepted.");
  return startSpeechEmulator({ answer, refusal });
}

function answer({ method, path, headers, body }: EmulatedRequest, desk: SpeechDesk): EmulatedReply {
  if (headers.authorization !== `Bearer ${desk.key}`) return CARTESIA_FAULTS.unauthenticated;
  if (method !== "POST" || path !== "/tts/bytes") return error(404, "not_found", "Not found", "No such endpoint.");
  if (headers["cartesia-version"] !== "2026-08-14") {
    return error(400, "invalid_version", "Invalid version", "Send a Cartesia-Version.");
  }
  const parsed = SpeechBody.safeParse(JSON.parse(body.toString("utf8")));
  if (!parsed.success) return error(400, "invalid_request", "Invalid request", z.prettifyError(parsed.error));
  const input = parsed.data;
  if (input.language != null && input.locale != null) return CARTESIA_FAULTS.invalid;
  const voice = typeof input.voice === "string" ? input.voice : input.voice.id;
  if (!VOICES.has(voice)) return error(404, "voice_not_found", "Voice not found", "There is no such voice.");
  return desk.speak({ input, said: [input], characters: Array.from(input.transcript).length });
}
