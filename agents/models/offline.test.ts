import { expect, it } from "vitest";
import { z } from "zod";
import { createOfflineChatModel } from "./offline.ts";

const call = {
  id: "test.greet",
  promptVersion: "1",
  system: "Greet.",
  messages: [{ role: "user" as const, content: "hi" }],
  schema: z.object({ text: z.string().trim().min(1) }),
  schemaName: "greeting",
  signal: AbortSignal.timeout(5_000),
};

it("answers with the rules' own answer, parsed and free", async () => {
  const answer = await createOfflineChatModel().complete({ ...call, offlineAnswer: () => ({ text: " hello " }) });
  expect(answer).toEqual({
    value: { text: "hello" },
    usage: { inputTokens: 0, cachedInputTokens: 0, outputTokens: 0 },
  });
});

it("says that a model is needed when there is no rule", async () => {
  await expect(createOfflineChatModel().complete(call)).rejects.toMatchObject({ code: "not_configured" });
});

it("refuses a rule's answer that does not fit", async () => {
  await expect(
    createOfflineChatModel().complete({ ...call, offlineAnswer: () => ({ text: "" }) }),
  ).rejects.toMatchObject({ code: "internal", reason: "offline_answer" });
});
