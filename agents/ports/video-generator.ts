// Outside capability: a short clip that begins with a picture of the avatar. One adapter a vendor under jobs/providers/video.
import type { BilledUnits, VendorFile, VendorInfo, VendorJobs } from "./vendor-job.ts";

export interface VideoRequest {
  /** What moves, and how. */
  readonly prompt: string;
  readonly negative: string;
  readonly seed: number;
  /** "9:16", "16:9" or "1:1" (domain 4). */
  readonly aspectRatio: string;
  /** One of `info.seconds`. */
  readonly seconds: number;
  /** The first frame, which carries the avatar's face. */
  readonly image: VendorFile;
}

export interface GeneratedVideo {
  /** At most VIDEO_MAX_BYTES. */
  readonly bytes: Uint8Array;
  readonly contentType: "video/mp4";
  readonly modelVersion?: string;
  /** What was really sent, without the picture, for provenance. */
  readonly parameters: Record<string, unknown>;
  readonly units: BilledUnits;
}

export const VIDEO_MAX_BYTES = 200 * 1024 * 1024;

export interface VideoGeneratorInfo extends VendorInfo {
  readonly aspectRatios: readonly string[];
  /** Lengths it makes, ascending. */
  readonly seconds: readonly number[];
}

export interface VideoGenerator extends VendorJobs<VideoRequest, GeneratedVideo> {
  readonly info: VideoGeneratorInfo;
}
