// A generation whose submission was cut off, looked up in Luma's list by the mark on its first frame.
import type { FindAttempt } from "../../../../agents/ports/vendor-job.ts";
import { readAnswer, submissionLost } from "../../vendor-http.ts";
import { type AskLuma, type Generation, GenerationPage, LUMA } from "./luma-api.ts";
import { markFor, markOf } from "./luma-request.ts";

const PAGE = 100;
const PAGES_MAX = 50;
/** Their clock and ours may differ. */
const CLOCK_SLACK_MS = 300_000;

export function createFindGeneration(ask: AskLuma): FindAttempt {
  return async (attemptKey, submittedAfter, signal) => {
    const oldestMs = submittedAfter.getTime() - CLOCK_SLACK_MS;
    for (let page = 0; page < PAGES_MAX; page += 1) {
      const answer = await ask(`/generations?limit=${PAGE}&offset=${page * PAGE}`, { signal });
      const { generations, has_more } = readAnswer(LUMA, GenerationPage, answer);
      if (!isNewestFirst(generations))
        throw submissionLost("Luma's list is in an order that cannot be looked through.");
      const recent = generations.filter((generation) => !(createdMs(generation) < oldestMs));
      const found = recent.find((generation) => markOf(frameOf(generation)) === markFor(attemptKey));
      if (found) return { jobId: found.id };
      // It has a frame, as ours do, and nothing that says whose it is: it may be the one.
      if (recent.some(isUnmarked))
        throw submissionLost("Luma lists a generation that nothing tells apart from the lost one.");
      if (recent.length < generations.length || !(has_more ?? generations.length === PAGE)) return null;
    }
    throw submissionLost("Too many generations were made since to look through.");
  };
}

const createdMs = ({ created_at }: Generation) => Date.parse(created_at ?? "");
const frameOf = ({ request }: Generation) => request?.keyframes?.frame0?.url;

function isUnmarked(generation: Generation): boolean {
  const frame = frameOf(generation);
  return generation.request ? frame != null && markOf(frame) === null : true;
}

function isNewestFirst(generations: readonly Generation[]): boolean {
  const [first] = generations;
  const last = generations.at(-1);
  return !first || !last || !(createdMs(first) < createdMs(last));
}
