// Payment providers that are configured, in the order in which they are asked to sell.
import type { Config } from "../../agents/kernel/config.ts";
import { AppError } from "../../agents/kernel/errors.ts";
import { microsFromUsd } from "../../agents/kernel/money.ts";
import type { Checkout } from "../../agents/ports/checkout.ts";
import { openFanvueCheckout } from "../platforms/fanvue/fanvue.ts";
import { createGenericCheckout } from "../platforms/generic-checkout/generic-checkout.ts";
import { createStripeCheckout } from "../platforms/stripe/stripe-checkout.ts";
import { STARS_PROVIDER } from "../platforms/telegram-fans/payment-updates.ts";
import { createStarsCheckout } from "../platforms/telegram-fans/stars-checkout.ts";

/** @throws AppError `invalid_input` for an order that names one that is not configured */
export function openCheckouts(config: Config): readonly Checkout[] {
  const configured = [stripe(config), openFanvueCheckout(config), generic(config), stars(config)].flatMap(
    (checkout) => checkout ?? [],
  );
  const order = config.CHECKOUT_PROVIDERS;
  if (order === undefined) return configured;
  return order.map((name) => {
    const found = configured.find(({ info }) => info.provider === name);
    if (found) return found;
    throw new AppError("invalid_input", `CHECKOUT_PROVIDERS names ${name}, which is not configured.`, {
      field: "CHECKOUT_PROVIDERS",
      remedy: `Configured: ${configured.map(({ info }) => info.provider).join(", ") || "none"}.`,
    });
  });
}

function stripe(config: Config): Checkout | null {
  const { STRIPE_SECRET_KEY: secretKey, STRIPE_WEBHOOK_SECRET: webhookSecret, STRIPE_BASE_URL: baseUrl } = config;
  if (!secretKey || !webhookSecret) return null;
  return createStripeCheckout({ secretKey, webhookSecret, baseUrl: () => baseUrl });
}

function generic(config: Config): Checkout | null {
  const { GENERIC_CHECKOUT_PROVIDER: provider, GENERIC_CHECKOUT_URL: pageUrl } = config;
  const secret = config.GENERIC_CHECKOUT_SECRET;
  return provider && pageUrl && secret ? createGenericCheckout({ provider, pageUrl, secret }) : null;
}

/** Every bot can take Stars without a key: only who asks for them by name sells for them. */
function stars({ CHECKOUT_PROVIDERS, TELEGRAM_API_ROOT: apiRoot, TELEGRAM_STAR_USD }: Config): Checkout | null {
  if (!CHECKOUT_PROVIDERS?.includes(STARS_PROVIDER)) return null;
  return createStarsCheckout({ apiRoot, starMicros: microsFromUsd(TELEGRAM_STAR_USD) });
}
