// Fewer jobs at a time while the process lags, so that webhooks and pages keep their turn: down by half, up by one.
import { monitorEventLoopDelay } from "node:perf_hooks";
import { systemTimers, type Timers } from "./timers.ts";

/** What can be told how many jobs to run at a time; BullMQ's Worker. */
export interface Adjustable {
  concurrency: number;
}

export interface AdaptiveOptions {
  /** Mean lag of the event loop in ms since the last call. */
  readonly lagMs?: () => number;
  readonly timers?: Pick<Timers, "every">;
  /** Jobs at a time however much it lags. Default 1. */
  readonly fewest?: number;
}

const LOOK_INTERVAL_MS = 100;
/** A request crosses the event loop some ten times: more than this is felt by who waits for it. */
const LAG_TOO_LONG_MS = 15;
const LAG_SHORT_MS = 5;
const RESOLUTION_MS = 5;

/** Never above what it is at the call. @returns ends it */
export function adaptConcurrency(
  worker: Adjustable,
  { lagMs = loopLag(), timers = systemTimers, fewest: least = 1 }: AdaptiveOptions = {},
): () => void {
  const most = worker.concurrency;
  const fewest = Math.min(least, most);
  return timers.every(LOOK_INTERVAL_MS, () => {
    const lag = lagMs();
    const now = worker.concurrency;
    if (lag > LAG_TOO_LONG_MS && now > fewest) worker.concurrency = Math.max(fewest, Math.floor(now / 2));
    if (lag < LAG_SHORT_MS && now < most) worker.concurrency = now + 1;
  });
}

function loopLag(): () => number {
  const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delays.enable();
  return () => {
    // No sample at all: the loop did not come round.
    const meanMs = delays.count === 0 ? LOOK_INTERVAL_MS : delays.mean / 1e6;
    delays.reset();
    return meanMs - RESOLUTION_MS;
  };
}
