// The yardstick of throughput: jobs that do nothing, added one by one and worked off, on the product's own backend.
import type { AppContext } from "../../agents/commands/context.ts";
import { built } from "./built.ts";

/** As many as one busy web process adds at a time. */
const PRODUCERS = 20;

/** @returns jobs per second, from the first that is added to the last that has run */
export async function runBareJobs({ config, database, log }: AppContext, count: number): Promise<number> {
  const { openQueueBackend } = await built<typeof import("../../jobs/queue/backend.ts")>("jobs/queue/backend.js");
  const redis = config.REDIS_URL ? { redisUrl: config.REDIS_URL } : {};
  const backend = await openQueueBackend({ database, log, namespace: "bench", ...redis });
  const queue = backend.queue("system");
  await queue.waitUntilReady();
  let finish: () => void = () => undefined;
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  let ran = 0;
  const worker = backend.worker(
    "system",
    async () => {
      ran += 1;
      if (ran === count) finish();
    },
    { concurrency: config.WORKER_CONCURRENCY },
  );
  await worker.waitUntilReady();
  const startedMs = performance.now();
  let added = 0;
  const produce = async () => {
    while (added < count) {
      added += 1;
      await queue.add("nothing", { number: added }, { removeOnComplete: true });
    }
  };
  await Promise.all([...Array.from({ length: PRODUCERS }, produce), finished]);
  const seconds = (performance.now() - startedMs) / 1_000;
  await worker.close();
  await queue.close();
  await backend.close();
  return count / seconds;
}
