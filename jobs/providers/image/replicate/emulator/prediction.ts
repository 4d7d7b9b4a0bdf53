// One emulated prediction: its state is a matter of the clock, never of a timer.
import { createHash } from "node:crypto";
import { HOUR_MS } from "../../../../../agents/kernel/clock.ts";
import type { FluxInput } from "./flux-request.ts";

export type ScriptedOutcome = "nsfw" | "fewer_outputs" | "failed" | "never_finishes" | "wrong_type" | "foreign_output";

export interface PredictionRecord {
  readonly id: string;
  readonly version: string;
  readonly rawInput: Record<string, unknown>;
  readonly input: FluxInput;
  readonly seed: number;
  readonly createdMs: number;
  readonly startMs: number;
  readonly runMs: number;
  readonly outcome: ScriptedOutcome | undefined;
  canceledMs?: number;
}

/** API predictions lose input, output and files an hour after they end. */
const KEPT_MS = HOUR_MS;
const NSFW = "All generated images contained NSFW content. Try running it again with a different prompt.";
const ID_ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";

export function predictionId(number: number): string {
  const digest = createHash("sha256").update(`prediction ${number}`).digest();
  return [...digest.subarray(0, 26)].map((byte) => ID_ALPHABET[byte % ID_ALPHABET.length]).join("");
}

export function finishesAt(record: PredictionRecord): number {
  if (record.outcome === "never_finishes") return Number.POSITIVE_INFINITY;
  return record.createdMs + record.startMs + record.runMs;
}

export function statusAt(record: PredictionRecord, nowMs: number) {
  const doneMs = finishesAt(record);
  if (record.canceledMs !== undefined && record.canceledMs < doneMs) return "canceled";
  if (nowMs < record.createdMs + record.startMs) return "starting";
  if (nowMs < doneMs) return "processing";
  return record.outcome === "nsfw" || record.outcome === "failed" ? "failed" : "succeeded";
}

export function isRemoved(record: PredictionRecord, nowMs: number): boolean {
  return nowMs >= finishesAt(record) + KEPT_MS;
}

function outputsOf(record: PredictionRecord, origin: string): string[] {
  if (record.outcome === "foreign_output") return ["http://169.254.169.254/latest/meta-data/out-0.png"];
  const count = record.input.num_outputs - (record.outcome === "fewer_outputs" ? 1 : 0);
  return Array.from(
    { length: count },
    (_, index) => `${origin}/files/${record.id}/out-${index}.${record.input.output_format}`,
  );
}

/** The JSON of the API. */
export function describePrediction(record: PredictionRecord, nowMs: number, origin: string): Record<string, unknown> {
  const status = statusAt(record, nowMs);
  const removed = isRemoved(record, nowMs);
  const iso = (ms: number) => new Date(ms).toISOString();
  const isOver = status === "succeeded" || status === "failed";
  const base = `${origin}/v1/predictions/${record.id}`;
  const error = record.outcome === "nsfw" ? NSFW : "Prediction failed for an unknown reason.";
  return {
    id: record.id,
    model: "black-forest-labs/flux-dev-lora",
    version: record.version,
    input: removed ? {} : record.rawInput,
    output: status === "succeeded" && !removed ? outputsOf(record, origin) : null,
    logs: removed || status === "starting" ? "" : `Using seed: ${record.seed}\n`,
    error: status === "failed" ? error : null,
    status,
    source: "api",
    data_removed: removed,
    created_at: iso(record.createdMs),
    started_at: status === "starting" ? null : iso(record.createdMs + record.startMs),
    completed_at: isOver ? iso(finishesAt(record)) : null,
    metrics: isOver ? { predict_time: record.runMs / 1_000, total_time: (record.startMs + record.runMs) / 1_000 } : {},
    urls: { get: base, cancel: `${base}/cancel` },
  };
}
