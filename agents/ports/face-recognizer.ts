// Outside capability: which faces a picture shows. Who they are is decided in agents/domain/avatars.

export interface Face {
  /** 128 numbers; the same person's are near each other. */
  readonly descriptor: readonly number[];
  /** Shares of the picture's width and height, 0..1. */
  readonly box: { readonly left: number; readonly top: number; readonly width: number; readonly height: number };
  /** How sure it is that this is a face, 0..1. */
  readonly confidence: number;
  /** Years, as it looks; a guess. */
  readonly apparentAge: number;
}

/** Any failure throws AppError: the caller then treats the picture as not examined. */
export interface FaceRecognizer {
  readonly info: { readonly provider: string; readonly model: string; readonly offline: boolean };
  /** Largest first; empty when there is none. @throws AppError `invalid_input` for what is not a picture */
  facesIn(bytes: Uint8Array, signal: AbortSignal): Promise<readonly Face[]>;
}
