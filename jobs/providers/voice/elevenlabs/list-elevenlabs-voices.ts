// The voices an ElevenLabs account can use, which a list in code cannot know: its clones, and what it took from the library.
import { z } from "zod";
import type { VoiceOption } from "../../../../agents/ports/voice-generator.ts";
import { askVendor, readAnswer } from "../../vendor-http.ts";
import { askingOf } from "../direct-voice.ts";
import { ELEVENLABS, type ElevenLabsAccount } from "./elevenlabs-account.ts";

const Listing = z.object({
  voices: z.array(
    z.object({
      voice_id: z.string(),
      name: z.string().nullish(),
      labels: z.record(z.string(), z.string().nullish()).nullish(),
      verified_languages: z.array(z.object({ language: z.string().nullish() })).nullish(),
    }),
  ),
});
type ListedVoice = z.output<typeof Listing>["voices"][number];

/** @throws AppError */
export async function listElevenLabsVoices(
  account: ElevenLabsAccount,
  signal: AbortSignal,
): Promise<readonly VoiceOption[]> {
  signal.throwIfAborted();
  const headers = { "xi-api-key": account.apiKey };
  const answer = await askVendor(ELEVENLABS, `${account.baseUrl}/v1/voices`, { headers, signal }, askingOf(account));
  return readAnswer(ELEVENLABS, Listing, answer).voices.map(optionOf);
}

function optionOf({ voice_id: id, name, labels, verified_languages: verified }: ListedVoice): VoiceOption {
  const languages = [...new Set((verified ?? []).flatMap(({ language }) => language ?? []))];
  return {
    id,
    name: name ?? id,
    gender: genderOf(labels?.gender ?? ""),
    ...(languages.length > 0 ? { languages } : {}),
  };
}

function genderOf(label: string): VoiceOption["gender"] {
  return label === "female" || label === "male" ? label : "neutral";
}
