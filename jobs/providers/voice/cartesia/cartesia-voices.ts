// Voices of Cartesia's public library that every account has. Each speaks every language, best the one its name tells.
// Ids as its documentation and public projects use them (2026-11); the French one is the least certain.
import type { VoiceOption } from "../../../../agents/ports/voice-generator.ts";

export const CARTESIA_VOICES: readonly VoiceOption[] = [
  { id: "f786b574-daa5-4673-aa0c-cbe3e8534c02", name: "Katie (US English)", gender: "female" },
  { id: "9626c31c-bec5-4cca-baa8-f8ba9e84c8bc", name: "Jacqueline (US English)", gender: "female" },
  { id: "5c5ad5e7-1020-476b-8b91-fdcbe9cc313c", name: "Daniela (Mexican Spanish)", gender: "female" },
  { id: "a249eaff-1e96-4d2c-b23b-12efa4f66f41", name: "French Conversational Lady", gender: "female" },
  { id: "a167e0f3-df7e-4d52-a9c3-f949145efdab", name: "Blake (US English)", gender: "male" },
  { id: "d46e87a1-7c6d-4b18-9359-926f4a35ffdf", name: "Andres (Mexican Spanish)", gender: "male" },
];
