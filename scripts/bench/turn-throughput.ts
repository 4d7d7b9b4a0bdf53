// Fan messages per second through the whole turn, beside jobs per second that do nothing.
import { setTimeout as delay } from "node:timers/promises";
import { BURST_QUIET_MS } from "../../agents/domain/fans/burst.ts";
import { type Benchmark, figure } from "./benchmark.ts";
import { type Creator, startCreator } from "./creator.ts";
import { fanIds, SMALL_TALK } from "./fans.ts";
import { median } from "./statistics.ts";

const FANS = 300;
const JOBS = Number(process.env.JOBS ?? 2000);
const ROUNDS = Number(process.env.ROUNDS ?? 3);

export const turnThroughput: Benchmark = {
  name: "turn-throughput",
  summary: "fan messages per second through the whole turn, beside jobs per second that do nothing",
  run: async (bench) => {
    const creator = await startCreator(bench);
    try {
      const fans = fanIds(FANS);
      bench.progress(`${FANS} fans write for the first time`);
      // The first answer carries a disclosure, so it is two messages; that happens once a fan and is not measured.
      await answered(creator, fans, 2);
      const turns: number[] = [];
      const jobs: number[] = [];
      for (let round = 1; round <= ROUNDS; round += 1) {
        bench.progress(`round ${round} of ${ROUNDS}`);
        jobs.push(await creator.product.bareJobsPerSecond(JOBS));
        const cpu = await creator.product.cpuMs();
        turns.push(FANS / (await answered(creator, fans, 1)));
        bench.progress(`  ${turns.at(-1)} ${jobs.at(-1)} cpu ${((await creator.product.cpuMs()) - cpu) / FANS}`);
        await delay(1_000);
      }
      const note = `${FANS} fans write at once; the ${BURST_QUIET_MS / 1_000} s wait for more of a fan's words is not counted`;
      return [figure("turn-throughput", "messages/s", median(turns), median(jobs), note)];
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
  for (const [index, fan] of fans.entries()) creator.write(fan, SMALL_TALK[index % SMALL_TALK.length] ?? "");
  const takenInMs = (await creator.delivered()) - startedMs;
  await done;
  const idleMs = Math.max(0, BURST_QUIET_MS - takenInMs);
  return (performance.now() - startedMs - idleMs) / 1_000;
}
