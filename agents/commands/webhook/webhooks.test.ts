import { createHmac } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { deliverWebhookHandler } from "../../../jobs/handlers/deliver-webhook.ts";
import { runOnce } from "../../../jobs/handlers/testing/run-once.ts";
import { createWebhookSender } from "../../../jobs/providers/webhooks/webhook-sender.ts";
import { avatarRetire } from "../avatar/avatar-retire.ts";
import { writeNotice } from "../notice/write-notice.ts";
import { finishBatch } from "../piece/finish-batch.ts";
import { createTestContext, type TestContext } from "../testing/test-context.ts";
import { webhookCommands } from "./commands.ts";

let setting: TestContext;
let url = "";
const received: { headers: Record<string, unknown>; body: string }[] = [];
let status = 200;
const server = createServer((request, response) => {
  let body = "";
  request.on("data", (chunk) => {
    body += chunk;
  });
  request.on("end", () => {
    received.push({ headers: request.headers, body });
    response.writeHead(status, status === 302 ? { location: "http://127.0.0.1:1/" } : {}).end();
  });
});

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  setting = await createTestContext({ ports: { webhooks: createWebhookSender({ allowsLoopback: true }) } });
  const { prisma } = setting.context.database;
  await prisma.avatar.create({ data: { id: "avt_a", slug: "ana", name: "Ana", statedAge: 25, brief: "x" } });
});
afterAll(async () => {
  await setting.close();
  await new Promise((resolve) => server.close(resolve));
});

const run = (name: string, input: object = {}) => setting.run(webhookCommands, name, input);
const endpoint = (id: string) => setting.context.database.prisma.webhookEndpoint.findUniqueOrThrow({ where: { id } });

async function add(): Promise<{ readonly id: string; readonly secret: string }> {
  const added = await run("webhook.add", { url });
  return (added as unknown as { output: { id: string; secret: string } }).output;
}

/** Something happens; @returns the deliveries it made */
async function happen(): Promise<readonly string[]> {
  const { context } = setting;
  await context.database.prisma.$transaction((tx) =>
    writeNotice(context, tx, { kind: "handover", reason: "x" }, { avatarId: "avt_a", conversationId: null }),
  );
  const open = await context.database.prisma.webhookDelivery.findMany({ where: { deliveredAt: null, failedAt: null } });
  return open.map(({ id }) => id);
}

const deliver = (deliveryId: string, attempt = 1) =>
  runOnce(setting.context, deliverWebhookHandler, { deliveryId }, { attempt });

test("an event goes out once through the outbox, signed so that the receiver can tell", async () => {
  const { id, secret } = await add();
  expect((await endpoint(id)).secret).not.toContain(secret);
  const [delivery = ""] = await happen();
  const order = await setting.context.database.prisma.outbox.findFirstOrThrow({ where: { name: "webhook.deliver" } });
  expect(order.payload).toEqual({ deliveryId: delivery });
  await deliver(delivery);
  await deliver(delivery);
  expect(received).toHaveLength(1);
  const { headers, body } = received[0] ?? { headers: {}, body: "" };
  const [, seconds, signature] = /^t=(\d+),v1=(\w+)$/.exec(String(headers["vixenbliss-signature"])) ?? [];
  expect(signature).toBe(createHmac("sha256", secret).update(`${seconds}.${body}`).digest("hex"));
  expect(Number(seconds)).toBe(setting.clock.now().getTime() / 1_000);
  expect(JSON.parse(body)).toMatchObject({ id: delivery, event: "notice.written", data: { kind: "handover" } });
  expect(await run("webhook.list")).toMatchObject({ output: { webhooks: [{ id, lastStatus: 200, failures: 0 }] } });
  expect(JSON.stringify(await run("webhook.list"))).not.toContain(secret);
  await run("webhook.remove", { id });
  expect(await happen()).toEqual([]);
});

test("one that takes nothing is asked again, given up, switched off with a notice, and on again after a good test", async () => {
  const { id } = await add();
  status = 302;
  for (let failure = 0; failure < 5; failure += 1) {
    for (const delivery of await happen()) {
      await expect(deliver(delivery)).rejects.toMatchObject({ code: "unavailable", retryable: true });
      await deliver(delivery, 8);
    }
  }
  expect((await endpoint(id)).disabledAt).not.toBeNull();
  const notices = await setting.context.database.prisma.operatorNotice.findMany({
    where: { kind: "webhook_disabled" },
  });
  expect(notices).toHaveLength(1);
  expect(await happen()).toEqual([]);
  expect(await run("webhook.test", { id })).toMatchObject({ state: "done", output: { status: 302, taken: false } });
  status = 204;
  expect(await run("webhook.test", { id })).toMatchObject({ state: "done", output: { taken: true } });
  expect(await endpoint(id)).toMatchObject({ disabledAt: null, failures: 0 });
});

test("only https on the open Internet is named or called, whatever a name resolves to", async () => {
  for (const bad of ["ftp://example.com/x", "http://example.com/x", "https://me:secret@example.com/", "nothing"])
    expect(await run("webhook.add", { url: bad })).toMatchObject({ problem: { code: "invalid_input", field: "url" } });
  const strict = createWebhookSender({
    allowsLoopback: false,
    resolve: async (host) => [{ address: host === "two.example" ? "8.8.8.8" : "10.0.0.7", family: 4 }],
  });
  const send = (to: string) => strict.send({ url: to, headers: {}, body: "" }, AbortSignal.timeout(5_000));
  for (const bad of ["https://inside.example/", "https://127.0.0.1/", "https://[::1]/", "https://169.254.169.254/"])
    await expect(send(bad)).rejects.toMatchObject({ reason: "not_public" });
  for (const bad of [url, "http://two.example/"])
    await expect(send(bad)).rejects.toMatchObject({ reason: "not_https" });
});

test("a run card that waits and a batch that is finished are told of, once", async () => {
  const { context } = setting;
  const { prisma } = context.database;
  const { id } = await add();
  await setting.run([avatarRetire], "avatar.retire", { avatar: "ana" });
  const facts = { avatarId: "avt_a", number: 1, state: "running", requested: 1, plan: {} } as const;
  await prisma.batch.create({ data: { id: "bat_1", ...facts } });
  await Promise.all([finishBatch(context, "bat_1"), finishBatch(context, "bat_1")]);
  const told = await prisma.webhookDelivery.findMany({ where: { endpointId: id }, orderBy: { createdAt: "asc" } });
  expect(told.map(({ event, data }) => [event, data])).toEqual([
    ["run.waiting", expect.objectContaining({ command: "avatar.retire", avatarId: "avt_a" })],
    ["batch.finished", { batchId: "bat_1", avatarId: "avt_a" }],
  ]);
});
