// fal.ai's queue on loopback for flux-lora: strict, with requests that wait and run by the clock, failures and a bill.
import { randomUUID } from "node:crypto";
import { type Clock, systemClock } from "../../../../../agents/kernel/clock.ts";
import { drawPicture } from "../../../emulator/draw-picture.ts";
import { FaultScript } from "../../../emulator/fault-script.ts";
import {
  type EmulatedReply,
  type EmulatedRequest,
  type Misbehaviour,
  startEmulatorServer,
} from "../../../emulator/server.ts";
import { detail, FluxLoraInput, invalid } from "./fal-request.ts";

type FalOperation = "submit" | "status" | "result" | "output";

/** `refused`: by the check of the prompt; `nsfw`: by that of the picture, which then comes black. */
export type FalOutcome = "nsfw" | "refused" | "failed" | "never_finishes" | "wrong_type" | "foreign_output";

export interface FalEmulatorOptions {
  readonly key?: string;
  readonly clock?: Clock;
  /** Time in the queue, then time of work. */
  readonly queueMs?: number;
  readonly runMs?: number;
}

export interface FalEmulator {
  readonly baseUrl: string;
  readonly key: string;
  readonly faults: FaultScript<FalOperation, Misbehaviour>;
  readonly outcomes: FaultScript<"request", FalOutcome>;
  readonly bill: Readonly<{ requests: number; images: number }>;
  /** Inputs as they came, oldest first. */
  readonly inputs: readonly unknown[];
  close(): Promise<void>;
}

interface QueuedRequest {
  readonly input: FluxLoraInput;
  readonly seed: number;
  readonly submittedMs: number;
  readonly outcome: FalOutcome | undefined;
}

/** Faults to script: `emulator.faults.add("submit", FAL_FAULTS.busy)`. */
export const FAL_FAULTS = {
  unauthenticated: { kind: "reply", ...detail(401, "Cannot access application: authentication is required.") },
  noCredit: { kind: "reply", ...detail(402, "Exhausted balance.") },
  invalid: {
    kind: "reply",
    ...detail(422, [{ loc: ["body", "loras"], msg: "unreadable", type: "file_download_error" }]),
  },
  busy: { kind: "reply", ...detail(429, "Too many concurrent requests.") },
  broken: { kind: "reply", ...detail(500, "Internal Server Error") },
  gateway: { kind: "reply", status: 502, body: "<html>Bad Gateway</html>" },
  garbage: { kind: "reply", status: 200, headers: { "content-type": "application/json" }, body: '{"request_id": "ha' },
  gone: { kind: "reply", status: 404, body: "Not found" },
  hang: { kind: "hang" },
  cut: { kind: "cut" },
} as const satisfies Record<string, Misbehaviour>;

const APP = "/fal-ai/flux-lora";
const ROUTES: readonly (readonly [FalOperation, string, RegExp])[] = [
  ["submit", "POST", /^\/fal-ai\/flux-lora$/],
  ["status", "GET", /^\/fal-ai\/flux-lora\/requests\/([\w-]+)\/status$/],
  ["result", "GET", /^\/fal-ai\/flux-lora\/requests\/([\w-]+)$/],
  ["output", "GET", /^\/files\/([\w-]+)\.png$/],
];

function routeOf({ method, path }: EmulatedRequest): { operation: FalOperation; id: string } | undefined {
  for (const [operation, verb, pattern] of ROUTES) {
    const match = verb === method ? pattern.exec(path) : null;
    if (match) return { operation, id: match[1] ?? "" };
  }
  return undefined;
}

class FalQueue {
  readonly outcomes = new FaultScript<"request", FalOutcome>();
  readonly bill = { requests: 0, images: 0 };
  readonly inputs: unknown[] = [];
  readonly #requests = new Map<string, QueuedRequest>();
  readonly #options: FalEmulatorOptions;
  origin = "";

  constructor(options: FalEmulatorOptions) {
    this.#options = options;
  }

  get #nowMs(): number {
    return (this.#options.clock ?? systemClock).now().getTime();
  }

  submit(body: Buffer): EmulatedReply {
    const raw: unknown = JSON.parse(body.toString("utf8"));
    const input = FluxLoraInput.safeParse(raw);
    if (!input.success) return invalid(input.error.issues);
    this.bill.requests += 1;
    this.inputs.push(raw);
    const outcome = this.outcomes.take("request");
    // Failures of theirs are free.
    if (outcome !== "failed" && outcome !== "refused") this.bill.images += input.data.num_images;
    const id = randomUUID();
    const seed = input.data.seed ?? this.bill.requests * 7_919;
    this.#requests.set(id, { input: input.data, seed, submittedMs: this.#nowMs, outcome });
    return { status: 200, body: { request_id: id, ...this.#urls(id), queue_position: 0, status: "IN_QUEUE" } };
  }

  status(id: string): EmulatedReply {
    const request = this.#requests.get(id);
    if (!request) return detail(404, "Request not found");
    const status = this.#statusOf(request);
    const more = { IN_QUEUE: { queue_position: 0 }, IN_PROGRESS: { logs: null }, COMPLETED: { metrics: {} } }[status];
    return { status: status === "COMPLETED" ? 200 : 202, body: { status, request_id: id, ...this.#urls(id), ...more } };
  }

  result(id: string): EmulatedReply {
    const request = this.#requests.get(id);
    if (!request) return detail(404, "Request not found");
    if (this.#statusOf(request) !== "COMPLETED") return detail(400, "Request is still in progress");
    if (request.outcome === "failed") return FAL_FAULTS.broken;
    if (request.outcome === "refused") {
      return detail(422, [{ loc: ["body", "prompt"], msg: "flagged", type: "content_policy_violation" }]);
    }
    const { width, height } = request.input.image_size;
    const file = { width, height, content_type: "image/png" };
    const foreign = request.outcome === "foreign_output";
    const url = foreign ? "http://169.254.169.254/latest/meta-data.png" : `${this.origin}/files/${id}.png`;
    return {
      status: 200,
      body: {
        images: [{ url, ...file }],
        seed: request.seed,
        has_nsfw_concepts: [request.outcome === "nsfw"],
        timings: {},
        prompt: request.input.prompt,
      },
    };
  }

  async output(id: string): Promise<EmulatedReply> {
    const request = this.#requests.get(id);
    if (!request) return { status: 404, body: "Not found" };
    const headers = { "content-type": "image/png" };
    if (request.outcome === "wrong_type") return { status: 200, headers, body: "<html>an error page</html>" };
    const { prompt, loras, image_size } = request.input;
    const picture = drawPicture([prompt, loras, request.seed], image_size);
    return { status: 200, headers, body: await picture.png({ compressionLevel: 3 }).toBuffer() };
  }

  #urls(id: string) {
    const base = `${this.origin}${APP}/requests/${id}`;
    return { response_url: base, status_url: `${base}/status`, cancel_url: `${base}/cancel` };
  }

  #statusOf({ submittedMs, outcome }: QueuedRequest): "IN_QUEUE" | "IN_PROGRESS" | "COMPLETED" {
    const { queueMs = 0, runMs = 0 } = this.#options;
    const passedMs = this.#nowMs - submittedMs;
    if (passedMs < queueMs) return "IN_QUEUE";
    return passedMs < queueMs + runMs || outcome === "never_finishes" ? "IN_PROGRESS" : "COMPLETED";
  }
}

export async function startFalEmulator(options: FalEmulatorOptions = {}): Promise<FalEmulator> {
  const key = options.key ?? "emulated-key";
  const faults = new FaultScript<FalOperation, Misbehaviour>();
  const queue = new FalQueue(options);
  const answer = (request: EmulatedRequest): EmulatedReply | Promise<EmulatedReply> => {
    const route = routeOf(request);
    // Files are public.
    if (route?.operation !== "output" && request.headers.authorization !== `Key ${key}`) {
      return FAL_FAULTS.unauthenticated;
    }
    if (!route) return detail(404, "Not Found");
    return route.operation === "submit" ? queue.submit(request.body) : queue[route.operation](route.id);
  };
  const server = await startEmulatorServer(answer, {
    misbehave: (request) => {
      const route = routeOf(request);
      return route && faults.take(route.operation);
    },
  });
  queue.origin = server.origin;
  const { outcomes, bill, inputs } = queue;
  return { baseUrl: server.origin, key, faults, outcomes, bill, inputs, close: server.close };
}
