// From the first message to the payment: who is assigned, shown, converted, and what stands after the deploy.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startOpenAiEmulator } from "../../../jobs/providers/openai-emulator/openai-emulator.ts";
import { allocate } from "../../domain/experiments/allocation.ts";
import type { ExperimentElement } from "../../domain/experiments/element.ts";
import { DAY_MS } from "../../kernel/clock.ts";
import { createOpenAiCompatibleModel } from "../../models/openai-compatible.ts";
import { draftApprove, draftReject } from "../draft/drafts.ts";
import { experimentCommands } from "./commands.ts";
import type { ExperimentFactsValue } from "./experiment-facts.ts";
import { AVATAR_ID, openShop, type Shop } from "./testing/shop.ts";

let shop: Shop;
let number = 0;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

async function run(command: string, input: object) {
  const result = await shop.setting.run([...experimentCommands, draftApprove, draftReject], command, input);
  if (result.state === "failed") throw new Error(`${result.problem.field}: ${result.problem.message}`);
  return result;
}

async function started(element: ExperimentElement, variants: string): Promise<string> {
  number += 1;
  const name = `test ${number}`;
  await shop.prisma.experiment.updateMany({ where: { state: "running" }, data: { state: "ended" } });
  await run("experiment.create", { avatar: "luna", name, element, variants });
  await run("experiment.start", { experiment: name });
  return name;
}

async function facts(name: string): Promise<ExperimentFactsValue> {
  const result = await run("experiment.show", { experiment: name });
  return (result as { output: unknown }).output as ExperimentFactsValue;
}

const WARM = "So good to hear from you, tell me everything!";
const SECOND = "Hello you, what brings you here?";

describe("assignment and exposure", () => {
  test("each fan gets the variant of the hash, is exposed when it is sent, and stays", async () => {
    const name = await started("welcome_message", `warm 50: ${WARM} | plain 50: ${SECOND}`);
    const { id, variants } = await facts(name);
    for (let index = 0; index < 6; index += 1) {
      const fan = shop.newFan();
      await fan.write("hi");
      expect(await fan.assignments()).toEqual([]);
      await fan.settle();
      const [assignment] = await fan.assignments();
      const { fanId, outbound } = await fan.conversation();
      // In whatever order the variants come.
      const expected = allocate(id, fanId, [...variants].reverse());
      expect(assignment).toMatchObject({ variantId: expected.id, sandbox: false, convertedAt: null });
      expect(assignment?.exposedAt).not.toBeNull();
      expect(fan.received().at(-1)).toBe(expected.text);
      expect(outbound.find(({ kind }) => kind === "reply")?.variantId).toBe(expected.id);
      expect(outbound.find(({ kind }) => kind === "disclosure")?.variantId).toBeNull();
      await fan.says("what are you up to?");
      expect(await fan.assignments()).toHaveLength(1);
      expect([WARM, SECOND]).not.toContain(fan.received().at(-1));
    }
    const { variants: after } = await facts(name);
    expect(after.reduce((sum, { real }) => sum + real.exposed, 0)).toBe(6);
    expect(after.reduce((sum, { play }) => sum + play.exposed, 0)).toBe(0);
  });

  test("changed shares and shuffled rows move nobody who was assigned", async () => {
    await started("objection_response", "easy 50: No worries at all, we just chat | soft 50: All good, take your time");
    const fan = shop.newFan();
    await fan.says("hi");
    await fan.says("that's too expensive for me");
    const [first] = await fan.assignments();
    const shown = fan.received().at(-1);
    await shop.prisma.experimentVariant.updateMany({ where: { id: first?.variantId ?? "" }, data: { allocation: 1 } });
    await shop.prisma.experimentVariant.updateMany({
      where: { experimentId: first?.experimentId ?? "", id: { not: first?.variantId ?? "" } },
      data: { allocation: 99 },
    });
    setTimeAhead();
    await fan.says("still too expensive");
    expect(fan.received().at(-1)).toBe(shown);
    const again = await fan.assignments();
    expect(again).toHaveLength(1);
    expect(again[0]?.exposedAt).toEqual(first?.exposedAt);
  });

  test("a fan of another language takes no part", async () => {
    await started("welcome_message", `warm 50: ${WARM} | plain 50`);
    const fan = shop.newFan();
    await fan.says("hola, ¿cómo estás?");
    expect(await fan.assignments()).toEqual([]);
  });

  test("a draft exposes nobody until it is approved as it is", async () => {
    await started("welcome_message", `warm 50: ${WARM} | plain 50: ${SECOND}`);
    await shop.prisma.avatar.update({ where: { id: AVATAR_ID }, data: { autonomy: "draft" } });
    try {
      const decide = async (command: string, more: object) => {
        const fan = shop.newFan();
        await fan.says("hi");
        const { outbound } = await fan.conversation();
        const draft = outbound.find(({ kind }) => kind === "reply");
        expect(draft).toMatchObject({ state: "draft", variantId: expect.any(String) });
        await run(command, { draft: draft?.id, ...more });
        await fan.settle();
        const [assignment] = await fan.assignments();
        return assignment?.exposedAt ?? null;
      };
      expect(await decide("draft.reject", {})).toBeNull();
      expect(await decide("draft.approve", { text: "My own words" })).toBeNull();
      expect(await decide("draft.approve", {})).not.toBeNull();
    } finally {
      await shop.prisma.avatar.update({ where: { id: AVATAR_ID }, data: { autonomy: "auto" } });
    }
  });

  test("a message that the send gate blocks exposes nobody", async () => {
    await started("welcome_message", `warm 50: ${WARM} | plain 50: ${SECOND}`);
    const fan = shop.newFan();
    await fan.write("hi");
    shop.setting.clock.advance(DAY_MS + 1_000);
    await fan.settle();
    const [assignment] = await fan.assignments();
    expect(assignment).toMatchObject({ exposedAt: null });
  });
});

const setTimeAhead = () => shop.setting.clock.advance(60_000);

/** Keen enough to be offered something. */
async function keenFan() {
  const fan = shop.newFan();
  for (const text of ["hi", "I love your pics, you are great!", "wow, amazing, I love it"]) await fan.says(text);
  await shop.prisma.conversation.update({
    where: { id: (await fan.conversation()).id },
    data: { stage: "conversion" },
  });
  for (const text of ["love it! more pics?", "so happy to see you, can I buy the pics?"]) await fan.says(text);
  return fan;
}

describe("offers and sales", () => {
  test("a variant names pack and wording; the price is the pack's; a sale converts once, in its book, within the window", async () => {
    const name = await started(
      "pricing_offer",
      "a 50 @first-set: My favourite pictures of this year: | b 50 @second-set: My favourite pictures of this year:",
    );
    const fan = await keenFan();
    const [assignment] = await fan.assignments();
    const offer = await shop.prisma.offer.findFirstOrThrow({
      where: { fanId: assignment?.fanId ?? "", state: "shown" },
      include: { pack: true },
    });
    const pack = (assignment?.variant.content as { pack: string } | undefined)?.pack;
    expect(offer).toMatchObject({ variantId: assignment?.variantId, pack: { slug: pack } });
    expect(offer.priceUsd).toEqual(offer.pack?.priceUsd);
    const shown = fan.received().find((text) => text.startsWith("My favourite pictures"));
    expect(shown).toContain(`$${offer.priceUsd}`);
    expect(assignment?.exposedAt).not.toBeNull();

    // Play money says nothing about real money.
    const play = await shop.prisma.offer.create({
      data: { ...offerRow(assignment?.fanId ?? "", "ofr_play"), sandbox: true },
    });
    await shop.pay(play.id, true);
    expect((await fan.assignments())[0]?.convertedAt).toBeNull();

    const paidAt = shop.setting.clock.now();
    await shop.pay(offer.id);
    expect((await fan.assignments())[0]?.convertedAt).toEqual(paidAt);
    const second = await shop.prisma.offer.create({ data: offerRow(assignment?.fanId ?? "", "ofr_more") });
    await shop.pay(second.id);
    expect((await fan.assignments())[0]?.convertedAt).toEqual(paidAt);

    const variant = (await facts(name)).variants.find(({ id }) => id === assignment?.variantId);
    expect(variant?.real).toMatchObject({
      exposed: 1,
      converted: 1,
      revenueMicros: Number(offer.priceUsd) * 1e6 + 10_000_000,
    });
    expect(variant?.play).toMatchObject({ exposed: 0, converted: 0, revenueMicros: 0 });
  });

  test("a sale after the window converts nobody", async () => {
    await started("welcome_message", `warm 50: ${WARM} | plain 50: ${SECOND}`);
    const fan = shop.newFan();
    await fan.says("hi");
    const { fanId } = await fan.conversation();
    const offer = await shop.prisma.offer.create({ data: offerRow(fanId, "ofr_late") });
    shop.setting.clock.advance(8 * DAY_MS);
    await shop.pay(offer.id);
    expect((await fan.assignments())[0]?.convertedAt).toBeNull();
  });

  test("a call to action goes with the answer that carries an offer", async () => {
    const line = "Shall I show you what I made this week?";
    await started("call_to_action", `ask 50: ${line} | ask-again 50: ${line}`);
    const fan = await keenFan();
    const [assignment] = await fan.assignments();
    expect(assignment?.exposedAt).not.toBeNull();
    expect(fan.received().some((text) => text.endsWith(line) && text.length > line.length)).toBe(true);
  });
});

const offerRow = (fanId: string, id: string) => ({
  ...{ id, token: id, avatarId: AVATAR_ID, fanId, layer: "pack" as const, state: "shown" as const },
  ...{ priceUsd: "10.00", expiresAt: new Date("2027-12-01"), sandbox: false },
});

describe("with a model", () => {
  test("the wording is data in the message, the line to build on; the model's own words go out and count", async () => {
    const emulator = await startOpenAiEmulator();
    const chat = createOpenAiCompatibleModel({
      baseUrl: emulator.baseUrl,
      apiKey: emulator.apiKey,
      model: "gpt-6-luna",
    });
    const online = await openShop({ chat });
    try {
      const replies = ["You made my morning, what brings you here?", "It is a lovely one, how is yours?"];
      emulator.answerWith(() => ({ json: { reply: replies.shift() ?? "", facts: [] } }));
      const input = { avatar: "luna", name: "hello", element: "welcome_message" };
      await online.setting.run(experimentCommands, "experiment.create", {
        ...{ ...input, variants: `warm 50: ${WARM} | same 50: ${WARM}` },
      });
      await online.setting.run(experimentCommands, "experiment.start", { experiment: "hello" });
      const fan = online.newFan();
      await fan.says("hi");
      await fan.says("how is your day?");
      const calls = emulator.chats.map(({ messages }) => messages);
      const data = calls.map((messages) => JSON.parse(String(messages.at(-1)?.content)) as { lineToBuildOn?: string });
      expect(data.map(({ lineToBuildOn }) => lineToBuildOn)).toEqual([WARM, undefined]);
      expect(JSON.stringify(calls[0]?.filter(({ role }) => role === "system"))).not.toContain(WARM);
      expect(fan.received()).toContain("You made my morning, what brings you here?");
      const [assignment] = await fan.assignments();
      expect(assignment?.exposedAt).not.toBeNull();
    } finally {
      await online.close();
      await emulator.close();
    }
  });
});

describe("guardrails", () => {
  test("a fan who blocks the account within the window is counted, once", async () => {
    const name = await started("welcome_message", `warm 50: ${WARM} | plain 50: ${SECOND}`);
    const fan = shop.newFan();
    await fan.says("hi");
    fan.block();
    await fan.says("what do you do all day?");
    const [assignment] = await fan.assignments();
    expect(assignment?.blockedAt).not.toBeNull();
    const { variants } = await facts(name);
    expect(variants.reduce((sum, { real }) => sum + real.blocked, 0)).toBe(1);
  });

  test("who opts out or complains after the exposure is counted, and a variant that drives fans away is shown no more", async () => {
    const name = await started("welcome_message", `loud 50: ${WARM} | calm 50: ${SECOND}`);
    const { id, variants } = await facts(name);
    const [loud, calm] = variants;
    if (!loud || !calm) throw new Error("two variants");
    const seen = Array.from({ length: 60 }, (_value, index) => ({
      ...{ id: `fan_g${index}`, variantId: index % 2 === 0 ? loud.id : calm.id },
    }));
    await shop.prisma.fan.createMany({ data: seen.map(({ id: fanId }) => ({ id: fanId, avatarId: AVATAR_ID })) });
    await shop.prisma.experimentAssignment.createMany({
      data: seen.map(({ id: fanId, variantId }, index) => ({
        ...{ id: `asg_g${index}`, experimentId: id, variantId, fanId, sandbox: false },
        exposedAt: shop.setting.clock.now(),
        optedOutAt: index % 2 === 0 && index < 14 ? shop.setting.clock.now() : null,
      })),
    });
    expect((await facts(name)).variants.map(({ stoppedBy }) => stoppedBy)).toEqual([null, null]);
    let harmed = 0;
    for (let tries = 0; harmed === 0 && tries < 12; tries += 1) {
      const fan = shop.newFan();
      await fan.says("hi");
      const [assignment] = await fan.assignments();
      if (assignment?.variantId !== loud.id) {
        await fan.says("this is a scam, I want my money back");
        expect((await fan.assignments())[0]?.complainedAt).not.toBeNull();
        continue;
      }
      await fan.says("STOP");
      expect((await fan.assignments())[0]?.optedOutAt).not.toBeNull();
      harmed += 1;
    }
    const after = await facts(name);
    expect(after.variants.map(({ stoppedBy }) => stoppedBy)).toEqual(["opted_out", null]);
    expect(after.real.kind).toBe("stopped_by_guardrail");
    for (let index = 0; index < 6; index += 1) {
      const fan = shop.newFan();
      await fan.says("hi");
      expect(fan.received()).not.toContain(WARM);
      expect((await fan.assignments()).every(({ variantId }) => variantId === calm.id)).toBe(true);
    }
    await expect(run("experiment.deploy", { experiment: name, variant: "loud", force: true })).rejects.toThrow(
      "shown no more",
    );
  });
});
