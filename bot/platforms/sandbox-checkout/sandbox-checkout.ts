// The built-in sandbox as a Checkout: real pages and signed notices, play money.
import { z } from "zod";
import { AppError, type ErrorCode } from "../../../agents/kernel/errors.ts";
import type { Checkout, CheckoutRequest } from "../../../agents/ports/checkout.ts";
import { SIGNATURE_HEADER } from "./payment-notice.ts";
import { readNotice } from "./read-notice.ts";

export interface SandboxCheckoutOptions {
  /** Where the sandbox provider is reached; a function because its port may be known late. */
  readonly baseUrl: () => string;
  readonly apiKey: string;
  readonly signingSecret: string;
  readonly fetch?: typeof fetch;
  readonly timeoutMs?: number;
}

const SANDBOX_PROVIDER = "sandbox";

const TIMEOUT_MS = 10_000;

const Page = z.object({ url: z.url({ protocol: /^https?$/ }) });

const REFUSALS: Readonly<Record<number, ErrorCode>> = { 401: "not_configured", 409: "conflict", 429: "rate_limited" };

export function createSandboxCheckout(options: SandboxCheckoutOptions): Checkout {
  return {
    info: { provider: SANDBOX_PROVIDER, sandbox: true, recurring: true },
    createPage: (request, signal) => createPage(options, request, signal),
    refund: async (request, signal) => {
      await post(options, "/v1/refunds", request, signal);
    },
    cancel: async ({ subscriptionId }, signal) => {
      await post(options, `/v1/subscriptions/${encodeURIComponent(subscriptionId)}/cancel`, {}, signal);
      return null;
    },
    verify: (rawBody, headers, now) => ({
      provider: SANDBOX_PROVIDER,
      ...readNotice({
        secret: options.signingSecret,
        rawBody,
        signature: headers[SIGNATURE_HEADER],
        now,
        sender: "the sandbox",
      }),
    }),
  };
}

/** One intent has one page, so a lost answer is simply asked for again. */
async function createPage(
  options: SandboxCheckoutOptions,
  request: CheckoutRequest,
  signal: AbortSignal,
): Promise<{ url: string }> {
  const page = Page.safeParse(await post(options, "/v1/pages", request, signal));
  if (page.success) return { url: page.data.url };
  throw new AppError("provider_failed", "The sandbox checkout sent an answer without a page.", { cause: page.error });
}

async function post(
  options: SandboxCheckoutOptions,
  path: string,
  body: object,
  signal: AbortSignal,
): Promise<unknown> {
  let response: Response;
  let text: string;
  try {
    response = await (options.fetch ?? fetch)(options.baseUrl() + path, {
      method: "POST",
      headers: { authorization: `Bearer ${options.apiKey}`, "content-type": "application/json" },
      body: JSON.stringify(body),
      redirect: "error",
      signal: AbortSignal.any([signal, AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS)]),
    });
    text = await response.text();
  } catch (cause) {
    throw new AppError("unavailable", "The sandbox checkout cannot be reached.", { cause });
  }
  if (!response.ok) throw refusal(response.status);
  return tryJson(text);
}

function refusal(status: number): AppError {
  const code = REFUSALS[status] ?? (status >= 500 ? "provider_failed" : "provider_refused");
  return new AppError(code, `The sandbox checkout refused the request (${status}).`, { reason: `http_${status}` });
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
