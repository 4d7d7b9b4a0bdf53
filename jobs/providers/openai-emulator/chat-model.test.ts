// The chat adapter against the emulator, over HTTP. It stands here because agents/ may not import jobs/.
import { ChatOpenAICompletions } from "@langchain/openai";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import type { OutputMethod } from "../../../agents/models/answer-format.ts";
import { createOpenAiCompatibleModel } from "../../../agents/models/openai-compatible.ts";
import { OPENAI_FAULTS, type OpenAiEmulator, startOpenAiEmulator } from "./openai-emulator.ts";

let emulator: OpenAiEmulator;
beforeAll(async () => {
  emulator = await startOpenAiEmulator();
});
afterEach(() => {
  emulator.answerWith();
  emulator.faults.clear();
});
afterAll(() => emulator.close());

const Reply = z.object({
  text: z.string().min(3).max(200),
  mood: z.enum(["calm", "happy"]),
  score: z.int().min(0).max(10),
  offer: z.string().nullable(),
  tags: z.array(z.string()).max(3).default([]),
});
const GOOD = { text: "Hi there", mood: "calm", score: 3, offer: null, tags: [] };

const model = (method: OutputMethod = "jsonSchema", timeoutMs = 5_000) =>
  createOpenAiCompatibleModel({
    baseUrl: emulator.baseUrl,
    apiKey: emulator.apiKey,
    model: "gpt-6-luna",
    method,
    timeoutMs,
  });
const call = (signal = AbortSignal.timeout(10_000)) => ({
  id: "test.reply",
  promptVersion: "1",
  system: "You are a friendly person. ".repeat(300),
  messages: [{ role: "user" as const, content: "hello" }],
  schema: Reply,
  schemaName: "reply",
  signal,
});

it.each(["jsonSchema", "functionCalling", "jsonMode"] as const)(
  "gets a parsed answer and its price by %s",
  async (method) => {
    emulator.answerWith((request) =>
      request.tools
        ? { toolCalls: [{ name: "reply", arguments: GOOD }] }
        : { text: `\`\`\`json\n${JSON.stringify(GOOD)}\n\`\`\`` },
    );
    const answer = await model(method).complete(call());
    expect(answer.value).toEqual(GOOD);
    expect(answer.usage.inputTokens).toBeGreaterThan(1_900);
    expect(answer.usage.outputTokens).toBeGreaterThan(5);
  },
);

it("sends a schema that strict mode accepts, and reports cached tokens", async () => {
  emulator.answerWith(() => ({ json: GOOD }));
  await model().complete(call());
  const { usage } = await model().complete(call());
  expect(usage.cachedInputTokens).toBeGreaterThanOrEqual(1_024);
  expect(emulator.chats.at(-1)?.response_format).toMatchObject({
    json_schema: {
      strict: true,
      schema: { required: ["text", "mood", "score", "offer", "tags"], additionalProperties: false },
    },
  });
});

it("repairs an answer once, and pays for both", async () => {
  emulator.answerWith((request) => (request.messages.length > 2 ? { json: GOOD } : { json: { ...GOOD, score: 99 } }));
  const requests = emulator.bill.requests;
  const answer = await model().complete(call());
  expect(answer.value).toEqual(GOOD);
  expect(emulator.bill.requests - requests).toBe(2);
  expect(answer.usage.inputTokens).toBeGreaterThan(3_900);
  expect(JSON.stringify(emulator.chats.at(-1)?.messages)).toContain("score");
});

it("gives up after one repair", async () => {
  emulator.answerWith(() => ({ text: "I would rather talk about the weather." }));
  const { requests, inputTokens: tokens } = { ...emulator.bill };
  const failure = await model()
    .complete(call())
    .catch((thrown: unknown) => thrown);
  expect(failure).toMatchObject({ code: "provider_failed", reason: "answer_does_not_fit" });
  expect(emulator.bill.requests - requests).toBe(2);
  // Both answers are billed, and the failure says how much.
  expect(failure).toMatchObject({ usage: { inputTokens: emulator.bill.inputTokens - tokens } });
});

it("names each failure and asks only once", async () => {
  const requests = emulator.bill.requests;
  const failure = async (fault: Parameters<OpenAiEmulator["faults"]["add"]>[1]) => {
    emulator.faults.add("chat", fault);
    return model("jsonSchema", 300)
      .complete(call())
      .catch((error: unknown) => error);
  };
  expect(await failure(OPENAI_FAULTS.unauthorized)).toMatchObject({ code: "not_configured", retryable: false });
  expect(await failure(OPENAI_FAULTS.rateLimited(7))).toMatchObject({ code: "rate_limited", retryAfterMs: 7_000 });
  expect(await failure(OPENAI_FAULTS.outOfQuota)).toMatchObject({ code: "rate_limited", retryable: false });
  expect(await failure(OPENAI_FAULTS.broken)).toMatchObject({ code: "provider_failed", retryable: true });
  expect(await failure(OPENAI_FAULTS.garbage)).toMatchObject({ code: "provider_failed" });
  expect(await failure(OPENAI_FAULTS.hang)).toMatchObject({ code: "unavailable", reason: "timeout" });
  expect(await failure(OPENAI_FAULTS.cut)).toMatchObject({ code: "unavailable", reason: "unreachable" });
  // A fault that replies does so before the request is counted; only the cut one was really answered.
  expect(emulator.bill.requests - requests).toBe(1);
});

it("keeps a refusal apart from a failure", async () => {
  emulator.answerWith(() => ({ refusal: "I cannot help with that." }));
  await expect(model().complete(call())).rejects.toMatchObject({ code: "provider_refused" });
});

it("repairs an answer that was cut off", async () => {
  emulator.answerWith((request) => (request.messages.length > 2 ? { json: GOOD } : { truncated: '{"text": "Hi th' }));
  expect((await model().complete(call())).value).toEqual(GOOD);
});

it("stops when the caller stops, with the caller's own reason", async () => {
  emulator.faults.add("chat", OPENAI_FAULTS.hang);
  const controller = new AbortController();
  const answer = model().complete(call(controller.signal));
  controller.abort(new Error("the fan left"));
  await expect(answer).rejects.toThrow("the fan left");
});

it("says which setting is wrong when the model is unknown", async () => {
  const wrong = createOpenAiCompatibleModel({ baseUrl: emulator.baseUrl, apiKey: emulator.apiKey, model: "gpt-0" });
  await expect(wrong.complete(call())).rejects.toMatchObject({
    code: "not_configured",
    remedy: expect.stringContaining("CHAT_MODEL"),
  });
});

it("streams as LangChain expects, usage last", async () => {
  emulator.answerWith(() => ({ text: "one two three" }));
  const client = new ChatOpenAICompletions({
    model: "gpt-6-luna",
    apiKey: emulator.apiKey,
    configuration: { baseURL: emulator.baseUrl },
  });
  let text = "";
  const usages: unknown[] = [];
  for await (const chunk of await client.stream("count")) {
    text += chunk.text;
    if (chunk.usage_metadata) usages.push(chunk.usage_metadata);
  }
  expect(text).toBe("one two three");
  expect(usages).toEqual([expect.objectContaining({ output_tokens: expect.any(Number) })]);
});
