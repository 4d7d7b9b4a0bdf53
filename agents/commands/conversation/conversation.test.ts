import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Replier } from "../../graphs/fan-reply/state.ts";
import { HOUR_MS } from "../../kernel/clock.ts";
import type { ChannelEvent } from "../../ports/fan-channel.ts";
import { receiveEvents } from "../inbound/receive-events.ts";
import { callInternal } from "../internal.ts";
import type { TestContext } from "../testing/test-context.ts";
import { type AdvanceResult, advance } from "./advance.ts";
import { startCreator, type TestCreator, type TestFan } from "./testing/creator-with-fans.ts";

let creator: TestCreator;
let setting: TestContext;
let instagram: TestCreator["instagram"];
let accountExternalId: string;
let graph: TestCreator["graph"];

beforeAll(async () => {
  creator = await startCreator();
  ({ setting, instagram, accountExternalId, graph } = creator);
});
afterEach(() => instagram.control.clearFaults());
afterAll(() => creator.close());

const newFan = () => creator.newFan();
const stateOf = (fan: TestFan) => creator.stateOf(fan);

describe("a turn", () => {
  test("the disclosure goes first, then one answer; a burst is answered once", async () => {
    const fan = newFan();
    await fan.write("hi");
    setting.clock.advance(1_000);
    await fan.write("how are you?");
    await fan.settle();
    expect(fan.received()).toHaveLength(2);
    expect(fan.received()[0]).toContain("AI-generated");
    await fan.settle();
    expect(fan.received()).toHaveLength(2);
  });

  test("a repeated webhook changes nothing", async () => {
    const fan = newFan();
    const mid = await fan.write("hello");
    await fan.settle();
    await fan.write("hello", mid);
    await fan.settle();
    expect(fan.received()).toHaveLength(2);
  });

  test("what comes in while an overdue message is answered waits for more of it, as any burst", async () => {
    const fan = newFan();
    await fan.write("hello");
    const { id } = await stateOf(fan);
    setting.clock.advance(20_000); // nobody was there to answer
    const signal = new AbortController().signal;
    const slowly: Replier = {
      invoke: async (start) => {
        await fan.write("and another thing");
        return await graph.invoke(start);
      },
    };
    await advance(setting.context, slowly, id, signal);
    expect(fan.received()).toHaveLength(2);
    expect(await advance(setting.context, graph, id, signal)).toEqual({ state: "later", delayMs: 4_000 });
    await fan.settle();
    expect(fan.received()).toHaveLength(3);
  });

  test("too early is left for later", async () => {
    const fan = newFan();
    await fan.write("hello");
    const { id } = await stateOf(fan);
    expect(await advance(setting.context, graph, id, new AbortController().signal)).toMatchObject({ state: "later" });
    expect(fan.received()).toEqual([]);
  });

  test("when the disclosure cannot be sent, no answer is sent; both go once it can", async () => {
    const fan = newFan();
    await fan.write("hi there");
    instagram.control.addFault({
      operation: "send",
      recipientId: fan.id,
      times: 1,
      fault: { kind: "error", code: 4, status: 400 },
    });
    await expect(fan.settle()).rejects.toMatchObject({ code: "rate_limited" });
    expect(fan.received()).toEqual([]);
    await fan.settle();
    expect(fan.received()).toHaveLength(2);
  });

  /** The first message arrives, and the platform's word for it does not. */
  async function fanWhoseAnswerIsLost() {
    const fan = newFan();
    await fan.write("hi, lovely pictures");
    instagram.control.addFault({
      operation: "send",
      recipientId: fan.id,
      times: 1,
      fault: { kind: "lose_answer", how: "cut" },
    });
    await expect(fan.settle()).rejects.toMatchObject({ code: "outcome_unknown" });
    return fan;
  }

  test("an answer whose fate is unknown is looked up and not sent again", async () => {
    const fan = await fanWhoseAnswerIsLost();
    expect((await stateOf(fan)).outbound.map((row) => row.state).sort()).toEqual(["pending", "unknown"]);
    await fan.settle();
    expect(fan.received()).toHaveLength(2);
    expect((await stateOf(fan)).outbound.every((row) => row.state === "sent")).toBe(true);
  });

  test("an answer that follows one found again knows of it: no second disclosure", async () => {
    const fan = await fanWhoseAnswerIsLost();
    await fan.write("which beach is that?");
    await fan.settle();
    await fan.settle();
    expect(fan.received()).toHaveLength(3);
    expect(fan.received().filter((text) => text.includes("AI-generated"))).toHaveLength(1);
  });

  test("one that what was written since hides waits for a person, and the fan is not left without an answer", async () => {
    const fan = await fanWhoseAnswerIsLost();
    // Instagram shows the twenty newest.
    for (let line = 1; line <= 21; line += 1) await fan.write(`line ${line}`);
    await fan.settle();
    const { outbound } = await stateOf(fan);
    expect(outbound.map(({ upToSeq, state, error }) => [upToSeq, state, error])).toEqual([
      [1, "draft", "broke_off"],
      [1, "draft", "broke_off"],
      [22, "sent", null],
      [22, "sent", null],
    ]);
  });

  test("a second worker on the same conversation waits while the first thinks", async () => {
    const fan = newFan();
    await fan.write("hey");
    setting.clock.advance(5_000);
    const { id } = await stateOf(fan);
    const wake = (replier: Replier) => advance(setting.context, replier, id, new AbortController().signal);
    let second: Promise<AdvanceResult> | undefined;
    const first = await wake({
      invoke: async (start) => {
        second = wake(graph);
        await second;
        return await graph.invoke(start);
      },
    });
    expect([first.state, (await second)?.state]).toEqual(["answered", "later"]);
    expect(fan.received()).toHaveLength(2);
  });
});

describe("guards", () => {
  test("a minor is locked with the message itself, told once, and never offered anything", async () => {
    const fan = newFan();
    await fan.write("im 16 btw, how much is the pack?");
    expect((await stateOf(fan)).minorLockedAt).not.toBeNull();
    await fan.settle();
    expect(fan.received().at(-1)).toContain("adults only");
    await fan.write("jk im 20, send pics");
    await fan.settle();
    const { outbound } = await stateOf(fan);
    expect(outbound.filter((row) => row.state === "sent" && row.kind !== "minor" && row.kind !== "disclosure")).toEqual(
      [],
    );
  });

  test("STOP silences answers that were already on their way", async () => {
    const fan = newFan();
    await fan.write("hi");
    await fan.settle();
    await fan.write("tell me more");
    const { id } = await stateOf(fan);
    await setting.context.database.prisma.outboundMessage.create({
      data: { id: "out_queued", conversationId: id, upToSeq: 99, kind: "reply", text: "queued before the stop" },
    });
    await fan.write("STOP");
    await fan.settle();
    expect(fan.received().some((text) => text.includes("queued before"))).toBe(false);
    expect(fan.received().at(-1)).toContain("won't get any more messages");
    expect(
      await setting.context.database.prisma.outboundMessage.findUnique({ where: { id: "out_queued" } }),
    ).toMatchObject({ state: "blocked", blockedBy: "C14:opted_out" });
  });

  test("STOP as the very first word is confirmed by one message, which says who was written to", async () => {
    const fan = newFan();
    await fan.write("STOP");
    await fan.settle();
    expect(fan.received()).toHaveLength(1);
    expect(fan.received()[0]).toMatch(/AI-generated.*won't get any more messages/s);
    await fan.write("START");
    await fan.settle();
    expect(fan.received()[1]).toContain("AI-generated");
  });

  test.each(["swear ur not a bot??", "are you a real person?", "eres un robot?"])(
    "%s gets the truth",
    async (question) => {
      const fan = newFan();
      await fan.write(question);
      await fan.settle();
      expect(fan.received().at(-1)).toMatch(/\bAI\b|\bIA\b/);
    },
  );

  test("in a crisis the persona steps back and help is named", async () => {
    const fan = newFan();
    await fan.write("i want to kill myself");
    await fan.settle();
    expect(fan.received().at(-1)).toMatch(/findahelpline/);
    expect((await stateOf(fan)).crisisAt).not.toBeNull();
  });

  test("24 hours and a second after the fan wrote nothing goes out", async () => {
    const fan = newFan();
    await fan.write("hello");
    setting.clock.advance(24 * HOUR_MS + 1_000);
    await fan.settle();
    expect(fan.received()).toEqual([]);
    expect((await stateOf(fan)).outbound.map((row) => row.blockedBy)).toContain("C14:window_closed");
  });

  test("who asks for a person is told that one comes, and the machine keeps quiet then", async () => {
    const fan = newFan();
    await fan.write("this is a scam, can I talk to a human?");
    await fan.settle();
    expect(fan.received()[1]).toContain("a person of the team");
    expect(await stateOf(fan)).toMatchObject({ autonomy: "off", handoverReason: "asked_for_human" });
    await fan.write("hello?");
    await fan.settle();
    expect(fan.received()).toHaveLength(2);
  });

  test("a human's echo pauses the machine", async () => {
    const fan = newFan();
    await fan.write("hi");
    await fan.settle();
    const echo: ChannelEvent = {
      source: "instagram",
      eventId: "human-echo-1",
      accountExternalId,
      fanExternalId: fan.id,
      at: setting.clock.now(),
      kind: "echo",
      messageId: "mid.human.1",
      text: "it's me, the team",
    };
    await callInternal(setting.context, receiveEvents, { platform: "instagram", events: [echo] });
    await fan.write("oh nice");
    await fan.settle();
    expect(fan.received()).toHaveLength(2);
  });

  test("our own echo is no message of anyone", async () => {
    const fan = newFan();
    await fan.write("hola");
    await fan.settle();
    const [sent] = instagram.control
      .thread(fan.id, accountExternalId)
      .messages.filter((message) => message.from === "account");
    const before = await setting.context.database.prisma.message.count();
    const echo: ChannelEvent = {
      source: "instagram",
      eventId: `${sent?.id}:echo`,
      accountExternalId,
      fanExternalId: fan.id,
      at: setting.clock.now(),
      kind: "echo",
      messageId: sent?.id ?? "",
      text: sent?.text ?? "",
    };
    await callInternal(setting.context, receiveEvents, { platform: "instagram", events: [echo] });
    expect(await setting.context.database.prisma.message.count()).toBe(before);
    expect((await stateOf(fan)).botPausedUntil).toBeNull();
  });
});
