import { expect, test } from "vitest";
import { aspectName, mendsOf } from "./mends.ts";
import { type PostFacts, type PostItem, preflight } from "./preflight.ts";
import { INSTAGRAM_RULES } from "./rules/instagram.ts";

const picture: PostItem = {
  kind: "image",
  contentType: "image/jpeg",
  bytes: 500_000,
  width: 1_080,
  height: 1_350,
  marked: true,
};
const clip: PostItem = {
  kind: "video",
  contentType: "video/mp4",
  bytes: 9_000_000,
  width: 1_080,
  height: 1_920,
  marked: true,
  durationMs: 12_000,
  videoCodec: "h264",
  framesPerSecond: 30,
};
const good: PostFacts = {
  platform: "instagram",
  format: "image",
  accountEmulated: false,
  items: [picture],
  caption: "Sea air first, coffee second ☕",
  tier: "safe",
  synthetic: false,
  quotaLeft: 10,
};
const codesOf = (post: PostFacts) => preflight(post).map(({ code }) => code);
const story = { ...picture, height: 1_920 };

test.each([
  ["a picture", good],
  ["a carousel", { ...good, format: "carousel", items: [picture, picture, picture] }],
  ["a story", { ...good, format: "story", items: [story] }],
  ["a story that moves", { ...good, format: "story", items: [clip] }],
  ["a reel", { ...good, format: "video", items: [clip] }],
] as const)("%s that is good has nothing against it", (_name, post) => {
  expect(preflight(post)).toEqual([]);
});

test.each([
  [{ contentType: "image/png" }, "format"],
  [{ bytes: 0 }, "empty_file"],
  [{ bytes: 8_000_001 }, "too_large"],
  [{ height: 1_920 }, "aspect"],
  [{ width: 300, height: 300 }, "width"],
  [{ marked: false }, "mark_missing"],
] as const)("a picture with %j is refused as %s", (change, code) => {
  expect(codesOf({ ...good, items: [{ ...picture, ...change }] })).toEqual([code]);
});

test.each([
  [{ durationMs: 2_000 }, "too_short"],
  [{ durationMs: 901_000 }, "too_long"],
  [{ contentType: "video/webm" }, "format"],
  [{ bytes: 300_000_001 }, "too_large"],
  [{ bytes: 0 }, "empty_file"],
  [{ width: 1_920, height: 1_080 }, "aspect"],
  [{ videoCodec: "vp9" }, "codec"],
  [{ framesPerSecond: 12 }, "frame_rate"],
] as const)("a reel with %j is refused as %s", (change, code) => {
  expect(codesOf({ ...good, format: "video", items: [{ ...clip, ...change }] })).toEqual([code]);
});

test.each([
  [{ caption: "a".repeat(2_201) }, "caption_length"],
  [{ caption: Array.from({ length: 31 }, (_, index) => `#t${index}`).join(" ") }, "hashtags"],
  [{ caption: Array.from({ length: 21 }, (_, index) => `@t${index}`).join(" ") }, "mentions"],
  [{ tier: "suggestive" }, "tier"],
  [{ synthetic: true }, "synthetic_preview"],
  [{ quotaLeft: 0 }, "quota"],
  [{ platform: "myspace" }, "unknown_platform"],
  [{ items: [picture, picture] }, "item_count"],
  [{ items: [clip] }, "item_kind"],
  [{ format: "carousel" }, "item_count"],
  [{ format: "carousel", items: Array.from({ length: 11 }, () => picture) }, "item_count"],
  [{ format: "video" }, "item_kind"],
] as const)("%j is refused as %s", (change, code) => {
  expect(codesOf({ ...good, ...change })).toEqual([code]);
});

test("every item of a carousel is judged, and named", () => {
  const post: PostFacts = { ...good, format: "carousel", items: [picture, { ...picture, bytes: 0 }, story] };
  expect(preflight(post)).toMatchObject([
    { code: "empty_file", item: 2 },
    { code: "aspect", item: 3 },
  ]);
});

test("a story shows no caption, so none is too long", () => {
  expect(preflight({ ...good, format: "story", items: [story], caption: "a".repeat(3_000) })).toEqual([]);
});

test("a preview may go to an emulated account", () => {
  expect(preflight({ ...good, synthetic: true, accountEmulated: true })).toEqual([]);
});

test("what a rendition will do is told before", () => {
  const { image, video } = INSTAGRAM_RULES.formats;
  const png = { kind: "image", contentType: "image/png", bytes: 2_000_000, durationMs: null } as const;
  expect(mendsOf({ ...png, width: 768, height: 1_344 }, image)).toEqual([
    { code: "cut_to_shape", aspect: 0.8 },
    { code: "converted", to: "image/jpeg" },
  ]);
  const wide = { kind: "video", contentType: "video/mp4", bytes: 9_000_000, width: 3_840, height: 2_160 } as const;
  expect(mendsOf({ ...wide, durationMs: 1_000_000 }, video)).toEqual([
    { code: "cut_to_shape", aspect: 9 / 16 },
    { code: "scaled", width: 1_920 },
    { code: "shortened", seconds: 900 },
  ]);
  expect(mendsOf({ ...png, contentType: "image/jpeg", width: 1_080, height: 1_350 }, image)).toEqual([]);
  expect([0.8, 9 / 16, 1.91].map(aspectName)).toEqual(["4:5", "9:16", "1.91:1"]);
});
