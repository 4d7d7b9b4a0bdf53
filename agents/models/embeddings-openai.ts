// Vectors from any OpenAI-compatible server, through LangChain.
import { OpenAIEmbeddings } from "@langchain/openai";
import { AppError } from "../kernel/errors.ts";
import type { TextEmbedder } from "../ports/text-embedder.ts";
import { modelError } from "./model-error.ts";

export interface OpenAiEmbedderOptions {
  readonly apiKey?: string;
  readonly baseUrl: string;
  readonly model: string;
  readonly dimensions: number;
  readonly timeoutMs?: number;
  readonly provider?: string;
}

const DEFAULT_TIMEOUT_MS = 30_000;
const WHAT = "The embedding model";

export function createOpenAiEmbedder(options: OpenAiEmbedderOptions): TextEmbedder {
  const timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  const client = new OpenAIEmbeddings({
    model: options.model,
    apiKey: options.apiKey ?? "none",
    dimensions: options.dimensions,
    // The default, base64, is ignored by some servers, and then comes back as empty vectors without an error.
    encodingFormat: "float",
    maxRetries: 0,
    timeout: timeoutMs,
    stripNewLines: false,
    configuration: { baseURL: options.baseUrl },
  });
  return {
    info: {
      provider: options.provider ?? "openai",
      model: options.model,
      offline: false,
      dimensions: options.dimensions,
    },
    embed: async (texts, signal) => {
      signal.throwIfAborted();
      if (texts.length === 0) return [];
      // An empty text is refused by the vendor.
      const input = texts.map((text) => text.trim() || " ");
      const vectors = await abortable(client.embedDocuments(input), signal).catch((thrown: unknown) => {
        signal.throwIfAborted();
        throw modelError(thrown, WHAT, "EMBEDDING_MODEL");
      });
      return checkVectors(vectors, texts.length, options.dimensions).map(normalise);
    },
  };
}

/** LangChain's embeddings take no signal: the caller is let go, the request ends with its own time-out. */
async function abortable<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  let stop: (() => void) | undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    stop = () => reject(signal.reason);
    signal.addEventListener("abort", stop, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    if (stop) signal.removeEventListener("abort", stop);
  }
}

function checkVectors(vectors: number[][], count: number, dimensions: number): number[][] {
  const fits =
    vectors.length === count &&
    vectors.every((vector) => vector.length === dimensions && vector.every(Number.isFinite));
  if (fits) return vectors;
  const lengths = [...new Set(vectors.map((vector) => vector.length))].join(", ");
  throw new AppError(
    "provider_failed",
    `${WHAT} gave vectors of length ${lengths || "none"} instead of ${dimensions}.`,
    {
      reason: "wrong_dimensions",
      remedy: "Set EMBEDDING_DIMENSIONS to a length the model offers.",
      retryable: false,
    },
  );
}

function normalise(vector: number[]): number[] {
  const length = Math.hypot(...vector);
  if (length > 0) return vector.map((value) => value / length);
  throw new AppError("provider_failed", `${WHAT} gave an empty vector.`, { reason: "empty_vector" });
}
