// An app on Modal that keeps to the contract, on loopback: behind proxy auth, slow to start on demand, by the clock.
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
import {
  drawn,
  outputOf,
  raisedBy,
  StrictWorkerInput,
  type WorkerOutcome,
} from "../../runpod/emulator/picture-worker.ts";

export type ModalOperation = "submit" | "poll" | "cancel" | "find" | "output";
/** `crashed`: the container died, so nobody knows how long it took. */
export type ModalOutcome = WorkerOutcome | "crashed";

export interface ModalEmulatorOptions {
  readonly keyId?: string;
  readonly keySecret?: string;
  readonly clock?: Clock;
  readonly runMs?: number;
}

export interface ModalEmulator {
  readonly baseUrl: string;
  readonly keyId: string;
  readonly keySecret: string;
  readonly faults: FaultScript<ModalOperation, Misbehaviour>;
  readonly outcomes: FaultScript<"call", ModalOutcome>;
  /** So many redirects until the answer: the container was slow to start. */
  readonly slow: FaultScript<ModalOperation, number>;
  /** Bodies of submissions that were taken, oldest first. */
  readonly inputs: readonly unknown[];
  billedSeconds(): number;
  close(): Promise<void>;
}

const text = (status: number, body: string): Misbehaviour => ({ kind: "reply", status, body });

/** Faults to script: `emulator.faults.add("submit", MODAL_FAULTS.busy)`. */
export const MODAL_FAULTS = {
  unauthenticated: text(401, "modal-http: missing credentials for proxy authorization"),
  noCredit: text(402, "modal-http: workspace is out of credit"),
  invalid: { kind: "reply", status: 422, body: { detail: [{ loc: ["body", "input"], msg: "Field required" }] } },
  busy: text(429, "modal-http: rate limited"),
  broken: text(500, "modal-http: internal error: function was terminated by signal"),
  gateway: { kind: "reply", status: 502, body: "<html>Bad Gateway</html>" },
  garbage: { kind: "reply", status: 202, headers: { "content-type": "application/json" }, body: '{"call_id": "fc' },
  stopped: text(404, "modal-http: app for invoked web endpoint is stopped"),
  gone: { kind: "reply", status: 404, body: "" },
  astray: { kind: "reply", status: 303, headers: { location: "http://169.254.169.254/jobs" } },
  hang: { kind: "hang" },
  cut: { kind: "cut" },
} as const satisfies Record<string, Misbehaviour>;

/** Results of spawned calls are kept for a week. */
const KEPT_MS = 7 * 24 * 60 * 60_000;
/** Of Modal itself; the app never sees it. */
const RESUME = "__modal_function_call_id";
const SubmitBody = z.strictObject({
  attempt_key: z.string().min(1),
  input: z.record(z.string(), z.unknown()),
  callback_url: z.url().optional(),
});

const ROUTES: readonly (readonly [ModalOperation, string, RegExp])[] = [
  ["submit", "POST", /^\/jobs$/],
  ["poll", "GET", /^\/jobs\/([\w-]+)$/],
  ["cancel", "POST", /^\/jobs\/([\w-]+)\/cancel$/],
  ["find", "GET", /^\/attempts\/(.+)$/],
  ["output", "GET", /^\/files\/([\w-]+)\.png$/],
];

interface EmulatedCall {
  readonly id: string;
  readonly attemptKey: string;
  readonly input: Record<string, unknown>;
  readonly outcome: ModalOutcome;
  readonly startedMs: number;
  cancelledMs: number | null;
}

function routeOf({ method, path }: EmulatedRequest): { operation: ModalOperation; id: string } | undefined {
  for (const [operation, verb, pattern] of ROUTES) {
    const match = verb === method ? pattern.exec(path) : null;
    if (match) return { operation, id: decodeURIComponent(match[1] ?? "") };
  }
  return undefined;
}

class ModalApp {
  readonly outcomes = new FaultScript<"call", ModalOutcome>();
  readonly inputs: unknown[] = [];
  readonly #calls = new Map<string, EmulatedCall>();
  readonly #clock: Clock;
  readonly #runMs: number;
  origin = "";

  constructor({ clock = systemClock, runMs = 3_200 }: ModalEmulatorOptions) {
    this.#clock = clock;
    this.#runMs = runMs;
  }

  submit({ body }: EmulatedRequest): EmulatedReply {
    const raw: unknown = JSON.parse(body.toString("utf8"));
    const parsed = SubmitBody.safeParse(raw);
    if (!parsed.success) return { status: 422, body: { detail: parsed.error.issues } };
    this.inputs.push(raw);
    const { attempt_key: attemptKey, input } = parsed.data;
    const outcome = this.outcomes.take("call") ?? "contract";
    const id = `fc-${randomUUID()}`;
    this.#calls.set(id, { id, attemptKey, input, outcome, startedMs: this.#nowMs, cancelledMs: null });
    return { status: 202, body: { call_id: id } };
  }

  async poll(id: string): Promise<EmulatedReply> {
    const call = this.#calls.get(id);
    if (!call || this.#nowMs > this.#endsMs(call) + KEPT_MS) return { status: 410, body: { detail: "expired" } };
    if (this.#nowMs < this.#endsMs(call)) return { status: 202, body: {} };
    const seconds = this.#workedMs(call) / 1_000;
    if (call.cancelledMs !== null) return { status: 200, body: { error: "cancelled", seconds } };
    if (call.outcome === "crashed")
      return { status: 200, body: { error: "the container was terminated", seconds: null } };
    const error = raisedBy(call.input, call.outcome);
    if (error !== null) return { status: 200, body: { error, seconds } };
    const run = { input: StrictWorkerInput.parse(call.input), outcome: call.outcome };
    return { status: 200, body: { output: await outputOf(run, `${this.origin}/files/${id}.png`), seconds } };
  }

  cancel(id: string): EmulatedReply {
    const call = this.#calls.get(id);
    if (!call) return { status: 410, body: { detail: "expired" } };
    if (this.#nowMs < this.#endsMs(call)) call.cancelledMs = this.#nowMs;
    return { status: 200, body: {} };
  }

  find(attemptKey: string): EmulatedReply {
    const call = [...this.#calls.values()].find((one) => one.attemptKey === attemptKey);
    return { status: 200, body: { call_id: call?.id ?? null } };
  }

  async output(id: string): Promise<EmulatedReply> {
    const input = StrictWorkerInput.safeParse(this.#calls.get(id)?.input).data;
    if (!input) return { status: 404, body: "" };
    return { status: 200, headers: { "content-type": "image/png" }, body: await drawn({ input, outcome: "links" }) };
  }

  /** GPU time is charged, whatever came of it. */
  billedSeconds(): number {
    return [...this.#calls.values()].reduce((sum, call) => sum + this.#workedMs(call), 0) / 1_000;
  }

  get #nowMs(): number {
    return this.#clock.now().getTime();
  }

  #endsMs({ startedMs, cancelledMs, outcome }: EmulatedCall): number {
    if (cancelledMs !== null) return cancelledMs;
    return outcome === "never_finishes" ? Number.POSITIVE_INFINITY : startedMs + this.#runMs;
  }

  #workedMs(call: EmulatedCall): number {
    return Math.min(this.#nowMs, this.#endsMs(call)) - call.startedMs;
  }
}

/** Modal before the app: an answer that is not there in time is fetched again, by GET, as often as it takes. */
class Redirects {
  readonly slow = new FaultScript<ModalOperation, number>();
  readonly #held = new Map<string, { left: number; reply: EmulatedReply }>();

  /** The answer, or the way to it. */
  async through(
    request: EmulatedRequest,
    answer: () => EmulatedReply | Promise<EmulatedReply>,
  ): Promise<EmulatedReply> {
    const operation = routeOf(request)?.operation;
    const hops = operation && this.slow.take(operation);
    if (!hops) return answer();
    const id = `fc-${randomUUID()}`;
    this.#held.set(id, { left: hops, reply: await answer() });
    return this.#onwards(request.path, id);
  }

  /** undefined: nothing to resume. */
  resume({ method, path, query }: EmulatedRequest): EmulatedReply | undefined {
    const id = query.get(RESUME);
    const held = id === null ? undefined : this.#held.get(id);
    if (id === null || !held || method !== "GET") return undefined;
    held.left -= 1;
    return held.left > 0 ? this.#onwards(path, id) : held.reply;
  }

  #onwards(path: string, id: string): EmulatedReply {
    return { status: 303, headers: { location: `${path}?${RESUME}=${id}` } };
  }
}

export async function startModalEmulator(options: ModalEmulatorOptions = {}): Promise<ModalEmulator> {
  const { keyId = "wk-emulated", keySecret = "ws-emulated" } = options;
  const faults = new FaultScript<ModalOperation, Misbehaviour>();
  const app = new ModalApp(options);
  const redirects = new Redirects();
  const answer = (request: EmulatedRequest): EmulatedReply | Promise<EmulatedReply> => {
    const { headers } = request;
    const isKnown = headers["modal-key"] === keyId && headers["modal-secret"] === keySecret;
    if (!isKnown) return { status: 401, body: "modal-http: missing credentials for proxy authorization" };
    const resumed = redirects.resume(request);
    if (resumed) return resumed;
    const route = routeOf(request);
    if (!route) return { status: 404, body: { detail: "Not Found" } };
    return redirects.through(request, () =>
      route.operation === "submit" ? app.submit(request) : app[route.operation](route.id),
    );
  };
  const server = await startEmulatorServer(answer, {
    misbehave: (request) => {
      const route = routeOf(request);
      return route && faults.take(route.operation);
    },
  });
  app.origin = server.origin;
  return {
    baseUrl: server.origin,
    ...{ keyId, keySecret, faults, outcomes: app.outcomes, slow: redirects.slow, inputs: app.inputs },
    billedSeconds: () => app.billedSeconds(),
    close: server.close,
  };
}
