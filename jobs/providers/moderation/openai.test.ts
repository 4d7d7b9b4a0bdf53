import sharp from "sharp";
import { afterAll, beforeAll, expect, it } from "vitest";
import { describeModerator } from "../../../agents/ports/conformance/moderator.ts";
import { OPENAI_FAULTS, type OpenAiEmulator, startOpenAiEmulator } from "../openai-emulator/openai-emulator.ts";
import { createOpenAiModerator } from "./openai.ts";

let emulator: OpenAiEmulator;
beforeAll(async () => {
  emulator = await startOpenAiEmulator({
    moderate: (item) => (item.kind === "image" ? { sexual: 0.11, "sexual/minors": 0.4 } : undefined),
  });
});
afterAll(() => emulator.close());

const moderator = (timeoutMs = 5_000) =>
  createOpenAiModerator({ baseUrl: emulator.baseUrl, apiKey: emulator.apiKey, timeoutMs });
const signal = () => AbortSignal.timeout(10_000);

describeModerator("OpenAI moderation", async () => ({
  moderator: moderator(),
  harmlessImage: await sharp({ create: { width: 64, height: 64, channels: 3, background: "#abc" } })
    .png()
    .toBuffer(),
}));

it("passes the vendor's scores on", async () => {
  const { scores, model } = await moderator().moderateText("hello [sexual=0.72] [violence=0.4]", signal());
  expect(model).toBe("omni-moderation-latest");
  expect(scores).toMatchObject({ sexual: 0.72, violence: 0.4 });
});

it("throws on every failure, so that nothing passes unexamined", async () => {
  const failure = async (fault: Parameters<OpenAiEmulator["faults"]["add"]>[1]) => {
    emulator.faults.add("moderations", fault);
    return moderator(300)
      .moderateText("hello", signal())
      .catch((error: unknown) => error);
  };
  expect(await failure(OPENAI_FAULTS.unauthorized)).toMatchObject({ code: "not_configured" });
  expect(await failure(OPENAI_FAULTS.rateLimited(2))).toMatchObject({ code: "rate_limited", retryAfterMs: 2_000 });
  expect(await failure(OPENAI_FAULTS.outOfQuota)).toMatchObject({ code: "rate_limited", retryable: false });
  expect(await failure(OPENAI_FAULTS.broken)).toMatchObject({ code: "provider_failed" });
  expect(await failure(OPENAI_FAULTS.garbage)).toMatchObject({ code: "provider_failed" });
  expect(await failure(OPENAI_FAULTS.hang)).toMatchObject({ code: "unavailable", reason: "timeout" });
  expect(await failure(OPENAI_FAULTS.cut)).toMatchObject({ code: "unavailable" });
  const noScores = { id: "modr", model: "m", results: [{ flagged: false }] };
  expect(await failure({ kind: "reply", status: 200, body: noScores })).toMatchObject({ code: "provider_failed" });
});
