// The vendor's client, kept from asking twice. On its own it repeats a POST up to six times when the network fails,
// which may pay six times; it must never see a thrown error or a 429, so both come to it as a plain failed response.
import Replicate from "replicate";
import { AppError } from "../../../../agents/kernel/errors.ts";
import { retryAfterMs } from "../../../../agents/models/model-error.ts";

export interface ClientOptions {
  readonly token: string;
  readonly baseUrl: string;
  readonly timeoutMs: number;
  readonly fetch?: typeof fetch;
}

/** Not a status a server sends; the client neither repeats nor accepts it. */
const FAILED_STATUS = 499;
const failures = new WeakMap<Response, AppError>();

export function createOneShotClient(options: ClientOptions): Replicate {
  const send = options.fetch ?? fetch;
  return new Replicate({
    auth: options.token,
    baseUrl: options.baseUrl,
    // Plain URLs whatever their scheme: what may be fetched is decided in download-output.ts.
    useFileOutput: false,
    fetch: async (input, init) => {
      const timeout = AbortSignal.timeout(options.timeoutMs);
      const signal = init?.signal ? AbortSignal.any([init.signal, timeout]) : timeout;
      try {
        const response = await send(input, { ...init, signal, redirect: "error" });
        // The body is read here so that a connection cut in the middle is seen here too.
        const body = await response.text();
        if (response.ok) return new Response(body, { status: response.status, headers: response.headers });
        return failed(statusError(response, body));
      } catch (thrown) {
        return failed(networkError(thrown));
      }
    },
  });
}

function failed(error: AppError): Response {
  const response = new Response(null, { status: FAILED_STATUS });
  failures.set(response, error);
  return response;
}

/** What the client threw, as ours. */
export function clientError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  const response: unknown = thrown instanceof Error ? Reflect.get(thrown, "response") : undefined;
  const known = response instanceof Response ? failures.get(response) : undefined;
  return (
    known ??
    new AppError("provider_failed", "Replicate sent something unreadable.", { reason: "garbage", cause: thrown })
  );
}

/** Failures before anything left this machine. */
const NEVER_SENT = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "UND_ERR_CONNECT_TIMEOUT"]);
export const NOT_SENT = "not_sent";

function networkError(thrown: unknown): AppError {
  const cause: unknown = thrown instanceof Error ? thrown.cause : undefined;
  const code: unknown = cause instanceof Error ? Reflect.get(cause, "code") : undefined;
  if (typeof code === "string" && NEVER_SENT.has(code)) {
    return new AppError("unavailable", "Replicate cannot be reached.", { reason: NOT_SENT, cause: thrown });
  }
  const name = thrown instanceof Error ? thrown.name : "";
  const timedOut = name === "TimeoutError" || name === "AbortError";
  return new AppError("unavailable", timedOut ? "Replicate did not answer in time." : "Replicate cannot be reached.", {
    reason: timedOut ? "timeout" : "unreachable",
    cause: thrown,
  });
}

function statusError(response: Response, body: string): AppError {
  const { status } = response;
  const detail = `HTTP ${status}: ${body.slice(0, 300)}`;
  const options = { reason: `http_${status}`, cause: new Error(detail) };
  if (status === 401 || status === 403) {
    const remedy = "Check REPLICATE_API_TOKEN.";
    return new AppError("not_configured", "Replicate does not accept the token.", { ...options, remedy });
  }
  if (status === 402) {
    const remedy = "Add credit to the Replicate account.";
    return new AppError("rate_limited", "The Replicate account has no credit left.", {
      ...options,
      remedy,
      retryable: false,
    });
  }
  if (status === 404) return new AppError("not_found", "Replicate does not know this model or prediction.", options);
  if (status === 429) {
    const told = retryAfterMs(response.headers.get("retry-after")) ?? toldInBody(body);
    const wait = told === undefined ? {} : { retryAfterMs: told };
    return new AppError("rate_limited", "Replicate asks to slow down.", { ...options, ...wait });
  }
  if (status < 500) {
    return new AppError("provider_failed", `Replicate did not accept the request (${status}).`, {
      ...options,
      retryable: false,
    });
  }
  return new AppError("provider_failed", `Replicate failed (${status}).`, options);
}

/** "Your rate limit resets in ~30s." */
function toldInBody(body: string): number | undefined {
  const seconds = /resets in ~?(\d+)s/.exec(body)?.[1];
  return seconds === undefined ? undefined : Number(seconds) * 1_000;
}
