// Vectors of texts, offline or from an OpenAI-compatible server.

export interface TextEmbedder {
  readonly info: {
    readonly provider: string;
    readonly model: string;
    readonly offline: boolean;
    readonly dimensions: number;
  };
  /** One finite, L2-normalised vector a text, same order. @throws AppError */
  embed(texts: readonly string[], signal: AbortSignal): Promise<readonly (readonly number[])[]>;
}
