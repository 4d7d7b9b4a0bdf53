// What predictions and trainings are asked alike: to begin, how they stand, to stop, and which of them is ours.
import { z } from "zod";
import type { Attempt } from "../../../agents/ports/vendor-job.ts";
import { submissionFailed, submissionLost } from "../vendor-http.ts";
import type { AttemptMark } from "./attempt-mark.ts";
import { type Question, REPLICATE, type ReplicateClient } from "./replicate-client.ts";
import { isOver, ReplicateJob } from "./replicate-job.ts";

export type JobList = "/predictions" | "/trainings";

/** Their clock and ours may differ. */
const CLOCK_SLACK_MS = 300_000;
const PAGES_MAX = 50;

const Page = z.object({ next: z.string().nullish(), results: z.array(ReplicateJob) });

/** Where the vendor tells that it is done: its end alone. */
export function webhookOf({ callbackUrl }: Attempt) {
  return callbackUrl === null ? {} : { webhook: callbackUrl, webhook_events_filter: ["completed"] };
}

/** The paid request. @throws AppError `outcome_unknown` when it may have begun */
export async function submitJob(
  client: ReplicateClient,
  path: string,
  question: Pick<Question, "json" | "prefer">,
  signal: AbortSignal,
): Promise<ReplicateJob> {
  signal.throwIfAborted();
  try {
    return await client.ask(ReplicateJob, path, signal, { ...question, method: "POST" });
  } catch (thrown) {
    throw submissionFailed(REPLICATE, thrown, signal);
  }
}

export async function getJob(
  client: ReplicateClient,
  list: JobList,
  id: string,
  signal: AbortSignal,
): Promise<ReplicateJob> {
  return await client.ask(ReplicateJob, `${list}/${encodeURIComponent(id)}`, signal);
}

export async function cancelJob(
  client: ReplicateClient,
  list: JobList,
  id: string,
  signal: AbortSignal,
): Promise<void> {
  try {
    await client.ask(ReplicateJob, `${list}/${encodeURIComponent(id)}/cancel`, signal, { method: "POST" });
  } catch (thrown) {
    // What the vendor says of one that has already ended is nowhere written: look whether it has.
    if (!isOver(await getJob(client, list, id, signal))) throw thrown;
  }
}

export interface WantedJob {
  readonly list: JobList;
  /** "owner/name" that it runs on; null: any. */
  readonly model: string | null;
  readonly mark: AttemptMark;
  readonly attemptKey: string;
  readonly submittedAfter: Date;
}

/** Newest first, back to the time of submission. @throws AppError `outcome_unknown` when it cannot tell */
export async function findJob(
  client: ReplicateClient,
  wanted: WantedJob,
  signal: AbortSignal,
): Promise<{ readonly jobId: string } | null> {
  const oldestMs = wanted.submittedAfter.getTime() - CLOCK_SLACK_MS;
  let query = "";
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const { results, next } = await client.ask(Page, `${wanted.list}${query}`, signal);
    const recent = results.filter((job) => Date.parse(job.created_at) >= oldestMs);
    for (const listed of recent.filter(({ model }) => !model || !wanted.model || model === wanted.model)) {
      if (await isOurs(client, listed, wanted, signal)) return { jobId: listed.id };
    }
    if (!next || recent.length < results.length) return null;
    query = new URL(next, client.outputs.baseUrl).search;
  }
  throw submissionLost("Too much was made since to look through.");
}

async function isOurs(
  client: ReplicateClient,
  listed: ReplicateJob,
  { list, mark, attemptKey }: WantedJob,
  signal: AbortSignal,
): Promise<boolean> {
  const job = listed.input || listed.data_removed ? listed : await getJob(client, list, listed.id, signal);
  if (job.data_removed) throw submissionLost("Replicate has already removed the data of what was made at that time.");
  return await mark.isOn(client, job, attemptKey, signal);
}
