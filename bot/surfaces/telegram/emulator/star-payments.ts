// Payments in Telegram Stars: invoice links, the question before each payment, charges, refunds and subscriptions.
import { setTimeout as delay } from "node:timers/promises";
import { BadRequest } from "./message-html.ts";
import type { CallParameters } from "./method-schemas.ts";

export interface StarInvoice {
  readonly link: string;
  readonly title: string;
  readonly description: string;
  readonly payload: string;
  readonly amount: number;
  /** Seconds until the next payment; undefined: paid once. */
  readonly periodSeconds: number | undefined;
}

/** A line of the bill: what a person paid, and whether it went back. */
export interface StarCharge {
  readonly id: string;
  readonly userId: number;
  readonly payload: string;
  readonly amount: number;
  readonly date: number;
  readonly isRecurring: boolean;
  /** Of media in a chat, not of an invoice. */
  readonly isPaidMedia: boolean;
  isRefunded: boolean;
  /** Of a subscription's first charge: no further month. */
  isCanceled: boolean;
}

export type PaymentOutcome =
  /** `updateId`: of the update that tells the bot. */
  | { readonly state: "paid"; readonly charge: StarCharge; readonly updateId: number }
  | { readonly state: "refused"; readonly message: string }
  /** The bot did not answer in time. */
  | { readonly state: "timed_out" };

export interface StarAnswer {
  readonly ok: boolean;
  readonly message: string;
}

/** "Must be sent within 10 seconds". */
const ANSWER_LIMIT_MS = 10_000;
const TOO_LATE = "query is too old and response timeout expired or query ID is invalid";

export class StarPayments {
  readonly #invoices: StarInvoice[] = [];
  readonly #charges: StarCharge[] = [];
  readonly #open = new Map<string, (answer: StarAnswer) => void>();
  #queries = 0;
  readonly #botId: number;
  readonly #nowSeconds: () => number;

  constructor(botId: number, nowSeconds: () => number) {
    this.#botId = botId;
    this.#nowSeconds = nowSeconds;
  }

  get charges(): readonly StarCharge[] {
    return this.#charges;
  }

  /** Every call makes another link, as on the real server. */
  createLink(call: CallParameters<"createInvoiceLink">): string {
    const amount = call.prices[0]?.amount ?? 0;
    const link = `https://t.me/$emulated${this.#invoices.length + 1}`;
    const { title, description, payload, subscription_period: periodSeconds } = call;
    this.#invoices.push({ link, title, description, payload, amount, periodSeconds });
    return link;
  }

  /** @throws Error for a link nobody made */
  invoice(link: string): StarInvoice {
    const found = this.#invoices.find((invoice) => invoice.link === link);
    if (!found) throw new Error(`there is no invoice ${link}`);
    return found;
  }

  /** @param announce pushes the question to the bot */
  async ask(announce: (queryId: string) => void, limitMs = ANSWER_LIMIT_MS): Promise<StarAnswer | null> {
    this.#queries += 1;
    const id = `88000000${this.#queries}`;
    const answered = new Promise<StarAnswer>((resolve) => {
      this.#open.set(id, resolve);
    });
    announce(id);
    const answer = await Promise.race([answered, delay(limitMs, null, { ref: false })]);
    this.#open.delete(id);
    return answer;
  }

  /** @throws BadRequest for an unknown, answered or late query */
  answer(call: CallParameters<"answerPreCheckoutQuery">): true {
    const resolve = this.#open.get(call.pre_checkout_query_id);
    if (!resolve) throw new BadRequest(TOO_LATE);
    if (!call.ok && !call.error_message) throw new BadRequest("error message must be non-empty");
    this.#open.delete(call.pre_checkout_query_id);
    resolve({ ok: call.ok, message: call.error_message ?? "" });
    return true;
  }

  charge(
    userId: number,
    { payload, amount, periodSeconds }: Pick<StarInvoice, "payload" | "amount" | "periodSeconds">,
    isPaidMedia = false,
  ): StarCharge {
    const charge: StarCharge = {
      id: `stx${this.#botId}_${String(this.#charges.length + 1).padStart(4, "0")}`,
      ...{ userId, payload, amount, date: this.#nowSeconds(), isRecurring: periodSeconds !== undefined },
      ...{ isPaidMedia, isRefunded: false, isCanceled: false },
    };
    this.#charges.push(charge);
    return charge;
  }

  /** @throws BadRequest */
  refund(call: CallParameters<"refundStarPayment">): StarCharge {
    const charge = this.#find(call.user_id, call.telegram_payment_charge_id);
    if (charge.isRefunded) throw new BadRequest("CHARGE_ALREADY_REFUNDED");
    charge.isRefunded = true;
    return charge;
  }

  /** @throws BadRequest */
  editSubscription(call: CallParameters<"editUserStarSubscription">): true {
    const charge = this.#find(call.user_id, call.telegram_payment_charge_id);
    if (!charge.isRecurring) throw new BadRequest("CHARGE_ID_INVALID");
    charge.isCanceled = call.is_canceled;
    return true;
  }

  transactions(call: CallParameters<"getStarTransactions">): readonly Record<string, unknown>[] {
    const lines = this.#charges.flatMap(({ id, userId, amount, date, payload, isPaidMedia, isRefunded }) => {
      const user = {
        type: "user",
        transaction_type: isPaidMedia ? "paid_media_payment" : "invoice_payment",
        user: { id: userId },
        ...(isPaidMedia ? { paid_media_payload: payload, paid_media: [] } : { invoice_payload: payload }),
      };
      const line = { id, amount, date };
      return [{ ...line, source: user }, ...(isRefunded ? [{ ...line, receiver: user }] : [])];
    });
    const offset = call.offset ?? 0;
    return lines.slice(offset, offset + (call.limit ?? 100));
  }

  #find(userId: number, chargeId: string): StarCharge {
    const found = this.#charges.find((charge) => charge.id === chargeId && charge.userId === userId);
    if (!found) throw new BadRequest("CHARGE_ID_INVALID");
    return found;
  }
}
