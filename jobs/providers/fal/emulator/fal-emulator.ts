// fal.ai on loopback: its queue with the models we use, its storage and its signed webhooks. Strict, with requests that
// wait and work by the clock, failures and a bill.
import { type Clock, systemClock } from "../../../../agents/kernel/clock.ts";
import { FaultScript } from "../../emulator/fault-script.ts";
import {
  type EmulatedReply,
  type EmulatedRequest,
  type Misbehaviour,
  startEmulatorServer,
} from "../../emulator/server.ts";
import type { EmulatedModel } from "./emulated-model.ts";
import { detail, FAL_FAULTS } from "./fal-words.ts";
import { FileShelf, type UploadedFile } from "./file-shelf.ts";
import { IMAGE_MODELS } from "./image-models.ts";
import { type FalOutcome, type QueuedRequest, RequestQueue } from "./request-queue.ts";
import { TRAINING_MODELS } from "./training-models.ts";
import { VIDEO_MODELS } from "./video-models.ts";
import { JWKS, sendWebhook } from "./webhook-sender.ts";

export type FalOperation = "submit" | "status" | "result" | "cancel" | "output" | "upload" | "put" | "keys";
/** `early`: the notice comes before the answer to the submission. `forged`: signed, then altered. */
export type WebhookTrick = "twice" | "early" | "lost" | "forged";

export interface FalEmulatorOptions {
  readonly port?: number;
  readonly key?: string;
  readonly clock?: Clock;
  /** Time in the queue, then time of work; the model's own when absent. */
  readonly queueMs?: number;
  readonly runMs?: number;
}

export interface FalEmulator {
  readonly key: string;
  readonly baseUrl: string;
  readonly restBaseUrl: string;
  readonly jwksUrl: string;
  readonly faults: FaultScript<FalOperation, Misbehaviour>;
  readonly outcomes: FaultScript<"request", FalOutcome>;
  readonly webhooks: FaultScript<"webhook", WebhookTrick>;
  readonly bill: { readonly requests: number; readonly units: Readonly<Record<string, number>> };
  /** Inputs as they came, oldest first. */
  readonly inputs: readonly Readonly<Record<string, unknown>>[];
  readonly uploads: readonly UploadedFile[];
  /** Ids it gave, oldest first: also those whose answer was lost. */
  readonly requestIds: readonly string[];
  /** Tells of all that has ended since, and again of what was not taken. With a real clock it does so by itself. */
  deliverWebhooks(): Promise<void>;
  close(): Promise<void>;
}

const MODELS: Readonly<Record<string, EmulatedModel>> = { ...IMAGE_MODELS, ...VIDEO_MODELS, ...TRAINING_MODELS };
const REQUEST = "([\\w-]+\\/[\\w.-]+)\\/requests\\/([\\w-]+)";
const ROUTES: readonly (readonly [FalOperation, string, RegExp])[] = [
  ["keys", "GET", /^\/\.well-known\/jwks\.json$/],
  ["upload", "POST", /^\/storage\/upload\/initiate$/],
  ["put", "PUT", /^\/storage\/put\/([\w-]+)$/],
  ["output", "GET", /^(\/files\/[\w-]+\/[\w.-]+)$/],
  ["status", "GET", new RegExp(`^/${REQUEST}/status$`)],
  ["cancel", "PUT", new RegExp(`^/${REQUEST}/cancel$`)],
  ["result", "GET", new RegExp(`^/${REQUEST}$`)],
  ["submit", "POST", /^\/([\w-]+(?:\/[\w.-]+)+)$/],
];
/** Public, or by a signed link. */
const WITHOUT_KEY: readonly FalOperation[] = ["output", "put", "keys"];

const REDELIVERY_MS = 5_000;

function routeOf({ method, path }: EmulatedRequest) {
  for (const [operation, verb, pattern] of ROUTES) {
    const match = verb === method ? pattern.exec(path) : null;
    if (match) return { operation, of: match[1] ?? "", id: match[2] ?? "" };
  }
  return undefined;
}

class Fal {
  readonly files = new FileShelf();
  readonly webhooks = new FaultScript<"webhook", WebhookTrick>();
  readonly queue: RequestQueue;
  readonly #clock: Clock;
  readonly #untold = new Map<QueuedRequest, WebhookTrick | undefined>();

  constructor({ clock = systemClock, queueMs = 0, runMs }: FalEmulatorOptions) {
    this.#clock = clock;
    this.queue = new RequestQueue(this.files, { clock, queueMs, runMs });
  }

  async answer(route: NonNullable<ReturnType<typeof routeOf>>, request: EmulatedRequest): Promise<EmulatedReply> {
    const { operation, of, id } = route;
    if (operation === "keys") return { status: 200, body: JWKS };
    if (operation === "upload") return this.files.initiate(request);
    if (operation === "put") return this.files.put(of, request);
    if (operation === "output") return await this.files.serve(of);
    if (operation === "submit") return await this.#submit(of, request);
    const queued = this.queue.find(of, id);
    if (!queued) return detail(404, "Request not found");
    if (operation === "status") return this.queue.status(queued, request.query.get("logs") === "1");
    return operation === "cancel" ? this.queue.cancel(queued) : this.queue.result(queued);
  }

  async #submit(model: string, { body, query }: EmulatedRequest): Promise<EmulatedReply> {
    const accept = Object.hasOwn(MODELS, model) ? MODELS[model] : undefined;
    if (!accept) return detail(404, `Application "${model}" not found`);
    const webhook = query.get("fal_webhook");
    if (webhook !== null && !URL.canParse(webhook)) return detail(422, "Invalid webhook URL.");
    const { request, ...reply } = await this.queue.submit(model, accept, JSON.parse(body.toString("utf8")), webhook);
    if (request?.webhook) await this.#expect(request);
    return reply;
  }

  async #expect(request: QueuedRequest): Promise<void> {
    const trick = this.webhooks.take("webhook");
    if (trick === "lost") return;
    const leftMs = this.queue.leftMs(request);
    if (trick === "early" && leftMs === 0 && (await this.#tell(request))) return;
    this.#untold.set(request, trick);
    if (Number.isFinite(leftMs)) this.#deliverIn(leftMs + 1);
  }

  /** Where time passes by itself. */
  #deliverIn(ms: number): void {
    if (this.#clock === systemClock) setTimeout(() => void this.deliver(), ms).unref();
  }

  async deliver(): Promise<void> {
    for (const [request, trick] of this.#untold) {
      if (this.queue.leftMs(request) > 0) continue;
      const isTaken = await this.#tell(request, trick);
      if (isTaken && trick === "twice") await this.#tell(request);
      if (isTaken) this.#untold.delete(request);
      else this.#deliverIn(REDELIVERY_MS);
    }
  }

  async #tell(request: QueuedRequest, trick?: WebhookTrick): Promise<boolean> {
    const { status, body: payload } = this.queue.result(request);
    const notice = { requestId: request.id, status, payload };
    return await sendWebhook(request.webhook ?? "", notice, this.#clock.now(), trick === "forged");
  }
}

export async function startFalEmulator(options: FalEmulatorOptions = {}): Promise<FalEmulator> {
  const key = options.key ?? "emulated-key";
  const faults = new FaultScript<FalOperation, Misbehaviour>();
  const fal = new Fal(options);
  const answer = async (request: EmulatedRequest): Promise<EmulatedReply> => {
    const route = routeOf(request);
    const needsKey = !route || !WITHOUT_KEY.includes(route.operation);
    if (needsKey && request.headers.authorization !== `Key ${key}`) return FAL_FAULTS.unauthenticated;
    return route ? await fal.answer(route, request) : detail(404, "Not Found");
  };
  const server = await startEmulatorServer(answer, {
    ...(options.port === undefined ? {} : { port: options.port }),
    misbehave: (request) => {
      const route = routeOf(request);
      return route && faults.take(route.operation);
    },
  });
  const { origin, close } = server;
  fal.files.origin = origin;
  const { queue, webhooks, files } = fal;
  return {
    key,
    baseUrl: origin,
    restBaseUrl: origin,
    jwksUrl: `${origin}/.well-known/jwks.json`,
    faults,
    outcomes: queue.outcomes,
    webhooks,
    inputs: queue.inputs,
    uploads: files.uploads,
    get bill() {
      return queue.bill;
    },
    get requestIds() {
      return queue.ids;
    },
    deliverWebhooks: () => fal.deliver(),
    close,
  };
}
