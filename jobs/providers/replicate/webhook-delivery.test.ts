import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import Replicate from "replicate";
import { afterAll, describe, expect, it } from "vitest";
import { ManualClock, MINUTE_MS } from "../../../agents/kernel/clock.ts";
import type { ImageRequest } from "../../../agents/ports/image-generator.ts";
import { createReplicateGenerator } from "../image/replicate/replicate.ts";
import { createReplicateTrainer } from "../training/replicate/replicate.ts";
import { REPLICATE_FAULTS, startReplicateEmulator } from "./emulator/replicate-emulator.ts";
import { type GroundOptions, prepareReplicate } from "./testing/emulated-vendor.ts";
import { isFromVendor } from "./testing/vendor-client.ts";
import { createReplicateWebhooks, type ReceivedWebhook } from "./webhook.ts";

const open: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const close of open.reverse()) await close();
});
const signal = () => AbortSignal.timeout(20_000);

const REQUEST: ImageRequest = {
  prompt: "adult woman in a linen shirt, golden hour",
  negative: "",
  seed: 7,
  aspectRatio: "1:1",
  parameters: { steps: 28, guidance: 3 },
};

/** Somebody who listens; `answer` is the status for each request. */
async function listen(answer: (count: number) => number = () => 200) {
  const received: ReceivedWebhook[] = [];
  const server = createServer((incoming: IncomingMessage, response) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", () => {
      received.push({ headers: incoming.headers, body: Buffer.concat(chunks) });
      response.writeHead(answer(received.length)).end();
      server.emit("told");
    });
  });
  const arrival = once(server, "told");
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  open.push(() => new Promise((resolve) => server.close(resolve)));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/replicate?attempt=attempt-1`;
  return { received, arrival, url };
}

async function start(options: GroundOptions = {}) {
  const ground = await prepareReplicate(options);
  open.push(ground.close);
  const generator = createReplicateGenerator(ground.options);
  const webhooks = createReplicateWebhooks({ ...ground.options, clock: ground.clock });
  const submit = (callbackUrl: string | null, key = "attempt-1") =>
    generator.submit(REQUEST, { key, callbackUrl }, signal());
  return { ...ground, webhooks, submit };
}

describe("webhooks from the vendor to us", () => {
  it("come once at the end, signed, where they were asked for", async () => {
    const { emulator, webhooks, submit, clock } = await start();
    const { received, url } = await listen();
    const { jobId } = await submit(url);
    await submit(null, "attempt-2");
    expect(await emulator.deliverWebhooks()).toBe(0);
    clock.advance(MINUTE_MS);
    expect(await emulator.deliverWebhooks()).toBe(1);
    expect(await emulator.deliverWebhooks()).toBe(0);
    const [webhook] = received;
    expect(received).toHaveLength(1);
    if (!webhook) return;
    expect(await webhooks.receive(webhook, signal())).toEqual({ jobId, ended: true });
    const vendor = new Replicate({ auth: emulator.token, baseUrl: emulator.baseUrl });
    const { key } = await vendor.webhooks.default.secret.get();
    expect(await isFromVendor(webhook, key)).toBe(true);
  });

  it("tell of the end of a training alike", async () => {
    const { emulator, options, webhooks, clock } = await start();
    const { received, url } = await listen();
    const dataset = { bytes: Buffer.from("PK\x03\x04, an archive"), contentType: "application/zip" };
    const request = {
      dataset,
      pictures: 12,
      triggerWord: "TOK_luna",
      steps: 500,
      rank: 16,
      learningRate: null,
      name: "luna",
    };
    const trainer = createReplicateTrainer(options);
    const { jobId } = await trainer.submit(request, { key: "attempt-1", callbackUrl: url }, signal());
    clock.advance(20 * MINUTE_MS);
    await emulator.deliverWebhooks();
    expect(received).toHaveLength(1);
    for (const webhook of received) expect(await webhooks.receive(webhook, signal())).toEqual({ jobId, ended: true });
  });

  it("may come twice, and before the answer to the submission", async () => {
    const { emulator, webhooks, submit } = await start({ startMs: 0, runMs: 500 });
    const { received, url } = await listen();
    emulator.early.add("webhook", true);
    emulator.deliveries.add("completed", "twice");
    const { jobId } = await submit(url);
    expect(received).toHaveLength(2);
    for (const webhook of received) expect(await webhooks.receive(webhook, signal())).toEqual({ jobId, ended: true });
  });

  it("tell of what is under way as well, when all is asked for", async () => {
    const { emulator, webhooks, clock } = await start({ startMs: 5_000 });
    const { received, url } = await listen();
    const vendor = new Replicate({ auth: emulator.token, baseUrl: emulator.baseUrl });
    await vendor.predictions.create({
      model: "black-forest-labs/flux-dev-lora",
      input: { prompt: "a beach" },
      webhook: url,
      webhook_events_filter: ["start", "output", "completed"],
    });
    clock.advance(6_000);
    await emulator.deliverWebhooks();
    clock.advance(MINUTE_MS);
    await emulator.deliverWebhooks();
    const told = await Promise.all(received.map((webhook) => webhooks.receive(webhook, signal())));
    expect(told.map(({ ended }) => ended)).toEqual([false, false, true]);
  });

  it("are sent again until they are answered", async () => {
    const { emulator, submit, clock } = await start();
    const { received, url } = await listen((count) => (count < 3 ? 503 : 200));
    await submit(url);
    clock.advance(MINUTE_MS);
    expect(await emulator.deliverWebhooks()).toBe(1);
    expect(new Set(received.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
    expect(received).toHaveLength(3);
  });

  it("are refused when they are forged or stale, and nothing is asked for those that are not fresh", async () => {
    for (const [delivery, reason] of [
      ["forged", "webhook_signature"],
      ["stale", "webhook_stale"],
    ] as const) {
      const { emulator, webhooks, submit, clock } = await start();
      const { received, url } = await listen();
      await submit(url);
      clock.advance(MINUTE_MS);
      emulator.deliveries.add("completed", delivery);
      await emulator.deliverWebhooks();
      if (delivery === "stale") emulator.faults.add("secret", REPLICATE_FAULTS.broken);
      const [webhook] = received;
      expect(webhook).toBeDefined();
      if (webhook) await expect(webhooks.receive(webhook, signal())).rejects.toMatchObject({ reason });
    }
  });

  it("are checked with a secret that is asked for now and then", async () => {
    const { emulator, webhooks, submit, clock } = await start();
    const { received, url } = await listen();
    await submit(url);
    clock.advance(MINUTE_MS);
    await emulator.deliverWebhooks();
    const [webhook] = received;
    if (!webhook) throw new Error("Nothing was received.");
    emulator.faults.add("secret", REPLICATE_FAULTS.broken);
    await expect(webhooks.receive(webhook, signal())).rejects.toMatchObject({
      code: "provider_failed",
      retryable: true,
    });
    await webhooks.receive(webhook, signal());
    emulator.faults.add("secret", REPLICATE_FAULTS.broken);
    await webhooks.receive(webhook, signal());
    // Two minutes are still fresh to the webhook; the secret is kept for ten.
    clock.advance(2 * MINUTE_MS);
    await webhooks.receive(webhook, signal());
    await submit(url, "attempt-2");
    clock.advance(9 * MINUTE_MS);
    await emulator.deliverWebhooks();
    const second = received[1];
    if (!second) throw new Error("Nothing was received.");
    await expect(webhooks.receive(second, signal())).rejects.toMatchObject({ code: "provider_failed" });
  });

  it("come by themselves where time is real", async () => {
    const emulator = await startReplicateEmulator({ runMs: 20 });
    open.push(() => emulator.close());
    const { received, arrival, url } = await listen();
    const generator = createReplicateGenerator(emulator);
    const { jobId } = await generator.submit(REQUEST, { key: "attempt-1", callbackUrl: url }, signal());
    await arrival;
    const [webhook] = received;
    if (!webhook) throw new Error("Nothing was received.");
    const webhooks = createReplicateWebhooks({ ...emulator, clock: new ManualClock(new Date()) });
    expect(await webhooks.receive(webhook, signal())).toEqual({ jobId, ended: true });
  });
});
