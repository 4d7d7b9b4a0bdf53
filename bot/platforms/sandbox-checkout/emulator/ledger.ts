// Moves sandbox payments from state to state; each move makes one signed notice, delivered until it is acknowledged.
import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type { Clock } from "../../../../agents/kernel/clock.ts";
import { AppError } from "../../../../agents/kernel/errors.ts";
import type { WebhookCourier, WebhookDelivery } from "../../../emulators/webhook-courier.ts";
import type { PaymentState, SandboxPayment, SandboxState } from "./state.ts";

/** What goes wrong with the next notice: repeated, or telling something other than the truth. */
export interface NoticePlan {
  readonly copies?: number;
  readonly change?: { readonly amountCents?: number; readonly currency?: string; readonly payee?: string };
}

export type Move = Exclude<PaymentState, "open">;

const ALLOWED: Readonly<Record<PaymentState, readonly Move[]>> = {
  open: ["paid", "expired"],
  paid: ["refunded", "disputed"],
  disputed: ["refunded"],
  refunded: [],
  expired: [],
};

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
    if (!ALLOWED[payment.state].includes(to)) {
      throw new AppError("conflict", `A payment that is ${payment.state} cannot become ${to}.`);
    }
    const chargeId = payment.chargeId ?? (to === "paid" ? `ch_${randomUUID()}` : null);
    const moved: SandboxPayment = { ...payment, state: to, chargeId };
    const plan = this.#plans.shift() ?? {};
    const notice = this.#notice(moved, to, plan);
    this.#state.record({ type: "moved", payment: moved, notice });
    const told = this.#courier.firstAttempt(notice.id);
    this.#courier.send(notice, plan.copies);
    await Promise.race([told, delay(WAIT_FOR_SHOP_MS, undefined, { ref: false })]);
  }

  #notice(payment: SandboxPayment, kind: Move, plan: NoticePlan): WebhookDelivery {
    const id = `evt_${randomUUID()}`;
    const { intentId, amountCents, currency, payee } = payment;
    const facts = { intentId, chargeId: payment.chargeId ?? "", amountCents, currency, payee, ...plan.change };
    const body = JSON.stringify({ id, kind, ...facts, occurredAt: this.#clock.now().toISOString() });
    return { id, body };
  }
}
