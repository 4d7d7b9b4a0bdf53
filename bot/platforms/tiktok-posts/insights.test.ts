import { expect, it } from "vitest";
import { describeInsights } from "../../../agents/ports/conformance/insights.ts";
import { createTiktokInsights } from "./insights.ts";
import { createTiktokPublisher } from "./publisher.ts";
import { createPostsHarness } from "./testing/posts-harness.ts";

async function createHarness(options: Parameters<typeof createPostsHarness>[0] = {}) {
  const harness = await createPostsHarness({ processingMs: 0, moderationMs: 0, ...options });
  const { control, clock, account } = harness;
  const publisher = createTiktokPublisher(harness.clientOptions);
  const signal = AbortSignal.timeout(20_000);
  let published = 0;
  return {
    ...harness,
    reader: createTiktokInsights({ baseUrl: () => harness.emulator.url }),
    publish: async (ageMs: number) => {
      const draft = harness.draft(`Guess the city? ${published++}`);
      const { containerId } = await publisher.prepare(account, draft, signal);
      await publisher.commit(account, containerId, draft, signal);
      const post = control.posts().find(({ title }) => title === draft.caption);
      clock.advance(ageMs);
      return { externalId: post?.videoId ?? "", format: "video" as const };
    },
    now: () => clock.now(),
    pass: (ms: number) => clock.advance(ms),
    limitRate: () =>
      control.addFault({ operation: "user_info", fault: { kind: "error", code: "rate_limit_exceeded" } }),
  };
}

describeInsights("TikTok", createHarness);

it("says which permission is missing", async () => {
  const harness = await createHarness({ creator: { scopes: ["user.info.basic"] } });
  await expect(
    harness.reader.account(harness.account, harness.now(), AbortSignal.timeout(5_000)),
  ).rejects.toMatchObject({ code: "forbidden", reason: "permission_missing" });
  await harness.close();
});
