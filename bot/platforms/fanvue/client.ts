// The one way to call Fanvue's API: a refusal comes back as a value, classified; nothing is retried here.
import type { z } from "zod";
import { wasNeverSent } from "../../../agents/kernel/never-sent.ts";
import { retryAfterMs } from "../../../agents/kernel/retry-after.ts";
import { classify, errorFrom, type FanvueFailure, failureOf } from "./failure.ts";

export interface FanvueOptions {
  /** "https://api.fanvue.com"; a function because an emulator's port is known late. */
  readonly baseUrl: () => string;
  readonly fetch?: typeof fetch;
  readonly timeoutMs?: number;
}

interface FanvueRequest {
  readonly method: "GET" | "POST" | "PATCH";
  /** With the slash at its start. */
  readonly path: string;
  readonly token: string;
  readonly body?: object;
  readonly signal: AbortSignal;
}

export type FanvueAnswer<Data> =
  | { readonly ok: true; readonly data: Data }
  | { readonly ok: false; readonly failure: FanvueFailure };

export interface FanvueClient {
  call<Data>(request: FanvueRequest, schema: z.ZodType<Data>): Promise<FanvueAnswer<Data>>;
}

export const API_VERSION_HEADER = "x-fanvue-api-version";
export const API_VERSION = "2025-06-26";
const TIMEOUT_MS = 20_000;

export function createFanvueClient(options: FanvueOptions): FanvueClient {
  return {
    call: async (request, schema) => {
      if (request.signal.aborted) return refused(failureOf("unavailable", "called_off", false));
      let response: Response;
      let text: string;
      try {
        response = await send(options, request);
        text = await response.text();
      } catch (thrown) {
        return refused(failureOf("unavailable", "connection_lost", !wasNeverSent(thrown)));
      }
      if (!response.ok) return refused(classify(response.status, pauseOf(response.headers)));
      const parsed = schema.safeParse(jsonOrText(text));
      if (parsed.success) return { ok: true, data: parsed.data };
      return refused(failureOf("provider_failed", "unreadable_answer", true));
    },
  };
}

/** The answer to something that may be asked again. @throws AppError */
export function readAnswer<Data>(answer: FanvueAnswer<Data>): Data {
  if (!answer.ok) throw errorFrom(answer.failure, false);
  return answer.data;
}

export const refused = (failure: FanvueFailure) => ({ ok: false, failure }) as const;

function send(options: FanvueOptions, { method, path, token, body, signal }: FanvueRequest): Promise<Response> {
  return (options.fetch ?? fetch)(options.baseUrl() + path, {
    method,
    headers: {
      accept: "application/json",
      authorization: `Bearer ${token}`,
      [API_VERSION_HEADER]: API_VERSION,
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    redirect: "manual",
    signal: AbortSignal.any([signal, AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS)]),
  });
}

function pauseOf(headers: Headers): number | null {
  return retryAfterMs(headers.get("retry-after")) || null;
}

/** Some answers are empty, and the address of an upload is no JSON. */
function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
