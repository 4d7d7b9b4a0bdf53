import { expect, test } from "vitest";
import { seededRandom } from "../../kernel/random.ts";
import { judgeAppearance } from "../trust/minor-appearance.ts";
import { draftPersona, nicheOf, readBrief } from "./draft-persona.ts";
import { NICHES } from "./drafting/niche-words.ts";
import { NICHES_EN } from "./drafting/niches-en.ts";
import { NICHES_ES } from "./drafting/niches-es.ts";
import { PLACES } from "./drafting/places.ts";
import { COMMON_TRAITS, TONES } from "./drafting/tones.ts";
import { Persona, personaFacts } from "./persona.ts";

function draft(brief: string, language: "en" | "es" = "en", seed = 1) {
  return draftPersona({ name: "Luna", brief, age: 27, language, random: seededRandom(seed) });
}

test("the brief shapes the persona", () => {
  const luna = draft("A playful surfer from Lisbon who loves grilled sardines and old maps, speaks Portuguese");
  expect(luna.location).toMatchObject({ city: "Lisbon", country: "Portugal" });
  expect(luna.tone).toBe("playful and light");
  expect(luna.interests.slice(0, 2)).toEqual(["grilled sardines", "old maps"]);
  expect(luna.culturalBackground).toContain("English and Portuguese");
  expect(luna.bio).toContain("virtual creator in Lisbon");
  expect(draft("warm and funny coach").tone).toBe("warm and close");
  const other = draft("An elegant chef from Tokyo");
  for (const field of ["bio", "backstory", "tone", "appearance", "catchphrase"] as const) {
    expect(other[field]).not.toBe(luna[field]);
  }
});

test("Spanish briefs give Spanish personas", () => {
  const luna = draft(
    "Pintora cálida de Sevilla, le gusta el café y el flamenco. Dice «Pinta primero y pregunta luego»",
    "es",
  );
  expect(luna.location.city).toBe("Sevilla");
  expect(luna.tone).toBe("cálido y cercano");
  expect(luna.catchphrase).toBe("Pinta primero y pregunta luego");
  expect(luna.interests).toContain("el café");
  expect(luna.bio).toContain("personaje virtual");
});

test("equal randomness gives an equal persona, other randomness another", () => {
  expect(draft("yoga", "en", 5)).toEqual(draft("yoga", "en", 5));
  expect(draft("yoga", "en", 5)).not.toEqual(draft("yoga", "en", 6));
});

test.each([
  ["fitness coach", "fitness"],
  ["cocinera de Lima", "cooking"],
  ["videogame streamer", "gaming"],
  ["Maria from marketing, an article about parties", "lifestyle"],
  ["lectora que ama los libros y la playa", "books"],
  ["", "lifestyle"],
])("niche of %j is %s", (brief, niche) => {
  expect(nicheOf(brief)).toBe(niche);
});

test("names come from quotes or from being called", () => {
  expect(readBrief('make "Mara Vale", a dancer').name).toBe("Mara Vale");
  expect(readBrief("una artista llamada Inés de Bogotá").name).toBe("Inés");
  expect(readBrief("a dancer").name).toBeNull();
});

test("every niche, place and language is complete, adult and clean", () => {
  for (const language of ["en", "es"] as const) {
    for (const [index, place] of PLACES.entries()) {
      const brief = `${NICHES[index % NICHES.length]} in ${place.words[language].city}`;
      const persona = draft(brief, language, index);
      expect(Persona.safeParse(persona).success).toBe(true);
      expect(persona.location.city).toBe(place.words[language].city);
      const facts = personaFacts(persona, language);
      expect(facts.length).toBeGreaterThan(15);
      const texts = [persona.bio, persona.appearance, ...persona.traits, ...facts];
      for (const text of texts) expect(judgeAppearance({ text }), text).toEqual({ allowed: true });
    }
  }
});

test("all persona material is clean, phrase by phrase", () => {
  const phrases = (value: unknown): string[] =>
    typeof value === "string" ? value.split("; ") : Object.values(value ?? {}).flatMap(phrases);
  for (const text of phrases([NICHES_EN, NICHES_ES, PLACES, TONES, COMMON_TRAITS])) {
    expect(judgeAppearance({ text }), text).toEqual({ allowed: true });
  }
  for (const place of PLACES) {
    expect(() => new Intl.DateTimeFormat("en", { timeZone: place.timeZone })).not.toThrow();
    expect(place.words.es.vibe).not.toBe("");
  }
});

test("no avatar under 21", () => {
  expect(() => draftPersona({ name: "Luna", brief: "art", age: 20, language: "en", random: seededRandom(1) })).toThrow(
    RangeError,
  );
});
