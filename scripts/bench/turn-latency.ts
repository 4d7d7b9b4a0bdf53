// How much longer a fan waits because a graph thinks: the whole turn beside the same pipeline with one fixed sentence.
import { setTimeout as delay } from "node:timers/promises";
import { type Benchmark, figure } from "./benchmark.ts";
import { type Creator, startCreator } from "./creator.ts";
import { FIRST_ANSWER_MESSAGES, fanIds, smallTalk } from "./fans.ts";
import { median } from "./statistics.ts";

const FANS = 100;
/** Some 16 a second: a third of what a small machine can do, so that few turns wait for another. */
const APART_MS = 60;
const ROUNDS = 4;

export const turnLatency: Benchmark = {
  name: "turn-latency",
  summary: "what the graph adds to a fan's wait, beside the same pipeline with no model and no graph",
  run: async ({ backend, progress }) => {
    const creators: Creator[] = [];
    try {
      const whole = await startCreator(backend);
      creators.push(whole);
      const fixed = await startCreator(backend, { answers: "fixed" });
      creators.push(fixed);
      const waits = new Map<Creator, number[]>(creators.map((creator) => [creator, []]));
      for (let round = 0; round <= ROUNDS; round += 1) {
        progress(round === 0 ? `${FANS} fans write for the first time` : `round ${round} of ${ROUNDS}`);
        for (const creator of creators) {
          const isFirst = round === 0 && creator === whole;
          const took = await waitsOf(creator, isFirst ? FIRST_ANSWER_MESSAGES : 1);
          if (round > 0) waits.get(creator)?.push(...took);
        }
      }
      const pipelineMs = median(waits.get(fixed) ?? []);
      const addedMs = median(waits.get(whole) ?? []) - pipelineMs;
      const note = `median of ${FANS * ROUNDS} turns, ${Math.round(1_000 / APART_MS)} a second, from the webhook to the message on the platform; reference: the same with one fixed sentence`;
      return [figure("turn-latency-added", "ms", addedMs, pipelineMs, note)];
    } finally {
      for (const creator of creators) await creator.close();
    }
  },
};

/** Every fan writes once, one after another. @returns ms until each has the last message of the answer */
async function waitsOf(creator: Creator, messagesEach: number): Promise<number[]> {
  const wroteAtMs = new Map<string, number>();
  const left = new Map<string, number>();
  const waits: number[] = [];
  const done = new Promise<void>((resolve) => {
    creator.onSent((fan) => {
      const still = (left.get(fan) ?? 0) - 1;
      left.set(fan, still);
      if (still !== 0) return;
      waits.push(performance.now() - (wroteAtMs.get(fan) ?? 0));
      if (waits.length === FANS) resolve();
    });
  });
  for (const [index, fan] of fanIds(FANS).entries()) {
    left.set(fan, messagesEach);
    wroteAtMs.set(fan, performance.now());
    creator.write(fan, smallTalk(index));
    await delay(APART_MS);
  }
  await done;
  return waits;
}
