import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { HOUR_MS } from "../../kernel/clock.ts";
import { AppError } from "../../kernel/errors.ts";
import { KILL_SWITCH_KEY } from "../conversation/deliver.ts";
import { createRecordingQueue } from "../testing/recording-queue.ts";
import { createTestContext, type TestContext } from "../testing/test-context.ts";
import { systemCommands } from "./commands.ts";

let setting: TestContext;

beforeAll(async () => {
  setting = await createTestContext();
});
afterAll(() => setting.close());
beforeEach(async () => {
  await setting.context.database.prisma.setting.deleteMany();
});

test("a bare installation says what is built in, simulated and missing", async () => {
  setting.clock.advance(3 * HOUR_MS);
  const result = await setting.run(systemCommands, "system.status");
  expect(result).toMatchObject({
    state: "done",
    output: {
      uptimeMs: 3 * HOUR_MS,
      stopped: false,
      queue: { backend: "postgres", condition: "ok" },
      store: { provider: "files", local: true, condition: "ok" },
      chat: { offline: true },
      images: [{ provider: "storyboard", offline: true }],
      checkout: null,
      waiting: { runCards: 0, drafts: 0, heldPieces: 0 },
      today: { usedMicros: 0, limitMicros: 25_000_000 },
    },
  });
  expect(result.card.note).toContain("Pictures are drawn previews");
  expect(result.card.fields).toContainEqual({ label: "Checkout", value: "none: nothing can be sold" });
});

test("what is down is a fact of the report, and no moderator is a warning", async () => {
  const queue = createRecordingQueue();
  const broken = await createTestContext({
    database: setting.context.database,
    ports: {
      moderator: null,
      queue: {
        ...queue,
        counts: () => Promise.reject(new AppError("unavailable", "The job queue cannot be reached.")),
      },
    },
  });
  const result = await broken.run(systemCommands, "system.status");
  expect(result).toMatchObject({
    state: "done",
    output: { queue: { condition: "unavailable" }, moderation: null },
    card: { tone: "bad" },
  });
  expect(result.card.fields).toContainEqual({ label: "Moderation", value: "none: nothing becomes publishable" });
  await broken.close();
});

test("what waits for a person is counted", async () => {
  const { prisma } = setting.context.database;
  const now = setting.clock.now().getTime();
  const card = {
    command: "batch.create",
    input: {},
    inputHash: "x",
    plan: [],
    quoteUsd: "1",
    requestedById: "opr_owner",
  };
  const rest = { ...card, approverRole: "manager" as const };
  await prisma.runCard.createMany({
    data: [
      { ...rest, id: "run_1", expiresAt: new Date(now + HOUR_MS) },
      { ...rest, id: "run_2", expiresAt: new Date(now - HOUR_MS) },
    ],
  });
  const result = await setting.run(systemCommands, "system.status");
  expect(result).toMatchObject({ output: { waiting: { runCards: 1 } } });
  expect(result.card.fields).toContainEqual({ label: "Waits for you", value: "1 run card" });
});

test("the kill switch is the owner's, shows in the status, and is taken back", async () => {
  const { prisma } = setting.context.database;
  expect(await setting.run(systemCommands, "system.stop", {}, { role: "manager" })).toMatchObject({
    state: "failed",
    problem: { code: "forbidden" },
  });
  await setting.run(systemCommands, "system.stop");
  expect(await prisma.setting.findUnique({ where: { key: KILL_SWITCH_KEY } })).toMatchObject({ value: true });
  expect(setting.events.published.at(-1)).toEqual({ topic: "system", kind: "stopped" });
  expect(await setting.run(systemCommands, "system.status")).toMatchObject({
    output: { stopped: true },
    card: { tone: "warning", title: "Stopped: nothing is sent" },
  });
  await setting.run(systemCommands, "system.resume");
  expect(await setting.run(systemCommands, "system.status")).toMatchObject({ output: { stopped: false } });
});
