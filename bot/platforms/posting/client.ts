// One way for all publishers to call their platform: a refusal comes back as a value, classified; nothing is retried here.
import type { z } from "zod";
import { SECOND_MS } from "../../../agents/kernel/clock.ts";
import { wasNeverSent } from "../../../agents/kernel/never-sent.ts";
import { retryAfterMs } from "../../../agents/kernel/retry-after.ts";
import { errorFrom, MEANS, type Meaning, type PostFailure } from "./failure.ts";

export interface PostClientOptions {
  /** Without a slash at its end; a function because an emulator's port is known late. */
  readonly baseUrl: () => string;
  readonly fetch?: typeof fetch;
  readonly timeoutMs?: number;
}

/** What the platform said no with. `json` is undefined where the body is none. */
export interface Refusal {
  readonly status: number;
  readonly json: unknown;
  readonly headers: Headers;
}

export interface PostClientRules {
  /** As people know it. */
  readonly platform: string;
  classify(refusal: Refusal): PostFailure;
}

export interface PostRequest {
  readonly method: "GET" | "POST" | "PUT";
  /** Without the host, or a whole address the platform itself gave. */
  readonly path: string | URL;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as it is. */
  readonly body?: FormData | URLSearchParams | Uint8Array | ReadableStream<Uint8Array>;
  readonly signal: AbortSignal;
}

export type PostAnswer<Body> =
  | { readonly ok: true; readonly body: Body; readonly status: number; readonly headers: Headers }
  | { readonly ok: false; readonly failure: PostFailure };

export interface PostClient {
  readonly platform: string;
  call<Body>(request: PostRequest, schema: z.ZodType<Body>): Promise<PostAnswer<Body>>;
  /** For what may be asked again. @throws AppError */
  ask<Body>(request: PostRequest, schema: z.ZodType<Body>): Promise<Body>;
  /** For what must not happen twice. @throws AppError `outcome_unknown` where the answer was lost */
  act<Body>(request: PostRequest, schema: z.ZodType<Body>): Promise<Body>;
}

const TIMEOUT_MS = 30_000;
const MOST_PAUSE_MS = 24 * 3_600_000;

export function createPostClient(rules: PostClientRules, options: PostClientOptions): PostClient {
  const call: PostClient["call"] = async (request, schema) => {
    if (request.signal.aborted) return { ok: false, failure: { error: "unavailable", reason: "called_off" } };
    let response: Response;
    let text: string;
    try {
      response = await send(options, request);
      text = await response.text();
    } catch (thrown) {
      const lost: Meaning = { error: "unavailable", reason: "connection_lost" };
      return { ok: false, failure: wasNeverSent(thrown) ? lost : { ...lost, mayHaveHappened: true } };
    }
    const json = tryJson(text);
    // 308 is how a resumable upload says "go on".
    if (!response.ok && response.status !== 308) {
      return { ok: false, failure: rules.classify({ status: response.status, json, headers: response.headers }) };
    }
    const parsed = schema.safeParse(json);
    if (!parsed.success) return { ok: false, failure: MEANS.unreadable };
    return { ok: true, body: parsed.data, status: response.status, headers: response.headers };
  };
  const need = async <Body>(request: PostRequest, schema: z.ZodType<Body>, irreversible: boolean): Promise<Body> => {
    const answer = await call(request, schema);
    if (!answer.ok) throw errorFrom(rules.platform, answer.failure, irreversible);
    return answer.body;
  };
  return {
    platform: rules.platform,
    call,
    ask: (request, schema) => need(request, schema, false),
    act: (request, schema) => need(request, schema, true),
  };
}

/** Where the body says nothing that we know, the status alone has to do. */
export function failureOfStatus(status: number): PostFailure {
  const platformCode = String(status);
  if (status === 401) return { ...MEANS.tokenInvalid, platformCode };
  if (status === 403) return { ...MEANS.permission, platformCode };
  if (status === 404) return { ...MEANS.notFound, platformCode };
  if (status === 413) return { ...MEANS.mediaTooLarge, platformCode };
  if (status === 429) return { ...MEANS.rateLimited, platformCode };
  if (status >= 500) return { ...MEANS.platformFault, platformCode };
  return { ...MEANS.unknownRefusal, platformCode };
}

/** The pause a refusal asks for: seconds to wait, or the second of the epoch when the allowance is back. */
export function pauseIn(headers: Headers, resetHeader: string, nowMs: number): { retryAfterMs: number } | undefined {
  const resetSeconds = Number(headers.get(resetHeader) ?? Number.NaN);
  const waitMs = retryAfterMs(headers.get("retry-after")) ?? resetSeconds * SECOND_MS - nowMs;
  return Number.isFinite(waitMs) && waitMs > 0 ? { retryAfterMs: Math.min(waitMs, MOST_PAUSE_MS) } : undefined;
}

function send(options: PostClientOptions, request: PostRequest): Promise<Response> {
  const { method, path, query = {}, headers = {}, json, body, signal } = request;
  const url = path instanceof URL ? new URL(path) : new URL(`${options.baseUrl()}${path}`);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  const init: RequestInit & { duplex?: "half" } = {
    method,
    headers: {
      accept: "application/json",
      ...(json === undefined ? {} : { "content-type": "application/json; charset=UTF-8" }),
      ...headers,
    },
    ...(json === undefined ? {} : { body: JSON.stringify(json) }),
    ...(body === undefined ? {} : { body: body as BodyInit }),
    ...(body instanceof ReadableStream ? { duplex: "half" } : {}),
    redirect: "manual",
    signal: AbortSignal.any([signal, AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS)]),
  };
  return (options.fetch ?? fetch)(url, init);
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
