// Whom ElevenLabs' parts ask, and with which key.
import type { Vendor } from "../../vendor-http.ts";
import type { VoiceConnection } from "../direct-voice.ts";

export interface ElevenLabsAccount extends VoiceConnection {
  readonly apiKey: string;
  /** "https://api.elevenlabs.io", or one of its regional hosts. */
  readonly baseUrl: string;
}

export const ELEVENLABS: Vendor = { name: "ElevenLabs", keyVariable: "ELEVENLABS_API_KEY" };
