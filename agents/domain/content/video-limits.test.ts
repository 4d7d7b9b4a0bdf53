import { expect, it } from "vitest";
import { VIDEO_LIMITS, videoLimitOf } from "./video-limits.ts";

it("knows how long each platform lets a video be", () => {
  expect(videoLimitOf("instagram").maxSeconds).toBe(90);
  expect(videoLimitOf("tiktok")).toMatchObject({ maxSeconds: 600, favouredFromSeconds: 60 });
  expect(videoLimitOf("youtube")).toMatchObject({ maxSeconds: 60, maxTextLength: 100 });
});

it("holds an unknown platform to the shortest", () => {
  const shortest = Math.min(...Object.values(VIDEO_LIMITS).map(({ maxSeconds }) => maxSeconds));
  for (const platform of ["myspace", "toString", "__proto__"]) expect(videoLimitOf(platform).maxSeconds).toBe(shortest);
});
