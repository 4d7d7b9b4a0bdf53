// BullMQ's Postgres backend without its busy loop: a waiting job that may not start yet (global concurrency reached)
// makes a stock worker ask some 4,900 times a second.
import { setTimeout as delay } from "node:timers/promises";
import {
  type BackendFactory,
  createPostgresBackend,
  type PostgresConnectionOptions,
  type PostgresQueueBackend,
} from "bullmq";

/** A wait that ends sooner than this was no wait. */
const REAL_WAIT_MS = 20;
/** So many empty rounds without a real wait are normal when jobs end and start. */
const FREE_ROUNDS = 2;
const STEP_MS = 20;
const MAX_PAUSE_MS = 250;

export const createCalmPostgresBackend: BackendFactory<PostgresQueueBackend, PostgresConnectionOptions> = (
  name,
  options,
  settings,
) => {
  const backend = createPostgresBackend(name, options, settings);
  const moveToActive = backend.moveToActive.bind(backend);
  const waitForJob = backend.waitForJob.bind(backend);
  let emptyRounds = 0;

  backend.moveToActive = async (...parameters) => {
    const next = await moveToActive(...parameters);
    if (next[0]) emptyRounds = 0;
    return next;
  };
  backend.waitForJob = async (timeoutSeconds) => {
    if (emptyRounds > FREE_ROUNDS) await delay(Math.min(MAX_PAUSE_MS, STEP_MS * emptyRounds));
    const startedAt = performance.now();
    const marker = await waitForJob(timeoutSeconds);
    emptyRounds = performance.now() - startedAt < REAL_WAIT_MS ? emptyRounds + 1 : 0;
    return marker;
  };
  return backend;
};
