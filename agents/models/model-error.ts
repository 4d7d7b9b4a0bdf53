// What an OpenAI-compatible server's failures mean to us. One table for chat, embeddings and moderation.
import { AppError } from "../kernel/errors.ts";
import { retryAfterMs } from "../kernel/retry-after.ts";

interface VendorFailure {
  readonly status: number | undefined;
  readonly code: string;
  readonly name: string;
  readonly retryAfterMs: number | undefined;
}

const REFUSAL_CODES = new Set(["content_policy_violation", "moderation_blocked", "content_filter"]);
const LAST_ATTEMPT_CODES = new Set(["insufficient_quota", "billing_hard_limit_reached"]);

function textField(value: unknown, name: string): string {
  const field: unknown = typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
  return typeof field === "string" ? field : "";
}

function hasHeaders(value: unknown): value is Pick<Headers, "get"> {
  return typeof value === "object" && value !== null && "get" in value && typeof value.get === "function";
}

function read(thrown: unknown): VendorFailure {
  const isObject = typeof thrown === "object" && thrown !== null;
  const status: unknown = isObject ? Reflect.get(thrown, "status") : undefined;
  const headers: unknown = isObject ? Reflect.get(thrown, "headers") : undefined;
  return {
    status: typeof status === "number" ? status : undefined,
    code: textField(thrown, "code"),
    name: textField(thrown, "name"),
    retryAfterMs: hasHeaders(headers) ? retryAfterMs(headers.get("retry-after")) : undefined,
  };
}

/** @param what "The chat model", "The embedding model" ... @param setting the variable that names the model */
export function modelError(thrown: unknown, what: string, setting: string): AppError {
  if (thrown instanceof AppError) return thrown;
  const { status, code, name, retryAfterMs: waitMs } = read(thrown);
  const options = { cause: thrown, ...(code ? { reason: code } : {}) };
  if (REFUSAL_CODES.has(code)) return new AppError("provider_refused", `${what} refused this content.`, options);
  if (LAST_ATTEMPT_CODES.has(code)) {
    const remedy = "Add credit to the vendor's account.";
    return new AppError("rate_limited", `${what}'s account has no credit left.`, {
      ...options,
      remedy,
      retryable: false,
    });
  }
  if (status === 401 || status === 403) {
    const remedy = "Check OPENAI_API_KEY and OPENAI_BASE_URL.";
    return new AppError("not_configured", `${what} does not accept the API key.`, { ...options, remedy });
  }
  if (status === 404) {
    const remedy = `Check ${setting} and OPENAI_BASE_URL.`;
    return new AppError("not_configured", `${what} does not exist on this server.`, { ...options, remedy });
  }
  if (status === 429) {
    const wait = waitMs === undefined ? {} : { retryAfterMs: waitMs };
    return new AppError("rate_limited", `${what} asks to slow down.`, { ...options, ...wait });
  }
  if (status !== undefined && status < 500) {
    return new AppError("provider_failed", `${what} did not accept the request (${status}).`, {
      ...options,
      retryable: false,
    });
  }
  if (status !== undefined) return new AppError("provider_failed", `${what} failed (${status}).`, options);
  if (thrown instanceof SyntaxError)
    return new AppError("provider_failed", `${what} sent something unreadable.`, options);
  const timedOut = name === "TimeoutError" || name === "AbortError";
  return new AppError("unavailable", timedOut ? `${what} did not answer in time.` : `${what} cannot be reached.`, {
    ...options,
    reason: timedOut ? "timeout" : "unreachable",
  });
}
