// Delivers an emulated platform's webhooks as platforms do: at least once, in no promised order, again until answered 200.
import { setMaxListeners } from "node:events";
import { setTimeout as delay } from "node:timers/promises";

export interface WebhookDelivery {
  readonly id: string;
  readonly body: string;
}

export interface CourierOptions {
  /** Read at every attempt: the receiver's address may only be known once it listens. */
  readonly url: () => string;
  /** Signature and the like, made anew at every attempt. */
  readonly headers: (body: string) => Readonly<Record<string, string>>;
  readonly onDelivered: (id: string) => void;
  /** How many bodies become one; absent: this platform does not batch. */
  readonly merge?: (bodies: readonly string[]) => string;
  readonly fetch?: typeof fetch;
  /** Platforms give the receiver 5 s. */
  readonly acknowledgeWithinMs?: number;
  /** Waits before the 2nd, 3rd ... attempt; the last one repeats. */
  readonly retryDelaysMs?: readonly number[];
  /** Which of so many that wait goes next; absent: the oldest. */
  readonly next?: (waiting: number) => number;
}

export interface ReleaseOptions {
  readonly reversed?: boolean;
  /** Makes one delivery of many. */
  readonly batched?: boolean;
}

const ACKNOWLEDGE_WITHIN_MS = 5_000;
const RETRY_DELAYS_MS = [250, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000];
const PARALLEL = 20;

export class WebhookCourier {
  readonly #options: CourierOptions;
  readonly #unacknowledged = new Set<string>();
  readonly #stop = new AbortController();
  readonly #idleWaiters: (() => void)[] = [];
  readonly #firstAttempts = new Map<string, () => void>();
  #queue: WebhookDelivery[] = [];
  /** Queued, under way or waiting for their next attempt; copies count each. */
  #outstanding = 0;
  #active = 0;
  #held = true;

  /** Held until `release` is called for the first time. */
  constructor(options: CourierOptions) {
    this.#options = options;
    // Each delivery that waits listens for the end.
    setMaxListeners(0, this.#stop.signal);
  }

  /** `copies` above 1: the platform repeats itself. */
  send(delivery: WebhookDelivery, copies = 1): void {
    this.#unacknowledged.add(delivery.id);
    this.#outstanding += copies;
    for (let copy = 0; copy < copies; copy += 1) this.#queue.push(delivery);
    this.#pump();
  }

  /** Resolves once the receiver was tried once, however that went. */
  firstAttempt(id: string): Promise<void> {
    return new Promise((resolve) => this.#firstAttempts.set(id, resolve));
  }

  hold(): void {
    this.#held = true;
  }

  release({ reversed = false, batched = false }: ReleaseOptions = {}): void {
    this.#held = false;
    if (reversed) this.#queue.reverse();
    const { merge } = this.#options;
    if (batched && merge && this.#queue.length > 1) this.#batch(merge);
    this.#pump();
  }

  /** Resolves when everything sent so far was acknowledged. */
  async idle(): Promise<void> {
    if (this.#outstanding > 0) await new Promise<void>((resolve) => this.#idleWaiters.push(resolve));
  }

  close(): void {
    this.#stop.abort();
  }

  #batch(merge: NonNullable<CourierOptions["merge"]>): void {
    const id = this.#queue.map((delivery) => delivery.id).join(" ");
    this.#outstanding -= this.#queue.length - 1;
    this.#queue = [{ id, body: merge(this.#queue.map((delivery) => delivery.body)) }];
  }

  #pump(): void {
    while (!this.#held && !this.#stop.signal.aborted && this.#active < PARALLEL) {
      const [delivery] = this.#queue.splice(this.#options.next?.(this.#queue.length) ?? 0, 1);
      if (!delivery) return;
      this.#active += 1;
      void this.#carry(delivery);
    }
  }

  async #carry(delivery: WebhookDelivery): Promise<void> {
    const acknowledged = await this.#attempt(delivery);
    this.#active -= 1;
    for (const id of delivery.id.split(" ")) this.#endFirstAttempt(id);
    if (this.#stop.signal.aborted) return;
    if (acknowledged) this.#settle(delivery);
    else void this.#retryLater(delivery, 0);
    this.#pump();
  }

  #endFirstAttempt(id: string): void {
    this.#firstAttempts.get(id)?.();
    this.#firstAttempts.delete(id);
  }

  /** The second and later attempts wait outside of the parallel ones, so that a dead receiver blocks nobody. */
  async #retryLater(delivery: WebhookDelivery, attempt: number): Promise<void> {
    const delaysMs = this.#options.retryDelaysMs ?? RETRY_DELAYS_MS;
    const delayMs = delaysMs[Math.min(attempt, delaysMs.length - 1)] ?? 0;
    const signal = this.#stop.signal;
    await delay(delayMs, undefined, { signal, ref: false }).catch(() => undefined);
    if (signal.aborted) return;
    if (await this.#attempt(delivery)) this.#settle(delivery);
    else if (!signal.aborted) void this.#retryLater(delivery, attempt + 1);
  }

  /** A receiver that cannot be reached, answers late or not with 200 has not received it. */
  async #attempt(delivery: WebhookDelivery): Promise<boolean> {
    const limitMs = this.#options.acknowledgeWithinMs ?? ACKNOWLEDGE_WITHIN_MS;
    try {
      const response = await (this.#options.fetch ?? fetch)(this.#options.url(), {
        method: "POST",
        headers: { "content-type": "application/json", ...this.#options.headers(delivery.body) },
        body: delivery.body,
        signal: AbortSignal.any([this.#stop.signal, AbortSignal.timeout(limitMs)]),
      });
      await response.text();
      return response.status === 200;
    } catch {
      return false;
    }
  }

  #settle(delivery: WebhookDelivery): void {
    for (const id of delivery.id.split(" ")) {
      if (this.#unacknowledged.delete(id)) this.#options.onDelivered(id);
    }
    this.#outstanding -= 1;
    if (this.#outstanding > 0) return;
    for (const resolve of this.#idleWaiters.splice(0)) resolve();
  }
}
