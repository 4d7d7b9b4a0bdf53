// How long an emulated training takes, and what its log says meanwhile.
import { isOverAt, startsAt, type TrainingRecord } from "./job-record.ts";

const LOADING_MS = 120_000;
const STEP_MS = 1_050;
const BAR_LENGTH = 10;

export const trainingMs = (steps: number) => LOADING_MS + steps * STEP_MS;

export function trainingLogs(record: TrainingRecord, nowMs: number): string {
  const passedMs = nowMs - startsAt(record);
  if (passedMs < 0) return "";
  const lines = [
    "Extracted 24 files from zip to input_images",
    "Fetching 12 files: 100%|##########| 12/12 [00:01<00:00]",
  ];
  const trainedMs = passedMs - LOADING_MS * (record.runMs / trainingMs(record.input.steps));
  if (trainedMs >= 0) lines.push("Starting train job", barOf(record, trainedMs, isOverAt(record, nowMs)));
  return `${lines.join("\n")}\n`;
}

function barOf({ input, runMs }: TrainingRecord, trainedMs: number, isOver: boolean): string {
  const stepMs = STEP_MS * (runMs / trainingMs(input.steps));
  const done = isOver ? input.steps : Math.min(input.steps, Math.floor(trainedMs / stepMs));
  const share = done / input.steps;
  const bar = "#".repeat(Math.floor(share * BAR_LENGTH)).padEnd(BAR_LENGTH);
  const left = clock((input.steps - done) * stepMs);
  const percent = String(Math.floor(share * 100)).padStart(3);
  return `flux_train_replicate: ${percent}%|${bar}| ${done}/${input.steps} [${clock(trainedMs)}<${left},  1.05s/it, lr: 4.0e-04 loss: 3.8e-01]`;
}

function clock(ms: number): string {
  const seconds = Math.round(ms / 1_000);
  return `${String(Math.floor(seconds / 60)).padStart(2, "0")}:${String(seconds % 60).padStart(2, "0")}`;
}
