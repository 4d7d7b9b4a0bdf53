import { afterAll, beforeAll, expect, test } from "vitest";
import { systemCommands } from "../../agents/commands/system/commands.ts";
import { createTestContext, type TestContext } from "../../agents/commands/testing/test-context.ts";
import { appendTrustEvent } from "../../agents/commands/trust-event.ts";
import { DAY_MS } from "../../agents/kernel/clock.ts";
import { applyRetentionHandler } from "./apply-retention.ts";
import type { JobRun } from "./handler.ts";
import { runOnce } from "./testing/run-once.ts";

let setting: TestContext;

const run = (attempt: Partial<JobRun> = {}) => runOnce(setting.context, applyRetentionHandler, {}, attempt);

beforeAll(async () => {
  setting = await createTestContext();
  await writePeople();
  await writeWords();
  await writeLedger();
});
afterAll(() => setting.close());

/** Two conversations; one fan is banned for what he wrote. */
async function writePeople(): Promise<void> {
  const { prisma } = setting.context.database;
  const at = setting.clock.now();
  await prisma.avatar.create({ data: { id: "avt_a", slug: "ana", name: "Ana", statedAge: 25, brief: "x" } });
  const account = { id: "acc_1", platform: "instagram", externalId: "1", handle: "ana" };
  await prisma.account.create({ data: { ...account, avatarId: "avt_a", accessToken: "sealed" } });
  for (const id of ["1", "2"]) {
    await prisma.fan.create({ data: { id: `fan_${id}`, avatarId: "avt_a", notes: "likes the sea", createdAt: at } });
    const place = { avatarId: "avt_a", accountId: "acc_1", createdAt: at, minorLockedAt: null };
    const bannedAt = id === "2" ? at : null;
    await prisma.conversation.create({ data: { ...place, id: `cnv_${id}`, fanId: `fan_${id}`, bannedAt } });
  }
  const memory = { id: "mem_1", avatarId: "avt_a", fanId: "fan_1", text: "has a dog", createdAt: at };
  await prisma.fanMemory.create({ data: memory });
}

/** More webhook events than one portion, and words in every place that keeps some. */
async function writeWords(): Promise<void> {
  const { prisma } = setting.context.database;
  const at = setting.clock.now();
  const event = { source: "instagram", kind: "message", state: "processed" as const, payload: {}, receivedAt: at };
  const numbers = Array.from({ length: 1_100 }, (_, index) => String(index));
  await prisma.inboundEvent.createMany({ data: numbers.map((id) => ({ ...event, id: `evt_${id}`, eventId: id })) });
  for (const id of ["1", "2"]) {
    const message = { conversationId: `cnv_${id}`, text: "hello", createdAt: at };
    const inbound = { direction: "in" as const, author: "fan" as const, seq: 1, sentAt: at };
    await prisma.message.create({ data: { ...message, ...inbound, id: `msg_${id}` } });
    await prisma.outboundMessage.create({ data: { ...message, id: `out_${id}`, upToSeq: 1, kind: "reply" } });
  }
  const check = { accountId: "acc_1", score: 80, state: "healthy" as const, facts: {}, checkedAt: at };
  await prisma.healthCheck.create({ data: { id: "hck_1", ...check } });
  const said = { operatorId: "opr_owner", surface: "web", role: "assistant", text: "hello", createdAt: at };
  await prisma.chatEntry.create({ data: { ...said, id: "cht_1" } });
  const stored = { actorId: "opr_owner", key: "k", command: "conversation.show", inputHash: "h", createdAt: at };
  await prisma.idempotencyRecord.create({ data: { ...stored, id: "idm_1" } });
  await prisma.buttonPayload.create({ data: { id: "btn_1", command: "x", input: {}, createdAt: at } });
  const comment = { accountId: "acc_1", commentId: "1", fanExternalId: "9", commentedAt: at, createdAt: at };
  await prisma.commentReply.create({ data: { ...comment, id: "cmr_1", language: "en", text: "hello" } });
  const card = { command: "fan.erase", input: { fan: "Alex" }, inputHash: "h", plan: [], quoteUsd: 0, createdAt: at };
  const asked = { ...card, requestedById: "opr_owner", approverRole: "manager" as const, expiresAt: at };
  await prisma.runCard.createMany({ data: ["run_1", "run_2"].map((id) => ({ ...asked, id })) });
  const yes = { subject: "fan.erase", contentHash: "h", operatorId: "opr_owner", role: "manager" as const };
  await prisma.approval.create({ data: { ...yes, id: "apr_1", runCardId: "run_2", createdAt: at } });
  await prisma.erasedAddress.createMany({
    data: [
      { id: "era_1", hash: "1", erasedAt: at },
      { id: "era_2", hash: "2", erasedAt: at, minorLockedAt: at },
    ],
  });
  const request = { platform: "instagram", requestHash: "r", confirmationCode: "c", requestedAt: at };
  await prisma.deletionRequest.create({ data: { ...request, id: "del_1" } });
}

async function writeLedger(): Promise<void> {
  const { context } = setting;
  const { prisma } = context.database;
  const at = setting.clock.now();
  const price = { avatarId: "avt_a", fanId: "fan_1", createdAt: at, sandbox: true };
  const offer = { layer: "pack" as const, priceUsd: "29.99", token: "t", expiresAt: at, conversationId: "cnv_1" };
  await prisma.offer.create({ data: { ...price, ...offer, id: "ofr_1", state: "paid" } });
  const purchase = { offerId: "ofr_1", provider: "sandbox", intentId: "int_1", amountUsd: "29.99", paidAt: at };
  await prisma.purchase.create({ data: { ...price, ...purchase, id: "pur_1", state: "paid" } });
  const notice = { provider: "sandbox", eventId: "e", kind: "paid", payload: { payee: "x" }, receivedAt: at };
  await prisma.paymentEvent.create({ data: { ...notice, id: "pay_1", state: "applied" } });
  const call = { provider: "vendor", model: "m", unit: "image", units: "1", createdAt: at };
  await prisma.costEntry.create({ data: { ...call, id: "cst_1", attemptKey: "a", conversationId: "cnv_1" } });
  const decision = { control: "C12", ruleVersion: "1", judged: "hello", decision: "banned" };
  await prisma.$transaction((tx) => appendTrustEvent(context, tx, "cnv_2", decision));
  await setting.run(systemCommands, "system.stop");
}

/** What no run may touch, as it stands. */
async function ledger(): Promise<unknown> {
  const { prisma } = setting.context.database;
  return await Promise.all([
    prisma.offer.findMany(),
    prisma.purchase.findMany(),
    prisma.paymentEvent.findMany(),
    prisma.costEntry.findMany(),
    prisma.auditEntry.findMany(),
    prisma.trustEvent.findMany({ where: { stream: { not: "retention" } } }),
    prisma.fan.findMany(),
    prisma.conversation.findMany(),
    prisma.fanMemory.findMany(),
    prisma.approval.findMany({ include: { runCard: true } }),
    prisma.erasedAddress.findMany({ where: { minorLockedAt: { not: null } } }),
  ]);
}

async function words(): Promise<Record<string, number>> {
  const { prisma } = setting.context.database;
  return {
    events: await prisma.inboundEvent.count(),
    messages: await prisma.message.count(),
    outbound: await prisma.outboundMessage.count(),
    chat: await prisma.chatEntry.count(),
    results: await prisma.idempotencyRecord.count(),
    buttons: await prisma.buttonPayload.count(),
  };
}

test("the clock moves on: each class goes at its time and not before, the ledger and evidence stay", async () => {
  const before = await ledger();
  const all = { events: 1_100, messages: 2, outbound: 2, chat: 1, results: 1, buttons: 1 };
  setting.clock.advance(30 * DAY_MS);
  await run();
  expect(await words()).toEqual(all);
  setting.clock.advance(1);
  await expect(run({ signal: AbortSignal.abort() })).rejects.toThrow();
  expect(await words()).toEqual(all);
  await run();
  expect(await words()).toEqual({ ...all, events: 0 });
  setting.clock.advance(335 * DAY_MS);
  await run();
  await run();
  expect(await words()).toEqual({ events: 0, messages: 1, outbound: 1, chat: 0, results: 0, buttons: 0 });
  expect(await setting.context.database.prisma.message.findFirst()).toMatchObject({ conversationId: "cnv_2" });
  expect(await ledger()).toEqual(before);
});

test("each run left its counts in a chain that verifies", async () => {
  const { prisma } = setting.context.database;
  const runs = await prisma.trustEvent.findMany({ where: { stream: "retention" }, orderBy: { seq: "asc" } });
  expect(runs.map((entry) => entry.decision)).toEqual([
    "deleted InboundEvent:0 ErasedAddress:0 Message:0 OutboundMessage:0 ChatEntry:0 IdempotencyRecord:0 ButtonPayload:0 OperatorNotice:0 Outreach:0 CommentReply:0 FanTouch:0 CustomRequest:0 HealthCheck:0 LinkCode:0 LinkTry:0 RunCard:0 DeletionRequest:0 VendorJob:0 Asset:0",
    "deleted InboundEvent:0 ErasedAddress:0 Message:0 OutboundMessage:0 ChatEntry:0 IdempotencyRecord:0 ButtonPayload:0 OperatorNotice:0 Outreach:0 CommentReply:0 FanTouch:0 CustomRequest:0 HealthCheck:0 LinkCode:0 LinkTry:0 RunCard:0 DeletionRequest:0 VendorJob:0 Asset:0",
    "deleted InboundEvent:1100 ErasedAddress:1 Message:0 OutboundMessage:0 ChatEntry:0 IdempotencyRecord:0 ButtonPayload:0 OperatorNotice:0 Outreach:0 CommentReply:0 FanTouch:0 CustomRequest:0 HealthCheck:0 LinkCode:0 LinkTry:0 RunCard:0 DeletionRequest:0 VendorJob:0 Asset:0",
    "deleted InboundEvent:0 ErasedAddress:0 Message:1 OutboundMessage:1 ChatEntry:1 IdempotencyRecord:1 ButtonPayload:1 OperatorNotice:0 Outreach:0 CommentReply:1 FanTouch:0 CustomRequest:0 HealthCheck:1 LinkCode:0 LinkTry:0 RunCard:1 DeletionRequest:1 VendorJob:0 Asset:0",
    "deleted InboundEvent:0 ErasedAddress:0 Message:0 OutboundMessage:0 ChatEntry:0 IdempotencyRecord:0 ButtonPayload:0 OperatorNotice:0 Outreach:0 CommentReply:0 FanTouch:0 CustomRequest:0 HealthCheck:0 LinkCode:0 LinkTry:0 RunCard:0 DeletionRequest:0 VendorJob:0 Asset:0",
  ]);
  expect(await setting.run(systemCommands, "audit.verify")).toMatchObject({ state: "done", card: { tone: "good" } });
});
