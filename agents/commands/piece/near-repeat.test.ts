import { afterAll, beforeEach, expect, test } from "vitest";
import { NEAR_DUPLICATE_BITS } from "../../domain/avatars/identity/curation.ts";
import { DAY_MS } from "../../kernel/clock.ts";
import { createTestContext } from "../testing/test-context.ts";
import { planJob } from "../vendor-job/plan-job.ts";
import { pieceRegenerate } from "./piece-regenerate.ts";
import { pieceRelease } from "./piece-release.ts";
import { pieceShow } from "./piece-show.ts";
import { settlePiece } from "./settle-piece.ts";

const setting = await createTestContext();
const { context } = setting;
const { prisma } = context.database;
afterAll(() => setting.close());

const BASE = "00ff00ff00ff00ff";
/** BASE with its last `bits` bits turned over. */
const near = (bits: number) => (BigInt(`0x${BASE}`) ^ (2n ** BigInt(bits) - 1n)).toString(16).padStart(16, "0");
const SCORES = { sexual: 0, "sexual/minors": 0, violence: 0, hate: 0, "self-harm": 0, harassment: 0 };
const VERDICT = { provider: "local", model: "test", scores: SCORES };

beforeEach(async () => {
  await prisma.vendorJob.deleteMany();
  await prisma.piece.deleteMany();
  await prisma.asset.deleteMany();
  await prisma.avatar.deleteMany();
  const luna = { slug: "luna", name: "Luna", statedAge: 27, brief: "x", referenceFace: [] };
  await prisma.avatar.createMany({
    data: [
      { id: "avt_1", ...luna },
      { ...luna, id: "avt_2", slug: "mia" },
    ],
  });
});

interface Made {
  readonly avatarId?: string;
  readonly daysAgo?: number;
}

/** A piece whose picture is made and captioned, and that only has to be settled. */
async function made(number: number, perceptualHash: string, { avatarId = "avt_1", daysAgo = 0 }: Made = {}) {
  const id = `pce_${avatarId}_${number}`;
  const createdAt = new Date(context.clock.now().getTime() - daysAgo * DAY_MS);
  const shot = { templateKey: "beach-shore-walk", tier: "safe", seed: 7, prompt: "adult woman on a beach" } as const;
  await prisma.piece.create({ data: { ...shot, id, number, avatarId, createdAt, captionedAt: createdAt } });
  await prisma.asset.create({
    data: {
      ...{ id: `ast_${id}`, avatarId, kind: "image", storageKey: id, contentType: "image/png", bytes: 1, sha256: id },
      ...{ synthetic: true, provider: "storyboard", model: "storyboard-1", prompt: shot.prompt, parameters: {} },
      perceptualHash,
      moderation: { prompt: VERDICT, pixels: VERDICT, faces: { similarity: null, apparentAge: null } },
    },
  });
  const request = { negative: "", seed: 7, aspectRatio: "4:5", explicitness: 1, prompt: shot.prompt };
  const jobId = await prisma.$transaction((tx) =>
    planJob(context, tx, {
      ...{ kind: "image", purpose: "content", avatarId, pieceId: id },
      request: { ...request, parameters: { steps: 28, guidance: 3 } },
    }),
  );
  await prisma.vendorJob.update({ where: { id: jobId }, data: { state: "succeeded", assetId: `ast_${id}` } });
  return id;
}

async function settled(...piece: Parameters<typeof made>) {
  const id = await made(...piece);
  await settlePiece(context, id);
  return await stateOf(id);
}

async function stateOf(id: string) {
  const { state, heldFor, repeatsNumber } = await prisma.piece.findUniqueOrThrow({ where: { id } });
  return { state, heldFor, repeatsNumber };
}

const READY = { state: "ready", heldFor: [], repeatsNumber: null };
const heldFor = (number: number) => ({ state: "held", heldFor: ["near_repeat"], repeatsNumber: number });

test("a near twin of a picture of the last 30 days is held and names what it repeats; others pass", async () => {
  expect(await settled(1, BASE)).toEqual(READY);
  expect(await settled(2, near(NEAR_DUPLICATE_BITS + 1))).toEqual(READY);
  // Nearer to the second than to the first.
  expect(await settled(3, near(NEAR_DUPLICATE_BITS))).toEqual(heldFor(2));
  expect(await settled(4, BASE)).toEqual(heldFor(1));
  expect(await settled(1, BASE, { avatarId: "avt_2" })).toEqual(READY);

  const shown = await setting.run([pieceShow], "piece.show", { piece: "luna-4" });
  expect(JSON.stringify(shown)).toContain("it is almost the picture of luna-1");
  const spanish = await setting.run([pieceShow], "piece.show", { piece: "luna-4" }, { language: "es" });
  expect(JSON.stringify(spanish)).toContain("es casi la imagen de luna-1");
});

test("what is older than 30 days, was rejected, or is itself held as a repeat counts not", async () => {
  await settled(1, BASE, { daysAgo: 31 });
  expect(await settled(2, BASE)).toEqual(READY);
  expect(await settled(3, near(3))).toEqual(heldFor(2));
  await prisma.piece.updateMany({ where: { number: 2 }, data: { state: "rejected" } });
  expect(await settled(4, near(4))).toEqual(READY);
});

test("of two that end at the same moment one passes and one is held", async () => {
  const ids = [await made(1, BASE), await made(2, near(2))];
  await Promise.all(ids.map((id) => settlePiece(context, id)));
  const states = await Promise.all(ids.map(stateOf));
  expect(states.map(({ state }) => state).toSorted()).toEqual(["held", "ready"]);
});

test("a person lets it go on, or has it made again, as with any hold", async () => {
  await settled(1, BASE);
  await settled(2, BASE);
  await settled(3, BASE);
  const released = await setting.run([pieceRelease], "piece.release", { piece: "luna-2", reason: "both are wanted" });
  expect(released).toMatchObject({ state: "done", output: { piece: { state: "ready", heldFor: [] } } });
  const again = await pieceRegenerate.run(setting.as("owner"), { piece: "luna-3" });
  expect(again).toMatchObject({ piece: { state: "planned", heldFor: [] } });
});

test("finds the one among thousands, by the index over her last days", async () => {
  const { pool } = context.database;
  const [recent, older] = [1, 40].map((daysAgo) => new Date(context.clock.now().getTime() - daysAgo * DAY_MS));
  // 3,000 of the last 30 days and 12,000 before them.
  await pool.query(`
    INSERT INTO "Asset" (id, "avatarId", kind, "storageKey", "contentType", bytes, sha256, provider, model, prompt,
                         parameters, "perceptualHash")
    SELECT 'ast_' || n, 'avt_1', 'image', n::text, 'image/png', 1, 'x', 'storyboard', 'storyboard-1', 'x', '{}',
           substr(md5(n::text), 1, 16) FROM generate_series(10, 15009) AS n`);
  await pool.query(
    `INSERT INTO "Piece" (id, "avatarId", number, "templateKey", prompt, seed, tier, state, "assetId", "createdAt", "updatedAt")
     SELECT 'pce_' || n, 'avt_1', n, 'beach-shore-walk', 'x', 1, 'safe', 'approved', 'ast_' || n,
            CASE WHEN n < 3010 THEN $1::timestamptz ELSE $2::timestamptz END, $1 FROM generate_series(10, 15009) AS n`,
    [recent, older],
  );
  await pool.query('ANALYZE "Piece"');
  await pool.query('ANALYZE "Asset"');
  expect(await settled(1, BASE)).toEqual(READY);
  expect(await settled(2, BASE)).toEqual(heldFor(1));
  const { rows } = await pool.query<{ "QUERY PLAN": string }>(
    `EXPLAIN SELECT p.number FROM "Piece" p WHERE p."avatarId" = 'avt_1' AND p."createdAt" > '${recent?.toISOString()}'`,
  );
  expect(JSON.stringify(rows)).toContain("Piece_avatarId_createdAt_idx");
});
