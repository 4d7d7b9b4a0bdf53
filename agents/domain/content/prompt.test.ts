import { expect, test } from "vitest";
import { seededRandom } from "../../kernel/random.ts";
import { draftPersona } from "../avatars/draft-persona.ts";
import { judgeAppearance } from "../trust/minor-appearance.ts";
import { PRESETS } from "./presets.ts";
import { buildImagePrompt } from "./prompt.ts";
import { TEMPLATES } from "./templates.ts";

const persona = draftPersona({
  name: "Luna",
  brief: "surfer in Lisbon",
  age: 27,
  language: "en",
  random: seededRandom(2),
});
const base = { persona, avatarName: "Luna", age: 27, niche: "beach" };

test("every template with every preset is visibly this adult persona", () => {
  for (const template of TEMPLATES) {
    for (const preset of PRESETS) {
      const { prompt, negative, parts } = buildImagePrompt({ ...base, template, preset, triggerWord: "TOK_ab12cd34" });
      expect(prompt).toMatch(/^TOK_ab12cd34, Luna, fictional adult, 27 years old/);
      expect(prompt).toContain(persona.location.vibe);
      expect(prompt).toContain(template.prompt);
      expect(negative).toContain("child, teen, young-looking, deformed, text, watermark");
      expect(negative).toContain(preset.negative);
      expect(parts.map(({ text }) => text).join(", ")).toBe(prompt);
      expect(judgeAppearance({ prompt }), template.key).toEqual({ allowed: true });
    }
  }
});

test("another persona gives another prompt for the same template", () => {
  const [template] = TEMPLATES;
  if (!template) throw new Error("no templates");
  const other = draftPersona({
    name: "Luna",
    brief: "chef in Tokyo",
    age: 27,
    language: "en",
    random: seededRandom(2),
  });
  expect(buildImagePrompt({ ...base, template, persona: other }).prompt).not.toBe(
    buildImagePrompt({ ...base, template }).prompt,
  );
  expect(() => buildImagePrompt({ ...base, template, age: 20 })).toThrow(RangeError);
});

test("a template's own pose and light come first; what it leaves open the preset suggests, and nothing stands empty", () => {
  const preset = {
    prompt: "sea breeze photograph",
    negative: "",
    keywords: ["fresh"],
    lighting: ["rim light", "golden hour"],
    poses: ["walking on the shore"],
  };
  const open = { prompt: "by the pier", pose: "", lighting: "", angle: "" };
  const bare = buildImagePrompt({ ...base, template: open });
  expect(bare.parts.map(({ label }) => label)).toEqual(["subject", "scene", "persona", "niche", "quality"]);
  expect(bare.prompt).not.toMatch(/, ,|, $/);
  const dressed = buildImagePrompt({ ...base, template: open, preset });
  expect(dressed.parts).toContainEqual({ label: "pose", text: "walking on the shore" });
  expect(dressed.parts).toContainEqual({ label: "light", text: "golden hour" });
  expect(dressed.parts).toContainEqual({
    label: "look",
    text: "sea breeze photograph, fresh, sun-kissed, salty air, linen and coastal textures, confident polished styling",
  });
  expect(dressed.negative).toBe(bare.negative);
  const own = { ...open, pose: "seated on the steps", lighting: "overcast" };
  expect(buildImagePrompt({ ...base, template: own, preset }).prompt).toContain("seated on the steps, overcast");
});

test("whom she likes is not named in a picture; what else she likes stands in", () => {
  const [template] = TEMPLATES;
  if (!template) throw new Error("no templates");
  const words = (over: Partial<typeof persona>) =>
    buildImagePrompt({ ...base, template, persona: { ...persona, ...over } }).parts.find(
      ({ label }) => label === "persona",
    )?.text;
  const interests = ["the songs of Taylor Swift", "old maps", "night trains", "tea"];
  expect(words({ interests })).toMatch(/hints of old maps and night trains$/);
  expect(words({ interests: ["Taylor Swift", "Emma Watson films"] })).toMatch(/ mood$/);
  const vibe = "a street where Emma Watson once lived";
  expect(words({ location: { ...persona.location, vibe } })).toMatch(/^\p{Lu}[^:]* atmosphere; /u);
});

test("a variation is a part of its own, and its angle stands in for the template's", () => {
  const template = { prompt: "by the pier", pose: "", lighting: "golden hour", angle: "front" };
  const varied = (variation: string) =>
    buildImagePrompt({ ...base, template, variation }).parts.filter(({ label }) =>
      ["light", "angle", "variation"].includes(label),
    );
  const light = { label: "light", text: "golden hour" };
  expect(varied("")).toEqual([light, { label: "angle", text: "front view" }]);
  expect(varied("nearer")).toEqual([
    light,
    { label: "angle", text: "front view" },
    { label: "variation", text: "closer framing, head and shoulders" },
  ]);
  expect(varied("side+rim")).toEqual([
    light,
    { label: "variation", text: "seen from the side, side view, a thin rim of light from behind" },
  ]);
});
