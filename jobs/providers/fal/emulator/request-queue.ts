// The emulated queue: requests that wait and work by the clock and end as scripted, what they cost, and who is told.
import { randomUUID } from "node:crypto";
import type { Clock } from "../../../../agents/kernel/clock.ts";
import { FaultScript } from "../../emulator/fault-script.ts";
import type { EmulatedReply } from "../../emulator/server.ts";
import type { AcceptedWork, EmulatedModel, EmulatedOutput } from "./emulated-model.ts";
import { detail, FAL_FAULTS, invalid, issue, policyViolation } from "./fal-words.ts";
import type { FileShelf } from "./file-shelf.ts";

/**
 * `refused`: by the check of the input; `refused_late`: of what was made of it; `nsfw`: likewise, and it came black.
 * `foreign_output`: its link leads out of their storage.
 */
export type FalOutcome =
  | "refused"
  | "refused_late"
  | "nsfw"
  | "failed"
  | "never_finishes"
  | "no_output"
  | "output_lost"
  | "wrong_type"
  | "foreign_output";

export interface QueuedRequest {
  readonly id: string;
  readonly model: string;
  readonly webhook: string | null;
}

interface RequestRecord extends QueuedRequest {
  readonly input: Readonly<Record<string, unknown>>;
  readonly work: AcceptedWork;
  readonly urls: Readonly<Record<string, string>>;
  readonly problem: EmulatedReply | null;
  readonly outcome: FalOutcome | undefined;
  readonly submittedMs: number;
  cancelled: boolean;
}

export interface QueueTimes {
  readonly clock: Clock;
  /** Time in the queue. */
  readonly queueMs: number;
  /** Time of work; the model's own when absent. */
  readonly runMs: number | undefined;
}

/** For which the vendor charges nothing. */
const FREE: readonly (FalOutcome | undefined)[] = ["refused", "failed", "never_finishes", "no_output"];
const HTML = "<html>an error page</html>";

export class RequestQueue {
  readonly outcomes = new FaultScript<"request", FalOutcome>();
  readonly inputs: Readonly<Record<string, unknown>>[] = [];
  readonly #records = new Map<string, RequestRecord>();
  readonly #files: FileShelf;
  readonly #times: QueueTimes;

  constructor(files: FileShelf, times: QueueTimes) {
    this.#files = files;
    this.#times = times;
  }

  async submit(
    model: string,
    accept: EmulatedModel,
    input: Readonly<Record<string, unknown>>,
    webhook: string | null,
  ): Promise<EmulatedReply & { readonly request?: QueuedRequest }> {
    const work = accept(input, this.#files);
    if ("issues" in work) return invalid(work.issues);
    this.inputs.push(input);
    const outcome = this.outcomes.take("request");
    const record: RequestRecord = {
      id: randomUUID(),
      model,
      webhook,
      input,
      work,
      outcome,
      urls: this.#lay(work, outcome),
      problem: await this.#problemOf(work),
      submittedMs: this.#times.clock.now().getTime(),
      cancelled: false,
    };
    this.#records.set(record.id, record);
    const body = { ...this.#describe(record), status: "IN_QUEUE", queue_position: 0 };
    return { status: 200, body, request: record };
  }

  /** Number of requests that were taken, and the units they will be charged as. */
  get bill(): { readonly requests: number; readonly units: Readonly<Record<string, number>> } {
    const units: Record<string, number> = {};
    for (const { work, outcome, cancelled, problem } of this.#records.values()) {
      const { unit, amount } = work.charge;
      const isFree = cancelled || problem !== null || FREE.includes(outcome);
      units[unit] = (units[unit] ?? 0) + (isFree ? 0 : amount);
    }
    return { requests: this.#records.size, units };
  }

  /** Of those that were taken, oldest first. */
  get ids(): readonly string[] {
    return [...this.#records.keys()];
  }

  /** @param app first two parts of the model's id: all that later questions name */
  find(app: string, id: string): QueuedRequest | undefined {
    const record = this.#records.get(id);
    return record && appOf(record.model) === app ? record : undefined;
  }

  /** Milliseconds until a request ends; 0 when it has. */
  leftMs({ id }: QueuedRequest): number {
    const record = this.#records.get(id);
    if (!record || record.cancelled) return 0;
    if (record.outcome === "never_finishes") return Number.POSITIVE_INFINITY;
    const { queueMs, runMs = record.work.runMs, clock } = this.#times;
    return Math.max(0, record.submittedMs + queueMs + runMs - clock.now().getTime());
  }

  status(request: QueuedRequest, withLogs: boolean): EmulatedReply {
    const record = this.#recordOf(request);
    const leftMs = this.leftMs(record);
    const runMs = this.#times.runMs ?? record.work.runMs;
    const common = this.#describe(record);
    if (leftMs > runMs && leftMs !== Number.POSITIVE_INFINITY) {
      return { status: 202, body: { status: "IN_QUEUE", queue_position: 0, ...common } };
    }
    const share = leftMs === Number.POSITIVE_INFINITY ? 0.5 : 1 - leftMs / Math.max(1, runMs);
    const logs = withLogs ? record.work.logs(share).map((message) => this.#log(message)) : null;
    if (leftMs > 0) return { status: 202, body: { status: "IN_PROGRESS", logs, ...common } };
    const metrics = { inference_time: runMs / 1_000 };
    return { status: 200, body: { status: "COMPLETED", logs, metrics, ...common } };
  }

  result(request: QueuedRequest): EmulatedReply {
    const record = this.#recordOf(request);
    const { outcome, problem, input, work, urls } = record;
    if (this.leftMs(record) > 0) return detail(400, "Request is still in progress.");
    if (record.cancelled) return detail(499, "Request was cancelled.", { error_type: "client_cancelled" });
    if (problem) return problem;
    if (outcome === "failed") return FAL_FAULTS.broken;
    const [field = "prompt"] = "prompt" in input ? ["prompt"] : Object.keys(work.links);
    if (outcome === "refused") return policyViolation(["body", field], input[field]);
    if (outcome === "refused_late") return policyViolation(["body"], input[field]);
    return { status: 200, body: work.answer(urls, outcome === "nsfw") };
  }

  cancel(request: QueuedRequest): EmulatedReply {
    const record = this.#recordOf(request);
    if (this.leftMs(record) === 0) return { status: 409, body: { status: "ALREADY_COMPLETED" } };
    record.cancelled = true;
    return { status: 202, body: { status: "CANCELLATION_REQUESTED" } };
  }

  #recordOf({ id }: QueuedRequest): RequestRecord {
    const record = this.#records.get(id);
    if (!record) throw new Error(`no request ${id}`);
    return record;
  }

  #describe({ id, model }: QueuedRequest) {
    const base = `${this.#files.origin}/${appOf(model)}/requests/${id}`;
    return { request_id: id, response_url: base, status_url: `${base}/status`, cancel_url: `${base}/cancel` };
  }

  #log(message: string) {
    return { message, level: "INFO", source: "USER", timestamp: this.#times.clock.now().toISOString() };
  }

  /** Links of what it will make, by the names its answer gives them. */
  #lay({ outputs }: AcceptedWork, outcome: FalOutcome | undefined): Readonly<Record<string, string>> {
    if (outcome === "no_output") return {};
    const [first] = Object.keys(outputs);
    return Object.fromEntries(
      Object.entries(outputs).map(([field, file]) => [
        field,
        this.#linkOf(file, field === first ? outcome : undefined),
      ]),
    );
  }

  #linkOf(file: EmulatedOutput, outcome: FalOutcome | undefined): string {
    if (outcome === "foreign_output") return `http://169.254.169.254/latest/${file.name}`;
    if (outcome === "output_lost") return `${this.#files.origin}/files/${randomUUID()}/${file.name}`;
    return this.#files.lay(outcome === "wrong_type" ? { ...file, bytes: async () => Buffer.from(HTML) } : file);
  }

  async #problemOf(work: AcceptedWork): Promise<EmulatedReply | null> {
    const missing = Object.entries(work.links).find(([, link]) => this.#files.isMissing(link))?.[0];
    const problem = missing
      ? { field: missing, type: "file_download_error", msg: "Failed to download the file." }
      : await work.problem?.();
    return problem ? detail(422, [issue(["body", ...problem.field.split(".")], problem.type, problem.msg)]) : null;
  }
}

const appOf = (model: string) => model.split("/").slice(0, 2).join("/");
