// Recurring work of the system: every worker process asks, and a guarded row lets one of them run each time.
import type { AppContext } from "../../agents/commands/context.ts";
import { SECOND_MS } from "../../agents/kernel/clock.ts";
import { systemTimers, type Timers } from "./timers.ts";

export interface Schedule<Context = AppContext> {
  readonly name: string;
  readonly everyMs: number;
  /** Has to bear being cut short: the next run comes after `everyMs`, not after a failure. */
  run(context: Context): Promise<void>;
}

export type ScheduleContext = Pick<AppContext, "database" | "clock" | "log">;

export interface StartSchedulesOptions<Context extends ScheduleContext> {
  readonly schedules: readonly Schedule<Context>[];
  readonly context: Context;
  readonly timers?: Timers;
}

export interface Schedules {
  /** Runs what is due; resolves when those runs have ended. */
  tick(): Promise<void>;
  /** Waits for the runs under way. */
  close(): Promise<void>;
}

const CHECK_EVERY_MS = SECOND_MS;

/** A run happens once for all processes on one database. The first is due at once. */
export function startSchedules<Context extends ScheduleContext>({
  schedules,
  context,
  timers = systemTimers,
}: StartSchedulesOptions<Context>): Schedules {
  const nextLookMs = new Map<string, number>();
  const running = new Map<string, Promise<void>>();

  const runWhenDue = async (schedule: Schedule<Context>): Promise<void> => {
    const turn = await takeTurn(schedule, context);
    nextLookMs.set(schedule.name, turn.nextMs);
    if (turn.isOurs) await schedule.run(context);
  };
  const tick = async (): Promise<void> => {
    const nowMs = context.clock.now().getTime();
    const due = schedules.filter(({ name }) => !running.has(name) && nowMs >= (nextLookMs.get(name) ?? 0));
    const runs = due.map((schedule) => {
      const run = runWhenDue(schedule)
        .catch((error) => context.log.error("schedule.failed", { source: schedule.name, error }))
        .finally(() => running.delete(schedule.name));
      running.set(schedule.name, run);
      return run;
    });
    await Promise.all(runs);
  };
  const stop = timers.every(Math.min(CHECK_EVERY_MS, ...schedules.map((schedule) => schedule.everyMs)), () => {
    tick().catch((error) => context.log.error("schedule.failed", { error }));
  });
  return {
    tick,
    close: async () => {
      stop();
      await Promise.all(running.values());
    },
  };
}

interface Turn {
  readonly isOurs: boolean;
  /** When somebody's next turn is due. */
  readonly nextMs: number;
}

/** Moves the schedule's row to its next time, if that has come and nobody else did. */
async function takeTurn(schedule: Schedule<never>, { database, clock }: ScheduleContext): Promise<Turn> {
  const nowMs = clock.now().getTime();
  const nextMs = nowMs + schedule.everyMs;
  const key = `schedule:${schedule.name}`;
  const taken = await database.pool.query({
    name: "schedule-take-turn",
    text: `INSERT INTO "Setting" (key, value, "updatedAt") VALUES ($1, $2, $3)
      ON CONFLICT (key) DO UPDATE SET value = excluded.value, "updatedAt" = excluded."updatedAt"
      WHERE ("Setting".value->>'nextRunMs')::bigint <= $4`,
    values: [key, JSON.stringify({ nextRunMs: nextMs }), new Date(nowMs), nowMs],
  });
  if (taken.rowCount === 1) return { isOurs: true, nextMs };
  const { rows } = await database.pool.query<{ nextRunMs: number }>(
    `SELECT (value->>'nextRunMs')::float8 AS "nextRunMs" FROM "Setting" WHERE key = $1`,
    [key],
  );
  return { isOurs: false, nextMs: rows[0]?.nextRunMs ?? nextMs };
}
