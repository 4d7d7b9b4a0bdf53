// What the emulated Replicate charges at an instant, by its own rules and from its own records.
import { isOverAt, type JobRecord, madeCount, type PredictionRecord, statusAt, workedSeconds } from "./job-record.ts";

export interface ReplicateBill {
  /** Taken, whatever became of them. */
  readonly predictions: number;
  readonly trainings: number;
  /** Charged for. */
  readonly images: number;
  readonly clipSeconds: number;
  readonly predictSeconds: number;
  readonly trainSeconds: number;
}

export function billOf(records: readonly JobRecord[], nowMs: number): ReplicateBill {
  const predictions = records.filter((record) => record.kind === "prediction");
  const trainings = records.filter((record) => record.kind === "training");
  const paidBy = (...kinds: readonly PredictionRecord["runs"]["paidBy"][]) =>
    predictions.filter(({ runs }) => kinds.includes(runs.paidBy));
  const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
  return {
    predictions: predictions.length,
    trainings: trainings.length,
    images: sum(paidBy("picture").map((record) => outputs(record, nowMs))),
    clipSeconds: sum(paidBy("clip").map((record) => outputs(record, nowMs) * Number(record.input.duration))),
    predictSeconds: sum(paidBy("shared_time", "own_time").map((record) => machineSeconds(record, nowMs))),
    trainSeconds: sum(trainings.map((record) => (isOverAt(record, nowMs) ? workedSeconds(record, nowMs) : 0))),
  };
}

/** Failed ones are free; one that was stopped while it ran is charged in full. */
function outputs(record: PredictionRecord, nowMs: number): number {
  const status = statusAt(record, nowMs);
  if (status === "canceled") return workedSeconds(record, nowMs) > 0 ? 1 : 0;
  return status === "succeeded" ? madeCount(record) : 0;
}

/** Failures are free on shared machines only. */
function machineSeconds(record: PredictionRecord, nowMs: number): number {
  const isFree = statusAt(record, nowMs) === "failed" && record.runs.paidBy === "shared_time";
  return isFree || !isOverAt(record, nowMs) ? 0 : workedSeconds(record, nowMs);
}
