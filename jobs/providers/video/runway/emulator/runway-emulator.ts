// Runway's API on loopback: strict, with tasks that queue and run by the clock, failures by its own codes, and a bill in credits.
import { createHash, randomUUID } from "node:crypto";
import { type Clock, systemClock } from "../../../../../agents/kernel/clock.ts";
import { FaultScript } from "../../../emulator/fault-script.ts";
import {
  type EmulatedReply,
  type EmulatedRequest,
  type Misbehaviour,
  startEmulatorServer,
} from "../../../emulator/server.ts";
import { tinyVideo } from "../../../emulator/tiny-video.ts";
import { ImageToVideo, invalidBody, refusal } from "./runway-request.ts";

type RunwayOperation = "submit" | "task" | "cancel" | "output";

/** `refused` by the check of the input, `refused_output` by that of the clip; `failed` and `bad_asset` by their own systems. */
export type RunwayOutcome =
  | "refused"
  | "refused_output"
  | "failed"
  | "bad_asset"
  | "no_output"
  | "never_finishes"
  | "throttled"
  | "wrong_type"
  | "foreign_output";

export interface RunwayEmulatorOptions {
  readonly key?: string;
  readonly clock?: Clock;
  readonly queueMs?: number;
  readonly runMs?: number;
}

export interface RunwayEmulator {
  readonly baseUrl: string;
  readonly key: string;
  readonly faults: FaultScript<RunwayOperation, Misbehaviour>;
  readonly outcomes: FaultScript<"task", RunwayOutcome>;
  readonly bill: Readonly<{ tasks: number; credits: number }>;
  /** Bodies as they came, oldest first. */
  readonly inputs: readonly unknown[];
  close(): Promise<void>;
}

interface RunwayTask {
  readonly id: string;
  readonly input: ImageToVideo;
  readonly submittedMs: number;
  readonly outcome: RunwayOutcome | undefined;
  cancelledMs: number | null;
}

/** Faults to script: `emulator.faults.add("submit", RUNWAY_FAULTS.busy)`. */
export const RUNWAY_FAULTS = {
  unauthenticated: { kind: "reply", ...refusal(401, "Unauthorized") },
  noCredit: { kind: "reply", ...refusal(400, "You do not have enough credits to run this task.") },
  invalid: { kind: "reply", ...refusal(400, "Invalid asset: the image cannot be decoded.") },
  busy: { kind: "reply", ...refusal(429, "Too many requests. Please try again later.") },
  broken: { kind: "reply", ...refusal(500, "Internal Server Error") },
  gateway: { kind: "reply", status: 502, body: "<html>Bad Gateway</html>" },
  garbage: { kind: "reply", status: 200, headers: { "content-type": "application/json" }, body: '{"id": "ha' },
  gone: { kind: "reply", status: 403, body: "Expired" },
  hang: { kind: "hang" },
  cut: { kind: "cut" },
} as const satisfies Record<string, Misbehaviour>;

const ROUTES: readonly (readonly [RunwayOperation, string, RegExp])[] = [
  ["submit", "POST", /^\/v1\/image_to_video$/],
  ["task", "GET", /^\/v1\/tasks\/([\w-]+)$/],
  ["cancel", "DELETE", /^\/v1\/tasks\/([\w-]+)$/],
  ["output", "GET", /^\/outputs\/([\w-]+)\.mp4$/],
];
const API_VERSION = "2024-11-06";
const CREDITS_PER_SECOND = 5;
/** Failures that give the credits back. */
const REFUNDED = new Set<RunwayOutcome | undefined>(["failed", "bad_asset"]);
const FAILURES: Partial<Record<RunwayOutcome, { failure: string; failureCode: string }>> = {
  refused: { failure: "The image did not pass our checks.", failureCode: "SAFETY.INPUT.IMAGE" },
  refused_output: { failure: "The output did not pass our checks.", failureCode: "SAFETY.OUTPUT.VIDEO" },
  failed: { failure: "An unexpected error occurred.", failureCode: "INTERNAL.BAD_OUTPUT.CODE01" },
  bad_asset: { failure: "The image cannot be used.", failureCode: "ASSET.INVALID" },
};
const LINK_MS = 24 * 3_600_000;

function routeOf({ method, path }: EmulatedRequest): { operation: RunwayOperation; id: string } | undefined {
  for (const [operation, verb, pattern] of ROUTES) {
    const match = verb === method ? pattern.exec(path) : null;
    if (match) return { operation, id: match[1] ?? "" };
  }
  return undefined;
}

class RunwayTasks {
  readonly outcomes = new FaultScript<"task", RunwayOutcome>();
  readonly bill = { tasks: 0, credits: 0 };
  readonly inputs: unknown[] = [];
  readonly #tasks = new Map<string, RunwayTask>();
  readonly #options: RunwayEmulatorOptions;
  origin = "";

  constructor(options: RunwayEmulatorOptions) {
    this.#options = options;
  }

  get #nowMs(): number {
    return (this.#options.clock ?? systemClock).now().getTime();
  }

  submit({ body }: EmulatedRequest): EmulatedReply {
    const raw: unknown = JSON.parse(body.toString("utf8"));
    const input = ImageToVideo.safeParse(raw);
    if (!input.success) return invalidBody(input.error.issues);
    const outcome = this.outcomes.take("task");
    const task = { id: randomUUID(), input: input.data, submittedMs: this.#nowMs, outcome, cancelledMs: null };
    this.#tasks.set(task.id, task);
    this.inputs.push(raw);
    this.bill.tasks += 1;
    this.bill.credits += chargedFor(task);
    return { status: 200, body: { id: task.id, estimatedCost: { credits: fullPrice(task) } } };
  }

  task(id: string): EmulatedReply {
    const task = this.#tasks.get(id);
    if (!task) return refusal(404, "Task not found");
    const status = this.#statusOf(task);
    const base = { id, createdAt: new Date(task.submittedMs).toISOString(), status };
    const estimatedCost = { credits: fullPrice(task) };
    const cost = { credits: chargedFor(task) };
    if (status === "PENDING" || status === "THROTTLED") return { status: 200, body: { ...base, estimatedCost } };
    if (status === "RUNNING") return { status: 200, body: { ...base, estimatedCost, progress: 0.5 } };
    if (status === "CANCELLED") return { status: 200, body: { ...base, cost } };
    const failure = task.outcome && FAILURES[task.outcome];
    if (failure) return { status: 200, body: { ...base, ...failure, cost } };
    return { status: 200, body: { ...base, output: this.#outputOf(task), cost } };
  }

  cancel(id: string): EmulatedReply {
    const task = this.#tasks.get(id);
    if (!task) return refusal(404, "Task not found");
    const before = chargedFor(task);
    if (["PENDING", "THROTTLED", "RUNNING"].includes(this.#statusOf(task))) task.cancelledMs = this.#nowMs;
    this.bill.credits -= before - chargedFor(task);
    return { status: 204 };
  }

  /** @param link the signed part: until when it holds */
  async output(id: string, link: string | null): Promise<EmulatedReply> {
    const task = this.#tasks.get(id);
    if (!task || Number(link) < this.#nowMs) return { status: 403, body: "Expired" };
    const headers = { "content-type": "video/mp4" };
    if (task.outcome === "wrong_type") return { status: 200, headers, body: "<html>an error page</html>" };
    const { promptText, promptImage, seed, ratio, duration } = task.input;
    const asked = createHash("sha256")
      .update(JSON.stringify([promptText, promptImage, seed, ratio]))
      .digest();
    const [width, height] = ratio.split(":").map((side) => Math.floor(Number(side) / 20) * 2);
    const clip = { seed: asked.readUInt32BE(0), seconds: duration, width: width ?? 64, height: height ?? 64 };
    return { status: 200, headers, body: await tinyVideo(clip) };
  }

  #outputOf({ id, outcome }: RunwayTask): string[] {
    if (outcome === "no_output") return [];
    if (outcome === "foreign_output") return ["http://169.254.169.254/latest/meta-data.mp4"];
    return [`${this.origin}/outputs/${id}.mp4?_jwt=${this.#nowMs + LINK_MS}`];
  }

  #statusOf(task: RunwayTask): "PENDING" | "THROTTLED" | "RUNNING" | "SUCCEEDED" | "FAILED" | "CANCELLED" {
    if (task.cancelledMs !== null) return "CANCELLED";
    if (task.outcome === "throttled") return "THROTTLED";
    const { queueMs = 0, runMs = 0 } = this.#options;
    const passedMs = this.#nowMs - task.submittedMs;
    if (passedMs < queueMs) return "PENDING";
    if (passedMs < queueMs + runMs || task.outcome === "never_finishes") return "RUNNING";
    return task.outcome && FAILURES[task.outcome] ? "FAILED" : "SUCCEEDED";
  }
}

const fullPrice = ({ input }: RunwayTask) => input.duration * CREDITS_PER_SECOND;
const chargedFor = (task: RunwayTask) =>
  task.cancelledMs !== null || REFUNDED.has(task.outcome) ? 0 : fullPrice(task);

export async function startRunwayEmulator(options: RunwayEmulatorOptions = {}): Promise<RunwayEmulator> {
  const key = options.key ?? "emulated-key";
  const faults = new FaultScript<RunwayOperation, Misbehaviour>();
  const tasks = new RunwayTasks(options);
  const answer = (request: EmulatedRequest): EmulatedReply | Promise<EmulatedReply> => {
    const route = routeOf(request);
    // Files carry their leave in the link.
    if (route?.operation === "output") return tasks.output(route.id, request.query.get("_jwt"));
    if (request.headers.authorization !== `Bearer ${key}`) return RUNWAY_FAULTS.unauthenticated;
    if (request.headers["x-runway-version"] !== API_VERSION) return refusal(400, "Unsupported X-Runway-Version");
    if (!route) return refusal(404, "Not found");
    return route.operation === "submit" ? tasks.submit(request) : tasks[route.operation](route.id);
  };
  const server = await startEmulatorServer(answer, {
    misbehave: (request) => {
      const route = routeOf(request);
      return route && faults.take(route.operation);
    },
  });
  tasks.origin = server.origin;
  const { outcomes, bill, inputs } = tasks;
  return { baseUrl: server.origin, key, faults, outcomes, bill, inputs, close: server.close };
}
