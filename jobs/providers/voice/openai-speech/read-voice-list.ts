// The voices of a speech server as its owner writes them down: "nova:female, onyx:male, alloy".
import { AppError } from "../../../../agents/kernel/errors.ts";
import type { VoiceOption } from "../../../../agents/ports/voice-generator.ts";

const GENDERS: readonly VoiceOption["gender"][] = ["female", "male", "neutral"];

/** @throws AppError `invalid_input` */
export function readVoiceList(text: string): readonly VoiceOption[] {
  return text
    .split(",")
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "")
    .map(readVoice);
}

/** Without a gender it is neutral. What follows the last colon is one only if it names one: some ids hold colons. */
function readVoice(entry: string): VoiceOption {
  const colon = entry.lastIndexOf(":");
  const gender = GENDERS.find((known) => known === entry.slice(colon + 1).trim());
  const id = (colon > 0 && gender ? entry.slice(0, colon) : entry).trim();
  if (/^[\w./:+()-]{1,200}$/.test(id)) return { id, name: id, gender: gender ?? "neutral" };
  throw new AppError("invalid_input", `"${entry}" is not a voice.`, {
    field: "SPEECH_VOICES",
    remedy: "Write ids with a gender each, such as nova:female, onyx:male.",
  });
}
