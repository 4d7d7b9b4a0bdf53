// Which answers are spoken: what the operators set, and what sounds natural in a voice note.
import type { Random } from "../../kernel/random.ts";
import { speakable } from "../content/speech.ts";
import type { PacingSettings } from "./pacing.ts";

/** About fifteen seconds; longer ones are read (our own reading). */
const SHORT_CHARS = 220;
/** Of an answer to a voice note. */
const MOST_CHARS = 500;
/** Small talk; what is about money, content or a decision stays to be read again. */
const CASUAL: ReadonlySet<string> = new Set(["greeting", "casual_chat"]);
/** As platforms name them. */
const SOUNDS: ReadonlySet<string> = new Set(["audio", "voice"]);

export const isSound = ({ type }: { readonly type: string }): boolean => SOUNDS.has(type);

export interface Answering {
  readonly text: string;
  readonly language: string;
  readonly intent: string;
  /** The kinds of the fan's messages that are answered. */
  readonly heardKinds: readonly string[];
}

/** What a voice says of it; null: it stays a text. */
export function spokenForm(
  { voicePercent, answersVoice }: Pick<PacingSettings, "voicePercent" | "answersVoice">,
  { text, language, intent, heardKinds }: Answering,
  random: Random,
): string | null {
  const isAnswerToVoice = answersVoice && heardKinds.some((type) => isSound({ type }));
  if (!isAnswerToVoice && (voicePercent === 0 || !CASUAL.has(intent))) return null;
  if (text.length > (isAnswerToVoice ? MOST_CHARS : SHORT_CHARS)) return null;
  // An address is there to be tapped.
  if (/https?:\/\//i.test(text)) return null;
  if (!isAnswerToVoice && random() * 100 >= voicePercent) return null;
  return speakable(text, language) || null;
}
