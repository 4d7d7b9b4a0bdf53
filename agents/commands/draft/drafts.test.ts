// Answers that wait for a yes, from the fan's message to the channel.
import { afterAll, beforeAll, expect, test } from "vitest";
import { avatarAutonomy } from "../avatar/avatar-autonomy.ts";
import { startCreator, type TestCreator, type TestFan } from "../conversation/testing/creator-with-fans.ts";
import { draftAgain, draftApprove, draftList, draftReject } from "./drafts.ts";

const commands = [avatarAutonomy, draftList, draftApprove, draftReject, draftAgain];

let creator: TestCreator;

beforeAll(async () => {
  creator = await startCreator();
  await creator.setting.context.database.prisma.operator.create({
    data: { id: "opr_second", name: "Sam", role: "owner" },
  });
  await ok("avatar.autonomy", { avatar: "luna", mode: "draft" });
});
afterAll(() => creator.close());

const ok = async (name: string, input: unknown = {}, actor = {}) => {
  const result = await creator.setting.run(commands, name, input, actor);
  expect(result).toMatchObject({ state: "done" });
  return result;
};
const draftsOf = async (fan: TestFan) =>
  (await creator.stateOf(fan)).outbound.filter(({ state, kind }) => state === "draft" && kind !== "disclosure");

const drafted = async () => {
  const fan = creator.newFan();
  await fan.write("which beach is that?");
  await fan.settle();
  const [draft] = await draftsOf(fan);
  if (!draft) throw new Error("nothing was drafted");
  return { fan, draft };
};

test.each([
  ["I'm a real girl, promise", "human"],
  ["only $5 for you", "price"],
  ["only two left, hurry", "stock"],
  ["I'll meet you Friday", "meeting"],
])("an operator's own text %j is read like the machine's", async (text, fault) => {
  const { draft, fan } = await drafted();
  const result = await creator.setting.run(commands, "draft.approve", { draft: draft.id, text });
  expect(result).toMatchObject({ state: "failed", problem: { code: "refused", field: "text" } });
  expect(JSON.stringify(result.card)).toContain(fault);
  expect(await draftsOf(fan)).toHaveLength(1);
  await ok("draft.approve", { draft: draft.id, text: "The one near Cascais, lovely isn't it?" });
  await fan.settle();
  expect(fan.received().at(-1)).toContain("Cascais");
});

test("the second of two operators is told who was first", async () => {
  const { draft } = await drafted();
  await ok("draft.approve", { draft: draft.id }, { id: "opr_second" });
  expect(await creator.setting.run(commands, "draft.reject", { draft: draft.id })).toMatchObject({
    state: "failed",
    problem: { code: "conflict", message: "This draft was approved already, by Sam." },
  });
});

test("a yes no longer counts once the fan wrote more; the answer can be made anew", async () => {
  const { fan, draft } = await drafted();
  await fan.write("and is it warm there?");
  expect(await creator.setting.run(commands, "draft.approve", { draft: draft.id })).toMatchObject({
    state: "failed",
    problem: { code: "expired", remedy: `draft again ${draft.id}` },
  });
  await ok("draft.again", { draft: draft.id });
  await fan.settle();
  const drafts = await draftsOf(fan);
  expect(drafts).toHaveLength(1);
  expect(drafts[0]?.upToSeq).toBeGreaterThan(draft.upToSeq);
  await ok("draft.approve", { draft: drafts[0]?.id });
  await fan.settle();
  expect(fan.received()).toHaveLength(2);
});

test("a rejected draft can be written anew, more than once", async () => {
  const { fan, draft } = await drafted();
  const rejected = await ok("draft.reject", { draft: draft.id });
  expect(rejected.card.buttons?.[0]).toMatchObject({ command: "draft.again" });
  await ok("draft.again", { draft: draft.id });
  await fan.settle();
  const [second] = await draftsOf(fan);
  expect(second?.id).not.toBe(draft.id);
  await ok("draft.again", { draft: second?.id });
  await fan.settle();
  expect(await draftsOf(fan)).toHaveLength(1);
  expect((await creator.stateOf(fan)).outbound.filter(({ state }) => state === "discarded")).toHaveLength(4);
});

test("an answer made anew takes the place of later drafts too, and answers everything", async () => {
  const { fan, draft } = await drafted();
  await fan.write("and is it warm there?");
  await fan.settle();
  expect(await draftsOf(fan)).toHaveLength(2);
  await ok("draft.again", { draft: draft.id });
  await fan.settle();
  const [again, ...others] = await draftsOf(fan);
  expect(others).toEqual([]);
  expect((await creator.stateOf(fan)).answeredSeq).toBe(again?.upToSeq);
  await ok("draft.approve", { draft: again?.id });
  await fan.settle();
  expect(fan.received()).toHaveLength(2);
});

test("a draft's buttons and the list carry its text", async () => {
  const { draft } = await drafted();
  const { card } = await ok("draft.list");
  expect(card.fields?.map(({ value }) => value)).toContain(draft.text);
  expect(card.buttons?.[1]?.ask?.label).toMatch(/^Your text instead of “.+”$/);
});
