// Vectors from any OpenAI-compatible server. Plain calls: through LangChain and the vendor's library one takes three times
// the CPU, and neither lets a caller go who is called away.
import { z } from "zod";
import { AppError } from "../kernel/errors.ts";
import { type HttpAnswer, sendKept } from "../kernel/kept-http.ts";
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
  const { baseUrl, apiKey = "none", model, dimensions, timeoutMs = DEFAULT_TIMEOUT_MS } = options;
  const url = new URL(`${baseUrl.replace(/\/$/, "")}/embeddings`);
  const headers = { authorization: `Bearer ${apiKey}`, "content-type": "application/json", accept: "application/json" };
  const ask = async (input: readonly string[], signal: AbortSignal): Promise<number[][]> => {
    // The vendor's default, base64, is ignored by some servers, and then comes back as empty vectors without an error.
    const body = JSON.stringify({ model, input, dimensions, encoding_format: "float" });
    const limited = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
    const answer = await sendKept(url, { method: "POST", headers, body, redirect: "manual", signal: limited });
    const text = await answer.text();
    if (!answer.ok) throw failureOf(answer, text);
    const parsed = Vectors.safeParse(JSON.parse(text));
    if (!parsed.success) throw new SyntaxError("no list of vectors", { cause: parsed.error });
    return parsed.data.data.map(({ embedding }) => embedding);
  };
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
      const vectors = await ask(input, signal).catch((thrown: unknown) => {
        signal.throwIfAborted();
        throw modelError(thrown, WHAT, "EMBEDDING_MODEL");
      });
      return checkVectors(vectors, texts.length, options.dimensions).map(normalise);
    },
  };
}

/** The numbers are looked at by `checkVectors`. */
const Vectors = z.object({ data: z.array(z.object({ embedding: z.custom<number[]>(Array.isArray) })) });
const Failure = z.object({ error: z.object({ code: z.string().nullish() }) });

/** As `modelError` reads it. */
function failureOf({ status, headers }: HttpAnswer, text: string): Error {
  return Object.assign(new Error(`status ${status}`), { status, headers, code: codeIn(text) });
}

function codeIn(text: string): string {
  try {
    return Failure.safeParse(JSON.parse(text)).data?.error.code ?? "";
  } catch {
    return ""; // something in between answered, not the server
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
