// How soon an answer goes out, on a real channel: bursts, signs of presence, a person's pace.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { seededRandom } from "../../kernel/random.ts";
import { advance } from "./advance.ts";
import { pacingCommands } from "./pacing-set.ts";
import { startCreator, type TestCreator, type TestFan } from "./testing/creator-with-fans.ts";

let creator: TestCreator;

beforeAll(async () => {
  creator = await startCreator();
});
afterAll(() => creator.close());
beforeEach(async () => {
  await creator.setting.context.database.prisma.setting.deleteMany({ where: { key: { startsWith: "pacing" } } });
});

const set = async (input: object) => {
  const result = await creator.setting.run(pacingCommands, "pacing.set", input);
  if (result.state !== "done") throw new Error(JSON.stringify(result));
  return result;
};

const wake = async (fan: TestFan) => {
  const { id } = await creator.stateOf(fan);
  return await advance(creator.setting.context, creator.graph, id, new AbortController().signal);
};

/** A worker that sleeps as long as it is told to. @returns how often it was woken before the answer was out */
async function settleInTime(fan: TestFan): Promise<number> {
  for (let wakes = 1; wakes < 60; wakes += 1) {
    const result = await wake(fan);
    if (result.state !== "later") return wakes;
    creator.setting.clock.advance(result.delayMs);
  }
  throw new Error("never answered");
}

async function untilTyping(fan: TestFan): Promise<void> {
  for (;;) {
    const result = await wake(fan);
    if (result.state !== "later") throw new Error("answered too soon");
    if ((await creator.stateOf(fan)).outbound.length > 0) return;
    creator.setting.clock.advance(result.delayMs);
  }
}

describe("the settings", () => {
  test("show their defaults, an avatar's own go before those of all, and each leaves the others", async () => {
    const shown = await creator.setting.run(pacingCommands, "pacing.show");
    expect(shown).toMatchObject({
      output: { avatar: null, quietSeconds: 4, longestSeconds: 12, presence: "on", pace: "off", voice: 0 },
    });
    await set({ quiet: 0, voice: 10 });
    await set({ avatar: "luna", pace: "natural" });
    expect(await set({ avatar: "luna", presence: "off" })).toMatchObject({
      output: { avatar: "luna", quietSeconds: 0, presence: "off", pace: "natural", voice: 10 },
    });
    expect(await creator.setting.run(pacingCommands, "pacing.show")).toMatchObject({
      output: { quietSeconds: 0, presence: "on", pace: "off" },
    });
  });

  test.each([
    [{ quiet: -1 }, "quiet"],
    [{ quiet: 61 }, "quiet"],
    [{ voice: 101 }, "voice"],
    [{ pace: "slow" }, "pace"],
  ])("%j is refused by name", async (input, field) => {
    expect(await creator.setting.run(pacingCommands, "pacing.set", input)).toMatchObject({
      state: "failed",
      problem: { code: "invalid_input", field },
    });
  });
});

describe("a burst", () => {
  test("of an avatar that waits for nothing is answered at once", async () => {
    await set({ avatar: "luna", quiet: 0 });
    const fan = creator.newFan();
    await fan.write("hi there");
    const state = await creator.stateOf(fan);
    expect(state.replyDueAt).toEqual(creator.setting.clock.now());
    expect(await wake(fan)).toEqual({ state: "answered" });
    expect(fan.received()).toHaveLength(2);
  });

  test("ends by the longest time set, however long the quiet", async () => {
    await set({ quiet: 10, longest: 3 });
    const fan = creator.newFan();
    await fan.write("hi");
    expect(await wake(fan)).toEqual({ state: "later", delayMs: 3_000 });
  });
});

test("without signs of presence none is shown and no name is asked for", async () => {
  await set({ presence: "off", quiet: 0 });
  const fan = creator.newFan();
  await fan.write("hi there");
  await wake(fan);
  expect(fan.received()).toHaveLength(2);
  const { seenAt, typing } = creator.instagram.control.thread(fan.id, creator.accountExternalId);
  expect({ seenAt, typing }).toEqual({ seenAt: null, typing: false });
  const { prisma } = creator.setting.context.database;
  expect(await prisma.fanAddress.findFirst({ where: { externalId: fan.id } })).toMatchObject({ profileAt: null });
});

describe("a person's pace", () => {
  const LONG =
    "I had such a long day at work today, everyone wanted something and I could not even have lunch in peace";

  test("reads first, types then, and answers in between nothing else", async () => {
    await set({ avatar: "luna", pace: "natural", quiet: 0 });
    const fan = creator.newFan();
    await fan.write(LONG);
    const began = creator.setting.clock.now().getTime();
    const reading = await wake(fan);
    expect(reading).toEqual({ state: "later", delayMs: expect.any(Number) });
    expect(fan.received()).toEqual([]);
    if (reading.state !== "later") throw new Error("it reads");
    expect(reading.delayMs).toBeGreaterThan(4_000);
    creator.setting.clock.advance(reading.delayMs);
    const typing = await wake(fan);
    expect(typing.state).toBe("later");
    expect(fan.received()).toEqual([]);
    expect(await settleInTime(fan)).toBeGreaterThan(1);
    expect(fan.received()).toHaveLength(2);
    const { outbound } = await creator.stateOf(fan);
    const [disclosure, reply] = outbound;
    expect(disclosure?.dueAt).toEqual(reply?.dueAt);
    expect(creator.setting.clock.now().getTime() - began).toBeGreaterThan(8_000);
  });

  test("takes what the fan writes meanwhile into the answer", async () => {
    await set({ avatar: "luna", pace: "natural", quiet: 0 });
    const fan = creator.newFan();
    await fan.write("hello");
    await untilTyping(fan);
    await fan.write("are you there?");
    await settleInTime(fan);
    const { outbound, answeredSeq, sentiment } = await creator.stateOf(fan);
    expect(outbound.map(({ state, upToSeq }) => [state, upToSeq])).toEqual([
      ["discarded", 1],
      ["discarded", 1],
      ["sent", 2],
      ["sent", 2],
    ]);
    expect(answeredSeq).toBe(2);
    expect(Math.abs(sentiment)).toBeLessThanOrEqual(1);
    expect(fan.received()).toHaveLength(2);
  });

  test("does not make anybody wait who needs help, and a lock meanwhile stops what was typed", async () => {
    await set({ avatar: "luna", pace: "natural", quiet: 0 });
    const fan = creator.newFan();
    await fan.write("hello");
    await untilTyping(fan);
    await fan.write("I want to kill myself");
    expect(await wake(fan)).toEqual({ state: "answered" });
    const { outbound, crisisAt } = await creator.stateOf(fan);
    expect(crisisAt).not.toBeNull();
    expect(outbound.filter(({ state }) => state === "sent").map(({ kind }) => kind)).toEqual(["crisis"]);
  });

  test("is out in time however much the fan goes on", async () => {
    await set({ avatar: "luna", pace: "natural", quiet: 0 });
    const fan = creator.newFan();
    const random = seededRandom(7);
    const began = creator.setting.clock.now().getTime();
    await fan.write("hello");
    while (fan.received().length === 0) {
      const result = await wake(fan);
      if (result.state !== "later") break;
      creator.setting.clock.advance(result.delayMs);
      if (random() < 0.4 && fan.received().length === 0) await fan.write("and another thing");
    }
    await settleInTime(fan);
    expect(creator.setting.clock.now().getTime() - began).toBeLessThan(180_000);
  });
});
