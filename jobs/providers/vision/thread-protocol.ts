// What the main thread and the vision thread say to each other.
import type { ErrorCode } from "../../../agents/kernel/errors.ts";
import type { Face } from "../../../agents/ports/face-recognizer.ts";
import type { ImageClasses } from "./image-classifier.ts";

export interface Looks {
  readonly classify: ImageClasses;
  readonly faces: readonly Face[];
}

export interface VisionRequest {
  readonly id: number;
  readonly look: keyof Looks;
  readonly bytes: Uint8Array;
}

/** An error crosses threads as plain data. */
export interface VisionFailure {
  readonly code: ErrorCode;
  readonly message: string;
  readonly reason?: string;
  readonly remedy?: string;
}

export interface VisionAnswer {
  readonly id: number;
  readonly found?: Looks[keyof Looks];
  readonly failed?: VisionFailure;
}
