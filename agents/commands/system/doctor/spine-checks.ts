// The parts nothing works without: database, queue and outbox, media store.
import { HOUR_MS, MINUTE_MS } from "../../../kernel/clock.ts";
import { AppError } from "../../../kernel/errors.ts";
import type { CommandContext } from "../../context.ts";
import type { Check, Finding } from "./finding.ts";

const SLOW_DATABASE_MS = 250;
/** Links, tokens and windows are judged by the process's clock, rows by the database's. */
const SKEW_MS = 2_000;
const LATE_WORK_MS = 5 * MINUTE_MS;

async function database({ database: { pool, embedded }, clock }: CommandContext): Promise<readonly Finding[]> {
  const startedMs = performance.now();
  await pool.query("SELECT 1");
  const tookMs = performance.now() - startedMs;
  const { rows } = await pool.query<{ now: Date; vector: string | null; applied: number; unfinished: number }>(`
    SELECT clock_timestamp() AS now, (SELECT extversion FROM pg_extension WHERE extname = 'vector') AS vector,
      count(*) FILTER (WHERE finished_at IS NOT NULL)::int AS applied,
      count(*) FILTER (WHERE finished_at IS NULL AND rolled_back_at IS NULL)::int AS unfinished
    FROM "_prisma_migrations"`);
  const [row] = rows;
  if (!row) throw new AppError("internal", "a query of counts always has a row");
  const skewMs = Math.abs(row.now.getTime() - clock.now().getTime());
  const slow = tookMs > SLOW_DATABASE_MS;
  return [
    { state: slow ? "warning" : "ok", code: slow ? "slow" : "answers", detail: String(Math.ceil(tookMs)) },
    row.unfinished > 0
      ? { state: "broken", code: "migrationFailed", detail: String(row.unfinished) }
      : { state: "ok", code: "migrated", detail: String(row.applied) },
    row.vector === null
      ? { state: "broken", code: "vectorMissing" }
      : { state: "ok", code: "vectorThere", detail: row.vector },
    // The embedded one has no clock of its own.
    ...(embedded || skewMs <= SKEW_MS
      ? [{ state: "ok", code: "clocksAgree" } as const]
      : [{ state: "warning", code: "clockSkew", detail: (skewMs / 1_000).toFixed(1) } as const]),
  ];
}

async function queue({ ports, database: { prisma }, clock }: CommandContext): Promise<readonly Finding[]> {
  const now = clock.now();
  await ports.queue.counts();
  const open = { doneAt: null, failedAt: null };
  const [late, failed] = await Promise.all([
    prisma.outbox.count({ where: { ...open, availableAt: { lt: new Date(now.getTime() - LATE_WORK_MS) } } }),
    prisma.outbox.count({ where: { failedAt: { gt: new Date(now.getTime() - 24 * HOUR_MS) } } }),
  ]);
  return [
    { state: "ok", code: "works", detail: ports.queue.info.backend },
    ...(late > 0 ? [{ state: "broken", code: "workIsLate", detail: String(late) } as const] : []),
    ...(failed > 0 ? [{ state: "warning", code: "workFailed", detail: String(failed) } as const] : []),
  ];
}

/** One small object of its own: put, read back, taken away. */
async function store({ ports: { store: objects }, ids }: CommandContext): Promise<readonly Finding[]> {
  const key = `tmp/doctor/${ids.next("asset").toLowerCase()}.txt`;
  const bytes = Buffer.from(key);
  await objects.put(key, bytes, "text/plain");
  try {
    const back = await objects.get(key);
    if (!bytes.equals(back.bytes)) return [{ state: "broken", code: "storeDiffers" }];
  } finally {
    await objects.delete(key);
  }
  if (await objects.exists(key)) return [{ state: "broken", code: "storeKeeps" }];
  return [{ state: "ok", code: "works", detail: objects.info.provider }];
}

export const SPINE_CHECKS: readonly Check[] = [
  { area: "database", run: database },
  { area: "queue", run: queue },
  { area: "store", run: store },
];
