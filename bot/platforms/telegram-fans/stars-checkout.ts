// Telegram Stars as a Checkout: an invoice link of the bot the fan writes to. What is paid is told by the bot's own updates.
import { AppError } from "../../../agents/kernel/errors.ts";
import type {
  Checkout,
  CheckoutRequest,
  PaidThrough,
  RefundRequest,
  SubscriptionToCancel,
  VerifiedPaymentEvent,
} from "../../../agents/ports/checkout.ts";
import { isTokenRefused } from "../../surfaces/telegram/polling.ts";
import { asApiSignal, type BotApiOptions, botApi, refusalOf } from "./bot-api.ts";
import { noMoney, STARS_CURRENCY, STARS_PROVIDER } from "./payment-updates.ts";

export interface StarsCheckoutOptions extends BotApiOptions {
  /** What one Star costs a fan, millionths of a USD. */
  readonly starMicros: number;
}

/** Bot API, createInvoiceLink. */
const MOST_TITLE_CHARS = 32;
const MOST_DESCRIPTION_CHARS = 255;
const MONTH_SECONDS = 2_592_000;
const MICROS_PER_CENT = 10_000;

export function createStarsCheckout(options: StarsCheckoutOptions): Checkout {
  return {
    info: { provider: STARS_PROVIDER, sandbox: false, recurring: true, channel: "telegram" },
    quote: (amountCents) => ({ amount: starsFor(amountCents, options.starMicros), currency: STARS_CURRENCY }),
    createPage: (request, signal) => createPage(options, request, signal),
    verify: () => {
      throw new AppError("unauthenticated", "Stars are told of by the bot itself, not by this webhook.");
    },
    refund: (request, signal) => refund(options, request, signal),
    cancel: (subscription, signal) => cancel(options, subscription, signal),
  };
}

/** Rounded up: a part of a Star cannot be paid. */
export function starsFor(amountCents: number, starMicros: number): number {
  return Math.max(1, Math.ceil((amountCents * MICROS_PER_CENT) / starMicros));
}

/** Each call makes another link; all of them are the same intent, which is paid once. */
async function createPage(
  options: BotApiOptions,
  { intentId, quote, description, recurring, through }: CheckoutRequest,
  signal: AbortSignal,
): Promise<{ readonly url: string }> {
  if (quote?.currency !== STARS_CURRENCY) {
    throw new AppError("invalid_input", "There is no price in Stars.", { field: "quote" });
  }
  const url = await asked(signal, () =>
    apiOf(options, through).createInvoiceLink(
      description.slice(0, MOST_TITLE_CHARS),
      description.slice(0, MOST_DESCRIPTION_CHARS),
      intentId,
      "",
      STARS_CURRENCY,
      [{ label: description.slice(0, MOST_TITLE_CHARS), amount: quote.amount }],
      recurring ? { subscription_period: MONTH_SECONDS } : {},
      asApiSignal(signal),
    ),
  );
  return { url };
}

const REFUNDED_BEFORE = "CHARGE_ALREADY_REFUNDED";

async function refund(
  options: BotApiOptions,
  { chargeId, through }: RefundRequest,
  signal: AbortSignal,
): Promise<void> {
  try {
    await asked(signal, () =>
      apiOf(options, through).refundStarPayment(userOf(through), chargeId, asApiSignal(signal)),
    );
  } catch (thrown) {
    if (!(thrown instanceof AppError) || thrown.reason !== REFUNDED_BEFORE) throw thrown;
  }
}

/** Telegram tells of what a fan ends, not of what the bot does. */
async function cancel(
  options: BotApiOptions,
  { subscriptionId, chargeId, payee, now, through }: SubscriptionToCancel,
  signal: AbortSignal,
): Promise<VerifiedPaymentEvent> {
  await asked(signal, () =>
    apiOf(options, through).editUserStarSubscription(userOf(through), chargeId, true, asApiSignal(signal)),
  );
  return { ...noMoney("canceled", `canceled:${chargeId}`, subscriptionId, now), payee };
}

function apiOf(options: BotApiOptions, through: PaidThrough | undefined) {
  return botApi(options, requireChat(through).account.accessToken);
}

function userOf(through: PaidThrough | undefined): number {
  return Number(requireChat(through).fanExternalId);
}

function requireChat(through: PaidThrough | undefined): PaidThrough {
  if (through) return through;
  throw new AppError("not_configured", "Stars go through the chat they are paid in, and that is gone.", {
    reason: "no_chat",
    remedy: "Connect the bot again.",
  });
}

/** All of these do no harm when they are asked again. */
async function asked<Result>(signal: AbortSignal, call: () => Promise<Result>): Promise<Result> {
  if (signal.aborted) throw new AppError("unavailable", "The checkout was called off.", { cause: signal.reason });
  try {
    return await call();
  } catch (thrown) {
    if (thrown instanceof AppError) throw thrown;
    const refusal = refused(thrown);
    if (isTokenRefused(refusal)) {
      throw new AppError("not_configured", "Telegram does not know the bot's token any more.", {
        reason: "token_invalid",
        remedy: "Connect the bot again.",
      });
    }
    const reason = refusal.description.includes(REFUNDED_BEFORE) ? REFUNDED_BEFORE : "telegram_refused";
    throw new AppError("provider_refused", `Telegram refused: ${refusal.description}.`, { reason });
  }
}

/** A lost answer is no more than a failure. */
function refused(thrown: unknown) {
  try {
    return refusalOf(thrown);
  } catch (error) {
    if (error instanceof AppError && error.code === "outcome_unknown")
      throw new AppError("unavailable", "Telegram's answer was lost.", { cause: error });
    throw error;
  }
}
