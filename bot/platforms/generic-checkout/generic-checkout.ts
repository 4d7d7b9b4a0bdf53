// Any payment provider, by an address of its page and one signed webhook: what stands between them is the operator's own
// (docs/how-to). Notices have the sandbox's shape and signature; the page's address is signed too.
import { createHmac } from "node:crypto";
import { SECOND_MS } from "../../../agents/kernel/clock.ts";
import { AppError } from "../../../agents/kernel/errors.ts";
import type { Checkout, CheckoutRequest } from "../../../agents/ports/checkout.ts";
import { readNotice } from "../sandbox-checkout/read-notice.ts";

export interface GenericCheckoutOptions {
  /** Who takes the money, by the name of the explicitness table: that decides what may be sold. */
  readonly provider: string;
  /** "https://pay.example.com/?ref={intent}&amount={amount}&sig={signature}" */
  readonly pageUrl: string;
  readonly secret: string;
}

export const GENERIC_SIGNATURE_HEADER = "checkout-signature";

export function createGenericCheckout(options: GenericCheckoutOptions): Checkout {
  const { provider, secret } = options;
  return {
    info: { provider, sandbox: false, recurring: options.pageUrl.includes("{recurring}") },
    createPage: async (request, signal) => {
      if (signal.aborted) throw new AppError("unavailable", "The checkout was called off.", { cause: signal.reason });
      return { url: pageUrl(options, request) };
    },
    verify: (rawBody, headers, now) => ({
      provider,
      ...readNotice({ secret, rawBody, signature: headers[GENERIC_SIGNATURE_HEADER], now, sender: provider }),
    }),
  };
}

/** Hex HMAC-SHA256 of "intent.amount.currency.payee.recurring.expires": what the page must not let anybody change. */
export function signPage(secret: string, request: CheckoutRequest): string {
  const { intentId, amountCents, currency, payee, recurring, expiresAt } = request;
  const parts = [intentId, amountCents, currency, payee, recurring ?? "", seconds(expiresAt)];
  return createHmac("sha256", secret).update(parts.join(".")).digest("hex");
}

function pageUrl({ pageUrl: template, secret }: GenericCheckoutOptions, request: CheckoutRequest): string {
  const values: Readonly<Record<string, string>> = {
    intent: request.intentId,
    amount: String(request.amountCents),
    currency: request.currency,
    description: request.description,
    payee: request.payee,
    return: request.returnUrl,
    recurring: request.recurring ?? "",
    expires: seconds(request.expiresAt),
    signature: signPage(secret, request),
  };
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    return value === undefined ? whole : encodeURIComponent(value);
  });
}

function seconds(at: Date | undefined): string {
  return at ? String(Math.floor(at.getTime() / SECOND_MS)) : "";
}
