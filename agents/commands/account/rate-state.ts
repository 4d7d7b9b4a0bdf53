// How much of its allowance a platform says an account has used, and until when nothing is asked of it.
import { z } from "zod";
import { MINUTE_MS } from "../../kernel/clock.ts";
import { type AppError, toAppError } from "../../kernel/errors.ts";
import type { AppContext } from "../context.ts";

const RateState = z.object({
  /** Of the allowance, as last stated; null: not stated. */
  percent: z.number().nullable(),
  at: z.string(),
  /** Nothing is asked before. */
  until: z.string().nullable(),
});
export type RateState = z.output<typeof RateState>;

/** From here on the next call may be the one that is refused. */
export const FULL_PERCENT = 100;
/** Where the platform asks for less calls without saying for how long, or is not there. */
const PAUSE_MS = 30 * MINUTE_MS;

export function rateStateOf(value: unknown): RateState | null {
  return RateState.safeParse(value).data ?? null;
}

/** The pause a failed call asks for; null: none, the failure is another. */
export function pauseOf(error: AppError): number | null {
  return error.code === "rate_limited" || error.retryable ? (error.retryAfterMs ?? PAUSE_MS) : null;
}

/** Nothing more is asked of the platform for a while. @throws what was thrown, where waiting does not help */
export async function restAfter(context: AppContext, accountId: string, thrown: unknown): Promise<void> {
  const error = toAppError(thrown);
  const pauseMs = pauseOf(error);
  if (pauseMs === null) throw thrown;
  const now = context.clock.now();
  const rest: RateState = {
    percent: error.code === "rate_limited" ? FULL_PERCENT : null,
    at: now.toISOString(),
    until: new Date(now.getTime() + pauseMs).toISOString(),
  };
  await context.database.prisma.account.updateMany({ where: { id: accountId }, data: { rateState: rest } });
  context.log.warn("a platform is left alone for a while", { accountId, code: error.code, delayMs: pauseMs });
}
