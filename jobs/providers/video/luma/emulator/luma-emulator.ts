// Luma's Dream Machine on loopback: strict, fetches first frames as the real one does, lists what was asked, refunds failures.
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
import { imageTypeOf } from "../../../media/inspect-image.ts";
import { detail, sizeOf, VideoGeneration } from "./luma-request.ts";

type LumaOperation = "submit" | "list" | "generation" | "output";

/** `refused` by the check of the prompt, `frame_refused` by that of the picture; `unreadable`: the frame could not be fetched. */
export type LumaOutcome =
  | "refused"
  | "frame_refused"
  | "unreadable"
  | "failed"
  | "no_output"
  | "never_finishes"
  | "wrong_type"
  | "foreign_output";

export interface LumaEmulatorOptions {
  readonly key?: string;
  readonly clock?: Clock;
  readonly queueMs?: number;
  readonly runMs?: number;
}

export interface LumaEmulator {
  readonly baseUrl: string;
  readonly key: string;
  readonly faults: FaultScript<LumaOperation, Misbehaviour>;
  readonly outcomes: FaultScript<"generation", LumaOutcome>;
  readonly bill: Readonly<{ generations: number; seconds: number }>;
  /** Bodies as they came, oldest first. */
  readonly inputs: readonly unknown[];
  close(): Promise<void>;
}

interface Made {
  readonly id: string;
  readonly input: VideoGeneration;
  readonly submittedMs: number;
  readonly outcome: LumaOutcome | undefined;
  readonly frame: Uint8Array | null;
}

/** Faults to script: `emulator.faults.add("submit", LUMA_FAULTS.busy)`. */
export const LUMA_FAULTS = {
  unauthenticated: { kind: "reply", ...detail(401, "Invalid API key provided") },
  noCredit: { kind: "reply", ...detail(400, "Insufficient credits") },
  invalid: { kind: "reply", ...detail(400, "Unknown request type") },
  busy: { kind: "reply", ...detail(429, "Too many concurrent generations") },
  broken: { kind: "reply", ...detail(500, "Internal server error") },
  gateway: { kind: "reply", status: 502, body: "<html>Bad Gateway</html>" },
  garbage: { kind: "reply", status: 201, headers: { "content-type": "application/json" }, body: '{"id": "ha' },
  gone: { kind: "reply", status: 404, body: "Not found" },
  hang: { kind: "hang" },
  cut: { kind: "cut" },
} as const satisfies Record<string, Misbehaviour>;

const BASE = "/dream-machine/v1";
const ROUTES: readonly (readonly [LumaOperation, string, RegExp])[] = [
  ["submit", "POST", /^\/dream-machine\/v1\/generations\/video$/],
  ["list", "GET", /^\/dream-machine\/v1\/generations$/],
  ["generation", "GET", /^\/dream-machine\/v1\/generations\/([\w-]+)$/],
  ["output", "GET", /^\/files\/([\w-]+)\.mp4$/],
];
const FAILURES: Partial<Record<LumaOutcome, string>> = {
  refused: "Advanced prompt moderation failed",
  frame_refused: "Frame moderation failed",
  unreadable: "Failed to read user input frames",
  failed: "Job failed",
};
const FETCH_TIMEOUT_MS = 5_000;

function routeOf({ method, path }: EmulatedRequest): { operation: LumaOperation; id: string } | undefined {
  for (const [operation, verb, pattern] of ROUTES) {
    const match = verb === method ? pattern.exec(path) : null;
    if (match) return { operation, id: match[1] ?? "" };
  }
  return undefined;
}

class DreamMachine {
  readonly outcomes = new FaultScript<"generation", LumaOutcome>();
  readonly bill = { generations: 0, seconds: 0 };
  readonly inputs: unknown[] = [];
  readonly #made: Made[] = [];
  readonly #options: LumaEmulatorOptions;
  origin = "";

  constructor(options: LumaEmulatorOptions) {
    this.#options = options;
  }

  get #nowMs(): number {
    return (this.#options.clock ?? systemClock).now().getTime();
  }

  async submit({ body }: EmulatedRequest): Promise<EmulatedReply> {
    const raw: unknown = JSON.parse(body.toString("utf8"));
    const input = VideoGeneration.safeParse(raw);
    if (!input.success) return detail(400, input.error.issues[0]?.message ?? "Unknown request type");
    const { keyframes, duration } = input.data;
    const frame = keyframes?.frame0?.type === "image" ? await fetchFrame(keyframes.frame0.url) : null;
    const isBlind = keyframes?.frame0?.type === "image" && frame === null;
    const outcome = this.outcomes.take("generation") ?? (isBlind ? "unreadable" : undefined);
    const made = { id: randomUUID(), input: input.data, submittedMs: this.#nowMs, outcome, frame };
    this.#made.unshift(made);
    this.inputs.push(raw);
    this.bill.generations += 1;
    // Charged first, and refunded in full when it fails.
    if (!(outcome && FAILURES[outcome])) this.bill.seconds += Number.parseInt(duration, 10);
    return { status: 201, body: this.#told({ ...made, outcome: "never_finishes" }) };
  }

  list({ query }: EmulatedRequest): EmulatedReply {
    const limit = Number(query.get("limit") ?? 100);
    const offset = Number(query.get("offset") ?? 0);
    const page = this.#made.slice(offset, offset + limit).map((made) => this.#told(made));
    const has_more = offset + limit < this.#made.length;
    return { status: 200, body: { generations: page, count: page.length, limit, offset, has_more } };
  }

  generation(id: string): EmulatedReply {
    const made = this.#made.find((one) => one.id === id);
    return made ? { status: 200, body: this.#told(made) } : detail(404, "Generation not found");
  }

  async output(id: string): Promise<EmulatedReply> {
    const made = this.#made.find((one) => one.id === id);
    if (!made) return { status: 404, body: "Not found" };
    const headers = { "content-type": "video/mp4" };
    if (made.outcome === "wrong_type") return { status: 200, headers, body: "<html>an error page</html>" };
    const { prompt, model, duration } = made.input;
    const asked = createHash("sha256")
      .update(JSON.stringify([prompt, model]))
      .update(made.frame ?? "")
      .digest();
    const clip = { seed: asked.readUInt32BE(0), seconds: Number.parseInt(duration, 10), ...sizeOf(made.input) };
    return { status: 200, headers, body: await tinyVideo(clip) };
  }

  #told(made: Made) {
    const state = this.#stateOf(made);
    const foreign = "http://169.254.169.254/latest/meta-data.mp4";
    const video = made.outcome === "foreign_output" ? foreign : `${this.origin}/files/${made.id}.mp4`;
    const hasVideo = state === "completed" && made.outcome !== "no_output";
    return {
      id: made.id,
      generation_type: "video",
      state,
      failure_reason: state === "failed" && made.outcome ? FAILURES[made.outcome] : null,
      created_at: new Date(made.submittedMs).toISOString(),
      assets: state === "completed" ? { video: hasVideo ? video : null } : null,
      model: made.input.model,
      request: made.input,
    };
  }

  #stateOf({ submittedMs, outcome }: Made): "queued" | "dreaming" | "completed" | "failed" {
    const { queueMs = 0, runMs = 0 } = this.#options;
    const passedMs = this.#nowMs - submittedMs;
    if (passedMs < queueMs) return "queued";
    if (passedMs < queueMs + runMs || outcome === "never_finishes") return "dreaming";
    return outcome && FAILURES[outcome] ? "failed" : "completed";
  }
}

/** From this machine only; anything else counts as a picture that could be had. */
async function fetchFrame(url: string): Promise<Uint8Array | null> {
  if (!["127.0.0.1", "localhost"].includes(new URL(url).hostname)) return Buffer.from(url.split("#")[0] ?? "");
  return fetch(url, { signal: AbortSignal.timeout(FETCH_TIMEOUT_MS) })
    .then(async (response) => {
      const bytes = new Uint8Array(await response.arrayBuffer());
      return response.ok && imageTypeOf(bytes) ? bytes : null;
    })
    .catch(() => null);
}

export async function startLumaEmulator(options: LumaEmulatorOptions = {}): Promise<LumaEmulator> {
  const key = options.key ?? "emulated-key";
  const faults = new FaultScript<LumaOperation, Misbehaviour>();
  const machine = new DreamMachine(options);
  const answer = (request: EmulatedRequest): EmulatedReply | Promise<EmulatedReply> => {
    const route = routeOf(request);
    // Files are public.
    if (route?.operation === "output") return machine.output(route.id);
    if (request.headers.authorization !== `Bearer ${key}`) return LUMA_FAULTS.unauthenticated;
    if (!route) return detail(404, "Not Found");
    return route.operation === "generation" ? machine.generation(route.id) : machine[route.operation](request);
  };
  const server = await startEmulatorServer(answer, {
    misbehave: (request) => {
      const route = routeOf(request);
      return route && faults.take(route.operation);
    },
  });
  machine.origin = server.origin;
  const { outcomes, bill, inputs } = machine;
  return { baseUrl: `${server.origin}${BASE}`, key, faults, outcomes, bill, inputs, close: server.close };
}
