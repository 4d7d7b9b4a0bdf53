// Replicate on loopback: strict, with predictions that live, finish and expire by the clock, failures and a bill.
import { setTimeout as delay } from "node:timers/promises";
import { type Clock, systemClock } from "../../../../../agents/kernel/clock.ts";
import { FaultScript } from "../../../emulator/fault-script.ts";
import {
  type EmulatedReply,
  type EmulatedRequest,
  type Misbehaviour,
  startEmulatorServer,
} from "../../../emulator/server.ts";
import { makePicture } from "./flux-picture.ts";
import { CreateBody, FluxInput } from "./flux-request.ts";
import {
  describePrediction,
  finishesAt,
  isRemoved,
  type PredictionRecord,
  predictionId,
  type ScriptedOutcome,
  statusAt,
} from "./prediction.ts";

type ReplicateOperation = "create" | "get" | "list" | "cancel" | "model" | "output";

export interface ReplicateEmulatorOptions {
  readonly port?: number;
  readonly token?: string;
  readonly clock?: Clock;
  /** Time in the queue, then time of work. */
  readonly startMs?: number;
  readonly runMs?: number;
  /** How a "Prefer: wait" passes; tests move their clock here. */
  readonly wait?: (ms: number) => Promise<unknown>;
  readonly pageSize?: number;
}

interface ReplicateBill {
  predictions: number;
  images: number;
  predictSeconds: number;
}

export interface ReplicateEmulator {
  /** Ends in "/v1". */
  readonly baseUrl: string;
  readonly token: string;
  readonly faults: FaultScript<ReplicateOperation, Misbehaviour>;
  readonly outcomes: FaultScript<"prediction", ScriptedOutcome>;
  readonly bill: Readonly<ReplicateBill>;
  /** Inputs as they came, oldest first. */
  readonly inputs: readonly Record<string, unknown>[];
  close(): Promise<void>;
}

const MODEL_PATH = "/v1/models/black-forest-labs/flux-dev-lora";
const VERSION = "091495765fa5ef2725a175a57b276ec30dc9d39c22d30410f2ede68a3eab66b3";
const PAGE_SIZE = 100;
const WAIT_MOST_SECONDS = 60;

const problem = (status: number, title: string, detail: string): EmulatedReply => ({
  status,
  headers: { "content-type": "application/problem+json" },
  body: { title, detail, status },
});

/** Faults to script: `emulator.faults.add("create", REPLICATE_FAULTS.rateLimited(2))`. */
export const REPLICATE_FAULTS = {
  unauthenticated: {
    kind: "reply",
    ...problem(401, "Unauthenticated", "You did not pass a valid authentication token"),
  },
  noCredit: {
    kind: "reply",
    ...problem(402, "Insufficient credit", "You have insufficient credit to run this model."),
  },
  invalid: { kind: "reply", ...problem(422, "Input validation failed", "- input: prompt is required") },
  rateLimited: (seconds: number): Misbehaviour => ({
    kind: "reply",
    status: 429,
    headers: { "retry-after": String(seconds) },
    body: { detail: `Request was throttled. Your rate limit resets in ~${seconds}s.`, status: 429 },
  }),
  broken: { kind: "reply", ...problem(500, "Internal server error", "An error occurred.") },
  garbage: { kind: "reply", status: 201, headers: { "content-type": "application/json" }, body: '{"id": "half' },
  hang: { kind: "hang" },
  cut: { kind: "cut" },
  gone: { kind: "reply", status: 404, body: "Not found" },
} as const satisfies Record<string, Misbehaviour | ((seconds: number) => Misbehaviour)>;

function operationOf({ method, path }: EmulatedRequest): ReplicateOperation | undefined {
  if (path.startsWith("/files/")) return "output";
  if (method === "POST" && (path === "/v1/predictions" || path === `${MODEL_PATH}/predictions`)) return "create";
  if (method === "POST" && /^\/v1\/predictions\/[^/]+\/cancel$/.test(path)) return "cancel";
  if (method === "GET" && path === "/v1/predictions") return "list";
  if (method === "GET" && /^\/v1\/predictions\/[^/]+$/.test(path)) return "get";
  return method === "GET" && path === MODEL_PATH ? "model" : undefined;
}

/** "wait" is 60 s, "wait=5" is 5 s, no header no wait; anything else is refused. */
function waitSeconds(prefer: string | undefined): number | null {
  if (prefer === undefined) return 0;
  if (prefer === "wait") return WAIT_MOST_SECONDS;
  const seconds = Number(/^wait=(\d+)$/.exec(prefer)?.[1]);
  return seconds >= 1 && seconds <= WAIT_MOST_SECONDS ? seconds : null;
}

class Predictions {
  readonly faults = new FaultScript<ReplicateOperation, Misbehaviour>();
  readonly outcomes = new FaultScript<"prediction", ScriptedOutcome>();
  readonly bill: ReplicateBill = { predictions: 0, images: 0, predictSeconds: 0 };
  readonly inputs: Record<string, unknown>[] = [];
  readonly #records = new Map<string, PredictionRecord>();
  readonly #options: ReplicateEmulatorOptions;
  readonly #clock: Clock;
  origin = "";

  constructor(options: ReplicateEmulatorOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
  }

  get #nowMs(): number {
    return this.#clock.now().getTime();
  }

  #describe(record: PredictionRecord): Record<string, unknown> {
    return describePrediction(record, this.#nowMs, this.origin);
  }

  async create(request: EmulatedRequest): Promise<EmulatedReply> {
    const body = CreateBody.safeParse(parseJson(request.body));
    const seconds = waitSeconds(request.headers.prefer);
    if (!body.success) return problem(422, "Invalid request", body.error.message);
    if (seconds === null) return problem(422, "Invalid request", "- Prefer: wait must be 1 to 60 seconds");
    const named = body.data.version;
    if ((named === undefined) !== request.path.startsWith(MODEL_PATH)) {
      return problem(422, "Invalid request", "- version is required");
    }
    if (named !== undefined && named !== VERSION && named !== `black-forest-labs/flux-dev-lora:${VERSION}`) {
      return problem(422, "Invalid version or not permitted", "The specified version does not exist.");
    }
    const input = FluxInput.safeParse(body.data.input);
    if (!input.success) return problem(422, "Input validation failed", input.error.message);
    const record = this.#add(body.data.input, input.data);
    const pauseMs = Math.min(seconds * 1_000, Math.max(0, finishesAt(record) - this.#nowMs));
    if (pauseMs > 0) await (this.#options.wait ?? delay)(pauseMs);
    const isDone = ["succeeded", "failed"].includes(statusAt(record, this.#nowMs));
    return { status: seconds > 0 && !isDone ? 202 : 201, body: this.#describe(record) };
  }

  #add(rawInput: Record<string, unknown>, input: FluxInput): PredictionRecord {
    this.bill.predictions += 1;
    this.inputs.push(rawInput);
    const runMs = this.#options.runMs ?? 0;
    const outcome = this.outcomes.take("prediction");
    const record: PredictionRecord = {
      id: predictionId(this.bill.predictions),
      version: VERSION,
      rawInput,
      input,
      seed: input.seed ?? this.bill.predictions * 7_919,
      createdMs: this.#nowMs,
      startMs: this.#options.startMs ?? 0,
      runMs,
      outcome,
    };
    // Failed runs of official models are free.
    if (outcome !== "nsfw" && outcome !== "failed") {
      this.bill.images += input.num_outputs;
      this.bill.predictSeconds += runMs / 1_000;
    }
    this.#records.set(record.id, record);
    return record;
  }

  get(request: EmulatedRequest): EmulatedReply {
    const record = this.#records.get(request.path.split("/")[3] ?? "");
    return record ? { status: 200, body: this.#describe(record) } : problem(404, "Not found", "Prediction not found");
  }

  cancel(request: EmulatedRequest): EmulatedReply {
    const record = this.#records.get(request.path.split("/")[3] ?? "");
    if (!record) return problem(404, "Not found", "Prediction not found");
    record.canceledMs ??= this.#nowMs;
    return { status: 200, body: this.#describe(record) };
  }

  /** Newest first; the cursor is a count of what was seen. */
  list({ query }: EmulatedRequest): EmulatedReply {
    const from = Number(query.get("cursor") ?? 0);
    const size = this.#options.pageSize ?? PAGE_SIZE;
    const all = [...this.#records.values()].reverse();
    const next = from + size < all.length ? `${this.origin}/v1/predictions?cursor=${from + size}` : null;
    const results = all.slice(from, from + size).map((record) => this.#describe(record));
    return { status: 200, body: { next, previous: null, results } };
  }

  model(): EmulatedReply {
    const [, , , owner, name] = MODEL_PATH.split("/");
    return { status: 200, body: { owner, name, visibility: "public", latest_version: { id: VERSION } } };
  }

  /** Files need no token, and are gone an hour after the end. */
  async output({ path }: EmulatedRequest): Promise<EmulatedReply> {
    const [, , id = "", file = ""] = path.split("/");
    const record = this.#records.get(id);
    const index = Number(/^out-(\d)\.[a-z]+$/.exec(file)?.[1]);
    const exists = record && statusAt(record, this.#nowMs) === "succeeded" && index < record.input.num_outputs;
    if (!exists || isRemoved(record, this.#nowMs)) return { status: 404, body: "Not found" };
    if (record.outcome === "wrong_type") {
      return { status: 200, headers: { "content-type": "image/png" }, body: "<html>an error page</html>" };
    }
    const { bytes, contentType } = await makePicture(record.input, record.seed, index);
    return { status: 200, headers: { "content-type": contentType }, body: bytes };
  }
}

export async function startReplicateEmulator(options: ReplicateEmulatorOptions = {}): Promise<ReplicateEmulator> {
  const token = options.token ?? "r8_emulated";
  const state = new Predictions(options);
  const answer = (request: EmulatedRequest): EmulatedReply | Promise<EmulatedReply> => {
    const operation = operationOf(request);
    if (operation !== "output" && request.headers.authorization !== `Bearer ${token}`)
      return REPLICATE_FAULTS.unauthenticated;
    return operation
      ? state[operation](request)
      : problem(404, "Not found", "The requested resource could not be found.");
  };
  const server = await startEmulatorServer(answer, {
    ...(options.port === undefined ? {} : { port: options.port }),
    misbehave: (request) => {
      const operation = operationOf(request);
      return operation && state.faults.take(operation);
    },
  });
  state.origin = server.origin;
  const { faults, outcomes, bill, inputs } = state;
  return { baseUrl: `${server.origin}/v1`, token, faults, outcomes, bill, inputs, close: server.close };
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch (thrown) {
    // No schema accepts it: what is not JSON is refused like any other wrong body.
    return thrown;
  }
}
