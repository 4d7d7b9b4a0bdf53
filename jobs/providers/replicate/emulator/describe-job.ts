// A prediction or training in the JSON of the API, as it stands at an instant.
import {
  endsAt,
  isOverAt,
  isRemovedAt,
  type JobRecord,
  madeCount,
  type PredictionRecord,
  startsAt,
  statusAt,
  type TrainingRecord,
  trainedVersionId,
  workedSeconds,
} from "./job-record.ts";
import { trainingLogs } from "./training-time.ts";

const NSFW = "All generated images contained NSFW content. Try running it again with a different prompt.";
const SENSITIVE = "The input or output was flagged as sensitive. Please try again with different inputs. (E005)";
const FOREIGN = "http://169.254.169.254/latest/meta-data/out-0.png";
const EXTENSIONS = { pictures: "webp", picture: "png", clip: "mp4" } as const;

export function describeJob(record: JobRecord, nowMs: number, origin: string): Record<string, unknown> {
  const status = statusAt(record, nowMs);
  const removed = isRemovedAt(record, nowMs);
  const iso = (ms: number) => new Date(ms).toISOString();
  const base = `${origin}/v1/${record.kind}s/${record.id}`;
  return {
    id: record.id,
    model: record.model,
    version: record.version,
    input: removed ? {} : record.rawInput,
    output: status === "succeeded" && !removed ? outputOf(record, origin) : null,
    logs: removed ? "" : logsOf(record, nowMs),
    error: status === "failed" ? errorOf(record) : null,
    status,
    source: "api",
    data_removed: removed,
    created_at: iso(record.createdMs),
    started_at: status === "starting" ? null : iso(startsAt(record)),
    completed_at: isOverAt(record, nowMs) ? iso(endsAt(record)) : null,
    metrics: isOverAt(record, nowMs) ? metricsOf(record, nowMs) : {},
    urls: { get: base, cancel: `${base}/cancel` },
  };
}

/** Where the file is, for the API and for the server of files. */
export function outputPath(record: JobRecord, index: number): string {
  if (record.kind === "training") return `/files/${record.id}/trained_model.tar`;
  const extension = record.input.output_format ?? EXTENSIONS[record.runs.makes];
  return `/files/${record.id}/out-${index}.${extension}`;
}

function outputOf(record: JobRecord, origin: string): unknown {
  const linkOf = (index: number) =>
    record.outcome === "foreign_output" ? FOREIGN : `${origin}${outputPath(record, index)}`;
  if (record.kind === "training") return trainingOutput(record, linkOf(0));
  const links = Array.from({ length: madeCount(record) }, (_, index) => linkOf(index));
  return record.runs.makes === "pictures" ? links : (links[0] ?? null);
}

function trainingOutput(record: TrainingRecord, weights: string) {
  if (record.outcome === "fewer_outputs") return null;
  return { version: `${record.destination}:${trainedVersionId(record.id)}`, weights };
}

function errorOf(record: JobRecord): string {
  if (record.outcome === "nsfw") return NSFW;
  if (record.outcome === "sensitive") return SENSITIVE;
  return record.fault ?? "Prediction failed for an unknown reason.";
}

function logsOf(record: JobRecord, nowMs: number): string {
  if (record.kind === "training") return trainingLogs(record, nowMs);
  return statusAt(record, nowMs) === "starting" ? "" : `Using seed: ${record.seed}\n`;
}

function metricsOf(record: JobRecord, nowMs: number): Record<string, number> {
  const times = {
    predict_time: workedSeconds(record, nowMs),
    total_time: (endsAt(record) - record.createdMs) / 1_000,
  };
  if (record.kind === "training" || statusAt(record, nowMs) !== "succeeded") return times;
  return { ...times, ...countsOf(record) };
}

function countsOf(record: PredictionRecord): Record<string, number> {
  if (record.runs.paidBy === "picture") return { image_count: madeCount(record) };
  if (record.runs.paidBy !== "clip") return {};
  return { video_output_duration_seconds: madeCount(record) * Number(record.input.duration) };
}
