import { expect, test } from "vitest";
import { CAPTION_LIMITS, countEmojis, enforceCaptionLimits } from "./caption-limits.ts";

test("a caption within the limits stays as it is", () => {
  const text = "Salt first, everything else later 🌊";
  expect(enforceCaptionLimits("instagram", text)).toEqual({ text, changed: false });
});

test("cuts at a word", () => {
  const { text, changed } = enforceCaptionLimits("tiktok", "morning ".repeat(30));
  expect(changed).toBe(true);
  expect(text).toMatch(/^(?:morning )+morning…$/);
  expect(text.length).toBeLessThanOrEqual(100);
});

test("keeps the first emojis; a family or a flag is one", () => {
  expect(countEmojis("👩‍👩‍👦🇪🇸👍🏽1️⃣ 7 ©")).toBe(4);
  expect(enforceCaptionLimits("x", "Hi 🇪🇸 you 👩‍🎨 there 🌊!").text).toBe("Hi 🇪🇸 you there!");
  expect(enforceCaptionLimits("instagram", "a ✨\nb ✨ c ✨").text).toBe("a ✨\nb ✨ c");
});

test.each(Object.keys(CAPTION_LIMITS))("%s: no broken characters, whatever comes in", (platform) => {
  const inputs = ["👩‍👩‍👦".repeat(80), "e\u0301".repeat(400), "\uD83D lone", "𝒜".repeat(300), `${"x".repeat(99)}🌊`];
  for (const input of inputs) {
    const { text } = enforceCaptionLimits(platform, input);
    const limit = CAPTION_LIMITS[platform as keyof typeof CAPTION_LIMITS];
    expect(text.length).toBeLessThanOrEqual(limit.maxLength);
    expect(countEmojis(text)).toBeLessThanOrEqual(limit.maxEmojis);
    expect(encodeURIComponent(text)).toBeTypeOf("string");
    expect(enforceCaptionLimits(platform, text).changed).toBe(false);
  }
});
