import { Router } from "express";
import { expect, it } from "vitest";
import { ManualClock } from "../../../agents/kernel/clock.ts";
import { describeInsights } from "../../../agents/ports/conformance/insights.ts";
import type { ShownPost } from "../../emulators/audience.ts";
import { serveRouter } from "../../emulators/serve-router.ts";
import { tiktokInsightsRouter } from "./emulator/insights-router.ts";
import { createTiktokInsights } from "./insights.ts";

const TOKEN = "act.test";

async function createHarness(scopes: readonly string[] = ["video.list", "user.info.stats"]) {
  const clock = new ManualClock();
  const posts: ShownPost[] = [];
  const faults: { code: string; status: number }[] = [];
  const router = Router();
  router.use(
    "/v2",
    tiktokInsightsRouter({
      clock,
      creatorOf: (token) => (token === TOKEN ? { openId: "open_1", scopes, posts } : undefined),
      takeFault: () => faults.shift(),
    }),
  );
  const served = await serveRouter(router);
  return {
    url: served.url,
    reader: createTiktokInsights({ baseUrl: () => served.url }),
    account: { id: "acc_1", externalId: "open_1", accessToken: TOKEN },
    publish: async (ageMs: number) => {
      const atMs = clock.now().getTime();
      const id = `75${String(posts.length).padStart(17, "0")}`;
      posts.push({ id, accountId: "open_1", caption: "Guess the city?", atMs, isVideo: true });
      clock.advance(ageMs);
      return { externalId: id, format: "video" as const };
    },
    now: () => clock.now(),
    pass: (ms: number) => clock.advance(ms),
    limitRate: () => void faults.push({ code: "rate_limit_exceeded", status: 429 }),
    close: () => served.close(),
  };
}

describeInsights("TikTok", () => createHarness());

it("says which permission is missing, and the emulator refuses fields and bodies it does not know", async () => {
  const harness = await createHarness(["video.list"]);
  await expect(
    harness.reader.account(harness.account, harness.now(), AbortSignal.timeout(5_000)),
  ).rejects.toMatchObject({ code: "forbidden", reason: "permission_missing" });
  const ask = async (path: string, body: unknown) => {
    const headers = { authorization: `Bearer ${TOKEN}`, "content-type": "application/json" };
    const response = await fetch(`${harness.url}${path}`, { method: "POST", headers, body: JSON.stringify(body) });
    return response.status;
  };
  const { externalId } = await harness.publish(1_000);
  const filters = { video_ids: [externalId] };
  expect(await ask("/v2/video/query/?fields=id,views", { filters })).toBe(400);
  expect(await ask("/v2/video/query/?fields=id", { filters, max_count: 3 })).toBe(400);
  expect(await ask("/v2/video/query/?fields=id", { filters })).toBe(200);
  await harness.close();
});
