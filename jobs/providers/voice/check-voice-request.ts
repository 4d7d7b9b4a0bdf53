// What no voice can do is refused before anything is paid, with what is offered instead.
import { AppError } from "../../../agents/kernel/errors.ts";
import type { VoiceGeneratorInfo, VoiceRequest } from "../../../agents/ports/voice-generator.ts";

/** The port's range of paces. */
const SLOWEST = 0.7;
const FASTEST = 1.2;

/** @throws AppError `invalid_input` naming the field */
export function checkVoiceRequest({ text, language, voice, speed }: VoiceRequest, info: VoiceGeneratorInfo): void {
  const { provider, maxCharacters, languages } = info;
  if (text.trim() === "") throw refused("text", "There is nothing to say.", "Write a text.");
  if (text.length > maxCharacters) {
    throw refused("text", `The text has ${text.length} characters.`, `At most ${maxCharacters} are spoken at once.`);
  }
  if (!languages.includes(language)) {
    throw refused("language", `${provider} does not speak "${language}".`, `It speaks ${languages.join(", ")}.`);
  }
  if (voice.trim() === "") throw refused("voice", "No voice was named.", "Choose one of the vendor's voices.");
  if (!(speed >= SLOWEST && speed <= FASTEST)) {
    throw refused("speed", `Nobody speaks at ${speed} times the usual pace.`, `Choose ${SLOWEST} to ${FASTEST}.`);
  }
}

function refused(field: string, message: string, remedy: string): AppError {
  return new AppError("invalid_input", message, { field, remedy });
}
