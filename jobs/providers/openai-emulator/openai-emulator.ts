// An OpenAI-compatible server on loopback: strict about requests, scriptable in answers and failures, and it keeps a bill.
import type { z } from "zod";
import { type Clock, systemClock } from "../../../agents/kernel/clock.ts";
import { FaultScript } from "../emulator/fault-script.ts";
import {
  type EmulatedReply,
  type EmulatedRequest,
  type Misbehaviour,
  startEmulatorServer,
} from "../emulator/server.ts";
import {
  complete,
  defaultAnswer,
  type ScriptedAnswer,
  streamedReply,
  type TokenUse,
  wholeReply,
} from "./chat-completions.ts";
import { ChatRequest, textOf } from "./chat-request.ts";
import { strictProblem } from "./json-schema.ts";
import { type HeardSound, readTranscription } from "./transcriptions.ts";
import {
  type CategoryScores,
  EmbeddingRequest,
  embeddingReply,
  type ModeratedItem,
  ModerationRequest,
  moderationReply,
  nativeDimensions,
  steeredScores,
} from "./vectors-and-scores.ts";

type OpenAiOperation = "chat" | "embeddings" | "moderations" | "transcriptions" | "models";

export interface OpenAiEmulatorOptions {
  readonly port?: number;
  readonly apiKey?: string;
  readonly models?: readonly string[];
  readonly clock?: Clock;
  /** How long it thinks before it says anything; vectors and the like come at once. */
  readonly latencyMs?: number;
  /** What the model says; undefined: the default answer. */
  readonly answer?: (request: ChatRequest) => ScriptedAnswer | undefined;
  readonly moderate?: (item: ModeratedItem) => CategoryScores | undefined;
  /** What is heard in a sound; a sentence on its size when not given. */
  readonly hear?: (sound: HeardSound) => string;
}

interface OpenAiBill {
  requests: number;
  inputTokens: number;
  cachedInputTokens: number;
  outputTokens: number;
  embeddingTokens: number;
  moderations: number;
  transcribedSeconds: number;
}

export interface OpenAiEmulator {
  /** Ends in "/v1". */
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly faults: FaultScript<OpenAiOperation, Misbehaviour>;
  readonly bill: Readonly<OpenAiBill>;
  /** Bodies of the chat requests it understood, oldest first, the last 200. */
  readonly chats: readonly ChatRequest[];
  /** Replaces the script; undefined: default answers again. */
  answerWith(answer?: (request: ChatRequest) => ScriptedAnswer | undefined): void;
  hearWith(hear?: (sound: HeardSound) => string): void;
  setLatency(ms: number): void;
  close(): Promise<void>;
}

const MODELS = [
  "gpt-6-luna",
  "gpt-6-sol",
  "text-embedding-3-small",
  "text-embedding-3-large",
  "omni-moderation-latest",
  "gpt-4o-mini-transcribe",
];
const CHARACTERS_PER_TOKEN = 4;
/** Prefixes are cached from 1,024 tokens on, in steps of 128. */
const CACHE_FROM_TOKENS = 1_024;
const CACHE_STEP_TOKENS = 128;
const CHATS_KEPT = 200;
const PROMPTS_KEPT = 20;

function openAiError(status: number, code: string, message: string, param: string | null = null): EmulatedReply {
  const type = status >= 500 ? "server_error" : "invalid_request_error";
  return { status, headers: { "x-request-id": "req_emulated" }, body: { error: { message, type, param, code } } };
}

/** Faults to script: `emulator.faults.add("chat", OPENAI_FAULTS.rateLimited(2))`. */
export const OPENAI_FAULTS = {
  unauthorized: { kind: "reply", ...openAiError(401, "invalid_api_key", "Incorrect API key provided.") },
  rateLimited: (retryAfterSeconds: number): Misbehaviour => ({
    kind: "reply",
    ...openAiError(429, "rate_limit_exceeded", "Rate limit reached."),
    headers: { "retry-after": String(retryAfterSeconds) },
  }),
  outOfQuota: { kind: "reply", ...openAiError(429, "insufficient_quota", "You exceeded your current quota.") },
  broken: { kind: "reply", ...openAiError(500, "server_error", "The server had an error.") },
  garbage: { kind: "reply", status: 200, headers: { "content-type": "application/json" }, body: '{"id": "chatcmpl' },
  hang: { kind: "hang" },
  cut: { kind: "cut" },
} as const satisfies Record<string, Misbehaviour | ((seconds: number) => Misbehaviour)>;

const OPERATIONS: Readonly<Record<string, OpenAiOperation>> = {
  "POST /v1/chat/completions": "chat",
  "POST /v1/embeddings": "embeddings",
  "POST /v1/moderations": "moderations",
  "POST /v1/audio/transcriptions": "transcriptions",
  "GET /v1/models": "models",
};
const operationOf = (request: EmulatedRequest) => OPERATIONS[`${request.method} ${request.path}`];
const tokensOf = (text: string) => Math.ceil(text.length / CHARACTERS_PER_TOKEN);

class Vendor {
  readonly faults = new FaultScript<OpenAiOperation, Misbehaviour>();
  readonly chats: ChatRequest[] = [];
  readonly bill: OpenAiBill = {
    requests: 0,
    inputTokens: 0,
    cachedInputTokens: 0,
    outputTokens: 0,
    embeddingTokens: 0,
    moderations: 0,
    transcribedSeconds: 0,
  };
  hear: OpenAiEmulatorOptions["hear"];
  answer: OpenAiEmulatorOptions["answer"];
  readonly #options: OpenAiEmulatorOptions;
  readonly #models: readonly string[];
  readonly #prompts: string[] = [];

  constructor(options: OpenAiEmulatorOptions) {
    this.#options = options;
    this.#models = options.models ?? MODELS;
    this.answer = options.answer;
    this.hear = options.hear;
  }

  chat(request: EmulatedRequest): EmulatedReply {
    const body = this.#parse(ChatRequest, request);
    if ("status" in body) return body;
    const problem = formatProblem(body);
    if (problem) return problem;
    this.chats.push(body);
    if (this.chats.length > CHATS_KEPT) this.chats.shift();
    const completion = complete(`chatcmpl-${this.bill.requests}`, this.answer?.(body) ?? defaultAnswer(body));
    const use = this.#measure(body, JSON.stringify(completion.message));
    const created = Math.floor((this.#options.clock ?? systemClock).now().getTime() / 1_000);
    return (body.stream ? streamedReply : wholeReply)(body, completion, use, created);
  }

  embeddings(request: EmulatedRequest): EmulatedReply {
    const body = this.#parse(EmbeddingRequest, request);
    if ("status" in body) return body;
    if ((body.dimensions ?? 1) > nativeDimensions(body.model)) {
      return openAiError(400, "invalid_value", "dimensions: larger than the model's own", "dimensions");
    }
    const tokens = tokensOf([body.input].flat().join(" "));
    this.bill.embeddingTokens += tokens;
    return { status: 200, body: embeddingReply(body, tokens) };
  }

  moderations(request: EmulatedRequest): EmulatedReply {
    const body = this.#parse(ModerationRequest, request);
    if ("status" in body) return body;
    this.bill.moderations += 1;
    const scoresOf = (item: ModeratedItem) =>
      this.#options.moderate?.(item) ?? (item.kind === "text" ? steeredScores(item.content) : {});
    return { status: 200, body: moderationReply(`modr-${this.bill.moderations}`, body, scoresOf) };
  }

  async transcriptions(request: EmulatedRequest): Promise<EmulatedReply> {
    const read = await readTranscription(request);
    if ("problem" in read) return openAiError(400, "invalid_value", read.problem, read.param);
    if (!this.#models.includes(read.model))
      return openAiError(404, "model_not_found", `The model '${read.model}' does not exist.`, "model");
    this.bill.transcribedSeconds += read.seconds;
    const text = this.hear?.(read) ?? `A sound of ${read.bytes.length} bytes.`;
    return { status: 200, body: { text, usage: { type: "duration", seconds: read.seconds } } };
  }

  models(): EmulatedReply {
    const data = this.#models.map((id) => ({ id, object: "model", created: 0, owned_by: "emulator" }));
    return { status: 200, body: { object: "list", data } };
  }

  /** Every request body: JSON, the right shape, a model that exists. */
  #parse<Body extends { model?: string | undefined }>(
    schema: z.ZodType<Body>,
    request: EmulatedRequest,
  ): Body | EmulatedReply {
    const parsed = schema.safeParse(parseJson(request.body));
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      const param = issue?.code === "unrecognized_keys" ? (issue.keys[0] ?? "") : (issue?.path.join(".") ?? "");
      return openAiError(400, "invalid_value", `${param}: ${issue?.message ?? "not valid"}`, param);
    }
    const { model } = parsed.data;
    if (model === undefined || this.#models.includes(model)) return parsed.data;
    return openAiError(404, "model_not_found", `The model '${model}' does not exist.`, "model");
  }

  #measure(request: ChatRequest, output: string): TokenUse {
    const prompt = request.messages.map((message) => `${message.role}:${textOf(message)}`).join("\n");
    const longest = Math.max(0, ...this.#prompts.map((earlier) => commonLength(prompt, earlier)));
    const shared = tokensOf(prompt.slice(0, longest));
    this.#prompts.push(prompt);
    if (this.#prompts.length > PROMPTS_KEPT) this.#prompts.shift();
    const cachedInputTokens =
      shared < CACHE_FROM_TOKENS ? 0 : Math.floor(shared / CACHE_STEP_TOKENS) * CACHE_STEP_TOKENS;
    const use = { inputTokens: tokensOf(prompt), cachedInputTokens, outputTokens: tokensOf(output) };
    this.bill.inputTokens += use.inputTokens;
    this.bill.cachedInputTokens += use.cachedInputTokens;
    this.bill.outputTokens += use.outputTokens;
    return use;
  }
}

/** What the vendor checks about the answer's format before it asks the model. */
function formatProblem(body: ChatRequest): EmulatedReply | null {
  const { response_format: format } = body;
  if (format?.type === "json_object" && !body.messages.some((message) => /json/i.test(textOf(message)))) {
    return openAiError(400, "invalid_value", "'messages' must contain the word 'json' in some form.", "messages");
  }
  const problem =
    format?.type === "json_schema" && format.json_schema.strict ? strictProblem(format.json_schema.schema) : null;
  return problem === null
    ? null
    : openAiError(400, "invalid_json_schema", `Invalid schema: ${problem}`, "response_format");
}

export async function startOpenAiEmulator(options: OpenAiEmulatorOptions = {}): Promise<OpenAiEmulator> {
  const apiKey = options.apiKey ?? "sk-emulated";
  const vendor = new Vendor(options);
  let latencyMs = options.latencyMs ?? 0;
  const answer = (request: EmulatedRequest): EmulatedReply | Promise<EmulatedReply> => {
    vendor.bill.requests += 1;
    const operation = operationOf(request);
    if (request.headers.authorization !== `Bearer ${apiKey}`) return OPENAI_FAULTS.unauthorized;
    if (!operation) return openAiError(404, "unknown_url", `Unknown request URL: ${request.method} ${request.path}`);
    return vendor[operation](request);
  };
  const server = await startEmulatorServer(answer, {
    ...(options.port === undefined ? {} : { port: options.port }),
    latencyMs: (request) => (operationOf(request) === "chat" ? latencyMs : 0),
    misbehave: (request) => {
      const operation = operationOf(request);
      return operation && vendor.faults.take(operation);
    },
  });
  return {
    baseUrl: `${server.origin}/v1`,
    apiKey,
    faults: vendor.faults,
    bill: vendor.bill,
    chats: vendor.chats,
    answerWith: (next) => {
      vendor.answer = next;
    },
    hearWith: (next) => {
      vendor.hear = next;
    },
    setLatency: (ms) => {
      latencyMs = ms;
    },
    close: server.close,
  };
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch (thrown) {
    // No schema accepts it, so what is not JSON is refused like any other wrong body.
    return thrown;
  }
}

/** By halves: whole pieces compare a hundred times faster than characters. */
function commonLength(left: string, right: string): number {
  let same = 0;
  let differs = Math.min(left.length, right.length) + 1;
  while (differs - same > 1) {
    const middle = (same + differs) >> 1;
    if (left.startsWith(right.slice(same, middle), same)) same = middle;
    else differs = middle;
  }
  return same;
}
