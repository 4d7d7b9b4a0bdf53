// Links that sell on Fanvue as a Checkout: an address with the intent in it, and signed notices of what became of it. What a
// buyer changes in the address is found out by the notice: a payment has to be the intent's to the cent, and its payee's.
import { AppError } from "../../../agents/kernel/errors.ts";
import type { Checkout } from "../../../agents/ports/checkout.ts";
import { checkoutEvent, FANVUE_PROVIDER } from "./checkout-event.ts";
import { type CheckoutLink, linkFor } from "./checkout-links.ts";
import { isSignedBy, SIGNATURE_HEADER } from "./signature.ts";
import { parseWebhook } from "./webhook.ts";

export interface FanvueCheckoutOptions {
  readonly links: readonly CheckoutLink[];
  /** Of the webhook endpoints of the app. */
  readonly secrets: readonly string[];
}

export function createFanvueCheckout({ links, secrets }: FanvueCheckoutOptions): Checkout {
  return {
    // No documented call gives money back or ends a subscription: both are done in Fanvue, and told by its notices.
    info: { provider: FANVUE_PROVIDER, sandbox: false, recurring: links.some(({ isMonthly }) => isMonthly) },
    createPage: async (request, signal) => {
      if (signal.aborted) throw new AppError("unavailable", "The checkout was called off.", { cause: signal.reason });
      const url = new URL(linkFor(links, request).url);
      url.searchParams.set("client_reference_id", request.intentId);
      url.searchParams.set("metadata[payee]", request.payee);
      return { url: url.href };
    },
    verify: (rawBody, headers, now) => {
      if (!isSignedBy(secrets, rawBody, headers[SIGNATURE_HEADER], now))
        throw new AppError(
          "unauthenticated",
          "The payment notice is not signed by Fanvue, or was signed too long ago.",
        );
      const { envelope, type, data } = parseWebhook(rawBody);
      if (envelope) return checkoutEvent(envelope);
      // The other events of the app may come here, too; what has neither type nor creator is none of Fanvue's.
      if (type !== null || typeof data.recipientUuid === "string") return null;
      throw new AppError("invalid_input", "The body is not a webhook of Fanvue's.");
    },
  };
}
