// One request to a vendor, never repeated, and what its failures mean. Who sends what costs money asks `afterSubmission` too.
import type { z } from "zod";
import { AppError, toAppError } from "../../agents/kernel/errors.ts";
import { wasNeverSent } from "../../agents/kernel/never-sent.ts";
import { retryAfterMs } from "../../agents/kernel/retry-after.ts";
import { span } from "../../agents/kernel/tracing.ts";

export interface Vendor {
  readonly name: string;
  /** The variable that holds its key. */
  readonly keyVariable: string;
}

export interface VendorAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

export interface AskOptions {
  readonly fetch?: typeof fetch | undefined;
  readonly timeoutMs: number;
}

export const NOT_SENT = "not_sent";

/** Any status is an answer; the body is read here, so that a connection cut in the middle is seen here. @throws AppError */
export async function askVendor(
  vendor: Vendor,
  url: Parameters<typeof fetch>[0],
  init: RequestInit,
  options: AskOptions,
): Promise<VendorAnswer> {
  const timeout = AbortSignal.timeout(options.timeoutMs);
  const signal = init.signal ? AbortSignal.any([init.signal, timeout]) : timeout;
  const method = init.method ?? "GET";
  const facts = { provider: vendor.name, method };
  return await span(
    `vendor ${method}`,
    facts,
    async (own) => {
      try {
        const response = await (options.fetch ?? fetch)(url, { ...init, signal, redirect: "error" });
        own.note({ status: response.status });
        return { status: response.status, headers: response.headers, body: await response.text() };
      } catch (thrown) {
        throw networkError(vendor, thrown);
      }
    },
    { kind: "client" },
  );
}

function networkError(vendor: Vendor, thrown: unknown): AppError {
  const unreachable = `${vendor.name} cannot be reached.`;
  if (wasNeverSent(thrown)) return new AppError("unavailable", unreachable, { reason: NOT_SENT, cause: thrown });
  const name = thrown instanceof Error ? thrown.name : "";
  const timedOut = name === "TimeoutError" || name === "AbortError";
  return new AppError("unavailable", timedOut ? `${vendor.name} did not answer in time.` : unreachable, {
    reason: timedOut ? "timeout" : "unreachable",
    cause: thrown,
  });
}

/** @throws AppError for any status but 2xx, and for a body that is not what the vendor documents */
export function readAnswer<Value>(vendor: Vendor, schema: z.ZodType<Value>, answer: VendorAnswer): Value {
  if (answer.status < 200 || answer.status >= 300) throw statusError(vendor, answer);
  const parsed = schema.safeParse(jsonOf(answer));
  if (parsed.success) return parsed.data;
  throw unknownAnswer(vendor, parsed.error);
}

/** What is not JSON comes back as the error, which no schema accepts. */
export function jsonOf({ body }: Pick<VendorAnswer, "body">): unknown {
  try {
    return JSON.parse(body);
  } catch (thrown) {
    return thrown;
  }
}

/** What a status other than 2xx means. */
export function statusError(vendor: Vendor, { status, headers, body }: VendorAnswer): AppError {
  const options = { reason: `http_${status}`, cause: new Error(`HTTP ${status}: ${body.slice(0, 300)}`) };
  if (status === 401 || status === 403) {
    const remedy = `Check ${vendor.keyVariable}.`;
    return new AppError("not_configured", `${vendor.name} does not accept the key.`, { ...options, remedy });
  }
  if (status === 402) {
    const remedy = `Add credit to the ${vendor.name} account.`;
    const message = `The ${vendor.name} account has no credit left.`;
    return new AppError("rate_limited", message, { ...options, remedy, retryable: false });
  }
  if (status === 404) return new AppError("not_found", `${vendor.name} does not know what was asked for.`, options);
  if (status === 429) {
    const told = retryAfterMs(headers.get("retry-after")) ?? toldInBody(body);
    const wait = told === undefined ? {} : { retryAfterMs: told };
    return new AppError("rate_limited", `${vendor.name} asks to slow down.`, { ...options, ...wait });
  }
  if (status < 500) {
    const message = `${vendor.name} did not accept the request (${status}).`;
    return new AppError("provider_failed", message, { ...options, retryable: false });
  }
  return new AppError("provider_failed", `${vendor.name} failed (${status}).`, options);
}

/** "Your rate limit resets in ~30s." */
function toldInBody(body: string): number | undefined {
  const seconds = /resets in ~?(\d+)s/.exec(body)?.[1];
  return seconds === undefined ? undefined : Number(seconds) * 1_000;
}

/** Answers that say nothing was made keep their meaning; silence and broken answers leave it open. */
export function afterSubmission(vendor: Vendor, error: AppError): AppError {
  if (error.code === "not_found") {
    return new AppError("not_configured", `${vendor.name} does not know the model.`, {
      reason: "http_404",
      cause: error,
    });
  }
  const isClear = error.reason === NOT_SENT || error.reason?.startsWith("http_4") === true;
  return isClear ? error : submissionLost(`${vendor.name}'s answer to a submission was lost.`, error);
}

/** What a submission came to that threw: cut off by us midway, nobody knows; else by what the vendor said. */
export function submissionFailed(vendor: Vendor, thrown: unknown, signal: AbortSignal): AppError {
  if (signal.aborted) return submissionLost("The submission was called off midway.", thrown);
  return afterSubmission(vendor, toAppError(thrown));
}

export function submissionLost(why: string, cause?: unknown): AppError {
  return new AppError("outcome_unknown", why, { reason: "submission", ...(cause === undefined ? {} : { cause }) });
}

export function unknownAnswer(vendor: Vendor, cause: unknown): AppError {
  return new AppError("provider_failed", `${vendor.name} sent an unknown answer.`, { reason: "garbage", cause });
}
