import pLimit from "p-limit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { batchShow } from "../../agents/commands/batch/batch-show.ts";
import { budgetSet } from "../../agents/commands/budget/budget-set.ts";
import { createTestContext, type TestContext } from "../../agents/commands/testing/test-context.ts";
import { createStoryboardGenerator } from "../providers/image/storyboard/storyboard.ts";
import { generatePieceHandler } from "./generate-piece.ts";
import { MovedToDelayed, runOnce } from "./testing/run-once.ts";

let setting: TestContext;

const run = () => runOnce(setting.context, generatePieceHandler(pLimit(1)), { pieceId: "pce_1" });

beforeAll(async () => {
  const storyboard = createStoryboardGenerator();
  const paid = { ...storyboard, info: { ...storyboard.info, provider: "vendor", model: "m", offline: false } };
  setting = await createTestContext({ environment: { DAILY_BUDGET_USD: "0" }, ports: { images: [paid] } });
  const { prisma } = setting.context.database;
  await prisma.avatar.create({ data: { id: "avt_a", slug: "ana", name: "Ana", statedAge: 25, brief: "x" } });
  const price = { provider: "vendor", model: "m", unit: paid.info.unit, usd: "0.03", source: "test" };
  await prisma.priceBookEntry.create({ data: { ...price, id: "prc_1", effectiveAt: new Date(0) } });
  const batch = { id: "bat_1", avatarId: "avt_a", number: 1, state: "running" as const, requested: 1, plan: {} };
  await prisma.batch.create({ data: { ...batch, operatorId: "opr_owner" } });
  const shot = { templateKey: "beach_walk", prompt: "an adult woman on a beach", negative: "", seed: 7 };
  const piece = { ...shot, aspectRatio: "4:5", tier: "safe" as const, explicitness: 1, number: 1, position: 0 };
  await prisma.piece.create({ data: { ...piece, id: "pce_1", avatarId: "avt_a", batchId: "bat_1" } });
});
afterAll(() => setting.close());

test("at the end of a budget a piece waits and says so, and goes on once the owner raises it", async () => {
  const { prisma } = setting.context.database;
  await expect(run()).rejects.toThrow(MovedToDelayed);
  const shown = await setting.run([batchShow], "batch.show", { batch: "ana-b1" });
  expect(shown).toMatchObject({
    output: { paused: 1, failed: 0, finished: 0 },
    card: { tone: "warning", buttons: [{ command: "budget.show" }] },
  });
  await setting.run([budgetSet], "budget.set", { usd: "1" });
  await run();
  expect(await prisma.piece.findUniqueOrThrow({ where: { id: "pce_1" } })).toMatchObject({
    attempt: 1,
    error: null,
    assetId: expect.stringMatching(/^ast_/),
  });
});
