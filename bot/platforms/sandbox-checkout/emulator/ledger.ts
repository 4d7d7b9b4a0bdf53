// Moves sandbox payments from state to state; each move makes one signed notice, delivered until it is acknowledged.
import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { type Clock, DAY_MS } from "../../../../agents/kernel/clock.ts";
import { AppError } from "../../../../agents/kernel/errors.ts";
import type { WebhookCourier, WebhookDelivery } from "../../../emulators/webhook-courier.ts";
import { type PaymentState, type SandboxPayment, type SandboxState, subscriptionIdOf } from "./state.ts";

/** What goes wrong with the next notice: repeated, or telling something other than the truth. */
export interface NoticePlan {
  readonly copies?: number;
  readonly change?: { readonly amountCents?: number; readonly currency?: string; readonly payee?: string };
}

/** What may become of a monthly payment after its first month. */
export type Recurrence = "renewed" | "renewal_failed" | "canceled" | "ended";

export type Move = Exclude<PaymentState, "open"> | "dispute_won";

const ALLOWED: Readonly<Record<PaymentState, readonly Move[]>> = {
  open: ["paid", "expired"],
  paid: ["refunded", "disputed"],
  disputed: ["refunded", "dispute_won"],
  refunded: [],
  expired: [],
};

const PERIOD_MS = 30 * DAY_MS;
/** After this long the payer goes back even if the shop has not answered yet. */
const WAIT_FOR_SHOP_MS = 3_000;

export class SandboxLedger {
  readonly #state: SandboxState;
  readonly #courier: WebhookCourier;
  readonly #clock: Clock;
  readonly #plans: NoticePlan[] = [];

  constructor(state: SandboxState, courier: WebhookCourier, clock: Clock) {
    this.#state = state;
    this.#courier = courier;
    this.#clock = clock;
  }

  plan(plan: NoticePlan): void {
    this.#plans.push(plan);
  }

  /** Resolves once the shop was told for the first time. A move made already is not made again. */
  async move(payment: SandboxPayment, to: Move): Promise<void> {
    if (payment.state === to) return;
    // A page left open too long takes nothing any more.
    const isLate = payment.expiresAt !== undefined && new Date(payment.expiresAt) <= this.#clock.now();
    if (isLate && to === "paid") return await this.move(payment, "expired");
    if (!ALLOWED[payment.state].includes(to)) {
      throw new AppError("conflict", `A payment that is ${payment.state} cannot become ${to}.`);
    }
    const chargeId = payment.chargeId ?? (to === "paid" ? `ch_${randomUUID()}` : null);
    const isFirstMonth = to === "paid" && payment.recurring !== undefined;
    await this.#tell(
      {
        ...payment,
        state: to === "dispute_won" ? "paid" : to,
        chargeId,
        ...(isFirstMonth ? { periodEnd: this.#monthAfter(this.#clock.now()) } : {}),
      },
      to,
    );
  }

  /** The same key gives back once. */
  async refund(payment: SandboxPayment, amountCents: number, key: string): Promise<void> {
    if (payment.refundKeys?.includes(key)) return;
    const refundedCents = (payment.refundedCents ?? 0) + amountCents;
    if (refundedCents > payment.amountCents || payment.chargeId === null)
      throw new AppError("conflict", "No more can go back than was paid.");
    const state = refundedCents === payment.amountCents ? "refunded" : payment.state;
    const refundKeys = [...(payment.refundKeys ?? []), key];
    await this.#tell({ ...payment, state, refundedCents, refundKeys }, "refunded", { amountCents: refundedCents });
  }

  async recur(payment: SandboxPayment, kind: Recurrence): Promise<void> {
    if (payment.periodEnd === undefined) throw new AppError("conflict", "This payment does not recur.");
    if (kind === "canceled" && payment.canceled) return;
    if (kind !== "renewed")
      return await this.#tell({ ...payment, ...(kind === "canceled" ? { canceled: true } : {}) }, kind, {
        chargeId: "",
      });
    const periodEnd = this.#monthAfter(new Date(payment.periodEnd));
    await this.#tell({ ...payment, periodEnd }, kind, { chargeId: `ch_${randomUUID()}` });
  }

  #monthAfter(from: Date): string {
    return new Date(from.getTime() + PERIOD_MS).toISOString();
  }

  async #tell(payment: SandboxPayment, kind: Move | Recurrence, change: object = {}): Promise<void> {
    const plan = this.#plans.shift() ?? {};
    const notice = this.#notice(payment, kind, { ...change, ...plan.change });
    this.#state.record({ type: "moved", payment, notice });
    const told = this.#courier.firstAttempt(notice.id);
    this.#courier.send(notice, plan.copies);
    await Promise.race([told, delay(WAIT_FOR_SHOP_MS, undefined, { ref: false })]);
  }

  #notice(payment: SandboxPayment, kind: Move | Recurrence, change: object): WebhookDelivery {
    const id = `evt_${randomUUID()}`;
    const { intentId, amountCents, currency, payee, periodEnd } = payment;
    const facts = { intentId, chargeId: payment.chargeId ?? "", amountCents, currency, payee, ...change };
    const recurring = periodEnd === undefined ? {} : { subscriptionId: subscriptionIdOf(payment), periodEnd };
    const body = JSON.stringify({ id, kind, ...facts, ...recurring, occurredAt: this.#clock.now().toISOString() });
    return { id, body };
  }
}
