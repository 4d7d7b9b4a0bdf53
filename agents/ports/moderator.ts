// Outside capability: how risky a text or picture is, as scores. What the scores mean is decided in agents/domain/trust.

/** 0..1 per category; a missing category was not examined. Names follow OpenAI's moderation. */
export interface ModerationScores {
  readonly sexual?: number;
  readonly "sexual/minors"?: number;
  readonly violence?: number;
  readonly hate?: number;
  readonly "self-harm"?: number;
  readonly harassment?: number;
}

export interface ModerationVerdict {
  readonly provider: string;
  readonly model: string;
  readonly scores: ModerationScores;
}

/** Any failure throws AppError: the caller then treats the content as not examined, hence not publishable. */
export interface Moderator {
  readonly info: { readonly provider: string; readonly model: string; readonly offline: boolean };
  moderateText(text: string, signal: AbortSignal): Promise<ModerationVerdict>;
  moderateImage(bytes: Uint8Array, contentType: string, signal: AbortSignal): Promise<ModerationVerdict>;
}
