// What the sandbox provider knows: its pages, how far each got, and the notices still to be delivered.
import { type Journal, openJournal } from "../../../emulators/journal.ts";
import type { WebhookDelivery } from "../../../emulators/webhook-courier.ts";

export type PaymentState = "open" | "paid" | "refunded" | "disputed" | "expired";

export interface SandboxPayment {
  readonly pageId: string;
  readonly intentId: string;
  readonly amountCents: number;
  readonly currency: string;
  readonly description: string;
  readonly payee: string;
  readonly returnUrl: string;
  readonly state: PaymentState;
  /** Set when it is paid, once. */
  readonly chargeId: string | null;
  readonly recurring?: "month" | undefined;
  readonly expiresAt?: string | undefined;
  /** Given back so far. */
  readonly refundedCents?: number;
  readonly refundKeys?: readonly string[];
  readonly canceled?: boolean;
  /** What a recurring one is paid until. */
  readonly periodEnd?: string;
}

export function subscriptionIdOf(payment: SandboxPayment): string {
  return `sub_${payment.pageId}`;
}

type StateEntry =
  | { readonly type: "page"; readonly payment: SandboxPayment }
  /** The new state and its notice are kept or lost together. */
  | { readonly type: "moved"; readonly payment: SandboxPayment; readonly notice: WebhookDelivery }
  | { readonly type: "delivered"; readonly id: string };

export class SandboxState {
  readonly #payments = new Map<string, SandboxPayment>();
  readonly #pageOfIntent = new Map<string, string>();
  readonly notices = new Map<string, WebhookDelivery>();
  readonly #journal: Journal<StateEntry>;

  constructor(journalPath: string | undefined) {
    this.#journal = openJournal(journalPath, (entry) => this.#apply(entry));
  }

  record(entry: StateEntry): void {
    this.#journal.record(entry);
  }

  byPage(pageId: string): SandboxPayment | undefined {
    return this.#payments.get(pageId);
  }

  byIntent(intentId: string): SandboxPayment | undefined {
    return this.#payments.get(this.#pageOfIntent.get(intentId) ?? "");
  }

  bySubscription(subscriptionId: string): SandboxPayment | undefined {
    return this.all().find((payment) => payment.periodEnd && subscriptionIdOf(payment) === subscriptionId);
  }

  all(): readonly SandboxPayment[] {
    return [...this.#payments.values()];
  }

  close(): void {
    this.#journal.close();
  }

  #apply(entry: StateEntry): void {
    if (entry.type === "delivered") {
      this.notices.delete(entry.id);
      return;
    }
    const { payment } = entry;
    this.#payments.set(payment.pageId, payment);
    this.#pageOfIntent.set(payment.intentId, payment.pageId);
    if (entry.type === "moved") this.notices.set(entry.notice.id, entry.notice);
  }
}
