import { expect, test } from "vitest";
import { type PostFacts, preflight } from "./preflight.ts";

const good: PostFacts = {
  platform: "instagram",
  accountEmulated: false,
  contentType: "image/jpeg",
  bytes: 500_000,
  width: 1_080,
  height: 1_350,
  caption: "Sea air first, coffee second ☕",
  tier: "safe",
  synthetic: false,
  marked: true,
  quotaLeft: 10,
};

test("a good post has nothing against it", () => {
  expect(preflight(good)).toEqual([]);
});

test.each([
  [{ contentType: "image/png" }, "format"],
  [{ bytes: 0 }, "empty_file"],
  [{ bytes: 8_000_001 }, "too_large"],
  [{ width: 1_080, height: 1_920 }, "aspect"],
  [{ width: 300, height: 300 }, "width"],
  [{ caption: "a".repeat(2_201) }, "caption_length"],
  [{ caption: Array.from({ length: 31 }, (_, index) => `#t${index}`).join(" ") }, "hashtags"],
  [{ tier: "suggestive" }, "tier"],
  [{ synthetic: true }, "synthetic_preview"],
  [{ marked: false }, "mark_missing"],
  [{ quotaLeft: 0 }, "quota"],
  [{ platform: "myspace" }, "unknown_platform"],
] as const)("%j is refused as %s", (change, code) => {
  expect(preflight({ ...good, ...change }).map((refusal) => refusal.code)).toEqual([code]);
});

test("a preview may go to an emulated account", () => {
  expect(preflight({ ...good, synthetic: true, accountEmulated: true })).toEqual([]);
});
