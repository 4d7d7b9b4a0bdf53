// Outside capability: a spoken text. One adapter a vendor under jobs/providers/voice.
import type { BilledUnits, VendorInfo, VendorJobs } from "./vendor-job.ts";

export interface VoiceRequest {
  readonly text: string;
  /** "en", "es", "fr" ... */
  readonly language: string;
  /** One of the vendor's voices. An avatar keeps one voice a vendor (domain 4). */
  readonly voice: string;
  /** 0.7 to 1.2; 1 is the voice's own pace. */
  readonly speed: number;
}

export interface GeneratedVoice {
  readonly bytes: Uint8Array;
  readonly contentType: "audio/mpeg" | "audio/wav";
  readonly modelVersion?: string;
  /** What was really sent, without the text, for provenance. */
  readonly parameters: Record<string, unknown>;
  readonly units: BilledUnits;
}

export interface VoiceGeneratorInfo extends VendorInfo {
  readonly languages: readonly string[];
  /** Longest text of one request, in characters. */
  readonly maxCharacters: number;
  /** Voices every account has, the first of a gender being its default. */
  readonly voices: readonly VoiceOption[];
}

export interface VoiceOption {
  readonly id: string;
  readonly name: string;
  readonly gender: "female" | "male" | "neutral";
  /** Languages it speaks well; all of the vendor's when absent. */
  readonly languages?: readonly string[];
}

export interface VoiceGenerator extends VendorJobs<VoiceRequest, GeneratedVoice> {
  readonly info: VoiceGeneratorInfo;
}
