// Leonardo.ai on loopback: strict, with generations that take time by the clock, a store for uploads, a CDN and a bill.
import { randomUUID } from "node:crypto";
import { z } from "zod";
import { type Clock, systemClock } from "../../../../../agents/kernel/clock.ts";
import { drawPicture } from "../../../emulator/draw-picture.ts";
import { FaultScript } from "../../../emulator/fault-script.ts";
import {
  type EmulatedReply,
  type EmulatedRequest,
  type Misbehaviour,
  startEmulatorServer,
} from "../../../emulator/server.ts";
import { EMULATED_MODELS, GenerationRequest, invalid, refusal } from "./generation-request.ts";
import { PresignedUploads } from "./presigned-uploads.ts";

export type LeonardoOperation = "generate" | "poll" | "initImage" | "upload" | "output";
/** `nsfw`: made and flagged. `no_images`: complete, with nothing. `deleted`: by somebody, in the app. */
export type LeonardoOutcome =
  | "nsfw"
  | "failed"
  | "no_images"
  | "deleted"
  | "never_finishes"
  | "wrong_type"
  | "foreign_output";

export interface LeonardoEmulatorOptions {
  readonly key?: string;
  readonly clock?: Clock;
  readonly runMs?: number;
}

export interface LeonardoEmulator {
  readonly baseUrl: string;
  readonly key: string;
  readonly faults: FaultScript<LeonardoOperation, Misbehaviour>;
  readonly outcomes: FaultScript<"generation", LeonardoOutcome>;
  readonly bill: Readonly<{ generations: number; images: number }>;
  /** Inputs as they came, oldest first. */
  readonly inputs: readonly unknown[];
  close(): Promise<void>;
}

/** Faults to script: `emulator.faults.add("generate", LEONARDO_FAULTS.busy)`. */
export const LEONARDO_FAULTS = {
  unauthenticated: { kind: "reply", ...refusal(401, "Authentication hook unauthorized this request", "access-denied") },
  keyUnreadable: { kind: "reply", ...refusal(500, "Invalid response from authorization hook") },
  noCredit: { kind: "reply", ...refusal(400, "not enough api tokens userId: 00000000-0000-0000-0000-000000000000") },
  moderated: { kind: "reply", ...refusal(403, "content moderation filter: naked") },
  invalid: { kind: "reply", ...refusal(400, "invalid dimensions") },
  busy: { kind: "reply", ...refusal(429, "Too many requests") },
  broken: { kind: "reply", ...refusal(500, "Service Error") },
  gateway: { kind: "reply", status: 502, body: "<html>Bad Gateway</html>" },
  garbage: { kind: "reply", status: 200, headers: { "content-type": "application/json" }, body: '{"sdGenerationJob":' },
  storeDenied: { kind: "reply", status: 403, body: "<Error><Code>AccessDenied</Code></Error>" },
  gone: { kind: "reply", status: 404, body: "Not found" },
  hang: { kind: "hang" },
  cut: { kind: "cut" },
} as const satisfies Record<string, Misbehaviour>;

const API = "/api/rest/v1";
const ROUTES: readonly (readonly [LeonardoOperation, string, RegExp])[] = [
  ["generate", "POST", /^\/api\/rest\/v1\/generations$/],
  ["poll", "GET", /^\/api\/rest\/v1\/generations\/([\w-]+)$/],
  ["initImage", "POST", /^\/api\/rest\/v1\/init-image$/],
  ["upload", "POST", /^\/store$/],
  ["output", "GET", /^\/cdn\/([\w-]+)\.png$/],
];
/** Without the key: the store and the CDN are not the API. */
const OPEN: readonly LeonardoOperation[] = ["upload", "output"];

interface EmulatedGeneration {
  readonly input: GenerationRequest;
  readonly seed: number;
  readonly submittedMs: number;
  readonly faces: readonly (string | null)[];
  readonly outcome: LeonardoOutcome | undefined;
}

function routeOf({ method, path }: EmulatedRequest): { operation: LeonardoOperation; id: string } | undefined {
  for (const [operation, verb, pattern] of ROUTES) {
    const match = verb === method ? pattern.exec(path) : null;
    if (match) return { operation, id: match[1] ?? "" };
  }
  return undefined;
}

class LeonardoDesk {
  readonly outcomes = new FaultScript<"generation", LeonardoOutcome>();
  readonly bill = { generations: 0, images: 0 };
  readonly inputs: unknown[] = [];
  readonly uploads: PresignedUploads;
  readonly #generations = new Map<string, EmulatedGeneration>();
  readonly #clock: Clock;
  readonly #runMs: number;
  origin = "";

  constructor({ clock = systemClock, runMs = 0 }: LeonardoEmulatorOptions) {
    this.#clock = clock;
    this.#runMs = runMs;
    this.uploads = new PresignedUploads(clock);
  }

  generate({ body }: EmulatedRequest): EmulatedReply {
    const raw: unknown = JSON.parse(body.toString("utf8"));
    const parsed = GenerationRequest.safeParse(raw);
    if (!parsed.success) return invalid(parsed.error.issues);
    const misfit = this.#misfit(parsed.data);
    if (misfit) return misfit;
    const { data: input } = parsed;
    const outcome = this.outcomes.take("generation");
    this.inputs.push(raw);
    this.bill.generations += 1;
    // What fails is given back.
    if (outcome !== "failed") this.bill.images += input.num_images;
    const id = randomUUID();
    const faces = (input.controlnets ?? []).map(({ initImageId }) => this.uploads.digestOf(initImageId));
    const seed = input.seed ?? this.bill.generations * 7_919;
    this.#generations.set(id, { input, seed, faces, outcome, submittedMs: this.#clock.now().getTime() });
    const cost = { amount: "0.0240", unit: "DOLLARS" };
    return { status: 200, body: { sdGenerationJob: { generationId: id, apiCreditCost: 16, cost } } };
  }

  poll(id: string): EmulatedReply {
    const generation = this.#generations.get(id);
    if (!generation || generation.outcome === "deleted") return { status: 200, body: { generations_by_pk: null } };
    const { input, seed, outcome, submittedMs } = generation;
    const isOver = outcome !== "never_finishes" && this.#clock.now().getTime() >= submittedMs + this.#runMs;
    const ended = outcome === "failed" ? "FAILED" : "COMPLETE";
    const hasImage = isOver && outcome !== "failed" && outcome !== "no_images";
    const foreign = outcome === "foreign_output";
    const url = foreign ? "http://169.254.169.254/latest/meta-data.png" : `${this.origin}/cdn/${id}.png`;
    const image = { id: randomUUID(), url, nsfw: outcome === "nsfw", likeCount: 0, motionMP4URL: null };
    return {
      status: 200,
      body: {
        generations_by_pk: {
          id,
          status: isOver ? ended : "PENDING",
          generated_images: hasImage ? [image] : [],
          modelId: input.modelId,
          prompt: input.prompt,
          negativePrompt: input.negative_prompt ?? "",
          imageWidth: input.width,
          imageHeight: input.height,
          seed,
          createdAt: new Date(submittedMs).toISOString(),
        },
      },
    };
  }

  initImage({ body }: EmulatedRequest): EmulatedReply {
    const parsed = z.strictObject({ extension: z.string() }).safeParse(JSON.parse(body.toString("utf8")));
    if (!parsed.success) return invalid(parsed.error.issues);
    const slot = this.uploads.open(parsed.data.extension, `${this.origin}/store`);
    return slot ? { status: 200, body: { uploadInitImage: slot } } : refusal(400, "invalid file extension");
  }

  async output(id: string): Promise<EmulatedReply> {
    const generation = this.#generations.get(id);
    if (!generation) return { status: 404, body: "Not found" };
    const headers = { "content-type": "image/png" };
    if (generation.outcome === "wrong_type") return { status: 200, headers, body: "<html>an error page</html>" };
    const { input, seed, faces } = generation;
    const picture = drawPicture([input.modelId, input.prompt, input.userElements, faces, seed], input);
    return { status: 200, headers, body: await picture.png({ compressionLevel: 3 }).toBuffer() };
  }

  #misfit({ modelId, seed, userElements, controlnets }: GenerationRequest): EmulatedReply | null {
    const model = EMULATED_MODELS[modelId];
    if (!model) return refusal(400, `${modelId} is not supported within the Production API.`);
    if ((seed ?? 0) > model.seedMost) return refusal(400, "invalid seed");
    if (userElements?.length && !model.elements) return refusal(400, "elements do not match the model");
    for (const { preprocessorId, initImageId } of controlnets ?? []) {
      if (!model.controls.includes(preprocessorId)) return refusal(400, "invalid preprocessor id");
      if (!this.uploads.digestOf(initImageId)) return refusal(400, "invalid init image id");
    }
    return null;
  }
}

export async function startLeonardoEmulator(options: LeonardoEmulatorOptions = {}): Promise<LeonardoEmulator> {
  const key = options.key ?? "emulated-key";
  const faults = new FaultScript<LeonardoOperation, Misbehaviour>();
  const desk = new LeonardoDesk(options);
  const answer = (request: EmulatedRequest): EmulatedReply | Promise<EmulatedReply> => {
    const route = routeOf(request);
    if (!(route && OPEN.includes(route.operation)) && request.headers.authorization !== `Bearer ${key}`) {
      return LEONARDO_FAULTS.unauthenticated;
    }
    if (!route) return refusal(404, "Endpoint not found", "not-found");
    if (route.operation === "upload") return desk.uploads.store(request);
    if (route.operation === "generate" || route.operation === "initImage") return desk[route.operation](request);
    return desk[route.operation](route.id);
  };
  const server = await startEmulatorServer(answer, {
    misbehave: (request) => {
      const route = routeOf(request);
      return route && faults.take(route.operation);
    },
  });
  desk.origin = server.origin;
  const { outcomes, bill, inputs } = desk;
  return { baseUrl: `${server.origin}${API}`, key, faults, outcomes, bill, inputs, close: server.close };
}
