// The embedding adapter against the emulator, over HTTP. It stands here because agents/ may not import jobs/.
import { OpenAIEmbeddings } from "@langchain/openai";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createOpenAiEmbedder } from "../../../agents/models/embeddings-openai.ts";
import { describeTextEmbedder } from "../../../agents/ports/conformance/text-embedder.ts";
import { OPENAI_FAULTS, type OpenAiEmulator, startOpenAiEmulator } from "./openai-emulator.ts";

let emulator: OpenAiEmulator;
beforeAll(async () => {
  emulator = await startOpenAiEmulator();
});
afterAll(() => emulator.close());

const embedder = (dimensions = 512, timeoutMs = 5_000) =>
  createOpenAiEmbedder({
    baseUrl: emulator.baseUrl,
    apiKey: emulator.apiKey,
    model: "text-embedding-3-small",
    dimensions,
    timeoutMs,
  });

describeTextEmbedder("OpenAI embeddings", () => embedder());

it("speaks base64 to those who ask for it", async () => {
  const client = new OpenAIEmbeddings({
    model: "text-embedding-3-small",
    apiKey: emulator.apiKey,
    dimensions: 64,
    configuration: { baseURL: emulator.baseUrl },
  });
  const [packed] = await client.embedDocuments(["hello world"]);
  const [plain] = await embedder(64).embed(["hello world"], AbortSignal.timeout(5_000));
  expect(packed).toHaveLength(64);
  packed?.forEach((value, index) => {
    expect(value).toBeCloseTo(plain?.[index] ?? Number.NaN, 5);
  });
});

it("refuses vectors of another length instead of storing them", async () => {
  emulator.faults.add("embeddings", {
    kind: "reply",
    status: 200,
    body: { object: "list", data: [{ object: "embedding", index: 0, embedding: [1, 0] }], model: "m", usage: {} },
  });
  await expect(embedder().embed(["hello"], AbortSignal.timeout(5_000))).rejects.toMatchObject({
    code: "provider_failed",
    reason: "wrong_dimensions",
  });
});

it("names its failures", async () => {
  const failure = async (fault: Parameters<OpenAiEmulator["faults"]["add"]>[1]) => {
    emulator.faults.add("embeddings", fault);
    return embedder(512, 300)
      .embed(["hello"], AbortSignal.timeout(5_000))
      .catch((error: unknown) => error);
  };
  expect(await failure(OPENAI_FAULTS.rateLimited(3))).toMatchObject({ code: "rate_limited", retryAfterMs: 3_000 });
  expect(await failure(OPENAI_FAULTS.broken)).toMatchObject({ code: "provider_failed" });
  expect(await failure(OPENAI_FAULTS.hang)).toMatchObject({ code: "unavailable" });
  await expect(embedder(4_000).embed(["hello"], AbortSignal.timeout(5_000))).rejects.toMatchObject({
    code: "provider_failed",
    retryable: false,
  });
});
