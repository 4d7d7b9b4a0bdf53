// Stripe Checkout as a Checkout. Its terms take nothing adult: the explicitness table lets it sell the safe tier only.
import { z } from "zod";
import { SECOND_MS } from "../../../agents/kernel/clock.ts";
import { AppError, type ErrorCode } from "../../../agents/kernel/errors.ts";
import type { Checkout, CheckoutRequest } from "../../../agents/ports/checkout.ts";
import { STRIPE_API_VERSION, stripeEvent } from "./stripe-event.ts";
import { requireStripeSignature, STRIPE_SIGNATURE_HEADER } from "./stripe-signature.ts";

export interface StripeCheckoutOptions {
  /** "https://api.stripe.com" */
  readonly baseUrl: () => string;
  /** "sk_live_..", or "sk_test_..": then everything sold is play money. */
  readonly secretKey: string;
  /** "whsec_.." of the webhook endpoint. */
  readonly webhookSecret: string;
  readonly fetch?: typeof fetch;
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 10_000;
const TEST_KEY_PREFIX = "sk_test_";

const Session = z.object({ url: z.url({ protocol: /^https?$/ }) });
const Failure = z.object({ error: z.object({ type: z.string(), code: z.string().nullish() }) });

const REFUSALS: Readonly<Record<number, ErrorCode>> = {
  401: "not_configured",
  403: "not_configured",
  429: "rate_limited",
};

export function createStripeCheckout(options: StripeCheckoutOptions): Checkout {
  const sandbox = options.secretKey.startsWith(TEST_KEY_PREFIX);
  return {
    info: { provider: "stripe", sandbox, recurring: true },
    createPage: async (request, signal) => {
      const answer = await post(options, "/v1/checkout/sessions", sessionFields(request), request.intentId, signal);
      const session = Session.safeParse(answer);
      if (session.success) return { url: session.data.url };
      throw new AppError("provider_failed", "Stripe sent an answer without a page.", { cause: session.error });
    },
    verify: (rawBody, headers, now) => {
      requireStripeSignature(options.webhookSecret, rawBody, headers[STRIPE_SIGNATURE_HEADER], now);
      return stripeEvent(tryJson(new TextDecoder().decode(rawBody)), !sandbox);
    },
    refund: async ({ chargeId, amountCents, idempotencyKey }, signal) => {
      const fields = { payment_intent: chargeId, amount: String(amountCents) };
      await post(options, "/v1/refunds", fields, idempotencyKey, signal);
    },
    cancel: async ({ subscriptionId }, signal) => {
      const path = `/v1/subscriptions/${encodeURIComponent(subscriptionId)}`;
      await post(options, path, { cancel_at_period_end: "true" }, `cancel:${subscriptionId}`, signal);
      return null;
    },
  };
}

function sessionFields(request: CheckoutRequest): Record<string, string> {
  const price = "line_items[0][price_data]";
  const isRecurring = request.recurring !== undefined;
  // Kept on what lives longer than the session: the payment, or the subscription.
  const lasting = isRecurring ? "subscription_data" : "payment_intent_data";
  return {
    mode: isRecurring ? "subscription" : "payment",
    client_reference_id: request.intentId,
    success_url: request.returnUrl,
    cancel_url: request.returnUrl,
    "line_items[0][quantity]": "1",
    [`${price}[currency]`]: request.currency.toLowerCase(),
    [`${price}[unit_amount]`]: String(request.amountCents),
    [`${price}[product_data][name]`]: request.description,
    ...(isRecurring ? { [`${price}[recurring][interval]`]: "month" } : {}),
    ...(request.expiresAt ? { expires_at: String(Math.floor(request.expiresAt.getTime() / SECOND_MS)) } : {}),
    "metadata[intent_id]": request.intentId,
    "metadata[payee]": request.payee,
    [`${lasting}[metadata][intent_id]`]: request.intentId,
    [`${lasting}[metadata][payee]`]: request.payee,
  };
}

/** The key makes a repeated request the same request: one session an intent, one refund a key. */
async function post(
  options: StripeCheckoutOptions,
  path: string,
  fields: Readonly<Record<string, string>>,
  idempotencyKey: string,
  signal: AbortSignal,
): Promise<unknown> {
  let response: Response;
  let text: string;
  try {
    response = await (options.fetch ?? fetch)(options.baseUrl() + path, {
      method: "POST",
      headers: {
        authorization: `Bearer ${options.secretKey}`,
        "content-type": "application/x-www-form-urlencoded",
        "idempotency-key": idempotencyKey,
        "stripe-version": STRIPE_API_VERSION,
      },
      body: new URLSearchParams(fields).toString(),
      redirect: "error",
      signal: AbortSignal.any([signal, AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS)]),
    });
    text = await response.text();
  } catch (cause) {
    throw new AppError("unavailable", "Stripe cannot be reached.", { cause });
  }
  const answer = tryJson(text);
  if (response.ok) return answer;
  throw refusal(response.status, answer);
}

function refusal(status: number, answer: unknown): AppError {
  const failure = Failure.safeParse(answer);
  const reason = failure.success ? (failure.data.error.code ?? failure.data.error.type) : `http_${status}`;
  const isOtherTerms = failure.success && failure.data.error.type === "idempotency_error";
  const code: ErrorCode = isOtherTerms
    ? "conflict"
    : (REFUSALS[status] ?? (status >= 500 || status === 409 ? "provider_failed" : "provider_refused"));
  return new AppError(code, `Stripe refused the request (${status}, ${reason}).`, { reason });
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
