// How long it takes to find what an avatar remembers of a fan among a hundred thousand memories, beside a fan of whom she
// remembers next to nothing.
import { toSql } from "pgvector";
import { seededRandom } from "../../agents/kernel/random.ts";
import type { Database } from "../../prisma/client.ts";
import { silentLog } from "../../prisma/testing/silent-log.ts";
import { VECTOR_DIMENSIONS } from "../../prisma/vectors.ts";
import { prepareGround } from "../testbed/ground.ts";
import { type Benchmark, figure } from "./benchmark.ts";
import { built } from "./built.ts";
import { percentile } from "./statistics.ts";

const MEMORIES = 100_000;
const FANS = 200;
/** Distinct vectors; which one stands where makes no difference to the work. */
const VECTORS = 500;
const CHUNK = 5_000;
const QUERIES = 400;
const MODEL = "bench";
const AVATAR = "avt_bench";
const NEWCOMER = "fan_newcomer";
const FOUND = 4;

export const recallBenchmark: Benchmark = {
  name: "recall",
  summary: `p95 of what a turn recalls, with ${MEMORIES} memories of ${FANS} fans`,
  run: async ({ backend, progress }) => {
    const { openDatabase } = await built<typeof import("../../prisma/client.ts")>("prisma/client.js");
    const { recall } = await built<typeof import("../../prisma/vectors.ts")>("prisma/vectors.js");
    const ground = await prepareGround(backend);
    const databaseUrl = ground.environment.DATABASE_URL;
    const database = await openDatabase(
      databaseUrl === undefined ? { dataDir: ground.dataDir, log: silentLog } : { databaseUrl, log: silentLog },
    );
    try {
      progress(`${MEMORIES} memories`);
      const vectors = randomVectors();
      await fill(database, vectors);
      const waits = async (fanOf: (index: number) => string) => {
        const took: number[] = [];
        for (let index = 0; index < QUERIES; index += 1) {
          const embedding = vectors[index % VECTORS] ?? [];
          const query = { embedding, embeddingModel: MODEL, avatarId: AVATAR, fanId: fanOf(index), now: new Date() };
          const startedMs = performance.now();
          await recall(database.pool, { ...query, personaFacts: FOUND, fanMemories: FOUND });
          took.push(performance.now() - startedMs);
        }
        return percentile(took, 0.95);
      };
      await waits(fanNumber);
      const newcomer = await waits(() => NEWCOMER);
      const known = await waits(fanNumber);
      const note = `p95 of ${QUERIES}, ${MEMORIES / FANS} memories a fan; reference: a fan with one memory`;
      return [figure("recall-p95", "ms", known, newcomer, note)];
    } finally {
      await database.close();
      await ground.close();
    }
  },
};

const fanNumber = (index: number) => `fan_${index % FANS}`;

function randomVectors(): readonly number[][] {
  const random = seededRandom(1);
  return Array.from({ length: VECTORS }, () => Array.from({ length: VECTOR_DIMENSIONS }, () => random() - 0.5));
}

async function fill({ pool, prisma }: Database, vectors: readonly number[][]): Promise<void> {
  await prisma.avatar.create({ data: { id: AVATAR, slug: "bench", name: "Bench", statedAge: 27, brief: "bench" } });
  await prisma.fan.createMany({
    data: [...Array.from({ length: FANS }, (_, index) => fanNumber(index)), NEWCOMER].map((id) => ({
      id,
      avatarId: AVATAR,
    })),
  });
  await pool.query(`CREATE TABLE bench_vector (n int PRIMARY KEY, v vector(${VECTOR_DIMENSIONS}))`);
  for (const [index, vector] of vectors.entries())
    await pool.query("INSERT INTO bench_vector VALUES ($1, $2::vector)", [index, toSql(vector)]);
  const insert = (from: number, to: number, fan: string) =>
    pool.query(
      `INSERT INTO "FanMemory" (id, "avatarId", "fanId", text, embedding, "embeddingModel", "createdAt")
       SELECT 'mem_' || m, $1, ${fan}, 'memory ' || m, v, $2, now() - m * interval '1 minute'
       FROM generate_series($3::int, $4::int) AS m JOIN bench_vector ON n = (m / ${FANS} + m) % ${VECTORS}`,
      [AVATAR, MODEL, from, to],
    );
  for (let from = 0; from < MEMORIES; from += CHUNK)
    await insert(from, Math.min(from + CHUNK, MEMORIES) - 1, `'fan_' || m % ${FANS}`);
  await insert(MEMORIES, MEMORIES, `'${NEWCOMER}'`);
  await pool.query("ANALYZE");
}
