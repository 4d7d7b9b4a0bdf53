// The premade voices of ElevenLabs that every account has. They are all English speakers, and speak every language of the model.
// Ids as many public projects use them (2026-11); the vendor may retire one, so the account's own list is the last word.
import type { VoiceOption } from "../../../../agents/ports/voice-generator.ts";

export const ELEVENLABS_VOICES: readonly VoiceOption[] = [
  { id: "EXAVITQu4vr4xnSDxMaL", name: "Sarah", gender: "female" },
  { id: "cgSgspJ2msm6clMCkdW9", name: "Jessica", gender: "female" },
  { id: "FGY2WhTYpPnrIDTdsKH5", name: "Laura", gender: "female" },
  { id: "XrExE9yKIg1WjnnlVkGX", name: "Matilda", gender: "female" },
  { id: "Xb7hH8MSUJpSbSDYk0k2", name: "Alice (British)", gender: "female" },
  { id: "pFZP5JQG7iQjIQuC4Bku", name: "Lily (British)", gender: "female" },
  { id: "nPczCjzI2devNBz1zQrb", name: "Brian", gender: "male" },
  { id: "JBFqnCBsd6RMkjVDRZzb", name: "George (British)", gender: "male" },
  { id: "TX3LPaxmHKxFdv7VOQHJ", name: "Liam", gender: "male" },
  { id: "onwK4e9ZLuTAKqWW03F9", name: "Daniel (British)", gender: "male" },
  { id: "SAz9YHcvj6GT2YYXdXww", name: "River", gender: "neutral" },
];
