// The commands: what is refused and by which field, what a start and an end mean, and the way to a deploy and back.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { claimConversation } from "../../../prisma/conversation-turn.ts";
import type { Actor } from "../context.ts";
import { execute } from "../execute.ts";
import { createRegistry } from "../registry.ts";
import { runApprove } from "../run/run-approve.ts";
import { createTestContext, type TestContext } from "../testing/test-context.ts";
import { experimentCommands } from "./commands.ts";
import type { ExperimentFactsValue } from "./experiment-facts.ts";

let setting: TestContext;
let number = 0;
const registry = createRegistry([...experimentCommands, runApprove(() => registry)]);

beforeAll(async () => {
  setting = await createTestContext();
  const { prisma } = setting.context.database;
  const avatar = { statedAge: 25, brief: "x" };
  await prisma.avatar.createMany({
    data: [
      { ...avatar, id: "avt_a", slug: "ana", name: "Ana", state: "active" },
      { ...avatar, id: "avt_b", slug: "bea", name: "Bea", state: "active" },
    ],
  });
  const pack = { step: "starter", priceUsd: "29.99", pieceCount: 1, explicitFrom: 1, explicitTo: 1 };
  await prisma.pack.create({ data: { ...pack, id: "pck_1", avatarId: "avt_a", slug: "first-set", name: "First set" } });
  await prisma.pack.create({
    data: { ...pack, id: "pck_2", avatarId: "avt_a", slug: "old-set", name: "Old", active: false },
  });
});
afterAll(() => setting.close());

async function run(command: string, input: object, actor: Partial<Actor> = {}) {
  const as: Actor = { kind: "operator", id: "opr_owner", name: "o", role: "owner", surface: "test", language: "en" };
  return await execute(setting.context, registry, { command, input, actor: { ...as, ...actor } });
}

/** Of a command that succeeds. */
async function done(command: string, input: object): Promise<ExperimentFactsValue> {
  const result = await run(command, input);
  if (result.state !== "done") throw new Error(result.state === "failed" ? result.problem.message : result.state);
  return result.output as ExperimentFactsValue;
}

const problem = async (command: string, input: object, actor: Partial<Actor> = {}) => {
  const result = await run(command, input, actor);
  return result.state === "failed" ? result.problem : result;
};

const TWO = "plain 50 | warm 50: So good to hear from you!";
const plan = (more: object = {}) => {
  number += 1;
  return { avatar: "ana", name: `plan ${number}`, element: "welcome_message", variants: TWO, ...more };
};

describe("a plan", () => {
  test("is written from one line or from rows, with its sample size and language", async () => {
    const line = await done("experiment.create", plan({ windowHours: 24 }));
    expect(line).toMatchObject({
      ...{ state: "draft", sampleSize: 435, baselineRate: 0.05, minimalEffect: 0.05, windowHours: 24, language: "en" },
      variants: [
        { name: "plain", allocation: 50, text: null, pack: null },
        { name: "warm", allocation: 50, text: "So good to hear from you!", pack: null },
      ],
    });
    const rows = await done(
      "experiment.create",
      plan({
        element: "pricing_offer",
        baselinePercent: 10,
        variants: [
          { name: "a", allocation: 40, pack: "first-set" },
          { name: "b", allocation: 60, text: "Mis fotos favoritas, para ti", pack: "first-set" },
        ],
      }),
    );
    expect(rows).toMatchObject({ sampleSize: 686, language: "es", variants: [{ pack: "first-set" }, { name: "b" }] });
  });

  test.each([
    [{ avatar: "nobody" }, "avatar"],
    [{ element: "mood" }, "element"],
    [{ variants: "only 50: Hello" }, "variants"],
    [{ variants: "a fifty: Hello | b 50: Hi" }, "variants.0"],
    [{ variants: "a 50: Hello | b 40: Hi" }, "variants.allocation"],
    [{ variants: "a 50: Hello | A 50: Hi" }, "variants.1.name"],
    [{ variants: "a 50 | b 50" }, "variants"],
    [{ variants: `a 50: ${"x".repeat(301)} | b 50: Hi` }, "variants.0.text"],
    [{ variants: "a 50: Only $5 for you | b 50: Hi" }, "variants.0.text"],
    [{ variants: "a 50 | b 50: Half price, last chance" }, "variants.1.text"],
    [{ variants: "a 50 | b 50: I swear I'm a real girl, not a bot" }, "variants.1.text"],
    [{ variants: "a 50 | b 50 @first-set: Hi" }, "variants.1.pack"],
    [{ element: "pricing_offer", variants: "a 50 | b 50 @old-set: Hi" }, "variants.1.pack"],
    [
      {
        variants: [
          { name: "a", allocation: 50 },
          { name: "b", allocation: 50, price: 5 },
        ],
      },
      "variants.1",
    ],
    [{ baselinePercent: 60, effectPoints: 40 }, "effectPoints"],
    [{ baselinePercent: 0 }, "baselinePercent"],
    [{ windowHours: 0 }, "windowHours"],
  ])("%j is refused by %s", async (more, field) => {
    expect(await problem("experiment.create", plan(more))).toMatchObject({ field });
  });

  test("a name is used once; a chatter plans nothing; who may not see the avatar sees no experiment", async () => {
    const input = plan();
    await done("experiment.create", input);
    expect(await problem("experiment.create", input)).toMatchObject({ code: "conflict", field: "name" });
    expect(await problem("experiment.create", plan(), { role: "chatter" })).toMatchObject({ code: "forbidden" });
    const stranger = { role: "analyst", id: "opr_stranger" } as const;
    expect(await problem("experiment.show", { experiment: input.name }, stranger)).toMatchObject({ code: "not_found" });
  });
});

test("one experiment runs per avatar and element, also when two are started at once", async () => {
  const [first, second, other, elsewhere] = [
    plan(),
    plan(),
    plan({ element: "call_to_action" }),
    plan({ avatar: "bea" }),
  ];
  for (const input of [first, second, other, elsewhere]) await done("experiment.create", input);
  const starts = await Promise.all([first, second].map(({ name }) => run("experiment.start", { experiment: name })));
  expect(starts.map(({ state }) => state).sort()).toEqual(["done", "failed"]);
  for (const { name } of [other, elsewhere]) await done("experiment.start", { experiment: name });
  const [won, lost] = starts[0]?.state === "done" ? [first, second] : [second, first];
  expect(await problem("experiment.start", { experiment: won.name })).toMatchObject({ code: "conflict" });
  expect(await problem("experiment.end", { experiment: lost.name })).toMatchObject({ code: "conflict" });
  expect((await done("experiment.end", { experiment: won.name })).state).toBe("ended");
  expect((await done("experiment.start", { experiment: lost.name })).state).toBe("running");
  await done("experiment.end", { experiment: lost.name });
});

/** Fans who were shown the variants, so many of them buyers. */
async function shown(facts: ExperimentFactsValue, figures: readonly (readonly [number, number])[], sandbox = false) {
  const { prisma } = setting.context.database;
  const now = setting.clock.now();
  const rows = figures.flatMap(([exposed, converted], variant) =>
    Array.from({ length: exposed }, (_value, index) => {
      const id = `${facts.id}_${sandbox}_${variant}_${index}`;
      return {
        ...{ id, experimentId: facts.id, variantId: facts.variants[variant]?.id ?? "", fanId: id, sandbox },
        ...{ exposedAt: now, convertedAt: index < converted ? now : null },
      };
    }),
  );
  await prisma.fan.createMany({ data: rows.map(({ fanId }) => ({ id: fanId, avatarId: "avt_a" })) });
  await prisma.experimentAssignment.createMany({ data: rows });
}

describe("a verdict", () => {
  test("counts real money only, says what is missing, then who won; revenue is by variant", async () => {
    const { name } = await done("experiment.create", plan({ baselinePercent: 30, effectPoints: 30 }));
    const facts = await done("experiment.start", { experiment: name });
    expect(facts.sampleSize).toBe(42);
    await shown(
      facts,
      [
        [42, 4],
        [42, 30],
      ],
      true,
    );
    const practice = await done("experiment.show", { experiment: name });
    expect(practice).toMatchObject({ play: { kind: "winner" }, real: { kind: "not_enough_data", missing: 84 } });
    await shown(facts, [
      [42, 10],
      [40, 30],
    ]);
    expect((await done("experiment.show", { experiment: name })).real).toMatchObject({
      ...{ kind: "not_enough_data", missing: 2, leader: "warm", runnerUp: "plain" },
    });
    const { prisma } = setting.context.database;
    const fanId = `${facts.id}_false_1_0`;
    const offer = { avatarId: "avt_a", fanId, priceUsd: "29.99", expiresAt: setting.clock.now() };
    await prisma.offer.create({ data: { ...offer, id: "ofr_1", layer: "pack", token: "t1" } });
    const sale = { avatarId: "avt_a", fanId, offerId: "ofr_1", provider: "card", amountUsd: "29.99", sandbox: false };
    const paid = { ...sale, state: "paid" as const, paidAt: setting.clock.now() };
    await prisma.purchase.createMany({
      data: [
        { ...paid, id: "pur_1", intentId: "1" },
        { ...paid, id: "pur_2", intentId: "2", state: "refunded" },
      ],
    });
    const account = { id: "acc_m", avatarId: "avt_a", platform: "instagram", externalId: "m", handle: "m" };
    await prisma.account.create({ data: account });
    await prisma.conversation.create({ data: { id: "cnv_m", avatarId: "avt_a", fanId, accountId: "acc_m" } });
    const call = { state: "settled" as const, avatarId: "avt_a", conversationId: "cnv_m", provider: "p", model: "m" };
    const cost = { ...call, unit: "token", units: 1, amountUsd: "0.25" };
    await prisma.costEntry.createMany({
      data: [
        { ...cost, id: "cst_1", attemptKey: "1", createdAt: setting.clock.now() },
        { ...cost, id: "cst_2", attemptKey: "2", createdAt: new Date("2026-01-01") },
      ],
    });
    await prisma.experimentAssignment.deleteMany({ where: { experimentId: facts.id, sandbox: true } });
    const fans = [0, 1].map((index) => ({ id: `fan_more_${index}`, avatarId: "avt_a" }));
    await prisma.fan.createMany({ data: fans });
    await prisma.experimentAssignment.createMany({
      data: fans.map(({ id }) => ({
        ...{ id, fanId: id, experimentId: facts.id, variantId: facts.variants[1]?.id ?? "", sandbox: false },
        exposedAt: setting.clock.now(),
      })),
    });
    const result = await run("experiment.show", { experiment: name });
    if (result.state !== "done") throw new Error(result.state);
    const after = result.output as ExperimentFactsValue & { imageKey: string };
    // 10 of 42 against 30 of 42: z = 4.3644
    expect(after.real).toMatchObject({ kind: "winner", leader: "warm", holdsUnderPeeking: true, missing: 0 });
    expect(after.real.confidence).toBeGreaterThan(0.9999);
    expect(after.variants[1]?.real).toMatchObject({
      exposed: 42,
      converted: 30,
      revenueMicros: 29_990_000,
      profitMicros: 29_740_000,
    });
    expect(result.card.text).toContain("“warm” sells better than “plain”");
    expect(result.card.text).toContain("however often you look");
    expect((await setting.context.ports.store.head(after.imageKey)).bytes).toBeGreaterThan(1_000);
    await done("experiment.end", { experiment: name });
  });
});

describe("a deploy", () => {
  async function wordings(): Promise<unknown> {
    const { prisma, pool } = setting.context.database;
    await prisma.fan.upsert({ where: { id: "fan_x" }, update: {}, create: { id: "fan_x", avatarId: "avt_a" } });
    const account = { id: "acc_x", avatarId: "avt_a", platform: "instagram", externalId: "1", handle: "a" };
    await prisma.account.upsert({ where: { id: "acc_x" }, update: {}, create: account });
    const conversation = { id: "cnv_x", avatarId: "avt_a", fanId: "fan_x", accountId: "acc_x" };
    await prisma.conversation.upsert({
      where: { id: "cnv_x" },
      update: { leaseUntil: null },
      create: conversation,
    });
    const options = { leaseToken: "l", leaseMs: 1, now: setting.clock.now(), historyLimit: 1 };
    const claim = await claimConversation(pool, "cnv_x", options);
    if (claim.state !== "claimed") throw new Error(claim.state);
    return claim.wordings;
  }

  /** Asks for a deploy and says yes to it. */
  async function deploy(input: object): Promise<void> {
    const asked = await run("experiment.deploy", input);
    if (asked.state !== "waiting") throw new Error(asked.state === "failed" ? asked.problem.message : asked.state);
    await done("run.approve", { id: asked.runCardId });
  }

  test("without a verdict it is refused, unless forced, which is kept; it can be taken back", async () => {
    const input = plan({ element: "objection_response", variants: "plain 50 | easy 50: No worries, we just chat" });
    await done("experiment.create", input);
    const experiment = input.name;
    expect(await problem("experiment.deploy", { experiment })).toMatchObject({ code: "conflict" });
    const facts = await done("experiment.start", { experiment });
    expect(await problem("experiment.deploy", { experiment, variant: "easy" })).toMatchObject({
      ...{ code: "refused", field: "force", reason: "not_enough_data" },
    });
    expect(await problem("experiment.deploy", { experiment, variant: "none", force: true })).toMatchObject({
      ...{ code: "not_found", field: "variant" },
    });
    expect(await wordings()).toEqual([]);
    await deploy({ experiment, variant: "easy", force: true });
    expect(await wordings()).toEqual([
      { element: "objection_response", language: "en", content: { text: "No worries, we just chat" } },
    ]);
    const row = await setting.context.database.prisma.experiment.findUniqueOrThrow({ where: { id: facts.id } });
    expect(row).toMatchObject({ state: "deployed", deployForced: true, deployedById: "opr_owner" });
    expect(row.endedAt).not.toBeNull();
    await done("experiment.withdraw", { experiment });
    expect(await wordings()).toEqual([]);
  });

  test("the winner is deployed after one yes, and once; a deployed control leaves what stands", async () => {
    const make = async (variants: string) => {
      const input = plan({ element: "call_to_action", variants, baselinePercent: 30, effectPoints: 30 });
      const { prisma } = setting.context.database;
      await prisma.experiment.updateMany({ where: { state: "running" }, data: { state: "ended" } });
      await done("experiment.create", input);
      return { experiment: input.name, facts: await done("experiment.start", { experiment: input.name }) };
    };
    const first = await make("plain 50 | ask 50: Shall I show you more?");
    await shown(first.facts, [
      [42, 10],
      [42, 30],
    ]);
    setting.clock.advance(1_000);
    await deploy({ experiment: first.experiment });
    const standing = [{ element: "call_to_action", language: "en", content: { text: "Shall I show you more?" } }];
    expect(await wordings()).toEqual(standing);
    expect(await problem("experiment.deploy", { experiment: first.experiment })).toMatchObject({ code: "conflict" });
    const second = await make("plain 50 | ask 50: Would you like to see more of it?");
    await shown(second.facts, [
      [42, 30],
      [42, 10],
    ]);
    setting.clock.advance(1_000);
    await deploy({ experiment: second.experiment });
    expect(await wordings()).toEqual(standing);
    const row = await setting.context.database.prisma.experiment.findUniqueOrThrow({ where: { id: first.facts.id } });
    expect(row.deployForced).toBe(false);
  });
});

test("the list tells how far each is, in either language", async () => {
  const result = await run("experiment.list", { avatar: "ana" }, { language: "es" });
  if (result.state !== "done") throw new Error(result.state);
  expect(result.card.table?.rows.length).toBeGreaterThan(3);
  expect(JSON.stringify(result.card.table)).toContain("llamada a la acción");
  for (const language of ["en", "es"] as const)
    expect((await run("experiment.show", { experiment: `plan 1` }, { language })).state).toBe("done");
});
