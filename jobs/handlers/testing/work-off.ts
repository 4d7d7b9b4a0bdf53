// Carries out whatever is asked for in the outbox, as relay, queue and workers do together; waiting moves the clock.
import type { TestContext } from "../../../agents/commands/testing/test-context.ts";
import { createHandlers } from "../index.ts";
import { MovedToDelayed, runOnce } from "./run-once.ts";

const MOST_RUNS = 2_000;

/**
 * @param stopsAt asked before each run, with the name of its order
 * @returns how many runs it took. @throws what a handler threw in its last attempt
 */
export async function workOff(
  { context, clock }: TestContext,
  stopsAt: (order: string) => boolean = () => false,
): Promise<number> {
  const handlers = new Map(createHandlers({ mediaConcurrency: 4 }).map((handler) => [handler.order.name, handler]));
  const { prisma } = context.database;
  for (let runs = 0; runs < MOST_RUNS; runs += 1) {
    const next = await prisma.outbox.findFirst({
      where: { doneAt: null, failedAt: null },
      orderBy: [{ availableAt: "asc" }, { id: "asc" }],
    });
    if (!next || stopsAt(next.name)) return runs;
    const waitMs = next.availableAt.getTime() - clock.now().getTime();
    if (waitMs > 0) clock.advance(waitMs);
    const handler = handlers.get(next.name);
    if (!handler) throw new Error(`nobody carries out ${next.name}`);
    const attempt = next.attempts + 1;
    try {
      await runOnce(context, handler, next.payload, { attempt });
      await prisma.outbox.update({ where: { id: next.id }, data: { doneAt: clock.now() } });
    } catch (thrown) {
      if (!(thrown instanceof MovedToDelayed) && attempt >= handler.order.attempts) throw thrown;
      const delayMs = thrown instanceof MovedToDelayed ? thrown.delayMs : handler.order.backoffMs;
      const attempts = thrown instanceof MovedToDelayed ? next.attempts : attempt;
      const availableAt = new Date(clock.now().getTime() + delayMs);
      await prisma.outbox.update({ where: { id: next.id }, data: { availableAt, attempts } });
    }
  }
  throw new Error(`more than ${MOST_RUNS} runs`);
}
