import { expect, test } from "vitest";
import { seededRandom } from "../../kernel/random.ts";
import { draftPersona } from "../avatars/draft-persona.ts";
import { NICHES } from "../avatars/drafting/niche-words.ts";
import { CAPTION_LIMITS, countEmojis } from "./caption-limits.ts";
import { captionFault } from "./caption-rules.ts";
import { CALL_TO_ACTION_PURPOSES, CAPTION_WORDS } from "./caption-words.ts";
import { draftCaptions } from "./offline-captions.ts";
import { TEMPLATES } from "./templates.ts";

test.each(["en", "es"] as const)("%s: five styles, each with persona words, each within the limits", (language) => {
  for (const [seed, template] of TEMPLATES.entries()) {
    const brief = NICHES[seed % NICHES.length] ?? "";
    const persona = draftPersona({ name: "Luna", brief, age: 27, language, random: seededRandom(seed) });
    const captions = draftCaptions({ persona, template, language, random: seededRandom(seed) });
    const phrases = [persona.location.city, persona.catchphrase, ...persona.interests].map((phrase) =>
      phrase.toLowerCase(),
    );
    expect(new Set(captions.map(({ style }) => style)).size).toBe(5);
    expect(new Set(captions.map(({ text }) => text)).size).toBe(5);
    for (const { text } of captions) {
      expect(
        phrases.some((phrase) => text.toLowerCase().includes(phrase)),
        text,
      ).toBe(true);
      expect(text).not.toMatch(/[{}…]/);
      expect(text.length).toBeLessThanOrEqual(CAPTION_LIMITS.instagram.maxLength);
      expect([1, 2]).toContain(countEmojis(text));
      expect(captionFault(text), text).toBeNull();
    }
  }
});

test("long persona words give way to the city; other platforms have their own limits", () => {
  const drafted = draftPersona({
    name: "Luna",
    brief: "art in Berlin",
    age: 27,
    language: "en",
    random: seededRandom(1),
  });
  const persona = {
    ...drafted,
    catchphrase: "so ".repeat(30),
    interests: drafted.interests.map((interest) => interest.repeat(9)),
  };
  const [template] = TEMPLATES;
  if (!template) throw new Error("no templates");
  const captions = draftCaptions({
    persona,
    template,
    language: "en",
    random: seededRandom(4),
    limit: CAPTION_LIMITS.tiktok,
  });
  for (const { text } of captions) {
    expect(text).toContain("Berlin");
    expect(text.length).toBeLessThanOrEqual(100);
  }
});

test.each(["en", "es"] as const)("%s: ends with a call to action of the purpose wherever it fits", (language) => {
  const persona = draftPersona({ name: "Luna", brief: "surf", age: 27, language, random: seededRandom(3) });
  for (const callToAction of CALL_TO_ACTION_PURPOSES) {
    const asked = CAPTION_WORDS[language].callsToAction[callToAction].map((line) => line.replace(/ \S+$/u, ""));
    const ends = (text: string) => asked.some((line) => text.includes(line));
    for (const [seed, template] of TEMPLATES.entries()) {
      const request = { persona, template, language, callToAction };
      const roomy = draftCaptions({ ...request, random: seededRandom(seed), limit: CAPTION_LIMITS.x });
      const tight = draftCaptions({ ...request, random: seededRandom(seed), limit: CAPTION_LIMITS.youtube });
      expect(roomy.every(({ text }) => ends(text))).toBe(true);
      for (const { text } of [...roomy, ...tight]) expect(captionFault(text), text).toBeNull();
      for (const { text } of tight) expect(text.length).toBeLessThanOrEqual(CAPTION_LIMITS.youtube.maxLength);
    }
  }
});
