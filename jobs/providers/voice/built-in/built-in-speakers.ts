// The voices of a bare machine: the same three, whichever program speaks, so that an avatar keeps hers.
import type { VoiceOption } from "../../../../agents/ports/voice-generator.ts";

export interface BuiltInSpeaker extends VoiceOption {
  /** Middle of its pitch. */
  readonly pitchHz: number;
  /** Length of its mouth and throat against an adult man's: resonances lie that much higher. */
  readonly tract: number;
  /** Variant of espeak-ng, or "" for none. */
  readonly variant: string;
}

export const BUILT_IN_SPEAKERS: readonly BuiltInSpeaker[] = [
  {
    id: "preview-female",
    name: "Synthetic preview, female",
    gender: "female",
    pitchHz: 205,
    tract: 1.17,
    variant: "f3",
  },
  { id: "preview-male", name: "Synthetic preview, male", gender: "male", pitchHz: 118, tract: 1, variant: "m3" },
  {
    id: "preview-neutral",
    name: "Synthetic preview, neutral",
    gender: "neutral",
    pitchHz: 158,
    tract: 1.08,
    variant: "",
  },
];
