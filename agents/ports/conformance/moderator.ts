// What every Moderator must do; run by the test of each adapter.
import { describe, expect, it } from "vitest";
import type { ModerationVerdict, Moderator } from "../moderator.ts";

export interface ModeratorHarness {
  readonly moderator: Moderator;
  /** A harmless PNG. */
  readonly harmlessImage: Uint8Array;
}

export function describeModerator(name: string, create: () => Promise<ModeratorHarness> | ModeratorHarness): void {
  const signal = () => AbortSignal.timeout(30_000);
  const expectVerdict = (verdict: ModerationVerdict, moderator: Moderator) => {
    expect(verdict.provider).toBe(moderator.info.provider);
    expect(verdict.model).not.toBe("");
    for (const score of Object.values(verdict.scores)) {
      expect(score).toBeGreaterThanOrEqual(0);
      expect(score).toBeLessThanOrEqual(1);
    }
  };

  describe(`${name} is a Moderator`, () => {
    it("examines a text in every category, and finds nothing in small talk", async () => {
      const { moderator } = await create();
      const verdict = await moderator.moderateText("Good morning! Coffee and a walk in the park today ☕", signal());
      expectVerdict(verdict, moderator);
      const categories = ["harassment", "hate", "self-harm", "sexual", "sexual/minors", "violence"];
      expect(Object.keys(verdict.scores).sort()).toEqual(categories);
      expect(Math.max(...Object.values(verdict.scores))).toBeLessThan(0.01);
    });

    it("examines a picture for what it can, and says nothing about the rest", async () => {
      const { moderator, harmlessImage } = await create();
      const verdict = await moderator.moderateImage(harmlessImage, "image/png", signal());
      expectVerdict(verdict, moderator);
      expect(verdict.scores.sexual).toBeLessThan(0.2);
      expect(verdict.scores).not.toHaveProperty("sexual/minors");
    });

    it("takes an empty text and a long one", async () => {
      const { moderator } = await create();
      expectVerdict(await moderator.moderateText("", signal()), moderator);
      expectVerdict(await moderator.moderateText("a nice day ".repeat(1_500), signal()), moderator);
    });

    it("throws rather than let through what it did not examine", async () => {
      const { moderator } = await create();
      await expect(moderator.moderateText("hello", AbortSignal.abort())).rejects.toThrow();
      const svg = new TextEncoder().encode("<svg xmlns='http://www.w3.org/2000/svg'/>");
      await expect(async () => moderator.moderateImage(svg, "image/svg+xml", signal())).rejects.toMatchObject({
        code: "invalid_input",
      });
    });
  });
}
