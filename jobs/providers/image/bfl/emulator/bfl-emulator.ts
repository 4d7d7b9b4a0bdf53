// BFL's API on loopback: strict, with tasks that run by the clock at a region's own address, signed links that expire,
// moderation, failures and a bill.
import { createHash, randomUUID } from "node:crypto";
import { type Clock, MINUTE_MS, systemClock } from "../../../../../agents/kernel/clock.ts";
import { drawPicture } from "../../../emulator/draw-picture.ts";
import { FaultScript } from "../../../emulator/fault-script.ts";
import {
  type EmulatedReply,
  type EmulatedRequest,
  type Misbehaviour,
  startEmulatorServer,
} from "../../../emulator/server.ts";
import { BFL_ROUTES, type BflEmulatedInput, creditsOf, detail, invalid } from "./bfl-request.ts";

type BflOperation = "submit" | "poll" | "output";

/**
 * `failed`: told with 200; `crashed`: with 503. `forgotten`: was ready and billed, and is not known any more.
 * `foreign_server`: it is to be asked for elsewhere. `unpriced`: billed, and not told how much.
 */
export type BflOutcome =
  | "request_moderated"
  | "content_moderated"
  | "failed"
  | "crashed"
  | "forgotten"
  | "never_finishes"
  | "no_output"
  | "output_lost"
  | "wrong_type"
  | "foreign_output"
  | "foreign_server"
  | "unpriced";

/** "Only successful generations (status: Ready) consume credits." */
const FREE = new Set<BflOutcome | undefined>([
  "request_moderated",
  "content_moderated",
  "failed",
  "crashed",
  "never_finishes",
]);
const LINK_LIFE_MS = 10 * MINUTE_MS;

export interface BflEmulatorOptions {
  readonly key?: string;
  readonly clock?: Clock;
  readonly runMs?: number;
}

export interface BflEmulator {
  readonly baseUrl: string;
  readonly key: string;
  readonly faults: FaultScript<BflOperation, Misbehaviour>;
  readonly outcomes: FaultScript<"task", BflOutcome>;
  readonly bill: Readonly<BflBill>;
  /** Inputs as they came with their model, oldest first. */
  readonly inputs: readonly { readonly model: string; readonly input: unknown }[];
  close(): Promise<void>;
}

interface BflBill {
  requests: number;
  pictures: number;
  credits: number;
}

interface BflTask {
  readonly input: BflEmulatedInput;
  readonly seed: number;
  readonly submittedMs: number;
  readonly outcome: BflOutcome | undefined;
  readonly address: string;
}

/** Faults to script: `emulator.faults.add("submit", BFL_FAULTS.busy)`. */
export const BFL_FAULTS = {
  unauthenticated: { kind: "reply", ...detail(403, "Not authenticated - Invalid Authentication") },
  noCredit: { kind: "reply", ...detail(402, "Insufficient credits. Add credits at dashboard.bfl.ai.") },
  invalid: { kind: "reply", ...detail(422, [{ loc: ["body", "width"], msg: "too wide", type: "value_error" }]) },
  busy: { kind: "reply", ...detail(429, "You have exceeded the limit of active tasks.") },
  broken: { kind: "reply", ...detail(500, "Internal Server Error") },
  gateway: { kind: "reply", status: 502, body: "<html>Bad Gateway</html>" },
  garbage: { kind: "reply", status: 200, headers: { "content-type": "application/json" }, body: '{"id": "4f' },
  hang: { kind: "hang" },
  cut: { kind: "cut" },
} as const satisfies Record<string, Misbehaviour>;

/** Where a task is to be asked for is told with it: an address of a region. */
const REGION = "/us1";
const ROUTES: readonly (readonly [BflOperation, string, RegExp])[] = [
  ["submit", "POST", /^\/v1\/([\w.-]+)$/],
  ["poll", "GET", /^(?:\/us1)?\/v1\/get_result$/],
  ["output", "GET", /^\/results\/([\w-]+)\/sample\.(?:png|jpeg)$/],
];

function routeOf({ method, path }: EmulatedRequest): { operation: BflOperation; name: string } | undefined {
  for (const [operation, verb, pattern] of ROUTES) {
    const match = verb === method ? pattern.exec(path) : null;
    if (match) return { operation, name: match[1] ?? "" };
  }
  return undefined;
}

class BflApi {
  readonly outcomes = new FaultScript<"task", BflOutcome>();
  readonly bill: BflBill = { requests: 0, pictures: 0, credits: 0 };
  readonly inputs: { model: string; input: unknown }[] = [];
  readonly #tasks = new Map<string, BflTask>();
  readonly #options: BflEmulatorOptions;
  origin = "";

  constructor(options: BflEmulatorOptions) {
    this.#options = options;
  }

  get #nowMs(): number {
    return (this.#options.clock ?? systemClock).now().getTime();
  }

  submit(model: string, body: Buffer): EmulatedReply {
    if (!Object.hasOwn(BFL_ROUTES, model)) return detail(404, "Not Found");
    const route = BFL_ROUTES[model as keyof typeof BFL_ROUTES];
    const raw: unknown = JSON.parse(body.toString("utf8"));
    const parsed = route.input.safeParse(raw);
    if (!parsed.success) return invalid(parsed.error.issues);
    const { data: input } = parsed;
    this.inputs.push({ model, input: raw });
    this.bill.requests += 1;
    const outcome = this.outcomes.take("task");
    const cost = creditsOf(route.credits, input);
    if (!FREE.has(outcome)) {
      this.bill.pictures += 1;
      this.bill.credits += cost;
    }
    const id = randomUUID();
    const seed = input.seed ?? this.bill.requests * 7_919;
    const megapixels = { input_mp: 0, output_mp: (input.width * input.height) / 1_000_000 };
    const told = { id, cost: outcome === "unpriced" ? null : cost, ...megapixels };
    const address = input.webhook_url ? "/v1/get_result" : `${REGION}/v1/get_result`;
    this.#tasks.set(id, { input, seed, submittedMs: this.#nowMs, outcome, address });
    if (input.webhook_url) return { status: 200, body: { ...told, status: "Pending", webhook_url: input.webhook_url } };
    const server = outcome === "foreign_server" ? "https://api.bfl.ai.evil.example" : this.origin;
    return { status: 200, body: { ...told, polling_url: `${server}${address}?id=${id}` } };
  }

  poll(id: string, path: string): EmulatedReply {
    const task = this.#tasks.get(id);
    const told = (status: string, more: object = {}, http = 200): EmulatedReply => ({
      status: http,
      body: { id, status, result: null, progress: null, details: null, preview: null, ...more },
    });
    if (!task || task.address !== path || task.outcome === "forgotten") return told("Task not found", {}, 404);
    const isRunning = this.#nowMs < task.submittedMs + (this.#options.runMs ?? 0);
    if (isRunning || task.outcome === "never_finishes") return told("Pending", { progress: 0.4 });
    const moderated = { details: { "Moderation Reasons": ["Derivative Works Filter"] } };
    if (task.outcome === "request_moderated") return told("Request Moderated", moderated);
    if (task.outcome === "content_moderated") return told("Content Moderated", moderated);
    if (task.outcome === "failed") return told("Error", { details: { error: "inference failed" } });
    if (task.outcome === "crashed") return told("Error", {}, 503);
    if (task.outcome === "no_output") return told("Ready");
    return told("Ready", { result: this.#resultOf(id, task) });
  }

  #resultOf(id: string, { input, seed, submittedMs, outcome }: BflTask) {
    const start = submittedMs / 1_000;
    const duration = (this.#options.runMs ?? 0) / 1_000;
    const link = `${this.origin}/results/${id}/sample.${input.output_format}`;
    const sample = outcome === "foreign_output" ? "http://169.254.169.254/latest/meta-data.png" : link;
    const signed = `${sample}?${new URLSearchParams(this.#signature(id, submittedMs))}`;
    return { sample: signed, prompt: input.prompt, seed, start_time: start, end_time: start + duration, duration };
  }

  #signature(id: string, submittedMs: number): { se: string; sig: string } {
    const se = new Date(submittedMs + (this.#options.runMs ?? 0) + LINK_LIFE_MS).toISOString();
    return { se, sig: createHash("sha256").update(`${id} ${se}`).digest("base64url") };
  }

  async output(id: string, query: URLSearchParams): Promise<EmulatedReply> {
    const task = this.#tasks.get(id);
    if (!task || task.outcome === "output_lost") return { status: 404, body: "The specified blob does not exist." };
    const { se, sig } = this.#signature(id, task.submittedMs);
    if (query.get("sig") !== sig || this.#nowMs > Date.parse(se)) {
      return { status: 403, body: "Signature not valid in the specified time frame" };
    }
    const { prompt, width, height, output_format, input_image } = task.input;
    const headers = { "content-type": `image/${output_format}` };
    if (task.outcome === "wrong_type") return { status: 200, headers, body: "<html>an error page</html>" };
    const reference = createHash("sha256")
      .update(input_image ?? "")
      .digest("hex");
    const picture = drawPicture([prompt, task.seed, reference], { width, height });
    return { status: 200, headers, body: await picture.toFormat(output_format).toBuffer() };
  }
}

export async function startBflEmulator(options: BflEmulatorOptions = {}): Promise<BflEmulator> {
  const key = options.key ?? "emulated-key";
  const faults = new FaultScript<BflOperation, Misbehaviour>();
  const api = new BflApi(options);
  const answer = (request: EmulatedRequest): EmulatedReply | Promise<EmulatedReply> => {
    const route = routeOf(request);
    // Links are signed; the key is not for them.
    if (route?.operation === "output") return api.output(route.name, request.query);
    if (request.headers["x-key"] !== key) return BFL_FAULTS.unauthenticated;
    if (!route) return detail(404, "Not Found");
    if (route.operation === "poll") return api.poll(request.query.get("id") ?? "", request.path);
    return api.submit(route.name, request.body);
  };
  const server = await startEmulatorServer(answer, {
    misbehave: (request) => {
      const route = routeOf(request);
      return route && faults.take(route.operation);
    },
  });
  api.origin = server.origin;
  const { outcomes, bill, inputs } = api;
  return { baseUrl: server.origin, key, faults, outcomes, bill, inputs, close: server.close };
}
