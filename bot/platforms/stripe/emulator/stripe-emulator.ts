// A strict Stripe for tests: Checkout Sessions, refunds, and signed events, as far as the adapter uses them. What Stripe
// refuses is refused here: unknown parameters, wrong keys, a used idempotency key with other parameters.
import { createHash, randomUUID } from "node:crypto";
import express, { type Request, type Response, Router } from "express";
import { type Clock, DAY_MS, MINUTE_MS, SECOND_MS } from "../../../../agents/kernel/clock.ts";
import { equalsInConstantTime } from "../../../../agents/kernel/secret.ts";
import { type ServedRouter, serveRouter } from "../../../emulators/serve-router.ts";
import { WebhookCourier } from "../../../emulators/webhook-courier.ts";
import { STRIPE_API_VERSION } from "../stripe-event.ts";
import { STRIPE_SIGNATURE_HEADER, signStripe } from "../stripe-signature.ts";

export interface StripeEmulatorOptions {
  readonly secretKey: string;
  readonly webhookSecret: string;
  readonly webhookUrl: string;
  readonly clock: Clock;
}

type Fields = Readonly<Record<string, string>>;

interface Session {
  readonly id: string;
  readonly fields: Fields;
  status: "open" | "complete" | "expired";
  paymentIntent: string | null;
  subscription: string | null;
  /** By payment intent. */
  readonly refunded: Map<string, number>;
}

const PRICE = "line_items[0][price_data]";
const LASTING = ["intent_id", "payee"].flatMap((key) => [
  `metadata[${key}]`,
  `payment_intent_data[metadata][${key}]`,
  `subscription_data[metadata][${key}]`,
]);
const SESSION_PARAMETERS = new Set([
  "mode",
  "client_reference_id",
  "success_url",
  "cancel_url",
  "line_items[0][quantity]",
  `${PRICE}[currency]`,
  `${PRICE}[unit_amount]`,
  `${PRICE}[product_data][name]`,
  `${PRICE}[recurring][interval]`,
  "expires_at",
  ...LASTING,
]);
const MONTH_MS = 30 * DAY_MS;
/** Stripe's least charge in US dollars. */
const MIN_AMOUNT_CENTS = 50;

export class StripeEmulator {
  readonly #options: StripeEmulatorOptions;
  readonly #courier: WebhookCourier;
  readonly #sessions = new Map<string, Session>();
  readonly #answers = new Map<string, { readonly hash: string; readonly status: number; readonly body: object }>();
  url = "";

  constructor(options: StripeEmulatorOptions) {
    this.#options = options;
    this.#courier = new WebhookCourier({
      url: () => options.webhookUrl,
      headers: (body) => ({ [STRIPE_SIGNATURE_HEADER]: signStripe(options.webhookSecret, body, options.clock.now()) }),
      onDelivered: () => undefined,
      retryDelaysMs: [5],
    });
    this.#courier.release();
  }

  router(): Router {
    const router = Router();
    const form = express.text({ type: "application/x-www-form-urlencoded" });
    router.post("/v1/checkout/sessions", form, (request, response) =>
      this.#answer(request, response, (fields) => this.#createSession(fields)),
    );
    router.post("/v1/refunds", form, (request, response) =>
      this.#answer(request, response, (fields) => this.#refund(fields)),
    );
    router.post("/v1/subscriptions/:id", form, (request, response) =>
      this.#answer(request, response, (fields) => this.#updateSubscription(String(request.params.id), fields)),
    );
    router.get("/pay/:id", (_request, response) => void response.send("Pay with Stripe (emulated)"));
    router.post("/pay/:id", async (request, response) => {
      const session = this.#sessions.get(String(request.params.id));
      if (!session) return void response.status(404).end();
      await this.#pay(session);
      response.redirect(303, session.fields.success_url ?? "");
    });
    return router;
  }

  session(intentId: string): Session {
    const found = [...this.#sessions.values()].find(({ fields }) => fields.client_reference_id === intentId);
    if (!found) throw new Error(`no session for ${intentId}`);
    return found;
  }

  async expire(intentId: string): Promise<void> {
    const session = this.session(intentId);
    session.status = "expired";
    await this.#emit("checkout.session.expired", this.#sessionObject(session));
  }

  async dispute(intentId: string): Promise<void> {
    await this.#emit("charge.dispute.created", this.#disputeObject(intentId, "needs_response"));
  }

  async closeDispute(intentId: string, status: "won" | "lost" | "warning_closed"): Promise<void> {
    await this.#emit("charge.dispute.closed", this.#disputeObject(intentId, status));
  }

  #disputeObject(intentId: string, status: string): object {
    const { fields, paymentIntent } = this.session(intentId);
    const amount = amountOf(fields);
    return {
      id: id("dp"),
      object: "dispute",
      amount,
      status,
      currency: "usd",
      payment_intent: paymentIntent,
      metadata: {},
    };
  }

  /** The next month is paid, or fails. @returns the payment intent of the month */
  async cycle(intentId: string, outcome: "paid" | "failed"): Promise<string> {
    const paymentIntent = id("pi");
    const invoice = this.#invoice(this.session(intentId), "subscription_cycle", paymentIntent, outcome === "paid");
    await this.#emit(outcome === "paid" ? "invoice.paid" : "invoice.payment_failed", invoice);
    return paymentIntent;
  }

  async cancel(intentId: string, when: "at_period_end" | "now"): Promise<void> {
    const { subscription, fields } = this.session(intentId);
    const type = when === "now" ? "customer.subscription.deleted" : "customer.subscription.updated";
    await this.#emit(type, {
      id: subscription,
      object: "subscription",
      cancel_at_period_end: when !== "now",
      currency: "usd",
      metadata: metadataOf(fields, "subscription_data[metadata]"),
    });
  }

  /** An event of another kind, as every account has. */
  async other(type: string): Promise<void> {
    await this.#emit(type, { id: id("obj"), object: "other" });
  }

  close(): void {
    this.#courier.close();
  }

  async #answer(
    request: Request,
    response: Response,
    act: (fields: Fields) => Promise<object> | object,
  ): Promise<void> {
    const key = /^Bearer (.+)$/.exec(request.get("authorization") ?? "")?.[1] ?? "";
    if (!equalsInConstantTime(key, this.#options.secretKey))
      return void response.status(401).json(error("invalid_request_error", "api_key_invalid"));
    if (request.get("stripe-version") !== STRIPE_API_VERSION)
      return void response.status(400).json(error("invalid_request_error", "version"));
    const text = typeof request.body === "string" ? request.body : "";
    const idempotencyKey = `${request.path} ${request.get("idempotency-key") ?? randomUUID()}`;
    const hash = createHash("sha256").update(text).digest("hex");
    const known = this.#answers.get(idempotencyKey);
    if (known && known.hash !== hash) return void response.status(400).json(error("idempotency_error", null));
    if (known) return void response.status(known.status).json(known.body);
    const result = await outcomeOf(() => act(Object.fromEntries(new URLSearchParams(text))));
    this.#answers.set(idempotencyKey, { hash, ...result });
    response.status(result.status).json(result.body);
  }

  #createSession(fields: Fields): object {
    for (const name of Object.keys(fields))
      if (!SESSION_PARAMETERS.has(name)) throw new Refused("parameter_unknown", name);
    const isRecurring = fields.mode === "subscription";
    if (!isRecurring && fields.mode !== "payment") throw new Refused("parameter_invalid", "mode");
    if (isRecurring !== (fields[`${PRICE}[recurring][interval]`] === "month"))
      throw new Refused("parameter_invalid", "recurring");
    const wrongData = isRecurring ? "payment_intent_data" : "subscription_data";
    if (Object.keys(fields).some((name) => name.startsWith(wrongData)))
      throw new Refused("parameter_invalid", wrongData);
    const amount = amountOf(fields);
    if (!Number.isInteger(amount) || amount < MIN_AMOUNT_CENTS) throw new Refused("amount_too_small", "unit_amount");
    if (fields[`${PRICE}[currency]`] !== "usd" || !fields[`${PRICE}[product_data][name]`])
      throw new Refused("parameter_missing", "price_data");
    const lifeMs = Number(fields.expires_at ?? Number.NaN) * SECOND_MS - this.#options.clock.now().getTime();
    if (fields.expires_at !== undefined && !(lifeMs >= 30 * MINUTE_MS - SECOND_MS && lifeMs <= DAY_MS))
      throw new Refused("parameter_invalid", "expires_at");
    const session: Session = {
      id: id("cs"),
      fields,
      status: "open",
      paymentIntent: null,
      subscription: null,
      refunded: new Map(),
    };
    this.#sessions.set(session.id, session);
    return { ...this.#sessionObject(session), url: `${this.url}/pay/${session.id}` };
  }

  async #refund({ payment_intent: paymentIntent, amount, ...unknown }: Fields): Promise<object> {
    const [name] = Object.keys(unknown);
    if (name !== undefined) throw new Refused("parameter_unknown", name);
    const session = [...this.#sessions.values()].find((each) => each.paymentIntent === paymentIntent);
    if (!session || !paymentIntent) throw new Refused("resource_missing", "payment_intent");
    const total = (session.refunded.get(paymentIntent) ?? 0) + Number(amount);
    if (total > amountOf(session.fields)) throw new Refused("charge_already_refunded", "amount");
    session.refunded.set(paymentIntent, total);
    await this.#emit("charge.refunded", {
      id: id("ch"),
      object: "charge",
      amount: amountOf(session.fields),
      amount_refunded: total,
      currency: "usd",
      payment_intent: paymentIntent,
      metadata: metadataOf(session.fields, "payment_intent_data[metadata]"),
    });
    return { id: id("re"), object: "refund", status: "succeeded" };
  }

  async #updateSubscription(subscription: string, fields: Fields): Promise<object> {
    if (Object.keys(fields).join() !== "cancel_at_period_end") throw new Refused("parameter_unknown", "subscription");
    const session = [...this.#sessions.values()].find((each) => each.subscription === subscription);
    if (!session) throw new Refused("resource_missing", "subscription");
    await this.cancel(session.fields.client_reference_id ?? "", "at_period_end");
    return { id: subscription, object: "subscription", cancel_at_period_end: true };
  }

  async #pay(session: Session): Promise<void> {
    if (session.status !== "open") return;
    session.status = "complete";
    session.paymentIntent = id("pi");
    if (session.fields.mode === "subscription") {
      session.subscription = id("sub");
      const invoice = this.#invoice(session, "subscription_create", session.paymentIntent, true);
      await this.#emit("checkout.session.completed", this.#sessionObject(session));
      await this.#emit("invoice.paid", invoice);
    } else await this.#emit("checkout.session.completed", this.#sessionObject(session));
  }

  #sessionObject(session: Session): object {
    const { fields, status } = session;
    const isRecurring = fields.mode === "subscription";
    return {
      id: session.id,
      object: "checkout.session",
      mode: fields.mode,
      status,
      payment_status: status === "complete" ? "paid" : "unpaid",
      amount_total: amountOf(fields),
      currency: "usd",
      client_reference_id: fields.client_reference_id,
      payment_intent: isRecurring ? null : session.paymentIntent,
      subscription: session.subscription,
      metadata: metadataOf(fields, "metadata"),
    };
  }

  #invoice(session: Session, reason: string, paymentIntent: string, isPaid: boolean): object {
    const amount = amountOf(session.fields);
    const months = reason === "subscription_create" ? 1 : 2;
    const end = Math.floor((this.#options.clock.now().getTime() + months * MONTH_MS) / SECOND_MS);
    return {
      id: id("in"),
      object: "invoice",
      billing_reason: reason,
      amount_due: amount,
      amount_paid: isPaid ? amount : 0,
      currency: "usd",
      payment_intent: paymentIntent,
      subscription: session.subscription,
      subscription_details: { metadata: metadataOf(session.fields, "subscription_data[metadata]") },
      lines: { data: [{ period: { end } }] },
    };
  }

  /** Resolves once the receiver was told for the first time. */
  async #emit(type: string, object: object): Promise<void> {
    const event = {
      id: id("evt"),
      object: "event",
      api_version: STRIPE_API_VERSION,
      created: Math.floor(this.#options.clock.now().getTime() / SECOND_MS),
      livemode: !this.#options.secretKey.startsWith("sk_test_"),
      type,
      data: { object },
    };
    const told = this.#courier.firstAttempt(event.id);
    this.#courier.send({ id: event.id, body: JSON.stringify(event) });
    await told;
  }
}

export async function startStripeEmulator(
  options: StripeEmulatorOptions,
): Promise<{ readonly emulator: StripeEmulator } & ServedRouter> {
  const emulator = new StripeEmulator(options);
  const served = await serveRouter(emulator.router());
  emulator.url = served.url;
  return {
    emulator,
    url: served.url,
    close: async () => {
      emulator.close();
      await served.close();
    },
  };
}

class Refused extends Error {
  readonly code: string;

  constructor(code: string, parameter: string) {
    super(`${code}: ${parameter}`);
    this.code = code;
  }
}

async function outcomeOf(act: () => Promise<object> | object): Promise<{ status: number; body: object }> {
  try {
    return { status: 200, body: await act() };
  } catch (thrown) {
    if (thrown instanceof Refused) return { status: 400, body: error("invalid_request_error", thrown.code) };
    throw thrown;
  }
}

const error = (type: string, code: string | null) => ({ error: { type, code, message: `${type} ${code ?? ""}` } });
const id = (prefix: string) => `${prefix}_${randomUUID().replaceAll("-", "")}`;
const amountOf = (fields: Fields) => Number(fields[`${PRICE}[unit_amount]`]);

function metadataOf(fields: Fields, prefix: string): object {
  return { intent_id: fields[`${prefix}[intent_id]`], payee: fields[`${prefix}[payee]`] };
}
