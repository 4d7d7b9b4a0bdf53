// The voice of an avatar: one a provider, kept, so that she sounds the same tomorrow (domain 4).
import { z } from "zod";

export const AvatarVoice = z.object({
  gender: z.enum(["female", "male", "neutral"]).default("female"),
  /** Provider -> its voice, as chosen; where none was, the first that fits. */
  chosen: z.record(z.string(), z.string()).default({}),
  speed: z.number().min(0.7).max(1.2).default(1),
});
export type AvatarVoice = z.output<typeof AvatarVoice>;

interface OfferedVoice {
  readonly id: string;
  readonly gender: string;
  readonly languages?: readonly string[];
}

/** null when the provider has no voice that speaks the language. */
export function voiceOf(
  voice: AvatarVoice,
  provider: string,
  offered: readonly OfferedVoice[],
  language: string,
): string | null {
  const chosen = voice.chosen[provider];
  if (chosen !== undefined) return chosen;
  const able = offered.filter(({ languages }) => languages === undefined || languages.includes(language));
  const [first] = able;
  return able.find(({ gender }) => gender === voice.gender)?.id ?? first?.id ?? null;
}
