// Transcription by OpenAI, or any server with the same /audio/transcriptions.
import { z } from "zod";
import type { Sound, Transcriber } from "../../../agents/ports/transcriber.ts";
import { askVendor, readAnswer, type Vendor } from "../vendor-http.ts";

export interface OpenAiTranscriptionOptions {
  /** Ends in "/v1". */
  readonly baseUrl: string;
  readonly model: string;
  /** Servers of one's own often want none. */
  readonly apiKey?: string;
  readonly provider?: string;
  readonly timeoutMs?: number;
}

const SERVER: Vendor = { name: "The transcription server", keyVariable: "TRANSCRIPTION_API_KEY" };
const DEFAULT_TIMEOUT_MS = 20_000;
/** The vendor tells formats apart by the name. */
const ENDINGS: Readonly<Record<string, string>> = {
  "audio/ogg": "ogg",
  "audio/mpeg": "mp3",
  "audio/mp4": "m4a",
  "audio/wav": "wav",
  "audio/webm": "webm",
};

const Answer = z.object({
  text: z.string(),
  duration: z.number().nonnegative().nullish(),
  usage: z.object({ seconds: z.number().nonnegative().nullish() }).nullish(),
});

export function createOpenAiTranscription(options: OpenAiTranscriptionOptions): Transcriber {
  const { baseUrl, model, apiKey, provider = "openai", timeoutMs = DEFAULT_TIMEOUT_MS } = options;
  return {
    info: { provider, model, offline: false },
    transcribe: async (sound, signal) => {
      const headers = apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` };
      const init = { method: "POST", headers, body: formOf(sound, model), signal };
      const answer = await askVendor(SERVER, `${baseUrl}/audio/transcriptions`, init, { timeoutMs });
      const { text, duration, usage } = readAnswer(SERVER, Answer, answer);
      return { text, seconds: usage?.seconds ?? duration ?? null };
    },
  };
}

function formOf({ bytes, contentType }: Sound, model: string): FormData {
  const form = new FormData();
  const file = new Blob([Uint8Array.from(bytes)], { type: contentType });
  form.append("file", file, `voice.${ENDINGS[contentType] ?? "bin"}`);
  form.append("model", model);
  form.append("response_format", "json");
  return form;
}
