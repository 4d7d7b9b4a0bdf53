// What a vendor made is paid for and kept; the ledger knows of it before anything else can go wrong.
import type { AppContext } from "../context.ts";
import { settleCost } from "../money/budget.ts";
import type { Submitted } from "./attempt.ts";
import type { WorkJob } from "./load-job.ts";
import type { KeepRun, MadeWork } from "./work.ts";

export async function keepMade(
  context: AppContext,
  job: WorkJob,
  { worker, key }: Submitted,
  made: MadeWork,
  run: KeepRun,
): Promise<void> {
  const costMicros = worker.info.offline ? 0 : await settleCost(context, key, made.units);
  await made.keep({ attemptKey: key, costMicros }, run, job);
}
