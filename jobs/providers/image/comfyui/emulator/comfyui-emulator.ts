// ComfyUI on loopback, as an own server or as Comfy Cloud: strict about graphs, with a queue, a history and sockets.
import { type Clock, systemClock } from "../../../../../agents/kernel/clock.ts";
import { FaultScript } from "../../../emulator/fault-script.ts";
import {
  type EmulatedReply,
  type EmulatedRequest,
  type Misbehaviour,
  startEmulatorServer,
} from "../../../emulator/server.ts";
import { ComfyDesk, type DeskOptions, problem, text } from "./comfy-desk.ts";
import { type ComfyOutcome, ComfyWorker } from "./comfy-worker.ts";
import { startOnePort } from "./one-port.ts";
import { startSocketHub } from "./socket-hub.ts";

export type ComfyOperation =
  | "prompt"
  | "history"
  | "queue"
  | "manageQueue"
  | "interrupt"
  | "upload"
  | "view"
  | "status"
  | "signed";

export interface ComfyUiEmulatorOptions extends DeskOptions {
  /** Asked for in X-API-Key; null: an open server, as ComfyUI is by itself. */
  readonly apiKey?: string | null;
  readonly clock?: Clock;
  readonly runMs?: number;
  readonly sockets?: "open" | "refused";
}

export interface ComfyUiEmulator {
  readonly baseUrl: string;
  readonly apiKey: string | null;
  readonly faults: FaultScript<ComfyOperation, Misbehaviour>;
  readonly outcomes: FaultScript<"prompt", ComfyOutcome>;
  /** Bodies of POST /prompt that were taken, oldest first. */
  readonly inputs: readonly unknown[];
  /** Clients that asked for a socket. */
  readonly socketAttempts: readonly string[];
  /** Resolves when the client is connected. */
  socketOpened(clientId: string): Promise<void>;
  images(): number;
  /** After the clock was moved by a test: nothing happens by itself. */
  tick(): void;
  cutSockets(): void;
  close(): Promise<void>;
}

/** Faults to script: `emulator.faults.add("prompt", COMFYUI_FAULTS.busy)`. */
export const COMFYUI_FAULTS = {
  unauthenticated: { kind: "reply", ...problem(401, "unauthorized", "Invalid API key") },
  noCredit: { kind: "reply", ...problem(402, "payment_required", "Insufficient credits") },
  invalid: { kind: "reply", ...problem(400, "prompt_no_outputs", "Prompt has no outputs") },
  busy: { kind: "reply", ...problem(429, "too_many_requests", "Too many requests") },
  broken: { kind: "reply", ...text(500, "500 Internal Server Error") },
  gateway: { kind: "reply", status: 502, body: "<html>Bad Gateway</html>" },
  garbage: { kind: "reply", status: 200, headers: { "content-type": "application/json" }, body: '{"prompt_id": "1' },
  gone: { kind: "reply", status: 404, body: "" },
  hang: { kind: "hang" },
  cut: { kind: "cut" },
} as const satisfies Record<string, Misbehaviour>;

const ROUTES: readonly (readonly [ComfyOperation, string, RegExp, "own" | "cloud" | "both"])[] = [
  ["prompt", "POST", /^\/prompt$/, "both"],
  ["history", "GET", /^\/history\/([\w-]+)$/, "own"],
  ["history", "GET", /^\/history_v2\/([\w-]+)$/, "cloud"],
  ["queue", "GET", /^\/queue$/, "own"],
  ["manageQueue", "POST", /^\/queue$/, "both"],
  ["interrupt", "POST", /^\/interrupt$/, "own"],
  ["upload", "POST", /^\/upload\/image$/, "both"],
  ["view", "GET", /^\/view$/, "both"],
  ["status", "GET", /^\/job\/([\w-]+)\/status$/, "cloud"],
  ["signed", "GET", /^\/signed$/, "cloud"],
];

export async function startComfyUiEmulator(options: ComfyUiEmulatorOptions = {}): Promise<ComfyUiEmulator> {
  const { apiKey = null, cloud = false, clock = systemClock, runMs = 0 } = options;
  const uploads = new Map<string, string>();
  const faults = new FaultScript<ComfyOperation, Misbehaviour>();
  const isKnown = (headers: Readonly<Record<string, unknown>>) => apiKey === null || headers["x-api-key"] === apiKey;
  const hub = await startSocketHub({
    isAllowed: (headers) => options.sockets !== "refused" && isKnown(headers),
    queueRemaining: () => worker.pending.length + (worker.running ? 1 : 0),
  });
  const worker = new ComfyWorker({ clock, runMs, tell: hub.tell, digestOf: (name) => uploads.get(name) });
  const desk = new ComfyDesk(worker, uploads, options);
  const routeOf = ({ method, path }: EmulatedRequest) => {
    // The cloud has all of it under /api, an own server has it twice.
    const bare = path.startsWith("/api/") ? path.slice("/api".length) : path;
    if (cloud && bare === path) return undefined;
    for (const [operation, verb, pattern, where] of ROUTES) {
      const match = verb === method && (where === "both" || (where === "cloud") === cloud) ? pattern.exec(bare) : null;
      if (match) return { operation, id: match[1] ?? "" };
    }
    return undefined;
  };
  const answer = (request: EmulatedRequest): EmulatedReply | Promise<EmulatedReply> => {
    worker.tick();
    const route = routeOf(request);
    if (isFromElsewhere(request)) return text(403);
    if (route?.operation !== "signed" && !isKnown(request.headers)) return COMFYUI_FAULTS.unauthenticated;
    if (!route) return text(404, "404: Not Found");
    const { operation, id } = route;
    return operation === "history" || operation === "status" ? desk[operation](id) : desk[operation](request);
  };
  const server = await startEmulatorServer(answer, {
    misbehave: (request) => {
      const route = routeOf(request);
      return route && faults.take(route.operation);
    },
  });
  const port = await startOnePort(Number(new URL(server.origin).port), hub.port);
  desk.origin = port.origin;
  return {
    baseUrl: cloud ? `${port.origin}/api` : port.origin,
    apiKey,
    faults,
    outcomes: worker.outcomes,
    inputs: desk.inputs,
    socketAttempts: hub.attempts,
    socketOpened: hub.opened,
    images: () => worker.images,
    tick: () => worker.tick(),
    cutSockets: hub.cut,
    close: async () => {
      await port.close();
      await Promise.all([server.close(), hub.close()]);
    },
  };
}

/** A page in somebody's browser must not queue prompts. */
function isFromElsewhere({ headers: { origin, host } }: EmulatedRequest): boolean {
  return origin !== undefined && new URL(origin).host !== host;
}
