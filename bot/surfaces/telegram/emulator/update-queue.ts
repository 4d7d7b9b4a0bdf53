// What waits for the bot: handed out by long polling, or pushed to its webhook with retries.
import { setTimeout as delay } from "node:timers/promises";

export interface Update {
  readonly update_id: number;
  readonly [kind: string]: unknown;
}

export interface Webhook {
  readonly url: string;
  readonly secretToken?: string;
}

export interface WebhookInfo {
  readonly url: string;
  readonly has_custom_certificate: false;
  readonly pending_update_count: number;
  readonly last_error_date?: number;
  readonly last_error_message?: string;
}

interface WaitingPoll {
  readonly finish: (answer: "ready" | "terminated") => void;
}

/** First retry at once, then doubling; the real server goes on up to 60-120 s. */
const retryDelayMs = (attempt: number, unitMs: number) =>
  attempt <= 1 ? 0 : Math.min(unitMs * 2 ** (attempt - 2), 60 * unitMs);

export class UpdateQueue {
  #pending: Update[] = [];
  readonly #sent: Update[] = [];
  #lastId: number;
  #poll: WaitingPoll | undefined;
  #webhook: Webhook | undefined;
  #allowed: readonly string[] = [];
  #lastError: { date: number; message: string } | undefined;
  #isDelivering = false;
  readonly #stopping = new AbortController();
  readonly #retryUnitMs: number;
  readonly #nowSeconds: () => number;

  constructor(options: { firstId: number; retryUnitMs: number; nowSeconds: () => number }) {
    this.#lastId = options.firstId - 1;
    this.#retryUnitMs = options.retryUnitMs;
    this.#nowSeconds = options.nowSeconds;
  }

  /** From now on only these kinds come; empty: all, undefined: as before. */
  allow(kinds: readonly string[] | undefined): void {
    if (kinds) this.#allowed = kinds;
  }

  push(content: Readonly<Record<string, unknown>>): number {
    this.#lastId += 1;
    const update = { update_id: this.#lastId, ...content };
    if (this.#allowed.length > 0 && !this.#allowed.some((kind) => kind in content)) return this.#lastId;
    this.#sent.push(update);
    this.#enqueue(update);
    return this.#lastId;
  }

  /** Delivers an update again, as the server does when a confirmation got lost. @throws Error for an unknown id */
  repeat(updateId: number): void {
    const update = this.#sent.find((sent) => sent.update_id === updateId);
    if (!update) throw new Error(`there was no update ${updateId}`);
    this.#enqueue(update);
  }

  #enqueue(update: Update): void {
    this.#pending.push(update);
    this.#poll?.finish("ready");
    this.#deliver();
  }

  get webhook(): Webhook | undefined {
    return this.#webhook;
  }

  setWebhook(webhook: Webhook | undefined, dropPending: boolean): void {
    this.#webhook = webhook;
    if (dropPending) this.#pending = [];
    this.#poll?.finish("terminated");
    this.#deliver();
  }

  info(): WebhookInfo {
    return {
      url: this.#webhook?.url ?? "",
      has_custom_certificate: false,
      pending_update_count: this.#pending.length,
      ...(this.#lastError
        ? { last_error_date: this.#lastError.date, last_error_message: this.#lastError.message }
        : {}),
    };
  }

  /** "terminated": another poll began, or a webhook was set. */
  async poll(options: { offset: number; limit: number; timeoutMs: number }): Promise<readonly Update[] | "terminated"> {
    this.#poll?.finish("terminated");
    const { offset } = options;
    if (offset > 0) this.#pending = this.#pending.filter((update) => update.update_id >= offset);
    if (offset < 0) this.#pending = this.#pending.slice(offset);
    if (this.#pending.length === 0 && options.timeoutMs > 0) {
      const answer = await this.#wait(options.timeoutMs);
      if (answer === "terminated") return answer;
    }
    return this.#pending.slice(0, options.limit);
  }

  close(): void {
    this.#stopping.abort();
    this.#poll?.finish("ready");
  }

  #wait(timeoutMs: number): Promise<"ready" | "terminated"> {
    return new Promise((resolve) => {
      const waiting: WaitingPoll = {
        finish: (answer) => {
          clearTimeout(timer);
          if (this.#poll === waiting) this.#poll = undefined;
          resolve(answer);
        },
      };
      const timer = setTimeout(() => waiting.finish("ready"), timeoutMs);
      this.#poll = waiting;
    });
  }

  #deliver(): void {
    if (this.#isDelivering || !this.#webhook) return;
    this.#isDelivering = true;
    this.#deliverAll()
      .catch((thrown: unknown) => this.#fail(thrown instanceof Error ? thrown.message : String(thrown)))
      .finally(() => {
        this.#isDelivering = false;
      });
  }

  async #deliverAll(): Promise<void> {
    for (let attempt = 0; this.#webhook && !this.#stopping.signal.aborted; ) {
      const [update] = this.#pending;
      if (!update) return;
      const pause = retryDelayMs(attempt, this.#retryUnitMs);
      if (pause > 0) await delay(pause, undefined, { signal: this.#stopping.signal });
      if (await this.#post(this.#webhook, update)) {
        this.#pending = this.#pending.filter((other) => other !== update);
        attempt = 0;
      } else attempt += 1;
    }
  }

  async #post(webhook: Webhook, update: Update): Promise<boolean> {
    const secret: Record<string, string> = webhook.secretToken
      ? { "X-Telegram-Bot-Api-Secret-Token": webhook.secretToken }
      : {};
    try {
      const response = await fetch(webhook.url, {
        method: "POST",
        headers: { "Content-Type": "application/json", ...secret },
        body: JSON.stringify(update),
        signal: this.#stopping.signal,
      });
      await response.arrayBuffer();
      if (response.ok) return true;
      this.#fail(`Wrong response from the webhook: ${response.status} ${response.statusText}`);
    } catch (thrown) {
      this.#fail(thrown instanceof Error ? thrown.message : String(thrown));
    }
    return false;
  }

  #fail(message: string): void {
    this.#lastError = { date: this.#nowSeconds(), message };
  }
}
