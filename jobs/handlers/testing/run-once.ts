// One attempt at a job without a queue, as a worker makes it.
import type { AppContext } from "../../../agents/commands/context.ts";
import { silentLogger } from "../../../agents/kernel/log.ts";
import type { Handler, JobRun } from "../handler.ts";

/** Thrown through the handler when it asks to be started again later. */
export class MovedToDelayed extends Error {
  readonly delayMs: number;

  constructor(delayMs: number) {
    super("moved to delayed");
    this.delayMs = delayMs;
  }
}

const LIMIT_MS = 20_000;

export function runOnce(
  context: AppContext,
  handler: Handler,
  payload: unknown,
  attempt: Partial<JobRun> = {},
): Promise<void> {
  return handler.run(context, payload, {
    id: "job",
    attempt: 1,
    maxAttempts: handler.order.attempts,
    signal: AbortSignal.timeout(LIMIT_MS),
    log: silentLogger,
    moveToDelayed: (delayMs) => Promise.reject(new MovedToDelayed(delayMs)),
    ...attempt,
  });
}
