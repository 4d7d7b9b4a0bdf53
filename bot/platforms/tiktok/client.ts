// The one way to call TikTok's API for Business: a refusal comes back as a value, classified; nothing is retried here.
import { z } from "zod";
import { wasNeverSent } from "../../../agents/kernel/never-sent.ts";
import { retryAfterMs } from "../../../agents/kernel/retry-after.ts";
import { classify, errorFrom, plainFailure, type TiktokFailure } from "./errors.ts";

export interface TiktokOptions {
  /** "https://business-api.tiktok.com"; a function because an emulator's port is known late. */
  readonly baseUrl: () => string;
  readonly fetch?: typeof fetch;
  readonly timeoutMs?: number;
}

/** The app registered at TikTok: its secret also signs webhooks. */
export interface TiktokApp {
  readonly clientKey: string;
  readonly clientSecret: string;
}

interface TiktokRequest {
  readonly method: "GET" | "POST";
  /** Without host and version, with the slash at its end, which TikTok insists on: "/business/message/send/". */
  readonly path: string;
  /** Goes into a header, never into an address; absent where the app speaks for itself. */
  readonly token?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: FormData | object;
  readonly signal: AbortSignal;
}

export type TiktokAnswer<Data> =
  | { readonly ok: true; readonly data: Data /** By TikTok's clock; null: not stated. */; readonly at: Date | null }
  | { readonly ok: false; readonly failure: TiktokFailure };

export interface TiktokClient {
  call<Data>(request: TiktokRequest, schema: z.ZodType<Data>): Promise<TiktokAnswer<Data>>;
}

const VERSION = "v1.3";
const TIMEOUT_MS = 20_000;

const Envelope = z.object({ code: z.number(), data: z.unknown() });

export function createTiktokClient(options: TiktokOptions): TiktokClient {
  return {
    call: async (request, schema) => {
      if (request.signal.aborted) return { ok: false, failure: plainFailure("unavailable", "called_off", false) };
      let response: Response;
      let text: string;
      try {
        response = await send(options, request);
        text = await response.text();
      } catch (thrown) {
        return { ok: false, failure: plainFailure("unavailable", "connection_lost", !wasNeverSent(thrown)) };
      }
      const envelope = Envelope.safeParse(tryJson(text));
      const retryAfterMs = pauseOf(response.headers);
      if (!envelope.success) return { ok: false, failure: failureOfStatus(response, retryAfterMs) };
      const { code, data } = envelope.data;
      if (code !== 0) return { ok: false, failure: classify(code, retryAfterMs) };
      const parsed = schema.safeParse(data ?? {});
      if (!parsed.success) return { ok: false, failure: plainFailure("provider_failed", "unreadable_answer", true) };
      return { ok: true, data: parsed.data, at: dateOf(response.headers.get("date")) };
    },
  };
}

/** The answer to something that may be asked again. @throws AppError */
export function readAnswer<Data>(answer: TiktokAnswer<Data>): Data {
  if (!answer.ok) throw errorFrom(answer.failure, false);
  return answer.data;
}

function send(options: TiktokOptions, { method, path, token, query, body, signal }: TiktokRequest): Promise<Response> {
  const url = new URL(`${options.baseUrl()}/open_api/${VERSION}${path}`);
  // A "+" of a conversation's id has to arrive as %2B, which is how these are written.
  for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, value);
  const isForm = body instanceof FormData;
  return (options.fetch ?? fetch)(url, {
    method,
    headers: {
      accept: "application/json",
      ...(token === undefined ? {} : { "access-token": token }),
      ...(body === undefined || isForm ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
    redirect: "manual",
    signal: AbortSignal.any([signal, AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS)]),
  });
}

/** Without TikTok's envelope, something in between answered; 200 may well stand for something done. */
function failureOfStatus({ status, ok }: Response, retryAfterMs: number | null): TiktokFailure {
  if (status === 429) return plainFailure("rate_limited", "rate_limited", false, retryAfterMs);
  return plainFailure("provider_failed", ok ? "unreadable_answer" : `http_${status}`, ok || status >= 500);
}

/** TikTok states none of its own; what stands in between may. */
function pauseOf(headers: Headers): number | null {
  return retryAfterMs(headers.get("retry-after")) || null;
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function dateOf(header: string | null): Date | null {
  const date = new Date(header ?? "");
  return Number.isNaN(date.getTime()) ? null : date;
}
