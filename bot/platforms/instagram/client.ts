// The one way to call Instagram's Graph API: a refusal comes back as a value, classified; nothing is retried here.
import { z } from "zod";
import { type HttpAnswer, type HttpSend, sendKept } from "../../../agents/kernel/kept-http.ts";
import type { Logger } from "../../../agents/kernel/log.ts";
import { wasNeverSent } from "../../../agents/kernel/never-sent.ts";
import { classify, errorFrom, type GraphFailure, plainFailure } from "./errors.ts";
import { readUsage, type Usage } from "./usage.ts";

export interface InstagramOptions {
  /** "https://graph.instagram.com"; a function because an emulator's port is known late. */
  readonly baseUrl: () => string;
  /** "https://graph.facebook.com", for accounts that were linked by their page; absent: not told apart. */
  readonly facebookUrl?: () => string;
  /** "v26.0" */
  readonly version: string;
  readonly log: Logger;
  readonly fetch?: typeof fetch;
  readonly timeoutMs?: number;
  /** Told with every answer, refusals too. */
  readonly onUsage?: (usage: Usage) => void;
}

interface GraphRequest {
  readonly method: "GET" | "POST" | "DELETE";
  /** Without host and version, e.g. "/17841400000000001/messages". */
  readonly path: string;
  /** Goes into a header, never into an address. */
  readonly token: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly signal: AbortSignal;
}

export type GraphAnswer<Body> =
  | { readonly ok: true; readonly body: Body /** By Instagram's clock; null: not stated. */; readonly at: Date | null }
  | { readonly ok: false; readonly failure: GraphFailure };

export interface InstagramClient {
  call<Body>(request: GraphRequest, schema: z.ZodType<Body>): Promise<GraphAnswer<Body>>;
}

const TIMEOUT_MS = 20_000;
/** From here on the log says that the allowance runs out. */
const HIGH_USAGE_PERCENT = 80;

const ErrorBody = z.object({
  error: z.object({
    code: z.number(),
    error_subcode: z.number().nullish(),
    is_transient: z.boolean().nullish(),
  }),
});

export function createInstagramClient(options: InstagramOptions): InstagramClient {
  return {
    call: async (request, schema) => {
      if (request.signal.aborted) return { ok: false, failure: plainFailure("unavailable", "called_off", false) };
      let response: HttpAnswer;
      let text: string;
      try {
        response = await send(options, request);
        text = await response.text();
      } catch (thrown) {
        return { ok: false, failure: plainFailure("unavailable", "connection_lost", !wasNeverSent(thrown)) };
      }
      const usage = readUsage(response.headers);
      options.onUsage?.(usage);
      if (usage.percent >= HIGH_USAGE_PERCENT) {
        options.log.warn("usage is high", { platform: "instagram", count: Math.round(usage.percent) });
      }
      const json = tryJson(text);
      if (!response.ok) return { ok: false, failure: failureOf(response.status, json, usage) };
      const parsed = schema.safeParse(json);
      if (!parsed.success) return { ok: false, failure: plainFailure("provider_failed", "unreadable_answer", true) };
      return { ok: true, body: parsed.data, at: dateOf(response.headers.get("date")) };
    },
  };
}

/** The answer to something that may be asked again. @throws AppError */
export function readAnswer<Body>(answer: GraphAnswer<Body>): Body {
  if (!answer.ok) throw errorFrom(answer.failure, false);
  return answer.body;
}

/** Facebook's tokens begin so, Instagram's with "IG". */
export const isPageToken = (token: string) => token.startsWith("EAA");

function send(options: InstagramOptions, request: GraphRequest): Promise<HttpAnswer> {
  const { baseUrl, facebookUrl = baseUrl } = options;
  const host = isPageToken(request.token) ? facebookUrl() : baseUrl();
  const url = new URL(`${host}/${options.version}${request.path}`);
  for (const [name, value] of Object.entries(request.query ?? {})) url.searchParams.set(name, value);
  const hasBody = request.body !== undefined;
  const call: HttpSend = options.fetch ?? sendKept;
  return call(url, {
    method: request.method,
    headers: {
      authorization: `Bearer ${request.token}`,
      accept: "application/json",
      ...(hasBody ? { "content-type": "application/json" } : {}),
    },
    ...(hasBody ? { body: JSON.stringify(request.body) } : {}),
    redirect: "manual",
    signal: AbortSignal.any([request.signal, AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS)]),
  });
}

function failureOf(status: number, json: unknown, usage: Usage): GraphFailure {
  const parsed = ErrorBody.safeParse(json);
  const failure = parsed.success
    ? classify({
        code: parsed.data.error.code,
        subcode: parsed.data.error.error_subcode,
        isTransient: parsed.data.error.is_transient,
      })
    : failureOfStatus(status);
  const pauseMs = failure.error === "rate_limited" ? usage.regainAccessMs : null;
  return pauseMs === null ? failure : { ...failure, retryAfterMs: pauseMs };
}

/** Without one of Instagram's errors in the body, something in between answered. */
function failureOfStatus(status: number): GraphFailure {
  if (status === 429) return plainFailure("rate_limited", "rate_limited", false);
  return plainFailure("provider_failed", `http_${status}`, status >= 500);
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
