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
