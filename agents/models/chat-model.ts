// What graphs ask of a language model: one checked answer. Graphs know nothing of vendors, prompts carry id and version.
import type { z } from "zod";
import { AppError } from "../kernel/errors.ts";

export interface ChatMessage {
  readonly role: "user" | "assistant";
  readonly content: string;
  /** Of the user, for models that see; sent inline. */
  readonly pictures?: readonly { readonly bytes: Uint8Array; readonly contentType: string }[];
}

export interface ChatCall<Value> {
  /** Prompt id, e.g. "fan-reply.write"; stored with the call. */
  readonly id: string;
  readonly promptVersion: string;
  readonly system: string;
  readonly messages: readonly ChatMessage[];
  /** The answer is parsed by it; what does not fit is repaired once, then a typed failure. */
  readonly schema: z.ZodType<Value>;
  /** Letters, digits, "_" and "-", at most 64 (the vendor's own limit). */
  readonly schemaName: string;
  /** What the answer will probably take; only what is reserved before hangs on it. A few hundred when not given. */
  readonly expectedOutputTokens?: number;
  /** The rule-based answer the offline model gives. Without it the call needs a real model. */
  readonly offlineAnswer?: () => Value;
  readonly signal: AbortSignal;
}

/** Tokens billed, repair included. All zero offline. `cachedInputTokens` are part of `inputTokens`. */
export interface ChatUsage {
  readonly inputTokens: number;
  readonly cachedInputTokens: number;
  readonly outputTokens: number;
}

export interface ChatAnswer<Value> {
  readonly value: Value;
  readonly usage: ChatUsage;
}

/** A function the model may call. */
export interface ToolSpec {
  /** Letters, digits, "_" and "-", at most 64. */
  readonly name: string;
  readonly description: string;
  /** JSON schema of its one argument object. */
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** `input` is as the model wrote it: unchecked, a text where it was no JSON. */
export interface ToolUse {
  readonly id: string;
  readonly name: string;
  readonly input: unknown;
}

export type ToolTurn =
  | { readonly role: "user"; readonly content: string }
  | { readonly role: "assistant"; readonly content: string; readonly uses: readonly ToolUse[] }
  | { readonly role: "tool"; readonly useId: string; readonly content: string };

export interface ToolCall {
  /** Prompt id, as of a ChatCall. */
  readonly id: string;
  readonly promptVersion: string;
  readonly system: string;
  readonly turns: readonly ToolTurn[];
  readonly tools: readonly ToolSpec[];
  readonly expectedOutputTokens?: number;
  /** Hears the text as it is written, whole up to then; unchecked. Given, the answer is streamed. */
  readonly onText?: (soFar: string) => void;
  readonly signal: AbortSignal;
}

export interface ToolAnswer {
  readonly text: string;
  /** None: the model has said what it had to say. */
  readonly uses: readonly ToolUse[];
  readonly usage: ChatUsage;
}

export interface ChatModelInfo {
  readonly provider: string;
  readonly model: string;
  readonly offline: boolean;
}

/** Reason of `provider_failed` when the answer fits no better after its one repair. */
export const UNFIT_ANSWER = "answer_does_not_fit";

/** A failure after answers that the vendor bills. */
export class BilledFailure extends AppError {
  readonly usage: ChatUsage;

  constructor(error: AppError, usage: ChatUsage) {
    const { code, message, field, remedy, reason, retryable, retryAfterMs } = error;
    super(code, message, {
      retryable,
      cause: error,
      ...(field === undefined ? {} : { field }),
      ...(remedy === undefined ? {} : { remedy }),
      ...(reason === undefined ? {} : { reason }),
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    });
    this.usage = usage;
  }
}

export interface ChatModel {
  readonly info: ChatModelInfo;
  /** @throws AppError, a BilledFailure once there was an answer: `provider_failed`, `provider_refused`, `rate_limited`, `unavailable`, `not_configured` */
  complete<Value>(call: ChatCall<Value>): Promise<ChatAnswer<Value>>;
  /** One turn of a model that may call functions. Absent: it cannot. @throws AppError as `complete` */
  useTools?(call: ToolCall): Promise<ToolAnswer>;
  /** Another model of the same server. Absent: there is no other. */
  other?(model: string): ChatModel;
}

export const NO_USAGE: ChatUsage = { inputTokens: 0, cachedInputTokens: 0, outputTokens: 0 };
