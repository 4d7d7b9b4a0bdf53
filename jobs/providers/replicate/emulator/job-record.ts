// One emulated prediction or training: its state is a matter of the clock, never of a timer.
import { createHash } from "node:crypto";
import { HOUR_MS } from "../../../../agents/kernel/clock.ts";
import type { EmulatedModel, ModelInput } from "./emulated-models.ts";
import type { TrainerInput } from "./model-inputs.ts";

/**
 * `nsfw`, `sensitive`: refused by the model's own check, by that of a vendor behind it. `output_gone`: the link is dead.
 * `no_weights`, `bad_weights`, `bomb`: archives of trainings, without, with broken, with impossibly large weights.
 */
export type ScriptedOutcome =
  | "nsfw"
  | "sensitive"
  | "fewer_outputs"
  | "failed"
  | "never_finishes"
  | "wrong_type"
  | "foreign_output"
  | "output_gone"
  | "no_weights"
  | "bad_weights"
  | "bomb";

export type WebhookEvent = "start" | "output" | "logs" | "completed";

interface CommonRecord {
  readonly id: string;
  readonly model: string;
  readonly version: string;
  readonly rawInput: ModelInput;
  readonly createdMs: number;
  /** Time in the queue, then time of work. */
  readonly startMs: number;
  readonly runMs: number;
  readonly outcome: ScriptedOutcome | undefined;
  /** What went wrong with the inputs themselves, found out while running. */
  readonly fault: string | null;
  readonly webhook: { readonly url: string; readonly events: readonly WebhookEvent[] } | null;
  canceledMs?: number;
}

export interface PredictionRecord extends CommonRecord {
  readonly kind: "prediction";
  readonly runs: EmulatedModel;
  readonly input: ModelInput;
  readonly seed: number;
  /** Digests of the files among the inputs. */
  readonly files: Readonly<Record<string, string>>;
  /** The picture among the inputs, if it was given one. */
  readonly face: Uint8Array | null;
}

export interface TrainingRecord extends CommonRecord {
  readonly kind: "training";
  readonly input: TrainerInput;
  readonly destination: string;
  readonly dataset: string;
}

export type JobRecord = PredictionRecord | TrainingRecord;

/** API predictions lose input, output and files an hour after they end; what trainings made is kept. */
const KEPT_MS = HOUR_MS;
const ID_ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";
const FAILING: readonly (ScriptedOutcome | undefined)[] = ["nsfw", "sensitive", "failed"];

const digestOf = (text: string) => createHash("sha256").update(text).digest();

export function jobId(number: number): string {
  const digits = [...digestOf(`prediction ${number}`).subarray(0, 26)];
  return digits.map((byte) => ID_ALPHABET[byte % ID_ALPHABET.length]).join("");
}

/** The version that a training adds to its destination. */
export const trainedVersionId = (id: string) => digestOf(`version of ${id}`).toString("hex");

export const startsAt = (record: JobRecord) => record.createdMs + record.startMs;

export function endsAt(record: JobRecord): number {
  const doneMs = record.outcome === "never_finishes" ? Number.POSITIVE_INFINITY : startsAt(record) + record.runMs;
  return Math.min(doneMs, record.canceledMs ?? Number.POSITIVE_INFINITY);
}

export function statusAt(record: JobRecord, nowMs: number) {
  if (record.canceledMs !== undefined && record.canceledMs === endsAt(record)) return "canceled";
  if (nowMs < startsAt(record)) return "starting";
  if (nowMs < endsAt(record)) return "processing";
  return FAILING.includes(record.outcome) || record.fault !== null ? "failed" : "succeeded";
}

export function isOverAt(record: JobRecord, nowMs: number): boolean {
  return !["starting", "processing"].includes(statusAt(record, nowMs));
}

export function isRemovedAt(record: JobRecord, nowMs: number): boolean {
  return record.kind === "prediction" && nowMs >= endsAt(record) + KEPT_MS;
}

/** How long a machine worked on it, at most until now. */
export function workedSeconds(record: JobRecord, nowMs: number): number {
  return Math.max(0, Math.min(endsAt(record), nowMs) - startsAt(record)) / 1_000;
}

/** How many files it made. */
export function madeCount(record: PredictionRecord): number {
  const asked = Number(record.input.num_outputs ?? 1);
  return asked - (record.outcome === "fewer_outputs" ? 1 : 0);
}
