// Outside capability: spoken words written down. One adapter: any server with OpenAI's /audio/transcriptions.

export interface Sound {
  readonly bytes: Uint8Array;
  /** By its bytes, never by what its sender says. */
  readonly contentType: string;
}

export interface Transcript {
  readonly text: string;
  /** As the vendor bills it; null: it did not say. */
  readonly seconds: number | null;
}

export interface Transcriber {
  readonly info: { readonly provider: string; readonly model: string; readonly offline: boolean };
  /** One paid call, never repeated here. @throws AppError */
  transcribe(sound: Sound, signal: AbortSignal): Promise<Transcript>;
}
