// OpenAI's Images API on loopback: strict, with the safety system's refusals, broken answers and a bill of tokens.
import { createHash } from "node:crypto";
import { type Clock, systemClock } from "../../../../../agents/kernel/clock.ts";
import { drawPicture } from "../../../emulator/draw-picture.ts";
import { FaultScript } from "../../../emulator/fault-script.ts";
import {
  type EmulatedReply,
  type EmulatedRequest,
  type Misbehaviour,
  startEmulatorServer,
} from "../../../emulator/server.ts";
import { outputTokens, referenceTokens } from "./image-tokens.ts";
import { type AskedPicture, type ReferencePicture, readEdit, readGeneration } from "./images-request.ts";

type ImagesOperation = "generations" | "edits";

/** `refused`: by the safety system. `no_output`: an answer without a picture, billed all the same. */
export type OpenAiImageOutcome = "refused" | "no_output" | "output_lost" | "wrong_type";

export interface OpenAiImagesEmulatorOptions {
  readonly apiKey?: string;
  readonly clock?: Clock;
}

interface ImagesBill {
  requests: number;
  inputTextTokens: number;
  inputImageTokens: number;
  outputImageTokens: number;
}

interface SeenRequest extends AskedPicture {
  readonly operation: ImagesOperation;
  readonly requestId: string | undefined;
  readonly references: readonly { readonly bytes: number; readonly width: number; readonly height: number }[];
}

export interface OpenAiImagesEmulator {
  /** Ends in "/v1". */
  readonly baseUrl: string;
  readonly apiKey: string;
  /** New pictures and edits alike. */
  readonly faults: FaultScript<"submit", Misbehaviour>;
  readonly outcomes: FaultScript<"picture", OpenAiImageOutcome>;
  readonly bill: Readonly<ImagesBill>;
  /** What was asked for, oldest first; of references the size of each. */
  readonly inputs: readonly SeenRequest[];
  close(): Promise<void>;
}

function openAiError(status: number, code: string, message: string, param: string | null = null): EmulatedReply {
  const type = status >= 500 ? "server_error" : "invalid_request_error";
  return { status, headers: { "x-request-id": "req_emulated" }, body: { error: { message, type, param, code } } };
}

/** Faults to script: `emulator.faults.add("submit", OPENAI_IMAGE_FAULTS.noCredit)`. */
export const OPENAI_IMAGE_FAULTS = {
  unauthenticated: { kind: "reply", ...openAiError(401, "invalid_api_key", "Incorrect API key provided.") },
  noCredit: { kind: "reply", ...openAiError(429, "insufficient_quota", "You exceeded your current quota.") },
  invalid: { kind: "reply", ...openAiError(400, "invalid_value", "Invalid value.", "prompt") },
  busy: {
    kind: "reply",
    ...openAiError(429, "rate_limit_exceeded", "Rate limit reached."),
    headers: { "retry-after": "7" },
  },
  broken: { kind: "reply", ...openAiError(500, "server_error", "The server had an error.") },
  gateway: { kind: "reply", status: 502, body: "<html>Bad Gateway</html>" },
  garbage: { kind: "reply", status: 200, headers: { "content-type": "application/json" }, body: '{"created": 17' },
  hang: { kind: "hang" },
  cut: { kind: "cut" },
} as const satisfies Record<string, Misbehaviour>;

const OPERATIONS: Readonly<Record<string, ImagesOperation>> = {
  "POST /v1/images/generations": "generations",
  "POST /v1/images/edits": "edits",
};
const operationOf = ({ method, path }: EmulatedRequest) => OPERATIONS[`${method} ${path}`];
const CHARACTERS_PER_TOKEN = 4;

class ImagesApi {
  readonly outcomes = new FaultScript<"picture", OpenAiImageOutcome>();
  readonly bill: ImagesBill = { requests: 0, inputTextTokens: 0, inputImageTokens: 0, outputImageTokens: 0 };
  readonly inputs: SeenRequest[] = [];
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async answer(operation: ImagesOperation, { body, headers }: EmulatedRequest): Promise<EmulatedReply> {
    const isEdit = operation === "edits";
    const read = isEdit ? await readEdit(body, headers["content-type"] ?? "") : readGeneration(body);
    if ("problem" in read) {
      const { status, code, message, param } = read.problem;
      return openAiError(status, code, message, param);
    }
    const { asked, references } = read;
    const seen = references.map(({ bytes, width, height }) => ({ bytes: bytes.length, width, height }));
    this.inputs.push({ operation, requestId: headers["x-client-request-id"], ...asked, references: seen });
    this.bill.requests += 1;
    const outcome = this.outcomes.take("picture");
    if (outcome === "refused") {
      const message = "Your request was rejected by the safety system. safety_violations=[sexual].";
      return openAiError(400, "moderation_blocked", message);
    }
    return await this.#picture(asked, references, outcome);
  }

  async #picture(
    asked: AskedPicture,
    references: readonly ReferencePicture[],
    outcome: Exclude<OpenAiImageOutcome, "refused"> | undefined,
  ): Promise<EmulatedReply> {
    const { prompt, quality, width, height, n } = asked;
    const hashes = references.map(({ bytes }) => createHash("sha256").update(bytes).digest("hex"));
    // No seed: the same request makes another picture each time.
    const picture = drawPicture([prompt, hashes, this.bill.requests], { width, height });
    const base64 = (await picture.toFormat(asked.output_format).toBuffer()).toString("base64");
    const data = {
      no_output: [],
      output_lost: [{ b64_json: `${base64.slice(0, -8)}********` }],
      wrong_type: [{ b64_json: Buffer.from("<html>an error page</html>").toString("base64") }],
    };
    return {
      status: 200,
      headers: { "x-request-id": "req_emulated" },
      body: {
        created: Math.floor(this.#clock.now().getTime() / 1_000),
        background: "opaque",
        output_format: asked.output_format,
        quality,
        size: asked.size,
        data: outcome ? data[outcome] : [{ b64_json: base64 }],
        usage: this.#charge(prompt, references, n * outputTokens(quality, width, height)),
      },
    };
  }

  #charge(prompt: string, references: readonly ReferencePicture[], output: number) {
    const text = Math.ceil(prompt.length / CHARACTERS_PER_TOKEN);
    const image = references.reduce((sum, { width, height }) => sum + referenceTokens(width, height), 0);
    this.bill.inputTextTokens += text;
    this.bill.inputImageTokens += image;
    this.bill.outputImageTokens += output;
    return {
      input_tokens: text + image,
      input_tokens_details: { text_tokens: text, image_tokens: image },
      output_tokens: output,
      output_tokens_details: { text_tokens: 0, image_tokens: output },
      total_tokens: text + image + output,
    };
  }
}

export async function startOpenAiImagesEmulator(
  options: OpenAiImagesEmulatorOptions = {},
): Promise<OpenAiImagesEmulator> {
  const apiKey = options.apiKey ?? "sk-emulated";
  const faults = new FaultScript<"submit", Misbehaviour>();
  const api = new ImagesApi(options.clock ?? systemClock);
  const answer = async (request: EmulatedRequest): Promise<EmulatedReply> => {
    const operation = operationOf(request);
    if (request.headers.authorization !== `Bearer ${apiKey}`) return OPENAI_IMAGE_FAULTS.unauthenticated;
    if (!operation) return openAiError(404, "unknown_url", `Unknown request URL: ${request.method} ${request.path}`);
    return await api.answer(operation, request);
  };
  const server = await startEmulatorServer(answer, {
    misbehave: (request) => (operationOf(request) ? faults.take("submit") : undefined),
  });
  const { outcomes, bill, inputs } = api;
  return { baseUrl: `${server.origin}/v1`, apiKey, faults, outcomes, bill, inputs, close: server.close };
}
