import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { eraseFansHandler } from "../../../jobs/handlers/erase-fans.ts";
import { runOnce } from "../../../jobs/handlers/testing/run-once.ts";
import { buildFanReplyGraph } from "../../graphs/fan-reply/graph.ts";
import type { Replier } from "../../graphs/fan-reply/state.ts";
import { DAY_MS } from "../../kernel/clock.ts";
import { createSecretBox } from "../../kernel/secret.ts";
import { advance } from "../conversation/advance.ts";
import { conversationList } from "../conversation/conversation-list.ts";
import type { ExecuteResult } from "../execute.ts";
import { fanErase } from "../fan/fan-erase.ts";
import { fanExport } from "../fan/fan-export.ts";
import { receiveEvents } from "../inbound/receive-events.ts";
import { callInternal } from "../internal.ts";
import { createRegistry, type Registry } from "../registry.ts";
import { deleteExpired } from "../retention/delete-expired.ts";
import { runApprove } from "../run/run-approve.ts";
import { systemCommands } from "../system/commands.ts";
import { createTestContext, type TestContext } from "../testing/test-context.ts";
import { deletionStatus, requestDeletion } from "./deletion-request.ts";
import { eraseFan } from "./erase-fan.ts";
import { ACCOUNT, fanWithCanaries, findWord, prepareAvatar, write } from "./testing/fan-with-canaries.ts";

const ANN = "700000000000001";
const BEN = "700000000000002";
let setting: TestContext;
let { context } = {} as Pick<TestContext, "context">;

beforeEach(async () => {
  setting = await createTestContext();
  context = setting.context;
  await prepareAvatar(setting);
});
afterEach(() => setting.close());

const registry: Registry = createRegistry([fanErase, fanExport, ...systemCommands, runApprove(() => registry)]);
const run = (name: string, input: unknown, actor = {}) =>
  setting.run(registry.list, name, input, { id: "opr_owner", ...actor });

async function approve(card: ExecuteResult): Promise<ExecuteResult> {
  if (card.state !== "waiting") throw new Error(JSON.stringify(card));
  return await run("run.approve", { id: card.runCardId });
}

const fanOf = (externalId: string) =>
  context.database.prisma.fan.findFirst({
    where: { addresses: { some: { externalId } } },
    include: { conversations: { include: { messages: true } } },
  });

async function ledger() {
  const { prisma } = context.database;
  const [purchases, offers, fans] = await Promise.all([
    prisma.purchase.aggregate({ _sum: { amountUsd: true }, _count: true }),
    prisma.offer.aggregate({ _sum: { priceUsd: true }, _count: true }),
    prisma.fan.aggregate({ _sum: { spentUsd: true } }),
  ]);
  const charges = await prisma.purchase.findMany({ select: { chargeId: true, paidAt: true }, orderBy: { id: "asc" } });
  return JSON.stringify([purchases, offers, fans, charges]);
}

describe("export and erasure", () => {
  test("the export holds everything of the fan and nothing of another", async () => {
    await fanWithCanaries(setting, ANN, "zephyr");
    await fanWithCanaries(setting, BEN, "quokka");
    const exported = await run("fan.export", { fan: "zephyr-name" });
    expect(exported).toMatchObject({ state: "done" });
    const { key } = (exported as { output: { key: string } }).output;
    const { bytes, contentType } = await context.ports.store.get(key);
    expect(contentType).toBe("application/json");
    const text = Buffer.from(bytes).toString("utf8");
    for (const part of ["name", "message", "notes", "tag", "memory", "draft", "operator", "refusal", "outreach"])
      expect(text).toContain(`zephyr-${part}`);
    expect(text).toContain(ANN);
    expect(text).toContain("29.99");
    expect(text).not.toContain("quokka");
    expect(text).not.toContain("gallery-zephyr");
    expect(text).not.toContain("token-zephyr");
  });

  test("nothing of the fan is left in any store, the other fan and the ledger are untouched", async () => {
    await fanWithCanaries(setting, ANN, "zephyr");
    await fanWithCanaries(setting, BEN, "quokka");
    await run("fan.export", { fan: "zephyr-name" });
    const before = await ledger();
    const others = await findWord(setting, "quokka");
    const card = await run("fan.erase", { fan: "zephyr-name" });
    expect(JSON.stringify(card)).toContain("zephyr-name");
    expect(await approve(card)).toMatchObject({
      state: "done",
      output: { result: { messages: 1, memories: 1, purchases: 1, locks: 0 } },
    });
    expect(await findWord(setting, "zephyr")).toEqual([]);
    expect(await findWord(setting, ANN)).toEqual([]);
    expect(await findWord(setting, "quokka")).toEqual(others);
    expect(await ledger()).toBe(before);
    expect(await run("audit.verify", {})).toMatchObject({ output: { intact: true } });
    expect(await run("fan.erase", { fan: ANN })).toMatchObject({ state: "failed", problem: { code: "not_found" } });
  });

  test("a name that two fans share erases neither; an id says which", async () => {
    await write(setting, ANN, "hi", { name: "Alex" });
    await write(setting, BEN, "hi", { name: "alex" });
    expect(await run("fan.erase", { fan: "Alex" })).toMatchObject({ problem: { code: "conflict", field: "fan" } });
    expect(await approve(await run("fan.erase", { fan: BEN }))).toMatchObject({ state: "done" });
    expect(await fanOf(ANN)).not.toBeNull();
    expect(await fanOf(BEN)).toBeNull();
  });

  test("a chatter may do neither", async () => {
    await write(setting, ANN, "hi");
    for (const name of ["fan.erase", "fan.export"])
      expect(await run(name, { fan: ANN }, { role: "chatter" })).toMatchObject({ problem: { code: "forbidden" } });
  });

  test("a fan of the creator's name takes no other fan's cards along", async () => {
    await fanWithCanaries(setting, BEN, "quokka");
    const shown = { id: "cht_x", operatorId: "opr_owner", surface: "web", role: "system", text: "Luna is active" };
    await context.database.prisma.chatEntry.create({ data: { ...shown, createdAt: setting.clock.now() } });
    await write(setting, ANN, "hi", { name: "Luna" });
    const { id } = (await fanOf(ANN)) ?? { id: "" };
    await eraseFan(context, id);
    expect(await context.database.prisma.chatEntry.count({ where: { id: "cht_x" } })).toBe(1);
  });
});

describe("after the erasure", () => {
  async function erased(...texts: readonly string[]) {
    for (const text of texts) await write(setting, ANN, text, { mid: `mid.${text}`, name: "Ann" });
    await eraseFan(context, (await fanOf(ANN))?.id ?? "");
  }

  test("late webhooks of before bring nothing back: repeated, or delivered for the first time", async () => {
    const before = setting.clock.now();
    await erased("hello");
    setting.clock.advance(60_000);
    expect(await write(setting, ANN, "hello", { mid: "mid.hello", at: before })).toBe(0);
    expect(await write(setting, ANN, "never delivered", { at: before })).toBe(0);
    expect(await fanOf(ANN)).toBeNull();
    expect(await findWord(setting, "never delivered")).toEqual([]);
  });

  test("a late echo of before is no human who takes the new conversation over", async () => {
    const before = setting.clock.now();
    await erased("hello");
    setting.clock.advance(60_000);
    await write(setting, ANN, "hi again");
    const echo = { source: "instagram", eventId: "e1", accountExternalId: ACCOUNT, fanExternalId: ANN, at: before };
    await callInternal(context, receiveEvents, {
      platform: "instagram",
      events: [{ ...echo, kind: "echo", messageId: "mid.echo", text: "what was sent before" }],
    });
    const fan = await fanOf(ANN);
    expect(fan?.conversations[0]).toMatchObject({ humanSince: null, lastSeq: 1 });
  });

  test("who writes again is a stranger", async () => {
    await erased("hello");
    setting.clock.advance(1_000);
    expect(await write(setting, ANN, "hi again")).toBe(1);
    const fan = await fanOf(ANN);
    expect(fan).toMatchObject({ displayName: "", ageState: "unknown", blockedAt: null });
    expect(fan?.conversations).toMatchObject([{ minorLockedAt: null, optedOutAt: null, messages: [{ seq: 1 }] }]);
  });

  test("a minor lock, a ban and an opt-out outlive the data, also after SECRET_KEY was changed", async () => {
    await erased("im 16", "STOP");
    const { prisma } = context.database;
    expect(await prisma.erasedAddress.findMany()).toMatchObject([{ bannedAt: null, blockedAt: null }]);
    setting.clock.advance(1_000);
    const rotated = createSecretBox("another-key-of-tests", "a-test-key-that-is-never-used-outside-tests");
    await write({ ...setting, context: { ...context, secrets: rotated } }, ANN, "hi again");
    const fan = await fanOf(ANN);
    expect(fan?.ageState).toBe("minor");
    expect(fan?.conversations[0]?.minorLockedAt).not.toBeNull();
    expect(fan?.conversations[0]?.optedOutAt).not.toBeNull();
    // Erased once more, the hash is under the new key, and there is still one.
    await eraseFan({ ...context, secrets: rotated }, fan?.id ?? "");
    setting.clock.advance(1_000);
    await write({ ...setting, context: { ...context, secrets: createSecretBox("another-key-of-tests") } }, ANN, "me");
    expect((await fanOf(ANN))?.conversations[0]?.minorLockedAt).not.toBeNull();
    expect(await prisma.erasedAddress.count()).toBe(1);
  });

  test("hashes without a lock go with the webhooks of their time, locks stay", async () => {
    await erased("hello");
    await write(setting, BEN, "im 16");
    await eraseFan(context, (await fanOf(BEN))?.id ?? "");
    setting.clock.advance(30 * DAY_MS + 1);
    await deleteExpired(context, new AbortController().signal);
    const left = await context.database.prisma.erasedAddress.findMany();
    expect(left.map(({ minorLockedAt }) => minorLockedAt !== null)).toEqual([true]);
  });

  test("a turn in flight sends nothing and leaves nothing behind", async () => {
    await write(setting, ANN, "my dog is called zephyr-dog, remember that");
    const fan = await fanOf(ANN);
    setting.clock.advance(60_000);
    const graph = buildFanReplyGraph();
    const slow: Replier = {
      invoke: async (start) => {
        const turn = await graph.invoke(start);
        await eraseFan(context, fan?.id ?? "");
        return { ...turn, draft: { ...turn.draft, facts: ["has a dog called zephyr-dog"] } };
      },
    };
    const id = fan?.conversations[0]?.id ?? "";
    expect(await advance(context, slow, id, new AbortController().signal)).toEqual({ state: "nothing" });
    expect(await findWord(setting, "zephyr")).toEqual([]);
    expect(await findWord(setting, ANN)).toEqual([]);
    expect(await context.database.prisma.outboundMessage.count()).toBe(0);
  });
});

describe("who asks", () => {
  test("a fan's wish in the chat is written down, and their conversation comes first; nothing is erased by itself", async () => {
    await write(setting, ANN, "please delete my data");
    setting.clock.advance(1_000);
    await write(setting, BEN, "hi");
    const listed = await setting.run([conversationList], "conversation.list");
    expect(listed).toMatchObject({
      output: { conversations: [{ erasureAskedAt: expect.any(String) }, { erasureAskedAt: null }] },
    });
    expect(JSON.stringify(listed)).toContain("asked to be deleted");
    const events = await context.database.prisma.trustEvent.findMany({ where: { control: "C17" } });
    expect(events).toMatchObject([{ decision: "erasure_asked" }]);
    expect(await fanOf(ANN)).not.toBeNull();
  });

  test("a platform's request is carried out once, is followed by its code and keeps nobody's name", async () => {
    await write(setting, ANN, "hello");
    const asked = { platform: "instagram", fanExternalId: ANN, askedAt: "1772998024" };
    const first = await callInternal(context, requestDeletion, asked);
    const again = await callInternal(context, requestDeletion, asked);
    expect(again.confirmationCode).toBe(first.confirmationCode);
    const status = () => callInternal(context, deletionStatus, { code: first.confirmationCode });
    expect(await status()).toBe("received");
    const [order, ...more] = await context.database.prisma.outbox.findMany({ where: { name: "deletion.carry-out" } });
    expect(more).toEqual([]);
    await runOnce(context, eraseFansHandler, order?.payload);
    await runOnce(context, eraseFansHandler, order?.payload);
    expect(await status()).toBe("done");
    expect(await fanOf(ANN)).toBeNull();
    expect(await findWord(setting, ANN)).toEqual([]);
    expect(await callInternal(context, deletionStatus, { code: "unknown" })).toBeNull();
  });

  test("of somebody nobody knows, nothing was held", async () => {
    const asked = { platform: "instagram", fanExternalId: "1", askedAt: "" };
    const { confirmationCode } = await callInternal(context, requestDeletion, asked);
    expect(await callInternal(context, deletionStatus, { code: confirmationCode })).toBe("nothing_held");
  });
});
