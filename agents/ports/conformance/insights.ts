// What every InsightsReader must do; run by the test of each adapter against its platform or a strict emulator of it.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DAY_MS } from "../../kernel/clock.ts";
import type { ConnectedAccount } from "../connector.ts";
import type { InsightsReader, PostToRead } from "../insights.ts";

export interface InsightsHarness {
  readonly reader: InsightsReader;
  readonly account: ConnectedAccount;
  /** Out for this long, on the harness's clock. */
  publish(ageMs: number): Promise<PostToRead>;
  now(): Date;
  pass(ms: number): void;
  /** The next call is refused for its number. */
  limitRate(): void;
  close(): Promise<void>;
}

export function describeInsights(name: string, create: () => Promise<InsightsHarness>): void {
  const signal = () => AbortSignal.timeout(10_000);
  let harness: InsightsHarness;

  describe(`${name} is an InsightsReader`, () => {
    beforeEach(async () => {
      harness = await create();
    });
    afterEach(() => harness.close());

    const read = async (post: PostToRead) =>
      (await harness.reader.posts(harness.account, [post], signal())).get(post.externalId) ?? null;

    it("tells counts of a post, which do not shrink", async () => {
      const post = await harness.publish(6 * 3_600_000);
      const first = await read(post);
      expect(first?.views).toBeGreaterThan(0);
      expect(first?.likes).toBeGreaterThan(0);
      harness.pass(2 * DAY_MS);
      const later = await read(post);
      expect(later?.views).toBeGreaterThan(first?.views ?? 0);
      expect(later?.likes).toBeGreaterThanOrEqual(first?.likes ?? 0);
    });

    it("tells as many posts at once as it says", async () => {
      const count = Math.min(3, harness.reader.info.postsAtOnce);
      const posts: PostToRead[] = [];
      while (posts.length < count) posts.push(await harness.publish(DAY_MS));
      const told = await harness.reader.posts(harness.account, posts, signal());
      expect([...told.keys()].sort()).toEqual(posts.map(({ externalId }) => externalId).sort());
    });

    it("tells of the account, with days that lie in the past", async () => {
      await harness.publish(3 * DAY_MS);
      const now = harness.now();
      const counts = await harness.reader.account(harness.account, new Date(now.getTime() - 7 * DAY_MS), signal());
      expect(counts.followers).toBeGreaterThan(0);
      expect(counts.posts).toBe(1);
      const today = now.toISOString().slice(0, 10);
      for (const { day, reach } of counts.days) {
        expect(day < today).toBe(true);
        expect(reach).toBeGreaterThanOrEqual(0);
      }
    });

    it("is told apart: a dead token, a post that is not there, too many calls", async () => {
      const stranger = { ...harness.account, accessToken: "not-a-token" };
      const since = harness.now();
      await expect(harness.reader.account(stranger, since, signal())).rejects.toMatchObject({
        code: "refused",
        reason: "token_invalid",
      });
      const nowhere: PostToRead = { externalId: "999999999999999999", format: "image" };
      const missing = await harness.reader.posts(harness.account, [nowhere], signal()).then(
        (told) => told.get(nowhere.externalId) ?? null,
        (thrown: { code?: string }) => thrown.code,
      );
      expect([null, "not_found"]).toContain(missing);
      harness.limitRate();
      await expect(harness.reader.account(harness.account, since, signal())).rejects.toMatchObject({
        code: "rate_limited",
        retryable: true,
      });
    });
  });
}
