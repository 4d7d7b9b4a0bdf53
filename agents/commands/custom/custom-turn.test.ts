// What a fan says of something made for them, on a real channel: asked, refused, quoted, haggled over.
import { afterAll, beforeAll, expect, test } from "vitest";
import { startCreator, type TestCreator, type TestFan } from "../conversation/testing/creator-with-fans.ts";
import { execute } from "../execute.ts";
import { noticeList } from "../notice/notice-list.ts";
import { createRegistry } from "../registry.ts";
import { customCommands } from "./commands.ts";

let creator: TestCreator;
beforeAll(async () => {
  creator = await startCreator();
});
afterAll(() => creator.close());

async function say(fan: TestFan, text: string): Promise<readonly string[]> {
  const before = fan.received().length;
  await fan.write(text);
  await fan.settle();
  return fan.received().slice(before);
}
const registry = createRegistry([...customCommands, noticeList]);
const run = async (command: string, input: object) => {
  const { context, as } = creator.setting;
  return await execute(context, registry, { command, input, actor: as("owner").actor });
};
async function requestOf(fan: TestFan) {
  const { fanId } = await creator.stateOf(fan);
  return await creator.setting.context.database.prisma.customRequest.findMany({
    where: { fanId },
    include: { steps: { orderBy: [{ at: "asc" }, { id: "asc" }] }, offers: true },
    orderBy: { createdAt: "asc" },
  });
}
const noticesOf = async (fan: TestFan) =>
  await creator.setting.context.database.prisma.operatorNotice.findMany({
    where: { conversationId: (await creator.stateOf(fan)).id, kind: "custom" },
    orderBy: { createdAt: "asc" },
  });

test("a wish becomes a request, the team hears of it, and the answer names neither a price nor a promise", async () => {
  const fan = creator.newFan();
  await say(fan, "hello");
  const answers = await say(fan, "could you make me a video where you say hi? do you do custom videos?");
  expect(answers.join(" ")).toMatch(/look into it|see about that/i);
  expect(answers.join(" ")).not.toMatch(/\$|\d|promise|http/);
  const [request] = await requestOf(fan);
  expect(request).toMatchObject({ state: "asked", wish: expect.stringContaining("custom videos"), refusedBy: null });
  expect(request?.steps.map(({ kind }) => kind)).toEqual(["asked"]);
  expect(await noticesOf(fan)).toMatchObject([{ facts: { what: "asked", requestId: request?.id } }]);
  expect(await run("notice.list", {})).toMatchObject({
    output: { notices: [expect.objectContaining({ kind: "custom", text: "Asks for something made for them." })] },
  });
});

test("who asks again adds to the request there is", async () => {
  const fan = creator.newFan();
  await say(fan, "do you do custom photos?");
  await say(fan, "I mean a custom photo at the beach");
  const requests = await requestOf(fan);
  expect(requests).toHaveLength(1);
  expect(requests[0]?.steps.map(({ kind }) => kind)).toEqual(["asked", "fan_said"]);
});

test.each([
  ["I want a custom video as a schoolgirl", "minor_appearance", "C9"],
  ["please make a custom photo with Taylor Swift", "real_person", "C8"],
])("“%s” is refused at once, recorded, and no person is called", async (text, refusedBy, control) => {
  const fan = creator.newFan();
  await say(fan, "hello");
  const answers = await say(fan, text);
  const [request] = await requestOf(fan);
  expect(request).toMatchObject({ state: "refused", refusedBy });
  expect(answers.join(" ")).toContain("won't be made here");
  expect(await noticesOf(fan)).toEqual([]);
  const { id: stream } = await creator.stateOf(fan);
  const decision = { stream, control, decision: `custom_refused:${refusedBy}` };
  expect(await creator.setting.context.database.prisma.trustEvent.count({ where: decision })).toBe(1);
});

test("the quote's price comes from its offer row; a counter-proposal is passed on and is no refusal", async () => {
  const fan = creator.newFan();
  await say(fan, "hello");
  await say(fan, "I'd love a custom photo set");
  const [asked] = await requestOf(fan);
  creator.setting.clock.advance(1_000);
  const quoted = await run("custom.quote", { request: asked?.id, price: "249", days: 5 });
  expect(quoted).toMatchObject({ state: "done", output: { state: "quoted", priceCents: 24_900 } });
  await fan.settle();
  const [request] = await requestOf(fan);
  const [offer] = request?.offers ?? [];
  expect(offer).toMatchObject({ layer: "custom", state: "shown" });
  expect(fan.received().at(-1)).toContain(`$249.00: http://127.0.0.1:3000/o/${offer?.token}`);
  const answers = await say(fan, "too expensive, would you do it for 150?");
  expect(answers.join(" ")).toMatch(/pass that on|ask about it/);
  expect(answers.join(" ")).not.toMatch(/\$|\d/);
  expect((await creator.stateOf(fan)).noOfferUntil).toBeNull();
  const [after] = await requestOf(fan);
  expect(after?.steps.map(({ kind }) => kind)).toEqual(["asked", "quoted", "fan_said"]);
  expect((await noticesOf(fan)).map(({ facts }) => (facts as { what: string }).what)).toEqual(["asked", "fan_said"]);
  // A plain no is one: no offer for a while, and nothing to pass on.
  await say(fan, "no thanks, not interested");
  expect((await creator.stateOf(fan)).noOfferUntil).not.toBeNull();
  expect((await requestOf(fan))[0]?.steps).toHaveLength(3);
});

test("a declined wish is told kindly and can be paid no more", async () => {
  const fan = creator.newFan();
  await say(fan, "do you do customs?");
  const [asked] = await requestOf(fan);
  await run("custom.quote", { request: asked?.id, price: "199" });
  expect(await run("custom.decline", { request: asked?.id, note: "no time" })).toMatchObject({ state: "done" });
  await fan.settle();
  expect(fan.received().at(-1)).toContain("can't be done");
  const [request] = await requestOf(fan);
  expect(request).toMatchObject({ state: "declined", offers: [{ state: "withdrawn" }] });
});
