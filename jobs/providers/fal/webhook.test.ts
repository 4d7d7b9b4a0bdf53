import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, describe, expect, it } from "vitest";
import { DAY_MS, HOUR_MS, ManualClock } from "../../../agents/kernel/clock.ts";
import { createFalGenerator } from "../image/fal/fal.ts";
import { FLUX_LORA } from "../image/fal/image-models.ts";
import { type FalEmulatorOptions, startFalEmulator, type WebhookTrick } from "./emulator/fal-emulator.ts";
import { FAL_FAULTS } from "./emulator/fal-words.ts";
import { webhookHeaders } from "./emulator/webhook-sender.ts";
import { createFalKeys, type FalKeys } from "./fal-keys.ts";
import { type FalNotice, readFalWebhook, type WebhookHeaders } from "./webhook.ts";

const closing: (() => Promise<void>)[] = [];
afterAll(async () => {
  await Promise.allSettled(closing.map((close) => close()));
});
const signal = () => AbortSignal.timeout(10_000);

/** The test vector of the provider reference: a key of 32 bytes of 7. */
const VECTOR = {
  at: new Date(1_795_410_000_000),
  body: '{"request_id":"024ca5b1-45d3-4afd-883e-ad3abe2a1c4d","gateway_request_id":"024ca5b1-45d3-4afd-883e-ad3abe2a1c4d","status":"OK","payload":{"images":[{"url":"https://v3.fal.media/files/a/b.png","content_type":"image/png","width":1024,"height":1024}],"seed":42}}',
  x: "6kpsY-KcUgq-9VB7Ey7F-ZVHdq6-vnuSQh7qaRRG0iw",
  headers: {
    "x-fal-webhook-request-id": "024ca5b1-45d3-4afd-883e-ad3abe2a1c4d",
    "x-fal-webhook-user-id": "user_123",
    "x-fal-webhook-timestamp": "1795410000",
    "x-fal-webhook-signature":
      "f37373e943f1975c102c26f7bd64f60c6d2059986c3967d547c91d2e7f93d2939b284fbf4f89ad787b8eb6912a02f323a391277ef9db752d805248ddd86bd307",
  },
} as const;

/** A server that publishes these keys, and says how often it was asked. */
async function publish(points: () => readonly string[] | null): Promise<{ jwksUrl: string; asked(): number }> {
  let asked = 0;
  const url = await listen((_request, response) => {
    asked += 1;
    const keys = points();
    response.writeHead(keys ? 200 : 503).end(JSON.stringify({ keys: keys?.map((x) => ({ kty: "OKP", x })) }));
  });
  return { jwksUrl: `${url}/jwks.json`, asked: () => asked };
}

async function listen(handle: Parameters<typeof createServer>[1]): Promise<string> {
  const server: Server = createServer(handle);
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  closing.push(
    () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function keysOf(...points: string[]) {
  const { jwksUrl } = await publish(() => points);
  return createFalKeys({ jwksUrl, clock: new ManualClock() })(signal());
}

describe("a notice of fal.ai", () => {
  const read = async (change: { body?: string; headers?: WebhookHeaders; at?: Date; x?: string } = {}) => {
    const { body = VECTOR.body, headers = VECTOR.headers, at = VECTOR.at, x = VECTOR.x } = change;
    return readFalWebhook(Buffer.from(body), headers, await keysOf(x), at);
  };
  const later = (seconds: number) => new Date(VECTOR.at.getTime() + seconds * 1_000);

  it("is read when it is signed as published, within five minutes", async () => {
    const notice = { jobId: "024ca5b1-45d3-4afd-883e-ad3abe2a1c4d", ended: true };
    for (const seconds of [0, 299, -299]) expect(await read({ at: later(seconds) })).toEqual(notice);
  });

  it("is read with any of the published keys", async () => {
    const keys = await keysOf("MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqM", VECTOR.x);
    expect(readFalWebhook(Buffer.from(VECTOR.body), VECTOR.headers, keys, VECTOR.at).ended).toBe(true);
  });

  it.each([
    ["altered", { body: VECTOR.body.replace("42", "43") }, "bad_signature"],
    ["of another request", { headers: { ...VECTOR.headers, "x-fal-webhook-request-id": "other" } }, "bad_signature"],
    ["of another account", { headers: { ...VECTOR.headers, "x-fal-webhook-user-id": "user_1" } }, "bad_signature"],
    ["signed by another", { x: "MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqM" }, "bad_signature"],
    ["old", { at: later(301) }, "stale_signature"],
    ["of the future", { at: later(-301) }, "stale_signature"],
    ["not dated", { headers: { ...VECTOR.headers, "x-fal-webhook-timestamp": "soon" } }, "no_signature"],
    ["oddly signed", { headers: { ...VECTOR.headers, "x-fal-webhook-signature": "f373" } }, "no_signature"],
  ])("is refused when it is %s", async (_what, change, reason) => {
    await expect(read(change)).rejects.toMatchObject({ code: "unauthenticated", reason });
  });

  it("is refused without any of its headers", async () => {
    for (const missing of Object.keys(VECTOR.headers)) {
      const headers = Object.fromEntries(Object.entries(VECTOR.headers).filter(([name]) => name !== missing));
      await expect(read({ headers }), missing).rejects.toMatchObject({
        code: "unauthenticated",
        reason: "no_signature",
      });
    }
  });

  it("is refused when it is signed, but not what a notice is", async () => {
    for (const body of ["", "null", "[]", "{}", '{"request_id":"../../status"}', "not json"]) {
      const headers = webhookHeaders("request-1", body, VECTOR.at);
      await expect(read({ body, headers }), body).rejects.toMatchObject({ code: "invalid_input" });
    }
  });
});

describe("the keys of fal.ai", () => {
  const count = async (keys: FalKeys) => (await keys(signal())).length;

  it("are fetched once an hour, and kept for a day when no new ones can be had", async () => {
    const clock = new ManualClock();
    let points: readonly string[] | null = [VECTOR.x];
    const { jwksUrl, asked } = await publish(() => points);
    const keys = createFalKeys({ jwksUrl, clock });
    expect([await count(keys), await count(keys), asked()]).toEqual([1, 1, 1]);
    points = [VECTOR.x, "MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqM"];
    clock.advance(HOUR_MS);
    expect([await count(keys), asked()]).toEqual([2, 2]);
    points = null;
    clock.advance(DAY_MS - 1);
    expect([await count(keys), asked()]).toEqual([2, 3]);
    clock.advance(1);
    await expect(keys(signal())).rejects.toMatchObject({ retryable: true });
  });

  it("are not made up", async () => {
    for (const odd of [[], ["short"]]) {
      await expect(keysOf(...odd)).rejects.toMatchObject({ code: "provider_failed", reason: "no_keys" });
    }
  });
});

describe("a request with a callback", () => {
  async function start(emulated: FalEmulatorOptions = {}) {
    const clock = new ManualClock();
    const emulator = await startFalEmulator({ clock, ...emulated });
    closing.push(() => emulator.close());
    const keys = createFalKeys({ jwksUrl: emulator.jwksUrl, clock });
    const told: { readonly path: string; readonly notice: FalNotice | unknown }[] = [];
    let isTaking = true;
    const base = await listen(async (request, response) => {
      const body = Buffer.concat(await request.toArray());
      const headers = request.headers as WebhookHeaders;
      const notice = await keys(signal())
        .then((known) => readFalWebhook(body, headers, known, clock.now()))
        .catch((thrown: unknown) => thrown);
      if (isTaking) told.push({ path: request.url ?? "", notice });
      response.writeHead(isTaking ? 200 : 503).end();
    });
    const generator = createFalGenerator(FLUX_LORA, { ...emulator, wait: async (ms) => clock.advance(ms) });
    const submit = (trick?: WebhookTrick) => {
      if (trick) emulator.webhooks.add("webhook", trick);
      const request = { prompt: "adult woman in a linen shirt", negative: "", seed: 1, aspectRatio: "1:1" };
      const attempt = { key: "job:1:1", callbackUrl: `${base}/webhooks/fal?attempt=job%3A1%3A1` };
      return generator.submit({ ...request, parameters: { steps: 28, guidance: 3 } }, attempt, signal());
    };
    return { clock, emulator, generator, told, submit, refuse: (is: boolean) => (isTaking = !is) };
  }
  const path = "/webhooks/fal?attempt=job%3A1%3A1";

  it("is told of once it has ended, with the attempt that was named, until it is taken", async () => {
    const { clock, emulator, told, submit, refuse } = await start({ runMs: 5_000 });
    const { jobId } = await submit();
    await emulator.deliverWebhooks();
    expect(told).toEqual([]);
    clock.advance(5_000);
    refuse(true);
    await emulator.deliverWebhooks();
    refuse(false);
    await emulator.deliverWebhooks();
    await emulator.deliverWebhooks();
    expect(told).toEqual([{ path, notice: { jobId, ended: true } }]);
  });

  it("is told of twice, or before the answer to its submission, as the network may have it", async () => {
    const { emulator, told, submit } = await start();
    const first = await submit("early");
    expect(told).toEqual([{ path, notice: { jobId: first.jobId, ended: true } }]);
    const second = await submit("twice");
    await emulator.deliverWebhooks();
    expect(told.slice(1)).toEqual(Array(2).fill({ path, notice: { jobId: second.jobId, ended: true } }));
  });

  it("names the request of a submission whose answer was lost, which can be collected then", async () => {
    const { emulator, generator, told, submit } = await start();
    emulator.faults.add("submit", FAL_FAULTS.cut);
    await expect(submit()).rejects.toMatchObject({ code: "outcome_unknown" });
    await emulator.deliverWebhooks();
    const [{ notice } = { notice: null }] = told;
    const { jobId } = notice as FalNotice;
    expect(await generator.collect(jobId, signal())).toMatchObject({ state: "succeeded" });
    expect(emulator.bill.requests).toBe(1);
  });

  it("is told of without being asked where time passes by itself", async () => {
    const emulator = await startFalEmulator({ runMs: 1 });
    closing.push(() => emulator.close());
    let take: (requestId: string | undefined) => void = () => undefined;
    const told = new Promise<string | undefined>((resolve) => {
      take = resolve;
    });
    const base = await listen((request, response) => {
      take(request.headers["x-fal-webhook-request-id"]?.toString());
      response.end();
    });
    const request = { prompt: "adult woman in a linen shirt", negative: "", seed: 1, aspectRatio: "1:1" };
    const attempt = { key: "job:1:1", callbackUrl: base };
    const generator = createFalGenerator(FLUX_LORA, emulator);
    const parameters = { steps: 28, guidance: 3 };
    const { jobId } = await generator.submit({ ...request, parameters }, attempt, signal());
    expect(await told).toBe(jobId);
  });

  it("is told of when it failed too, and not believed when it was altered on the way", async () => {
    const { emulator, generator, told, submit } = await start();
    emulator.outcomes.add("request", "refused");
    const { jobId } = await submit();
    await submit("forged");
    await submit("lost");
    await emulator.deliverWebhooks();
    expect(told).toEqual([
      { path, notice: { jobId, ended: true } },
      { path, notice: expect.objectContaining({ code: "unauthenticated", reason: "bad_signature" }) },
    ]);
    expect(await generator.collect(jobId, signal())).toMatchObject({ state: "refused" });
  });
});
