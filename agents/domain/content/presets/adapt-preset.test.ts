import { expect, test } from "vitest";
import { NICHES } from "../../avatars/drafting/niche-words.ts";
import { judgeAppearance } from "../../trust/minor-appearance.ts";
import { PRESETS } from "../presets.ts";
import { adaptPreset } from "./adapt-preset.ts";

const AGES = [21, 25, 26, 35, 36, 45, 46, 70];
const preset = {
  prompt: "candid photograph, unposed",
  keywords: ["candid", "warm"],
  lighting: ["rim light", "soft window light", "golden hour"],
  poses: ["walking", "laughing"],
};

test("the same preset wears every niche and every age differently, and always reads as an adult", () => {
  for (const shipped of PRESETS) {
    const looks = NICHES.flatMap((niche) =>
      AGES.map((age) => {
        const { words } = adaptPreset(shipped, { niche, age });
        expect(judgeAppearance({ words: words.join(", ") }), `${shipped.key} ${niche} ${age}`).toEqual({
          allowed: true,
        });
        expect(words[0]).toBe(shipped.prompt);
        return words.join(", ");
      }),
    );
    // Four ranges of age in each niche.
    expect(new Set(looks).size, shipped.key).toBe(NICHES.length * 4);
  }
});

test("says nothing twice, keeps the preset's words first, and a niche nobody knows adds only the age", () => {
  const { words } = adaptPreset(
    { ...preset, keywords: [" warm ", "", "Warm", "calm"] },
    { niche: "Wellness", age: 30 },
  );
  expect(words).toEqual([
    "candid photograph, unposed",
    "warm",
    "calm",
    "mindful",
    "soft earth-toned knitwear",
    "confident polished styling",
  ]);
  expect(adaptPreset(preset, { niche: "stamp collecting", age: 50 }).words).toEqual([
    "candid photograph, unposed",
    "warm",
    "timeless mature elegance",
  ]);
  expect(adaptPreset(preset, { niche: "constructor", age: 50 }).words).toHaveLength(3);
});

test("suggests the light that suits the niche, else the first; nothing where the preset has none", () => {
  expect(adaptPreset(preset, { niche: "beach", age: 30 })).toMatchObject({ lighting: "golden hour", pose: "walking" });
  expect(adaptPreset(preset, { niche: "books", age: 30 }).lighting).toBe("soft window light");
  expect(adaptPreset(preset, { niche: "stamp collecting", age: 30 }).lighting).toBe("rim light");
  const bare = { ...preset, lighting: [], poses: [] };
  expect(adaptPreset(bare, { niche: "beach", age: 30 })).toMatchObject({ lighting: null, pose: null });
});
