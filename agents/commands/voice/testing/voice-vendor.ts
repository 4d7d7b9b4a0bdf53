// A vendor of voices for tests of commands: says at once, counts what it was asked, and keeps what was called off.
import type { VoiceGenerator, VoiceGeneratorInfo, VoiceRequest } from "../../../ports/voice-generator.ts";

export interface VoiceVendor {
  readonly generator: VoiceGenerator;
  readonly asked: VoiceRequest[];
  readonly canceled: string[];
}

export function createVoiceVendor(info: Partial<VoiceGeneratorInfo> = {}): VoiceVendor {
  const asked: VoiceRequest[] = [];
  const canceled: string[] = [];
  return {
    asked,
    canceled,
    generator: {
      info: {
        provider: "elevenlabs",
        model: "eleven_multilingual_v2",
        offline: false,
        unit: "character",
        quality: 4,
        speed: 4,
        languages: ["en", "es"],
        maxCharacters: 2_000,
        voices: [
          { id: "rachel", name: "Rachel", gender: "female" },
          { id: "adam", name: "Adam", gender: "male" },
          { id: "lucia", name: "Lucía", gender: "female", languages: ["es"] },
        ],
        ...info,
      },
      submit: async (request) => {
        asked.push(request);
        return { jobId: `voice-${asked.length}` };
      },
      collect: async () => ({ state: "running" }),
      find: null,
      cancel: async (jobId) => {
        canceled.push(jobId);
      },
    },
  };
}
