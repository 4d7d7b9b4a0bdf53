// Fan messages per second through the whole turn, beside jobs per second that do nothing.
import { BURST_QUIET_MS } from "../../agents/domain/fans/burst.ts";
import { type Benchmark, figure } from "./benchmark.ts";
import { type Creator, startCreator } from "./creator.ts";
import { FIRST_ANSWER_MESSAGES, fanIds, smallTalk } from "./fans.ts";
import { median } from "./statistics.ts";

const FANS = 300;
const JOBS = 2_000;
const ROUNDS = 3;

export const turnThroughput: Benchmark = {
  name: "turn-throughput",
  summary: "fan messages a second through the whole turn, beside jobs a second that do nothing",
  run: async ({ backend, progress }) => {
    const creator = await startCreator(backend);
    try {
      const fans = fanIds(FANS);
      progress(`${FANS} fans write for the first time`);
      await answered(creator, fans, FIRST_ANSWER_MESSAGES);
      const turns: number[] = [];
      const jobs: number[] = [];
      for (let round = 1; round <= ROUNDS; round += 1) {
        progress(`round ${round} of ${ROUNDS}`);
        jobs.push(await creator.product.bareJobsPerSecond(JOBS));
        turns.push(FANS / (await answered(creator, fans, 1)));
      }
      const note = `${FANS} fans at once, offline model, median of ${ROUNDS} rounds; the ${BURST_QUIET_MS / 1_000} s wait for more of a fan's words is not counted; reference: ${JOBS} bare jobs on the same queue`;
      return [figure("turn-throughput", "1/s", median(turns), median(jobs), note)];
    } finally {
      await creator.close();
    }
  },
};

/** Every fan writes once. @returns seconds until all have their answer, without the time in which all of them wait */
async function answered(creator: Creator, fans: readonly string[], messagesEach: number): Promise<number> {
  const expected = fans.length * messagesEach;
  const startedMs = performance.now();
  const done = new Promise<void>((resolve) => {
    let sent = 0;
    creator.onSent(() => {
      sent += 1;
      if (sent === expected) resolve();
    });
  });
  for (const [index, fan] of fans.entries()) creator.write(fan, smallTalk(index));
  const takenInMs = (await creator.delivered()) - startedMs;
  await done;
  const idleMs = Math.max(0, BURST_QUIET_MS - takenInMs);
  return (performance.now() - startedMs - idleMs) / 1_000;
}
