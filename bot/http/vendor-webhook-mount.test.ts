import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { createRegistry } from "../../agents/commands/registry.ts";
import { readConfig } from "../../agents/kernel/config.ts";
import { createReplicateGenerator } from "../../jobs/providers/image/replicate/replicate.ts";
import {
  type ReplicateEmulator,
  startReplicateEmulator,
} from "../../jobs/providers/replicate/emulator/replicate-emulator.ts";
import { openVendorWebhooks } from "../compose/providers/webhooks.ts";
import { startTestServer, type TestServer } from "./testing/test-server.ts";
import { vendorWebhookMounts } from "./vendor-webhook-mount.ts";

let test: TestServer;
let replicate: ReplicateEmulator;
let jobs = 0;

beforeAll(async () => {
  test = await startTestServer({ registry: createRegistry([]), mounts: vendorWebhookMounts });
  const { clock, database } = test.app.context;
  replicate = await startReplicateEmulator({ clock });
  const config = readConfig({ REPLICATE_API_TOKEN: replicate.token, REPLICATE_BASE_URL: replicate.baseUrl });
  Object.assign(test.app.context.ports, { vendorWebhooks: openVendorWebhooks(config, clock) });
  await database.prisma.avatar.create({ data: { id: "avt_a", slug: "ana", name: "Ana", statedAge: 27, brief: "x" } });
});
afterAll(async () => {
  await replicate.close();
  await test.close();
});
beforeEach(async () => {
  await test.app.context.database.prisma.outbox.deleteMany();
});

/** A job whose submission was cut off before its answer came. */
async function lostJob() {
  const { prisma } = test.app.context.database;
  jobs += 1;
  const [id, key] = [`vjb_${jobs}`, `job:vjb_${jobs}:1`];
  await prisma.vendorJob.create({
    data: {
      id,
      avatarId: "avt_a",
      kind: "image",
      purpose: "trial",
      state: "unknown",
      attempt: 1,
      provider: "replicate",
      request: {},
      attempts: { create: { key, number: 1, provider: "replicate", model: "m", startedAt: new Date() } },
    },
  });
  const signature = test.app.context.secrets.sign("vendor-callback", key);
  return {
    id,
    url: `${test.url}/webhooks/replicate?${new URLSearchParams({ attempt: key, signature })}`,
    job: () => prisma.vendorJob.findUniqueOrThrow({ where: { id } }),
    woken: () => prisma.outbox.count({ where: { name: "vendor-job.advance", dedupeKey: id } }),
  };
}

async function submit(callbackUrl: string): Promise<string> {
  const generator = createReplicateGenerator(replicate);
  const request = {
    prompt: "adult woman on a beach",
    negative: "",
    seed: 1,
    aspectRatio: "1:1",
    parameters: { steps: 20, guidance: 3 },
  };
  const { jobId } = await generator.submit(request, { key: "attempt", callbackUrl }, AbortSignal.timeout(10_000));
  return jobId;
}

it("takes a vendor's own word as a wake-up, and the lost submission's id from it, once or twice", async () => {
  const { url, job, woken } = await lostJob();
  const externalId = await submit(url);
  await replicate.deliverWebhooks();
  expect(await job()).toMatchObject({ externalId, state: "running" });
  expect(await woken()).toBe(1);
});

it("believes nobody else: a forged signature, an address that is not ours, a stranger", async () => {
  const { url, job, woken } = await lostJob();
  const post = async (to: string, headers: Record<string, string> = {}) =>
    (await fetch(to, { method: "POST", headers, body: '{"id":"x","status":"succeeded"}' })).status;
  expect(await post(url)).toBe(401);
  const forged = {
    "webhook-id": "msg_1",
    "webhook-timestamp": String(Math.floor(test.app.context.clock.now().getTime() / 1_000)),
    "webhook-signature": "v1,AAAA",
  };
  expect(await post(url, forged)).toBe(401);
  expect(await post(`${test.url}/webhooks/runpod?attempt=job:x:1&signature=no`)).toBe(403);
  expect(await post(`${test.url}/webhooks/runpod`)).toBe(403);
  expect(await job()).toMatchObject({ externalId: null, state: "unknown" });
  expect(await woken()).toBe(0);
});
