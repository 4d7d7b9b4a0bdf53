// The web UI's API on loopback: strict, with checkpoints and samplers it does not know, exceptions in its own words and a
// count of what it drew.
import { createHash } from "node:crypto";
import { drawPicture } from "../../../emulator/draw-picture.ts";
import { FaultScript } from "../../../emulator/fault-script.ts";
import {
  type EmulatedReply,
  type EmulatedRequest,
  type Misbehaviour,
  startEmulatorServer,
} from "../../../emulator/server.ts";
import { type EmulatedRequestBody, raised, readSdapi } from "./sdapi-request.ts";

type SdapiOperation = "txt2img" | "img2img";

/** `refused`: by an extension that checks what was drawn. `out_of_memory`: an exception midway. `no_output`: interrupted. */
export type Automatic1111Outcome = "refused" | "out_of_memory" | "no_output" | "output_lost" | "wrong_type";

export interface Automatic1111EmulatorOptions {
  /** "user:password"; absent: it asks for none. */
  readonly auth?: string;
  /** Titles of the checkpoints it has; the first is loaded. */
  readonly checkpoints?: readonly string[];
}

export interface Automatic1111Emulator {
  readonly baseUrl: string;
  readonly faults: FaultScript<"submit", Misbehaviour>;
  readonly outcomes: FaultScript<"picture", Automatic1111Outcome>;
  /** It bills nothing: what it drew is counted. */
  readonly bill: Readonly<{ requests: number; images: number }>;
  /** Bodies as they were understood, oldest first. */
  readonly inputs: readonly (EmulatedRequestBody & { readonly operation: SdapiOperation })[];
  close(): Promise<void>;
}

/** Faults to script: `emulator.faults.add("submit", AUTOMATIC1111_FAULTS.busy)`. Some only come from a proxy before it. */
export const AUTOMATIC1111_FAULTS = {
  unauthenticated: { kind: "reply", ...raised(401, "Incorrect username or password") },
  noCredit: { kind: "reply", status: 402, body: "Payment Required" },
  invalid: { kind: "reply", ...raised(422, "Script 'x' not found") },
  busy: { kind: "reply", status: 429, headers: { "retry-after": "5" }, body: "Too Many Requests" },
  broken: { kind: "reply", status: 500, body: "Internal Server Error" },
  gateway: { kind: "reply", status: 502, body: "<html>Bad Gateway</html>" },
  garbage: { kind: "reply", status: 200, headers: { "content-type": "application/json" }, body: '{"images": ["iVBO' },
  hang: { kind: "hang" },
  cut: { kind: "cut" },
} as const satisfies Record<string, Misbehaviour>;

const CHECKPOINTS = ["juggernautXL_v9.safetensors [c9e3e68f89]", "realvisXL_v5.safetensors [6a35a78557]"];
const OPERATIONS: Readonly<Record<string, SdapiOperation>> = {
  "POST /sdapi/v1/txt2img": "txt2img",
  "POST /sdapi/v1/img2img": "img2img",
};
const operationOf = ({ method, path }: EmulatedRequest) => OPERATIONS[`${method} ${path}`];

class WebUi {
  readonly outcomes = new FaultScript<"picture", Automatic1111Outcome>();
  readonly bill = { requests: 0, images: 0 };
  readonly inputs: (EmulatedRequestBody & { operation: SdapiOperation })[] = [];
  readonly #checkpoints: readonly string[];

  constructor(checkpoints: readonly string[]) {
    this.#checkpoints = checkpoints;
  }

  async answer(operation: SdapiOperation, body: Buffer): Promise<EmulatedReply> {
    const read = readSdapi(operation, JSON.parse(body.toString("utf8")), this.#checkpoints);
    if ("refusal" in read) return read.refusal;
    const { asked } = read;
    this.inputs.push({ operation, ...asked });
    this.bill.requests += 1;
    const outcome = this.outcomes.take("picture");
    if (outcome === "refused") return raised(403, "NSFW content was found in the picture");
    if (outcome === "out_of_memory") {
      const errors = "CUDA out of memory. Tried to allocate 2.00 GiB.";
      return { status: 500, body: { error: "OutOfMemoryError", detail: "", body: "", errors } };
    }
    const seed = asked.seed === -1 ? this.bill.requests * 7_919 : asked.seed;
    const images = await this.#draw(asked, seed, outcome);
    this.bill.images += images.length;
    const { init_images: _images, ...parameters } = asked;
    return { status: 200, body: { images, parameters, info: JSON.stringify(this.#infoOf(asked, seed)) } };
  }

  async #draw(
    asked: EmulatedRequestBody,
    seed: number,
    outcome: Exclude<Automatic1111Outcome, "refused" | "out_of_memory"> | undefined,
  ): Promise<string[]> {
    if (outcome === "no_output") return [];
    if (outcome === "wrong_type") return [Buffer.from("<html>an error page</html>").toString("base64")];
    const { prompt, negative_prompt, init_images, alwayson_scripts, width, height } = asked;
    const reference = createHash("sha256")
      .update(JSON.stringify([init_images, alwayson_scripts]))
      .digest("hex");
    const picture = drawPicture([prompt, negative_prompt, reference, seed], { width, height });
    const base64 = (await picture.png({ compressionLevel: 3 }).toBuffer()).toString("base64");
    return [outcome === "output_lost" ? `${base64.slice(0, -8)}********` : base64];
  }

  #infoOf(asked: EmulatedRequestBody, seed: number) {
    const [loaded = ""] = this.#checkpoints;
    const [file = "", hash = ""] = (asked.override_settings.sd_model_checkpoint ?? loaded).split(" ");
    const { prompt, negative_prompt, width, height, sampler_name, cfg_scale, steps } = asked;
    const name = file.replace(/\.(safetensors|ckpt)$/, "");
    return {
      ...{ prompt, all_prompts: [prompt], negative_prompt, all_negative_prompts: [negative_prompt] },
      ...{ seed, all_seeds: [seed], width, height, sampler_name, cfg_scale, steps, batch_size: 1 },
      ...{ sd_model_name: name, sd_model_hash: hash.replace(/[[\]]/g, "") },
    };
  }
}

export async function startAutomatic1111Emulator(
  options: Automatic1111EmulatorOptions = {},
): Promise<Automatic1111Emulator> {
  const faults = new FaultScript<"submit", Misbehaviour>();
  const webUi = new WebUi(options.checkpoints ?? CHECKPOINTS);
  const expected = options.auth && `Basic ${Buffer.from(options.auth).toString("base64")}`;
  const answer = async (request: EmulatedRequest): Promise<EmulatedReply> => {
    const operation = operationOf(request);
    if (!operation) return { status: 404, body: { detail: "Not Found" } };
    if (expected && request.headers.authorization !== expected) return AUTOMATIC1111_FAULTS.unauthenticated;
    return await webUi.answer(operation, request.body);
  };
  const server = await startEmulatorServer(answer, {
    misbehave: (request) => (operationOf(request) ? faults.take("submit") : undefined),
  });
  const { outcomes, bill, inputs } = webUi;
  return { baseUrl: server.origin, faults, outcomes, bill, inputs, close: server.close };
}
