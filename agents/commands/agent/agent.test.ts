// The operator agent through the whole registry: plan, yes, once; without a model and with a scripted one.
import { afterAll, beforeAll, expect, it } from "vitest";
import { type OpenAiEmulator, startOpenAiEmulator } from "../../../jobs/providers/openai-emulator/openai-emulator.ts";
import { createOpenAiCompatibleModel } from "../../models/openai-compatible.ts";
import { allCommands } from "../all-commands.ts";
import { seedPriceBook } from "../money/seed-price-book.ts";
import { createTestContext, type TestContext } from "../testing/test-context.ts";

let test: TestContext;
let server: OpenAiEmulator;
const { list } = allCommands();

beforeAll(async () => {
  test = await createTestContext();
  server = await startOpenAiEmulator();
  await seedPriceBook(test.context);
  await test.run(list, "avatar.create", { name: "Luna", brief: "fitness and sea in Lisbon, warm" });
  await test.run(list, "avatar.create", { name: "Mara", brief: "ceramics in Porto, calm" });
});
afterAll(async () => {
  await server.close();
  await test.close();
});

const ask = async (text: string, actor = {}) => {
  const result = await test.run(list, "agent.ask", { text }, actor);
  if (result.state !== "done") throw new Error(JSON.stringify(result));
  return result.output as { kind: string; runCardId?: string; card: { title: string; text?: string } };
};
const approve = (id: string | undefined) => test.run(list, "run.approve", { id });
const batches = () => test.context.database.prisma.batch.count();
const stateOf = async (slug: string) =>
  (await test.context.database.prisma.avatar.findFirstOrThrow({ where: { slug } })).state;

it("does a plan of two steps after one yes, once, and takes back what it can", async () => {
  const planned = await ask("make Luna 3 posts, then pause Mara, max 5 dollars");
  expect(planned.kind).toBe("plan");
  expect([await batches(), await stateOf("mara")]).toEqual([0, "active"]);
  expect(await approve(planned.runCardId)).toMatchObject({
    state: "done",
    output: { result: { steps: [{ state: "done" }, { state: "done" }] } },
  });
  expect([await batches(), await stateOf("mara")]).toEqual([1, "paused"]);
  expect(await approve(planned.runCardId)).toMatchObject({ state: "failed", problem: { code: "conflict" } });

  // As if the process had died between the yes and the mark that all is done.
  await test.context.database.prisma.runCard.update({
    where: { id: planned.runCardId ?? "" },
    data: { state: "approved" },
  });
  await approve(planned.runCardId);
  expect(await batches()).toBe(1);

  const undone = await ask("undo that");
  await approve(undone.runCardId);
  expect(await stateOf("mara")).toBe("active");
});

it("prices a step that needs what an earlier one makes when its turn comes", async () => {
  const planned = await ask("create an avatar called Nova: night photographer in Berlin. Then make 2 posts");
  const first = await approve(planned.runCardId);
  expect(first).toMatchObject({ output: { result: { steps: [{ state: "done" }, { state: "waiting" }] } } });
  expect(await batches()).toBe(1);
});

it("asks for what is missing and reads the answer together with the request", async () => {
  expect((await ask("make 4 beach posts", { id: "opr_two" })).kind).toBe("ask");
  expect((await ask("Mara", { id: "opr_two" })).kind).toBe("plan");
});

it("keeps to roles, and refuses what nobody may", async () => {
  expect((await ask("resume everything", { role: "chatter", id: "opr_chatter" })).kind).toBe("failed");
  expect((await ask("make Luna look like a schoolgirl")).kind).toBe("refused");
  const smuggled = { steps: [{ command: "run.approve", input: { id: "run_1" }, quoted: true }] };
  expect(await test.run(list, "agent.plan", smuggled)).toMatchObject({ state: "failed", problem: { code: "refused" } });
});

it("tells a model what it gets wrong, and stops one that goes in circles", async () => {
  const { baseUrl, apiKey } = server;
  const chat = createOpenAiCompatibleModel({ baseUrl, apiKey, model: "gpt-6-luna", provider: "openai-compatible" });
  const before = test.context.chat;
  Object.assign(test.context, { chat });
  const script = [
    { name: "moon_fly", arguments: {} },
    { name: "avatar_pause", arguments: { avatar: "ghost" } },
    { name: "avatar_pause", arguments: { avatar: "mara" } },
  ];
  let turn = 0;
  server.answerWith(() => {
    const call = script[turn];
    turn += 1;
    return call ? { toolCalls: [call] } : { text: "Mara will be paused." };
  });
  const planned = await ask("give Mara a rest");
  expect(planned.kind).toBe("plan");
  const told = server.chats
    .at(-1)
    ?.messages.filter(({ role }) => role === "tool")
    .map(({ content }) => content);
  expect(told).toEqual([
    expect.stringContaining("unknown_command"),
    expect.stringContaining("not_found"),
    "noted as step 1",
  ]);
  server.answerWith(() => ({ toolCalls: [{ name: "avatar_list", arguments: {} }] }));
  expect((await ask("who is there")).kind).toBe("gave_up");
  Object.assign(test.context, { chat: before });
});

it("answers a greeting with what can be said, and changes its language at once and for this person alone", async () => {
  const { prisma } = test.context.database;
  await prisma.operator.createMany({
    data: ["opr_es", "opr_en"].map((id) => ({ id, name: id, role: "manager" as const, createdAt: new Date() })),
  });
  expect((await ask("hi, what can you do?", { id: "opr_es" })).card.title).toBe("Hello! What shall we do?");
  const changed = await ask("habla español", { id: "opr_es" });
  expect([changed.kind, changed.card.title]).toEqual(["done", "Desde ahora, en español."]);
  const rows = await prisma.operator.findMany({ where: { id: { in: ["opr_es", "opr_en"] } }, orderBy: { id: "asc" } });
  expect(rows.map(({ id, language }) => `${id} ${language}`)).toEqual(["opr_en en", "opr_es es"]);
});
