// Answers of POST /chat/completions, whole or streamed. What is said comes from the script, else from the schema asked for.
import type { EmulatedReply } from "../emulator/server.ts";
import { type ChatRequest, textOf } from "./chat-request.ts";
import { sampleValue } from "./json-schema.ts";

/** What the model says. `json` is sent as text; `toolCalls` arguments are objects. */
export type ScriptedAnswer =
  /** `hold`: streamed, the last piece waits for it. */
  | { readonly text: string; readonly hold?: Promise<unknown> }
  | { readonly json: unknown }
  | { readonly refusal: string }
  | { readonly truncated: string }
  | { readonly toolCalls: readonly { readonly name: string; readonly arguments: unknown }[] };

export interface TokenUse {
  readonly inputTokens: number;
  readonly cachedInputTokens: number;
  readonly outputTokens: number;
}

interface Message {
  readonly role: "assistant";
  readonly content: string | null;
  readonly refusal: string | null;
  readonly tool_calls?: readonly {
    readonly id: string;
    readonly type: "function";
    readonly function: { readonly name: string; readonly arguments: string };
  }[];
}

export interface Completion {
  readonly id: string;
  readonly message: Message;
  readonly finishReason: "stop" | "length" | "tool_calls";
  readonly hold?: Promise<unknown>;
}

/** A forced or required tool is called, a schema filled, anything else repeated back. */
export function defaultAnswer(request: ChatRequest): ScriptedAnswer {
  const { tools, tool_choice: choice, response_format: format } = request;
  const forced = typeof choice === "object" ? choice.function.name : undefined;
  const tool =
    tools?.find((candidate) => candidate.function.name === forced) ?? (choice === "required" ? tools?.[0] : undefined);
  if (tool) {
    return { toolCalls: [{ name: tool.function.name, arguments: sampleValue(tool.function.parameters ?? {}) }] };
  }
  if (format?.type === "json_schema") return { json: sampleValue(format.json_schema.schema) };
  if (format?.type === "json_object") return { json: {} };
  const last = request.messages.at(-1);
  return { text: `echo: ${last ? textOf(last) : ""}` };
}

export function complete(id: string, answer: ScriptedAnswer): Completion {
  const message = (part: Partial<Message>): Message => ({ role: "assistant", content: null, refusal: null, ...part });
  if ("refusal" in answer) return { id, message: message({ refusal: answer.refusal }), finishReason: "stop" };
  if ("truncated" in answer) return { id, message: message({ content: answer.truncated }), finishReason: "length" };
  if ("text" in answer) {
    const { text, hold } = answer;
    return { id, message: message({ content: text }), finishReason: "stop", ...(hold ? { hold } : {}) };
  }
  if ("json" in answer) {
    return { id, message: message({ content: JSON.stringify(answer.json) }), finishReason: "stop" };
  }
  const calls = answer.toolCalls.map((call, index) => ({
    id: `call_${id}_${index}`,
    type: "function" as const,
    function: { name: call.name, arguments: JSON.stringify(call.arguments) },
  }));
  return { id, message: message({ tool_calls: calls }), finishReason: "tool_calls" };
}

function usageOf(use: TokenUse) {
  return {
    prompt_tokens: use.inputTokens,
    completion_tokens: use.outputTokens,
    total_tokens: use.inputTokens + use.outputTokens,
    prompt_tokens_details: { cached_tokens: use.cachedInputTokens, audio_tokens: 0 },
    completion_tokens_details: { reasoning_tokens: 0, audio_tokens: 0 },
  };
}

export function wholeReply(
  request: ChatRequest,
  completion: Completion,
  use: TokenUse,
  created: number,
): EmulatedReply {
  return {
    status: 200,
    headers: { "x-request-id": `req_${completion.id}` },
    body: {
      id: completion.id,
      object: "chat.completion",
      created,
      model: request.model,
      choices: [{ index: 0, message: completion.message, logprobs: null, finish_reason: completion.finishReason }],
      usage: usageOf(use),
      service_tier: "default",
    },
  };
}

/** Server-sent events: role, pieces, finish reason, usage when asked for, "[DONE]". */
export function streamedReply(
  request: ChatRequest,
  completion: Completion,
  use: TokenUse,
  created: number,
): EmulatedReply {
  const base = { id: completion.id, object: "chat.completion.chunk", created, model: request.model };
  const event = (body: object) => `data: ${JSON.stringify(body)}\n\n`;
  const chunk = (delta: object, reason: string | null = null) =>
    event({ ...base, choices: [{ index: 0, delta, logprobs: null, finish_reason: reason }] });
  const { content, refusal, tool_calls: calls } = completion.message;
  const pieces = (text: string) => text.match(/\S+\s*|\s+/g) ?? [];
  const events = [
    chunk({ role: "assistant", content: "" }),
    ...pieces(content ?? "").flatMap((piece, index, all) => {
      const isLast = index === all.length - 1;
      return [...(isLast && completion.hold ? [completion.hold] : []), chunk({ content: piece })];
    }),
    ...pieces(refusal ?? "").map((piece) => chunk({ refusal: piece })),
    ...(calls ?? []).flatMap((call, index) => [
      chunk({
        tool_calls: [{ index, id: call.id, type: "function", function: { name: call.function.name, arguments: "" } }],
      }),
      ...(call.function.arguments.match(/.{1,12}/gs) ?? []).map((piece) =>
        chunk({ tool_calls: [{ index, function: { arguments: piece } }] }),
      ),
    ]),
    chunk({}, completion.finishReason),
    ...(request.stream_options?.include_usage ? [event({ ...base, choices: [], usage: usageOf(use) })] : []),
    "data: [DONE]\n\n",
  ];
  return { status: 200, headers: { "content-type": "text/event-stream", "cache-control": "no-cache" }, body: events };
}
