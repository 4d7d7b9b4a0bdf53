// One attempt at one job: finds its handler, keeps the outbox rows in step, and tells BullMQ what a failure means.
import { DelayedError, UnrecoverableError } from "bullmq";
import type { AppContext } from "../../agents/commands/context.ts";
import { AppError, toAppError } from "../../agents/kernel/errors.ts";
import { redact } from "../../agents/kernel/log.ts";
import { span } from "../../agents/kernel/tracing.ts";
import type { Handler, JobRun } from "../handlers/handler.ts";
import type { QueueJob } from "./backend.ts";
import { beginRun, markDone, markFailed } from "./outbox.ts";

export type RunnerContext = Pick<AppContext, "database" | "clock" | "random" | "log">;

const ERROR_CHARACTERS = 500;

/** Thrown through a handler by `moveToDelayed`. */
class Postponed extends Error {
  readonly delayMs: number;

  constructor(delayMs: number) {
    super("postponed");
    this.delayMs = delayMs;
  }
}

interface Attempt {
  readonly job: QueueJob;
  readonly token: string | undefined;
  readonly run: JobRun;
  /** Outbox rows this attempt answers for. */
  readonly rows: readonly string[];
}

export class JobRunner<Context extends RunnerContext> {
  readonly #handlers: ReadonlyMap<string, Handler<Context>>;
  readonly #context: Context;
  readonly #active = new Map<string, AbortController>();
  #isStopping = false;

  constructor(handlers: readonly Handler<Context>[], context: Context) {
    this.#handlers = new Map(handlers.map((handler) => [handler.order.name, handler]));
    this.#context = context;
  }

  get activeCount(): number {
    return this.#active.size;
  }

  /** What a BullMQ Worker calls. */
  async run(job: QueueJob, token: string | undefined): Promise<void> {
    const id = job.id ?? "";
    const controller = new AbortController();
    this.#active.set(id, controller);
    const run = this.#jobRun(job, id, controller.signal);
    const facts = { jobId: id, queue: job.queueName, attempt: run.attempt };
    const options = { kind: "consumer", parent: job.opts.telemetry?.metadata } as const;
    try {
      await span(`job ${job.name}`, facts, () => this.#attempt(job, token, run), options);
    } finally {
      if (this.#active.get(id) === controller) this.#active.delete(id);
    }
  }

  /** Other workers took these jobs over. */
  abandon(jobIds: readonly string[]): void {
    for (const id of jobIds) this.#active.get(id)?.abort(new Error("another worker took the job over"));
  }

  /** The process ends: jobs that leave now go back to the queue without a lost attempt. */
  stop(): void {
    this.#isStopping = true;
    for (const controller of this.#active.values()) controller.abort(new Error("the worker is stopping"));
  }

  #jobRun(job: QueueJob, id: string, signal: AbortSignal): JobRun {
    return {
      id,
      attempt: job.attemptsMade + 1,
      maxAttempts: job.opts.attempts ?? 1,
      signal,
      moveToDelayed: (delayMs) => Promise.reject(new Postponed(delayMs)),
      log: this.#context.log.child({ jobId: id, command: job.name, attempt: job.attemptsMade + 1 }),
    };
  }

  async #attempt(job: QueueJob, token: string | undefined, run: JobRun): Promise<void> {
    const { database, clock } = this.#context;
    const handler = this.#handlers.get(job.name);
    const dedupeKey = handler ? this.#dedupeKey(handler, job.data) : null;
    const rows = await beginRun(database, { id: run.id, name: job.name, dedupeKey }, clock.now());
    try {
      if (!handler) throw new AppError("internal", `No handler carries out ${job.name}.`);
      await handler.run(this.#context, job.data, run);
      await markDone(database, rows, clock.now());
    } catch (thrown) {
      await this.#settle({ job, token, run, rows }, thrown);
    }
  }

  #dedupeKey(handler: Handler<Context>, payload: unknown): string | null {
    const parsed = handler.order.payload.safeParse(payload);
    return parsed.success ? (handler.order.dedupe?.(parsed.data) ?? null) : null;
  }

  async #settle({ job, token, run, rows }: Attempt, thrown: unknown): Promise<never> {
    if (thrown instanceof Postponed) return this.#delay(job, token, thrown.delayMs);
    if (this.#isStopping && run.signal.aborted) return this.#delay(job, token, 0);
    const error = toAppError(thrown);
    // Only an AppError says that trying again is pointless; what nobody foresaw may pass.
    const canRetry = thrown instanceof AppError ? thrown.retryable : true;
    const text = `${error.code}: ${redact(error.message)}`.slice(0, ERROR_CHARACTERS);
    if (canRetry && run.attempt < run.maxAttempts) {
      run.log.warn("job.attempt_failed", { error: thrown });
      throw new AppError(error.code, text, retryOptions(error));
    }
    run.log.error("job.failed", { error: thrown });
    await markFailed(this.#context.database, rows, text, this.#context.clock.now());
    throw new UnrecoverableError(text);
  }

  /** BullMQ keeps its own time, so this is the system's clock and not the context's. */
  async #delay(job: QueueJob, token: string | undefined, delayMs: number): Promise<never> {
    await job.moveToDelayed(Date.now() + delayMs, token);
    throw new DelayedError();
  }
}

/** What the queue stores of an error is its redacted text; the wait the failed service asked for goes along. */
function retryOptions(error: AppError): { retryAfterMs?: number } {
  return error.retryAfterMs === undefined ? {} : { retryAfterMs: error.retryAfterMs };
}
