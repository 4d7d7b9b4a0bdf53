// Predictions and trainings of the emulated Replicate: taken when every field is right, and told as they stand by the clock.
import { createHash } from "node:crypto";
import { z } from "zod";
import type { EmulatedReply, EmulatedRequest } from "../../emulator/server.ts";
import { describeJob } from "./describe-job.ts";
import { type EmulatedModel, type ModelInput, TRAINER } from "./emulated-models.ts";
import { invalid, notFound, problem } from "./faults.ts";
import {
  type JobRecord,
  jobId,
  type ScriptedOutcome,
  statusAt,
  trainedVersionId,
  type WebhookEvent,
} from "./job-record.ts";
import { TrainerInput } from "./model-inputs.ts";
import type { ModelShelf } from "./model-shelf.ts";
import { trainingMs } from "./training-time.ts";
import type { UploadedFiles } from "./uploaded-files.ts";

export interface JobBookOptions {
  readonly nowMs: () => number;
  readonly shelf: ModelShelf;
  readonly files: UploadedFiles;
  readonly takeOutcome: (kind: JobRecord["kind"]) => ScriptedOutcome | undefined;
  readonly startMs: number;
  readonly runMs: number;
  readonly trainMs: number | undefined;
  readonly pageSize: number;
}

const EVENTS = ["start", "output", "logs", "completed"] as const;
const DEFAULT_EVENTS: readonly WebhookEvent[] = ["output", "completed"];
/** https alone in the wild; on this machine there is none. */
const WEBHOOK_URL = /^(https:\/\/|http:\/\/(127\.0\.0\.1|localhost)[:/])/;
const Hook = {
  webhook: z.url().regex(WEBHOOK_URL).optional(),
  webhook_events_filter: z.array(z.enum(EVENTS)).min(1).optional(),
};
const inputs = z.record(z.string(), z.unknown());
const CreateBody = z.strictObject({ version: z.string().optional(), input: inputs, ...Hook });
const TrainBody = z.strictObject({ destination: z.string(), input: inputs, ...Hook });
const ZIP_MAGIC = Buffer.from([0x50, 0x4b, 0x03, 0x04]);
const WEIGHTS_MISSING = "Failed to download the LoRA weights: the model or version does not exist.";

const digestOf = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");

export class JobBook {
  readonly records: JobRecord[] = [];
  /** As they came, oldest first. */
  readonly inputs: ModelInput[] = [];
  readonly #options: JobBookOptions;
  origin = "";

  constructor(options: JobBookOptions) {
    this.#options = options;
  }

  /** @param path "owner/name" of an official model, or null where the body names a version */
  predict(path: string | null, request: EmulatedRequest): EmulatedReply | JobRecord {
    const body = CreateBody.safeParse(jsonOf(request.body));
    if (!body.success) return problem(422, "Invalid request", body.error.message);
    const { version, input: rawInput } = body.data;
    if ((version === undefined) === (path === null)) return problem(422, "Invalid request", "- version is required");
    const { shelf } = this.#options;
    this.#settleVersions();
    const runs = path === null ? shelf.version(version ?? "") : shelf.official(path);
    if (!runs && path !== null) return notFound();
    if (!runs) return problem(422, "Invalid version or not permitted", "The specified version does not exist.");
    const input = runs.input.safeParse(rawInput);
    if (!input.success) return invalid(input.error.message);
    const files = this.#filesOf(runs, input.data);
    if (typeof files === "string") return invalid(files);
    const digests = Object.fromEntries(Object.entries(files).map(([field, bytes]) => [field, digestOf(bytes)]));
    return this.#add({
      ...this.#common(runs.name, runs.version, rawInput, body.data),
      kind: "prediction",
      runMs: this.#options.runMs,
      outcome: this.#options.takeOutcome("prediction"),
      fault: this.#missingWeights(input.data),
      runs,
      input: input.data,
      files: digests,
      face: Object.values(files)[0] ?? null,
      seed: typeof input.data.seed === "number" ? input.data.seed : (this.records.length + 1) * 7_919,
    });
  }

  train(path: string, request: EmulatedRequest): EmulatedReply | JobRecord {
    if (path !== `${TRAINER.name}/versions/${TRAINER.version}`) return notFound();
    const body = TrainBody.safeParse(jsonOf(request.body));
    if (!body.success) return problem(422, "Invalid request", body.error.message);
    const { destination, input: rawInput } = body.data;
    if (!this.#options.shelf.has(destination)) {
      return problem(422, "Invalid request", "The specified training destination does not exist");
    }
    const input = TrainerInput.safeParse(rawInput);
    if (!input.success) return invalid(input.error.message);
    const dataset = this.#options.files.read(input.data.input_images);
    if ("fault" in dataset) return invalid(`- input.input_images: ${dataset.fault}`);
    const isZip = dataset.bytes.subarray(0, ZIP_MAGIC.length).equals(ZIP_MAGIC);
    return this.#add({
      ...this.#common(TRAINER.name, TRAINER.version, rawInput, body.data),
      kind: "training",
      runMs: this.#options.trainMs ?? trainingMs(input.data.steps),
      outcome: this.#options.takeOutcome("training"),
      fault: isZip ? null : "input_images must be a zip file",
      input: input.data,
      destination,
      dataset: digestOf(dataset.bytes),
    });
  }

  find(kind: JobRecord["kind"], id: string): JobRecord | undefined {
    return this.records.find((record) => record.kind === kind && record.id === id);
  }

  describe(record: JobRecord): Record<string, unknown> {
    return describeJob(record, this.#options.nowMs(), this.origin);
  }

  get(kind: JobRecord["kind"], id: string): EmulatedReply {
    const record = this.find(kind, id);
    this.#settleVersions();
    return record ? { status: 200, body: this.describe(record) } : notFound();
  }

  cancel(kind: JobRecord["kind"], id: string): EmulatedReply {
    const record = this.find(kind, id);
    if (!record) return notFound();
    record.canceledMs ??= this.#options.nowMs();
    return { status: 200, body: this.describe(record) };
  }

  /** Newest first; the cursor is a count of what was seen. */
  list(kind: JobRecord["kind"], { query }: EmulatedRequest): EmulatedReply {
    const from = Number(query.get("cursor") ?? 0);
    const until = from + this.#options.pageSize;
    const all = this.records.filter((record) => record.kind === kind).reverse();
    const next = until < all.length ? `${this.origin}/v1/${kind}s?cursor=${until}` : null;
    const results = all.slice(from, until).map((record) => this.describe(record));
    return { status: 200, body: { next, previous: null, results } };
  }

  #common(
    model: string,
    version: string,
    rawInput: ModelInput,
    hook: z.output<typeof CreateBody> | z.output<typeof TrainBody>,
  ) {
    const events = hook.webhook_events_filter ?? DEFAULT_EVENTS;
    return {
      id: jobId(this.records.length + 1),
      model,
      version,
      rawInput,
      createdMs: this.#options.nowMs(),
      startMs: this.#options.startMs,
      webhook: hook.webhook === undefined ? null : { url: hook.webhook, events },
    };
  }

  #add(record: JobRecord): JobRecord {
    this.records.push(record);
    this.inputs.push(record.rawInput);
    return record;
  }

  /** What a file is, not where it lies. */
  #filesOf({ files }: EmulatedModel, input: ModelInput): Record<string, Buffer> | string {
    const found: Record<string, Buffer> = {};
    for (const field of files) {
      const value = input[field];
      if (typeof value !== "string") continue;
      const file = this.#options.files.read(value);
      if ("fault" in file) return `- input.${field}: ${file.fault}`;
      found[field] = file.bytes;
    }
    return found;
  }

  #missingWeights(input: ModelInput): string | null {
    const { lora_weights: weights } = input;
    const isName = typeof weights === "string" && !weights.includes("://");
    return isName && !this.#options.shelf.hasWeights(weights) ? WEIGHTS_MISSING : null;
  }

  /** Trainings that have ended well since have added their versions. */
  #settleVersions(): void {
    for (const record of this.records) {
      if (record.kind !== "training" || statusAt(record, this.#options.nowMs()) !== "succeeded") continue;
      this.#options.shelf.addVersion(record.destination, trainedVersionId(record.id));
    }
  }
}

function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch (thrown) {
    // No schema accepts it: what is not JSON is refused like any other wrong body.
    return thrown;
  }
}
