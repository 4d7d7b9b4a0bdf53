// The emulator must be as strict as the vendor, else the adapters' tests prove nothing.
import { afterAll, beforeAll, expect, it } from "vitest";
import { type OpenAiEmulator, startOpenAiEmulator } from "./openai-emulator.ts";

let emulator: OpenAiEmulator;
beforeAll(async () => {
  emulator = await startOpenAiEmulator();
});
afterAll(() => emulator.close());

async function post(path: string, body: unknown, key = emulator.apiKey) {
  const response = await fetch(`${emulator.baseUrl}${path}`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
  return { status: response.status, body: await response.json() };
}
const CHAT = { model: "gpt-6-luna", messages: [{ role: "user", content: "hi" }] };
const format = (schema: object) => ({
  ...CHAT,
  response_format: { type: "json_schema", json_schema: { name: "answer", strict: true, schema } },
});

it("refuses what the vendor refuses", async () => {
  const bad: [string, unknown, number][] = [
    ["/chat/completions", "{broken", 400],
    ["/chat/completions", { ...CHAT, model: "gpt-0" }, 404],
    ["/chat/completions", { ...CHAT, surprise: 1 }, 400],
    ["/chat/completions", { ...CHAT, temperature: 3 }, 400],
    ["/chat/completions", { ...CHAT, messages: [] }, 400],
    ["/chat/completions", { ...CHAT, messages: [{ role: "robot", content: "hi" }] }, 400],
    ["/chat/completions", { ...CHAT, response_format: { type: "json_object" } }, 400],
    [
      "/chat/completions",
      format({ type: "object", properties: { a: { type: "string" } }, additionalProperties: false }),
      400,
    ],
    ["/chat/completions", format({ type: "object", properties: {}, required: [] }), 400],
    ["/embeddings", { model: "text-embedding-3-small", input: "" }, 400],
    ["/embeddings", { model: "text-embedding-3-small", input: "x", dimensions: 2_000 }, 400],
    ["/moderations", { input: [{ type: "image_url", image_url: { url: "http://plain.example/a.png" } }] }, 400],
    ["/nothing", {}, 404],
  ];
  for (const [path, body, status] of bad) {
    const answer = await post(path, body);
    expect(answer.status, JSON.stringify(body)).toBe(status);
    expect(answer.body.error).toMatchObject({ message: expect.any(String), code: expect.any(String) });
  }
  expect((await post("/chat/completions", CHAT, "sk-other")).status).toBe(401);
});

it("answers a schema with a value that fits it", async () => {
  const schema = {
    type: "object",
    properties: {
      mood: { enum: ["calm", "happy"] },
      count: { type: "integer", minimum: 2 },
      lines: { type: "array", items: { type: "string" }, minItems: 2 },
      offer: { anyOf: [{ type: "string" }, { type: "null" }] },
    },
    required: ["mood", "count", "lines", "offer"],
    additionalProperties: false,
  };
  const { body } = await post("/chat/completions", format(schema));
  expect(JSON.parse(body.choices[0].message.content)).toEqual({
    mood: "calm",
    count: 2,
    lines: ["text 1", "text 2"],
    offer: "text",
  });
});
