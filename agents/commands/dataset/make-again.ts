// A further round of a training set: what was left out is asked for again, decided once whoever comes to it.
import type { CuratedPicture } from "../../domain/avatars/identity/curation.ts";
import type { DatasetShot } from "../../domain/avatars/identity/dataset-plan.ts";
import { planRemakes, type ShortReason, type ShotOutcome } from "../../domain/avatars/identity/remakes.ts";
import { ImageJobRequest } from "../../domain/content/vendor-request.ts";
import { mayUseLikeness } from "../avatar/likeness.ts";
import type { AppContext, Transaction } from "../context.ts";
import { transact } from "../transact.ts";
import { planJob } from "../vendor-job/plan-job.ts";
import type { BuildingDataset } from "./build-dataset-now.ts";
import { datasetRequest, looksOf } from "./dataset-request.ts";

interface Round {
  readonly dataset: BuildingDataset;
  readonly plan: readonly DatasetShot[];
  readonly verdicts: readonly CuratedPicture[];
}

/** @returns `asked`: the set is finished by a later run; else why it stays short, or null when nothing is missing */
export async function makeAgain(context: AppContext, round: Round): Promise<"asked" | ShortReason | null> {
  const { dataset, plan } = round;
  const question = { asked: dataset.requested, round: dataset.round, plan, outcomes: outcomesOf(round) };
  const remakes = planRemakes(question, context.random);
  if (remakes.state === "complete") return null;
  if (remakes.state === "short") return remakes.reason;
  const decided = await transact(context, (tx) => askAgain(context, tx, round, remakes.shots));
  if (decided === "asked") context.ports.events.publish({ topic: `set:${dataset.id}`, kind: "again" });
  return decided;
}

function outcomesOf({ dataset, plan, verdicts }: Round): readonly ShotOutcome[] {
  const byJob = new Map(verdicts.map((verdict) => [verdict.id, verdict]));
  const byPosition = new Map(dataset.jobs.map((job) => [job.position, job]));
  return plan.map((_, position): ShotOutcome => {
    const job = byPosition.get(position);
    const verdict = job && byJob.get(job.id);
    if (verdict) return verdict.reason ?? "kept";
    const hasFailed = job?.state === "failed" || job?.state === "refused";
    // Perhaps made and billed all the same: asking again takes a person's yes.
    const isUnknown = job?.attempts.some(({ state }) => state === "unknown");
    return hasFailed && !isUnknown ? "failed" : "final";
  });
}

/** The round is moved by whoever finds the set as it was looked at; a second run, or one after a cancellation, asks for nothing. */
async function askAgain(
  context: AppContext,
  tx: Transaction,
  { dataset, plan }: Round,
  shots: readonly DatasetShot[],
): Promise<"asked" | "no_consent"> {
  const { avatar } = dataset;
  // Whoever revokes a consent holds this row.
  await tx.$executeRaw`SELECT 1 FROM "Avatar" WHERE id = ${avatar.id} FOR UPDATE`;
  if (!(await mayUseLikeness(context, avatar, "training", tx))) return "no_consent";
  const moved = await tx.dataset.updateMany({
    where: { id: dataset.id, state: "building", round: dataset.round },
    data: { round: dataset.round + 1, plan: JSON.parse(JSON.stringify([...plan, ...shots])) },
  });
  if (moved.count === 0) return "asked";
  const looks = await looksOf(context, avatar.id, tx);
  for (const [index, shot] of shots.entries()) {
    const original = dataset.jobs.find(({ position }) => position === shot.again?.place);
    // From the face it was begun with, whatever is her reference by now.
    const referenceKey = ImageJobRequest.parse(original?.request).referenceKey ?? "";
    const position = plan.length + index;
    await planJob(context, tx, {
      kind: "image",
      purpose: "dataset",
      avatarId: avatar.id,
      setId: dataset.id,
      position,
      request: datasetRequest(shot, position, { looks, age: avatar.statedAge, referenceKey }),
      ...(dataset.operatorId ? { operatorId: dataset.operatorId } : {}),
      ...(original?.onlyProvider ? { onlyProvider: original.onlyProvider } : {}),
    });
  }
  return "asked";
}
