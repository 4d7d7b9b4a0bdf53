import { expect, test } from "vitest";
import { seededRandom } from "../../kernel/random.ts";
import { draftPersona } from "./draft-persona.ts";
import { PERSONA_FIELDS, personaFacts, personaGaps } from "./persona.ts";

const persona = draftPersona({
  name: "Luna",
  brief: "calm potter in Prague",
  age: 31,
  language: "en",
  random: seededRandom(3),
});

test("gaps are the missing and the invalid fields", () => {
  expect(personaGaps(persona)).toEqual([]);
  expect(personaGaps({})).toEqual(PERSONA_FIELDS);
  const { tone: _tone, ...rest } = persona;
  expect(personaGaps({ ...rest, traits: ["one"], backstory: "Only one sentence." })).toEqual([
    "backstory",
    "traits",
    "tone",
  ]);
  expect(personaGaps({ ...persona, appearance: "woman with red hair" })).toEqual(["appearance"]);
});

test("facts are short single sentences that cover place, likes and catchphrase", () => {
  const facts = personaFacts(persona);
  expect(facts[0]).toBe("I live in Prague, Bohemia, Czechia.");
  expect(facts.at(-1)).toContain(persona.catchphrase);
  for (const interest of persona.interests) expect(facts).toContain(`I like ${interest}.`);
  expect(new Set(facts).size).toBe(facts.length);
  expect(Math.max(...facts.map((fact) => fact.length))).toBeLessThan(200);
});
