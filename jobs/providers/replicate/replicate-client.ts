// Replicate's API: one request a question, never a second one. Who asks decides what silence means.
import type { z } from "zod";
import type { OutputSource } from "../download-output.ts";
import type { Patience } from "../image/look-until.ts";
import { askVendor, readAnswer, type Vendor } from "../vendor-http.ts";

export interface ReplicateOptions extends Patience {
  readonly token: string;
  /** "https://api.replicate.com/v1", or another server that speaks the same. */
  readonly baseUrl: string;
  readonly fetch?: typeof fetch;
  /** Longest wait for one answer of the API or one picture. */
  readonly timeoutMs?: number;
}

export interface Question {
  readonly method?: "POST";
  readonly json?: object;
  readonly form?: FormData;
  /** Value of the header of that name: how long the answer may wait for the result. */
  readonly prefer?: string;
  readonly timeoutMs?: number;
}

export interface ReplicateClient {
  /** Where what was made is fetched from. */
  readonly outputs: OutputSource;
  /** @throws AppError; what the signal was aborted with */
  ask<Value>(schema: z.ZodType<Value>, path: string, signal: AbortSignal, question?: Question): Promise<Value>;
}

export const REPLICATE: Vendor = { name: "Replicate", keyVariable: "REPLICATE_API_TOKEN" };
/** Where Replicate keeps what was made, for an hour. */
export const REPLICATE_OUTPUTS = {
  vendor: REPLICATE.name,
  hosts: /^([a-z0-9-]+\.)*replicate\.delivery$/,
  officialApi: "api.replicate.com",
} as const;
/** Clips, weights and data sets take longer than an answer. */
export const LARGE_FILE_TIMEOUT_MS = 600_000;
const DEFAULT_TIMEOUT_MS = 60_000;

export function createReplicateClient(options: ReplicateOptions): ReplicateClient {
  const { token, baseUrl } = options;
  const usual = { fetch: options.fetch, timeoutMs: options.timeoutMs ?? DEFAULT_TIMEOUT_MS };
  return {
    outputs: { ...REPLICATE_OUTPUTS, ...usual, baseUrl },
    ask: async (schema, path, signal, question = {}) => {
      signal.throwIfAborted();
      const asking = { ...usual, ...(question.timeoutMs === undefined ? {} : { timeoutMs: question.timeoutMs }) };
      const init = { ...requestOf(question, token), signal };
      const answer = await askVendor(REPLICATE, `${baseUrl}${path}`, init, asking).catch((thrown: unknown) => {
        signal.throwIfAborted();
        throw thrown;
      });
      return readAnswer(REPLICATE, schema, answer);
    },
  };
}

function requestOf({ method, json, form, prefer }: Question, token: string): RequestInit {
  const headers: Record<string, string> = { authorization: `Bearer ${token}` };
  if (json) headers["content-type"] = "application/json";
  if (prefer) headers.prefer = prefer;
  const body = json ? JSON.stringify(json) : form;
  return { headers, ...(method ? { method } : {}), ...(body === undefined ? {} : { body }) };
}
