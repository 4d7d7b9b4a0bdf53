// Long chats and what fans ask of the memory: on a real channel, by the clock.
import { afterAll, beforeAll, expect, test } from "vitest";
import { storeFanMemory } from "../../../prisma/vectors.ts";
import { MINUTE_MS } from "../../kernel/clock.ts";
import { startCreator, type TestCreator, type TestFan } from "./testing/creator-with-fans.ts";

let creator: TestCreator;
beforeAll(async () => {
  creator = await startCreator();
});
afterAll(() => creator.close());

const LINES = ["i baked bread today", "the sea was calm", "my sister called", "we played chess", "it rained a bit"];

async function say(fan: TestFan, text: string): Promise<readonly string[]> {
  const before = fan.received().length;
  await fan.write(text);
  await fan.settle();
  return fan.received().slice(before);
}
const kinds = async (fan: TestFan) => (await creator.stateOf(fan)).outbound.map(({ kind }) => kind);

test("after three hours of chat: one more disclosure, one reminder to rest, and no offer for half an hour", async () => {
  const fan = creator.newFan();
  for (let round = 0; round < 7; round += 1) {
    await say(fan, LINES[round % LINES.length] ?? "");
    creator.setting.clock.advance(30 * MINUTE_MS);
  }
  expect((await kinds(fan)).filter((kind) => kind === "break")).toHaveLength(1);
  expect((await kinds(fan)).filter((kind) => kind === "disclosure")).toHaveLength(2);
  const { noOfferUntil, outbound } = await creator.stateOf(fan);
  const rest = outbound.find(({ kind }) => kind === "break");
  expect(rest).toMatchObject({ state: "sent", text: expect.stringContaining("AI") });
  expect(noOfferUntil?.getTime()).toBe((rest?.createdAt.getTime() ?? 0) + 30 * MINUTE_MS);
  await say(fan, "one more thing about the lake");
  expect((await kinds(fan)).filter((kind) => kind === "break")).toHaveLength(1);
});

test("after 150 messages within a day the next answer brings the reminder", async () => {
  const fan = creator.newFan();
  await say(fan, "hello there");
  const { id } = await creator.stateOf(fan);
  const { prisma } = creator.setting.context.database;
  const { lastSeq } = await prisma.conversation.findUniqueOrThrow({ where: { id } });
  const sentAt = creator.setting.clock.now();
  await prisma.message.createMany({
    data: Array.from({ length: 150 }, (_, index) => ({
      ...{ id: `msg_many_${index}`, conversationId: id, seq: lastSeq + 1 + index, sentAt, text: "ha" },
      ...(index % 2 === 0
        ? { direction: "in" as const, author: "fan" as const }
        : { direction: "out" as const, author: "avatar" as const }),
    })),
  });
  const moved = { lastSeq: lastSeq + 150, answeredSeq: lastSeq + 150 };
  await prisma.conversation.update({ where: { id }, data: moved });
  await say(fan, "still here");
  expect((await kinds(fan)).at(-1)).toBe("break");
  await say(fan, "and here");
  expect((await kinds(fan)).filter((kind) => kind === "break")).toHaveLength(1);
});

test("a fan is told what is remembered, has it forgotten, and may forbid and allow it", async () => {
  const fan = creator.newFan();
  await say(fan, "hello");
  const { context } = creator.setting;
  const { fanId } = await creator.stateOf(fan);
  const note = async (text: string) => {
    const [embedding = []] = await context.embedder.embed([text], AbortSignal.timeout(9_000));
    await storeFanMemory(context.database.prisma, {
      ...{ id: `mem_${text}`, avatarId: creator.avatarId, fanId, text, kind: "fact", confidence: 0.6, embedding },
      ...{ embeddingModel: context.embedder.info.model, now: context.clock.now() },
    });
  };
  const count = () => context.database.prisma.fanMemory.count({ where: { fanId } });
  await note("has a dog called Toby");
  expect((await say(fan, "what do you know about me?")).join("\n")).toContain("· has a dog called Toby");
  expect(await say(fan, "please forget everything i told you")).toEqual([expect.stringContaining("is gone")]);
  expect(await count()).toBe(0);
  expect((await say(fan, "what do you know about me?")).join("\n")).toContain("no notes about you");
  await note("works nights");
  await say(fan, "don't remember anything i say");
  expect([await count(), (await creator.stateOf(fan)).fan.memoryOffAt !== null]).toEqual([0, true]);
  await say(fan, "ok you can remember things again");
  expect((await creator.stateOf(fan)).fan.memoryOffAt).toBeNull();
  const decisions = await context.database.prisma.trustEvent.findMany({ where: { control: "C17" } });
  expect(decisions).toHaveLength(3);
});
