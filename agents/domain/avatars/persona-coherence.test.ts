import { describe, expect, test } from "vitest";
import { seededRandom } from "../../kernel/random.ts";
import { draftPersona } from "./draft-persona.ts";
import { NICHES } from "./drafting/niche-words.ts";
import { PLACES } from "./drafting/places.ts";
import type { Persona } from "./persona.ts";
import { type AvatarFacts, personaContradictions } from "./persona-coherence.ts";

const NOW = new Date("2026-11-24T12:00:00Z");
const FACTS: AvatarFacts = { statedAge: 27, niche: "beach", language: "en", timeZone: null, now: NOW };
const LUNA = draftPersona({
  name: "Luna",
  brief: "surfer from Lisbon, warm",
  age: 27,
  language: "en",
  random: seededRandom(1),
});

const rulesOf = (changes: Partial<Persona>, facts: Partial<AvatarFacts> = {}) =>
  personaContradictions({ ...LUNA, ...changes }, { ...FACTS, ...facts }).map(({ rule, fields }) => [rule, ...fields]);

test("what the rules draft holds together: every niche, place, language and age", () => {
  for (const language of ["en", "es"] as const) {
    for (const [index, place] of PLACES.entries()) {
      const niche = NICHES[index % NICHES.length] ?? "beach";
      const age = [21, 26, 33, 38, 44, 60][index % 6] ?? 26;
      const brief = `${niche} in ${place.words[language].city}`;
      const persona = draftPersona({ name: "Luna", brief, age, language, random: seededRandom(index) });
      const facts = { statedAge: age, niche, language, timeZone: place.timeZone, now: NOW };
      expect(personaContradictions(persona, facts), `${brief} ${language} ${age}`).toEqual([]);
    }
  }
});

describe("age", () => {
  test.each([
    "I am 34. I came for the waves.",
    "I am thirty-four, and I came for the waves. It was cold.",
    "A 40-year-old woman by the sea. It was cold.",
    "At 35 I left the office. It was cold.",
    "I left the office when I turned 40. It was cold.",
    "After 25 years in an office I left. It was cold.",
    "In my forties I left the office. It was cold.",
    "I read to my grandchildren. It was cold.",
    "Tengo 41 años. Hacía frío.",
    "A los 38 dejé la oficina. Hacía frío.",
    "Llevo 30 años surfeando. Hacía frío.",
    "Llegué en mis cuarenta. Hacía frío.",
  ])("%j does not go with 27", (backstory) => {
    expect(rulesOf({ backstory })).toContainEqual(["age", "backstory"]);
  });

  test.each([
    "I am 27, and I came for the waves. It was cold.",
    "I am 20 minutes from the beach. It was cold.",
    "At 22 I left the office. It was cold.",
    "I surfed 40 beaches in 12 countries. It was cold.",
    "My grandmother cut patterns for 50 years ago. It was cold.",
    "In my early twenties I left the office. It was cold.",
    "A 30-year-old boat is my office. It was cold.",
    "Tengo veintisiete años. Hacía frío.",
    "A los 23 dejé la oficina. Hacía frío.",
    "Llevo 10 años surfeando. Hacía frío.",
  ])("%j does", (backstory) => {
    expect(rulesOf({ backstory }).filter(([rule]) => rule === "age")).toEqual([]);
  });

  test("looks have their range", () => {
    expect(rulesOf({ appearance: "adult woman in her fifties, grey hair" })).toEqual([["age", "appearance"]]);
    expect(rulesOf({ appearance: "adult woman in her late twenties" })).toEqual([]);
    expect(rulesOf({ appearance: "adult woman in her early thirties" }, { statedAge: 29 })).toEqual([]);
  });
});

describe("place", () => {
  const { location } = LUNA;

  test("a city is in its country, whatever the language", () => {
    expect(rulesOf({ location: { ...location, country: "Spain" } })).toEqual([["city_and_country", "location"]]);
    expect(rulesOf({ location: { ...location, city: "Lisboa" } })).toEqual([]);
    expect(
      rulesOf({
        location: { ...location, city: "Porto Covo", country: "Portugal" },
        bio: "I surf.",
        backstory: "Salt.",
      }),
    ).toEqual([]);
  });

  test("bio and today's sentences of the story name the same city, others may name where she came from", () => {
    expect(rulesOf({ bio: "Virtual creator in Madrid, I surf." })).toEqual([["other_city", "bio", "location"]]);
    expect(rulesOf({ backstory: "I grew up in Berlin. Now Paris is home." })).toEqual([
      ["other_city", "backstory", "location"],
    ]);
    expect(rulesOf({ backstory: "I grew up in Berlin. Now Lisbon is home." })).toEqual([]);
    expect(rulesOf({ bio: "Zumo de lima y mar. I surf in Lisboa." })).toEqual([]);
  });

  test("a time zone that was asked for binds", () => {
    expect(rulesOf({}, { timeZone: "America/Los_Angeles" })).toEqual([["time_zone", "location"]]);
    expect(rulesOf({}, { timeZone: "Europe/Madrid" })).toEqual([]);
  });
});

test("she speaks and writes the language she writes to people in", () => {
  expect(rulesOf({ culturalBackground: "Roots in Lisbon. Speaks Portuguese and French." })).toEqual([
    ["spoken_language", "culturalBackground"],
  ]);
  expect(rulesOf({ bio: "Vivo con el mar y para las olas de mi playa." })).toEqual([["written_language", "bio"]]);
  expect(rulesOf({ bio: "Surf, the sea and la playa de mi casa, for the days." })).toEqual([]);
});

test("the niche shows somewhere", () => {
  const dull = { interests: ["chess", "tea", "maps", "clocks", "stamps"], goals: ["win", "rest", "read"] };
  const plain = {
    bio: "I like chess.",
    backstory: "I played. I won.",
    lifestyle: { ...LUNA.lifestyle, typicalDay: "Chess.", community: "Players.", favouriteSpots: ["the club"] },
  };
  expect(rulesOf({ ...dull, ...plain })).toEqual([["niche", "interests", "bio"]]);
  expect(rulesOf({ ...dull, ...plain }, { niche: "lifestyle" })).toEqual([]);
});

test("nothing is said twice", () => {
  expect(rulesOf({ interests: ["the sea", "Sea.", "tea", "maps", "salt"] })).toEqual([["duplicates", "interests"]]);
  expect(rulesOf({ traits: ["calm", "warm", "Calm", "kind", "open"] })).toEqual([["duplicates", "traits"]]);
  expect(rulesOf({ audienceRelation: LUNA.communicationStyle })).toEqual([
    ["duplicates", "communicationStyle", "audienceRelation"],
  ]);
});
