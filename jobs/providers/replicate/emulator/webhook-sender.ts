// What the emulated Replicate tells its callers: signed, tried again while they do not answer, and unreliable on request.
import { createHmac, randomUUID } from "node:crypto";
import { FaultScript } from "../../emulator/fault-script.ts";
import { isOverAt, type JobRecord, startsAt, type WebhookEvent } from "./job-record.ts";

/** `forged`: signed with another secret. `stale`: signed an hour ago. */
export type Delivery = "twice" | "lost" | "forged" | "stale";

interface SenderOptions {
  readonly secret: string;
  readonly nowMs: () => number;
  readonly wait: (ms: number) => Promise<unknown>;
  readonly describe: (record: JobRecord) => Record<string, unknown>;
}

const TRIES = 3;
const PAUSE_MS = 500;
const ANSWER_MS = 5_000;
const STALE_SECONDS = 3_600;
/** Of the key of another secret. */
const FORGED_KEY = Buffer.alloc(24, 7);

export class WebhookSender {
  readonly deliveries = new FaultScript<"completed", Delivery>();
  readonly #options: SenderOptions;
  readonly #sent = new Map<string, Set<WebhookEvent>>();

  constructor(options: SenderOptions) {
    this.#options = options;
  }

  /** Sends what is due of one record and has not been sent. @returns how many requests were answered well */
  async send(record: JobRecord): Promise<number> {
    const { webhook } = record;
    if (!webhook) return 0;
    const sent = this.#sent.get(record.id) ?? new Set<WebhookEvent>();
    this.#sent.set(record.id, sent);
    let answered = 0;
    for (const event of dueEvents(record, this.#options.nowMs())) {
      if (!webhook.events.includes(event) || sent.has(event)) continue;
      sent.add(event);
      answered += await this.#deliver(record, webhook.url, event);
    }
    return answered;
  }

  async #deliver(record: JobRecord, url: string, event: WebhookEvent): Promise<number> {
    const delivery = event === "completed" ? this.deliveries.take("completed") : undefined;
    if (delivery === "lost") return 0;
    // What has made something, but is not over, still says so.
    const status = event === "output" ? { status: "processing", completed_at: null } : {};
    const body = JSON.stringify({ ...this.#options.describe(record), ...status });
    const headers = this.#sign(body, delivery);
    let answered = 0;
    for (let copy = 0; copy < (delivery === "twice" ? 2 : 1); copy += 1)
      answered += await this.#post(url, headers, body);
    return answered;
  }

  #sign(body: string, delivery: Delivery | undefined): Record<string, string> {
    const { secret, nowMs } = this.#options;
    const id = `msg_${randomUUID()}`;
    const timestamp = Math.floor(nowMs() / 1_000) - (delivery === "stale" ? STALE_SECONDS : 0);
    const key = delivery === "forged" ? FORGED_KEY : Buffer.from(secret.slice("whsec_".length), "base64");
    const signature = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64");
    return {
      "content-type": "application/json",
      "webhook-id": id,
      "webhook-timestamp": String(timestamp),
      // While a secret is being changed there are two.
      "webhook-signature": `v1,${FORGED_KEY.toString("base64")} v1,${signature}`,
    };
  }

  async #post(url: string, headers: Record<string, string>, body: string): Promise<number> {
    for (let attempt = 0; attempt < TRIES; attempt += 1) {
      if (attempt > 0) await this.#options.wait(PAUSE_MS * attempt);
      const signal = AbortSignal.timeout(ANSWER_MS);
      const sent = fetch(url, { method: "POST", headers, body, signal, redirect: "manual" });
      // Nobody there, or nobody who answers: it is tried again.
      const status = await sent.then((response) => response.status).catch(() => 0);
      if (status >= 200 && status < 300) return 1;
    }
    return 0;
  }
}

function dueEvents(record: JobRecord, nowMs: number): readonly WebhookEvent[] {
  if (isOverAt(record, nowMs)) return ["start", "output", "completed"];
  return nowMs >= startsAt(record) ? ["start"] : [];
}
