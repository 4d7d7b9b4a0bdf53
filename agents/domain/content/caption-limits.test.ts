import { expect, test } from "vitest";
import { CAPTION_LIMITS, countEmojis, enforceCaptionLimits, strictestLimit } from "./caption-limits.ts";

test("a caption within the limits stays as it is", () => {
  const text = "Salt first, everything else later 🌊";
  expect(enforceCaptionLimits(CAPTION_LIMITS.instagram, text)).toEqual({ text, changed: false });
});

test("cuts at a word", () => {
  const { text, changed } = enforceCaptionLimits(CAPTION_LIMITS.tiktok, "morning ".repeat(30));
  expect(changed).toBe(true);
  expect(text).toMatch(/^(?:morning )+morning…$/);
  expect(text.length).toBeLessThanOrEqual(100);
});

test("keeps the first emojis; a family or a flag is one", () => {
  expect(countEmojis("👩‍👩‍👦🇪🇸👍🏽1️⃣ 7 ©")).toBe(4);
  expect(enforceCaptionLimits(CAPTION_LIMITS.x, "Hi 🇪🇸 you 👩‍🎨 there 🌊!").text).toBe("Hi 🇪🇸 you there!");
  expect(enforceCaptionLimits(CAPTION_LIMITS.instagram, "a ✨\nb ✨ c ✨").text).toBe("a ✨\nb ✨ c");
});

test("several channels share the strictest limit; one without its own row is held to Instagram's", () => {
  const { instagram, tiktok, x } = CAPTION_LIMITS;
  expect(strictestLimit([])).toEqual(instagram);
  expect(strictestLimit(["threads"])).toEqual(instagram);
  expect(strictestLimit(["gallery"])).toEqual(CAPTION_LIMITS.fan_store);
  expect(strictestLimit(["x", "instagram"])).toEqual({ ...instagram, maxEmojis: x.maxEmojis });
  expect(strictestLimit(["instagram", "tiktok"])).toEqual({ ...tiktok, minEmojis: 2, maxEmojis: instagram.maxEmojis });
});

test.each(Object.entries(CAPTION_LIMITS))("%s: no broken characters, whatever comes in", (_platform, limit) => {
  const inputs = ["👩‍👩‍👦".repeat(80), "e\u0301".repeat(400), "\uD83D lone", "𝒜".repeat(300), `${"x".repeat(99)}🌊`];
  for (const input of inputs) {
    const { text } = enforceCaptionLimits(limit, input);
    expect(text.length).toBeLessThanOrEqual(limit.maxLength);
    expect(countEmojis(text)).toBeLessThanOrEqual(limit.maxEmojis);
    expect(encodeURIComponent(text)).toBeTypeOf("string");
    expect(enforceCaptionLimits(limit, text).changed).toBe(false);
  }
});
