// RunPod's serverless API on loopback: jobs that queue and run by the clock, call backs, and a bill by the second.
import { randomUUID } from "node:crypto";
import { z } from "zod";
import { type Clock, systemClock } from "../../../../../agents/kernel/clock.ts";
import { FaultScript } from "../../../emulator/fault-script.ts";
import {
  type EmulatedReply,
  type EmulatedRequest,
  type Misbehaviour,
  startEmulatorServer,
} from "../../../emulator/server.ts";
import { drawn, outputOf, raisedBy, StrictWorkerInput, type WorkerOutcome } from "./picture-worker.ts";

export type RunPodOperation = "run" | "status" | "cancel" | "output";
export type RunPodOutcome = WorkerOutcome | "timed_out";

export interface RunPodEmulatorOptions {
  readonly key?: string;
  readonly endpointId?: string;
  readonly clock?: Clock;
  readonly queueMs?: number;
  readonly runMs?: number;
}

export interface RunPodEmulator {
  readonly baseUrl: string;
  readonly key: string;
  readonly endpointId: string;
  readonly faults: FaultScript<RunPodOperation, Misbehaviour>;
  readonly outcomes: FaultScript<"job", RunPodOutcome>;
  /** Bodies of /run that were taken, oldest first. */
  readonly inputs: readonly unknown[];
  billedSeconds(): number;
  /** Calls back for what ended since; the statuses it was answered with. */
  callBack(): Promise<number[]>;
  close(): Promise<void>;
}

/** Faults to script: `emulator.faults.add("run", RUNPOD_FAULTS.busy)`. */
export const RUNPOD_FAULTS = {
  unauthenticated: { kind: "reply", status: 401, body: "" },
  noCredit: { kind: "reply", status: 402, body: { error: "insufficient funds" } },
  invalid: { kind: "reply", status: 400, body: { error: "bad request" } },
  busy: { kind: "reply", status: 429, headers: { "retry-after": "10" }, body: { error: "too many requests" } },
  broken: { kind: "reply", status: 500, body: { error: "internal server error" } },
  gateway: { kind: "reply", status: 502, body: "<html>Bad Gateway</html>" },
  garbage: { kind: "reply", status: 200, headers: { "content-type": "application/json" }, body: '{"id": "1' },
  gone: { kind: "reply", status: 404, body: "" },
  hang: { kind: "hang" },
  cut: { kind: "cut" },
} as const satisfies Record<string, Misbehaviour>;

/** How long the result of /run is kept. */
const KEPT_MS = 30 * 60_000;
const RunBody = z.strictObject({
  input: z.record(z.string(), z.unknown()),
  webhook: z.url().optional(),
  policy: z
    .strictObject({
      executionTimeout: z.number().int().min(5_000).optional(),
      ttl: z.number().int().min(10_000).optional(),
      lowPriority: z.boolean().optional(),
    })
    .optional(),
});

interface EmulatedJob {
  readonly id: string;
  readonly input: Record<string, unknown>;
  readonly webhook: string | undefined;
  readonly outcome: RunPodOutcome;
  readonly submittedMs: number;
  cancelledMs: number | null;
  isCalledBack: boolean;
}

class RunPodDesk {
  readonly outcomes = new FaultScript<"job", RunPodOutcome>();
  readonly inputs: unknown[] = [];
  readonly #jobs = new Map<string, EmulatedJob>();
  readonly #clock: Clock;
  readonly #queueMs: number;
  readonly #runMs: number;
  origin = "";

  constructor({ clock = systemClock, queueMs = 0, runMs = 2_400 }: RunPodEmulatorOptions) {
    this.#clock = clock;
    this.#queueMs = queueMs;
    this.#runMs = runMs;
  }

  run({ body }: EmulatedRequest): EmulatedReply {
    const raw: unknown = JSON.parse(body.toString("utf8"));
    const parsed = RunBody.safeParse(raw);
    if (!parsed.success) return { status: 400, body: { error: parsed.error.issues[0]?.message ?? "bad request" } };
    this.inputs.push(raw);
    const { input, webhook } = parsed.data;
    const outcome = this.outcomes.take("job") ?? "contract";
    const id = `${randomUUID()}-e1`;
    const more = { submittedMs: this.#nowMs, cancelledMs: null, isCalledBack: false };
    this.#jobs.set(id, { id, input, webhook, outcome, ...more });
    return { status: 200, body: { id, status: "IN_QUEUE" } };
  }

  async status(id: string): Promise<EmulatedReply> {
    const job = this.#jobs.get(id);
    if (!job || this.#nowMs > this.#endsMs(job) + KEPT_MS) return { status: 404, body: "" };
    return { status: 200, body: await this.#told(job) };
  }

  cancel(id: string): EmulatedReply {
    const job = this.#jobs.get(id);
    if (!job) return { status: 404, body: "" };
    if (this.#stateOf(job).startsWith("IN_")) job.cancelledMs = this.#nowMs;
    return { status: 200, body: { id, status: this.#stateOf(job) } };
  }

  async output(id: string): Promise<EmulatedReply> {
    const input = StrictWorkerInput.safeParse(this.#jobs.get(id)?.input).data;
    if (!input) return { status: 404, body: "" };
    return { status: 200, headers: { "content-type": "image/png" }, body: await drawn({ input, outcome: "links" }) };
  }

  billedSeconds(): number {
    return [...this.#jobs.values()].reduce((sum, job) => sum + this.#executedMs(job), 0) / 1_000;
  }

  /** Once each; the real one tries twice more, ten seconds apart. */
  async callBack(): Promise<number[]> {
    const due = [...this.#jobs.values()].filter((job) => !job.isCalledBack && !this.#stateOf(job).startsWith("IN_"));
    const statuses: number[] = [];
    for (const job of due) {
      job.isCalledBack = true;
      if (!job.webhook) continue;
      const headers = { "content-type": "application/json" };
      const body = JSON.stringify({ ...(await this.#told(job)), webhook: job.webhook });
      statuses.push((await fetch(job.webhook, { method: "POST", headers, body })).status);
    }
    return statuses;
  }

  get #nowMs(): number {
    return this.#clock.now().getTime();
  }

  #endsMs({ submittedMs, cancelledMs, outcome }: EmulatedJob): number {
    if (cancelledMs !== null) return cancelledMs;
    return outcome === "never_finishes" ? Number.POSITIVE_INFINITY : submittedMs + this.#queueMs + this.#runMs;
  }

  /** Time on the GPU, which is what is charged. */
  #executedMs(job: EmulatedJob): number {
    return Math.max(0, Math.min(this.#nowMs, this.#endsMs(job)) - job.submittedMs - this.#queueMs);
  }

  #stateOf(job: EmulatedJob): string {
    if (job.cancelledMs !== null) return "CANCELLED";
    if (this.#nowMs < job.submittedMs + this.#queueMs) return "IN_QUEUE";
    if (this.#nowMs < this.#endsMs(job)) return "IN_PROGRESS";
    if (job.outcome === "timed_out") return "TIMED_OUT";
    return raisedBy(job.input, job.outcome) === null ? "COMPLETED" : "FAILED";
  }

  async #told(job: EmulatedJob): Promise<object> {
    const status = this.#stateOf(job);
    const base = { id: job.id, status, delayTime: this.#queueMs };
    if (status.startsWith("IN_")) return base;
    const ended = { ...base, executionTime: this.#executedMs(job), workerId: "emulated-worker" };
    if (status === "TIMED_OUT") return { ...ended, error: "job timed out after 1 retries" };
    if (job.outcome === "timed_out" || status === "CANCELLED") return ended;
    const error = raisedBy(job.input, job.outcome);
    if (error !== null) return { ...ended, error };
    const run = { input: StrictWorkerInput.parse(job.input), outcome: job.outcome };
    return { ...ended, output: await outputOf(run, `${this.origin}/files/${job.id}.png`) };
  }
}

export async function startRunPodEmulator(options: RunPodEmulatorOptions = {}): Promise<RunPodEmulator> {
  const { key = "emulated-key", endpointId = "abc123" } = options;
  const faults = new FaultScript<RunPodOperation, Misbehaviour>();
  const desk = new RunPodDesk(options);
  const routes: readonly (readonly [RunPodOperation, string, RegExp])[] = [
    ["run", "POST", new RegExp(`^/v2/${endpointId}/run$`)],
    ["status", "GET", new RegExp(`^/v2/${endpointId}/status/([\\w-]+)$`)],
    ["cancel", "POST", new RegExp(`^/v2/${endpointId}/cancel/([\\w-]+)$`)],
    ["output", "GET", /^\/files\/([\w-]+)\.png$/],
  ];
  const routeOf = ({ method, path }: EmulatedRequest) => {
    for (const [operation, verb, pattern] of routes) {
      const match = verb === method ? pattern.exec(path) : null;
      if (match) return { operation, id: match[1] ?? "" };
    }
    return undefined;
  };
  const answer = (request: EmulatedRequest): EmulatedReply | Promise<EmulatedReply> => {
    const route = routeOf(request);
    const { authorization } = request.headers;
    const isKnown = authorization === `Bearer ${key}` || authorization === key;
    // The worker's own store is open.
    if (route?.operation !== "output" && !isKnown) return RUNPOD_FAULTS.unauthenticated;
    if (!route) return { status: 404, body: "" };
    return route.operation === "run" ? desk.run(request) : desk[route.operation](route.id);
  };
  const server = await startEmulatorServer(answer, {
    // The limit of /run.
    maxBodyBytes: 10 * 1024 * 1024,
    misbehave: (request) => {
      const route = routeOf(request);
      return route && faults.take(route.operation);
    },
  });
  desk.origin = server.origin;
  return {
    baseUrl: `${server.origin}/v2`,
    ...{ key, endpointId, faults, outcomes: desk.outcomes, inputs: desk.inputs },
    billedSeconds: () => desk.billedSeconds(),
    callBack: () => desk.callBack(),
    close: server.close,
  };
}
