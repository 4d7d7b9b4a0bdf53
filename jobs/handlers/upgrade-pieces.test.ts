// Pieces that an older version was making when it was stopped: after the update each is finished once, where it was.
import type pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { allCommands } from "../../agents/commands/all-commands.ts";
import { createTestContext, type TestContext } from "../../agents/commands/testing/test-context.ts";
import { applyMigrations, readMigrations } from "../../prisma/migrate.ts";
import { silentLog } from "../../prisma/testing/silent-log.ts";
import { createTestDatabase } from "../../prisma/testing/test-database.ts";
import { createStoryboardGenerator } from "../providers/image/storyboard/storyboard.ts";
import { workOff } from "./testing/work-off.ts";

const UPDATE = "20261126120000_vendor_jobs";
const NOW = "2026-11-24T11:59:00Z";
let setting: TestContext;

beforeAll(async () => {
  const database = await createTestDatabase();
  const client = await database.pool.connect();
  const all = await readMigrations();
  await client.query("DROP SCHEMA public CASCADE; CREATE SCHEMA public; CREATE EXTENSION vector SCHEMA public");
  const former = all.filter(({ name }) => name < UPDATE);
  await applyMigrations(client, former, silentLog);
  await writeFormerRows(client);
  await applyMigrations(client, all, silentLog);
  client.release();
  setting = await createTestContext({ database });
});
afterAll(async () => {
  await setting.close();
  await setting.context.database.close();
});

async function writeFormerRows(client: pg.PoolClient): Promise<void> {
  const request = { prompt: "a park", negative: "", seed: 2, aspectRatio: "1:1", shot: { title: "Park", lines: [] } };
  const { jobId } = await createStoryboardGenerator().submit(
    { ...request, parameters: { steps: 28, guidance: 3.5 } },
    { key: "piece:pce_2:1", callbackUrl: null },
    AbortSignal.timeout(5_000),
  );
  await client.query(`
    INSERT INTO "Avatar" (id, slug, name, state, "statedAge", brief, "nextPieceNumber", "nextBatchNumber", "updatedAt")
      VALUES ('ava_1', 'luna', 'Luna', 'active', 26, 'surf', 7, 2, '${NOW}');
    INSERT INTO "Batch" (id, "avatarId", number, state, requested, plan) VALUES ('bat_1', 'ava_1', 1, 'running', 6, '{}');
    INSERT INTO "Asset" (id, "avatarId", kind, "storageKey", "contentType", bytes, sha256, synthetic, provider, model, prompt, parameters)
      SELECT 'ast_' || n, 'ava_1', 'image', 'a/' || n || '.png', 'image/png', 10, repeat(n::text, 64), true, 'storyboard', 'storyboard-1', 'a park', '{}'
      FROM unnest(ARRAY[1, 5]) n`);
  const piece = `INSERT INTO "Piece" (id, "avatarId", "batchId", number, position, state, "templateKey", prompt, seed, "aspectRatio", tier,
    hashtags, attempt, provider, "providerJobId", "assetId", error, caption, "updatedAt")
    VALUES ('pce_' || $1::int, 'ava_1', 'bat_1', $1::int, $1::int, $2, 'nature-park-walk', 'a park', $1::int, '1:1', 'safe', '{}', $3, $4, $5, $6, $7, $8, '${NOW}')`;
  const rows = [
    [1, "approved", 1, "storyboard", "gone", "ast_1", null, "A walk."],
    [2, "generating", 1, "storyboard", jobId, null, null, ""],
    [3, "planned", 0, null, null, null, null, ""],
    [4, "failed", 2, "storyboard", null, null, "The vendor failed.", ""],
    [5, "held", 1, "storyboard", "gone", "ast_5", "not examined by moderation", ""],
    [6, "rejected", 1, "storyboard", null, null, "refused", ""],
  ];
  for (const row of rows) await client.query(piece, row);
  for (const number of [2, 3]) {
    await client.query(
      `INSERT INTO "Outbox" (id, name, queue, payload, "dedupeKey", "availableAt", "dispatchedAt")
       VALUES ($1, 'piece.generate', 'images', $2, $3, '${NOW}', '${NOW}')`,
      [`obx_${number}`, { pieceId: `pce_${number}` }, `pce_${number}`],
    );
  }
}

const pieces = () => setting.context.database.prisma.piece.findMany({ orderBy: { number: "asc" } });

it("keeps what each piece had come to", async () => {
  expect(await pieces()).toMatchObject([
    { state: "approved", heldFor: [], captionedAt: new Date(NOW) },
    { state: "generating" },
    { state: "planned", captionedAt: null },
    { state: "failed", error: "The vendor failed." },
    { state: "held", heldFor: ["not_examined"], error: null },
    { state: "rejected" },
  ]);
});

it("finishes what was under way without asking the vendor again, and what was planned", async () => {
  await workOff(setting);
  expect((await pieces()).map(({ state }) => state)).toEqual([
    "approved",
    "ready",
    "ready",
    "failed",
    "held",
    "rejected",
  ]);
  const attempts = await setting.context.database.prisma.vendorAttempt.findMany({
    where: { job: { pieceId: { in: ["pce_2", "pce_3"] } } },
    orderBy: { startedAt: "asc" },
  });
  expect(attempts).toMatchObject([
    { key: "piece:pce_2:1", number: 1, state: "succeeded" },
    { jobId: "vjb_pce_3", number: 1, state: "succeeded" },
  ]);
});

it("tries again what had failed", async () => {
  const result = await setting.run(allCommands().list, "piece.retry", { piece: "luna-4" });
  expect(result, JSON.stringify(result)).not.toMatchObject({ state: "failed" });
  if (result.state === "waiting") await setting.run(allCommands().list, "run.approve", { id: result.runCardId });
  await workOff(setting);
  expect((await pieces())[3]).toMatchObject({ state: "ready" });
});
