// The one way to call TikTok's Content Posting API: a refusal comes back as a value, classified; nothing is retried here.
import { z } from "zod";
import type { Clock } from "../../../agents/kernel/clock.ts";
import { wasNeverSent } from "../../../agents/kernel/never-sent.ts";
import { parseWireJson } from "../wire-json.ts";
import { classify, errorFrom, type PostsFailure, plainFailure } from "./errors.ts";

export interface TiktokPostsOptions {
  /** "https://open.tiktokapis.com"; a function because an emulator's port is known late. */
  readonly baseUrl: () => string;
  readonly clock: Clock;
  readonly fetch?: typeof fetch;
  readonly timeoutMs?: number;
}

interface PostsRequest {
  readonly method: "GET" | "POST";
  /** Without host, with the slash at its end: "/v2/post/publish/video/init/". */
  readonly path: string;
  /** Goes into a header, never into an address; absent where the app speaks for itself. */
  readonly token?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: object | URLSearchParams;
  readonly signal: AbortSignal;
}

export type PostsAnswer<Data> =
  | { readonly ok: true; readonly data: Data }
  | { readonly ok: false; readonly failure: PostsFailure };

export interface PostsClient {
  call<Data>(request: PostsRequest, schema: z.ZodType<Data>): Promise<PostsAnswer<Data>>;
}

const TIMEOUT_MS = 20_000;

const Envelope = z.object({ data: z.unknown(), error: z.object({ code: z.string() }) });
/** The token endpoint answers flat. */
const OauthError = z.object({ error: z.string() });

export function createPostsClient(options: TiktokPostsOptions): PostsClient {
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
      return read(response, text, schema);
    },
  };
}

/** The answer to something that may be asked again. @throws AppError */
export function readAnswer<Data>(answer: PostsAnswer<Data>): Data {
  if (!answer.ok) throw errorFrom(answer.failure, false);
  return answer.data;
}

function read<Data>({ status, ok }: Response, text: string, schema: z.ZodType<Data>): PostsAnswer<Data> {
  const json = tryJson(text);
  const envelope = Envelope.safeParse(json);
  // Some refusals come with HTTP 200: the word counts, not the status.
  if (envelope.success && envelope.data.error.code !== "ok")
    return { ok: false, failure: classify(envelope.data.error.code, status) };
  const refusal = OauthError.safeParse(json);
  if (refusal.success) return { ok: false, failure: oauthFailure(refusal.data.error) };
  if (!ok) return { ok: false, failure: failureOfStatus(status) };
  const parsed = schema.safeParse(envelope.success ? (envelope.data.data ?? {}) : json);
  if (!parsed.success) return { ok: false, failure: plainFailure("provider_failed", "unreadable_answer", true) };
  return { ok: true, data: parsed.data };
}

function send(options: TiktokPostsOptions, { method, path, token, query, body, signal }: PostsRequest) {
  const url = new URL(`${options.baseUrl()}${path}`);
  for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, value);
  const isForm = body instanceof URLSearchParams;
  return (options.fetch ?? fetch)(url, {
    method,
    headers: {
      accept: "application/json",
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined || isForm ? {} : { "content-type": "application/json; charset=UTF-8" }),
    },
    ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
    redirect: "manual",
    signal: AbortSignal.any([signal, AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS)]),
  });
}

function oauthFailure(error: string): PostsFailure {
  if (error === "invalid_grant") return plainFailure("refused", "refresh_token_invalid", false);
  if (error === "invalid_client") return plainFailure("not_configured", "app_credentials_wrong", false);
  return plainFailure("provider_refused", "token_request_refused", false);
}

/** Without TikTok's envelope, something in between answered. */
function failureOfStatus(status: number): PostsFailure {
  if (status === 429) return plainFailure("rate_limited", "rate_limited", false);
  return plainFailure("provider_failed", `http_${status}`, status >= 500);
}

function tryJson(text: string): unknown {
  try {
    return parseWireJson(text);
  } catch {
    return undefined;
  }
}
